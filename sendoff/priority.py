"""Who waits for the processor when it is short."""

from __future__ import annotations

import os
import sys
import threading

_NICE = 5
"""A third of the processor where others want it too. Eight clients of the API were served 767 times a second
beside an export of 10 M customers, half of them within 9 ms; with this 1,326 times, within 5 (2026-11-24)."""


def yield_to_others() -> None:
    """This thread, and those it starts from now on, work where the other threads leave room.

    So an export that takes all cores holds up no answer of the server; alone it is as fast as before.
    Linux keeps a priority for each thread; elsewhere nothing changes.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
