"""Waiting for an export to end."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from sendoff.clock import monotonic_seconds
from sendoff.errors import SendoffError
from sendoff.exports.states import FINAL

if TYPE_CHECKING:
    from sendoff.cli.client import Client, Json

FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 1.0
GROWTH = 1.25
"""From one pause to the next: the end is noticed at most a quarter late."""
PATIENCE_SECONDS = 30.0
"""How long a server may be away while one waits: it may be restarting, and takes the export up again."""


def wait_for_end(
    client: Client, segment_id: int, export_id: int, *, progress: Callable[[float], None]
) -> Json:
    """The export in its final state; `progress` is told how much of it is done, from 0 to 1.

    Raises: SendoffError, when the server says no, or stays away for PATIENCE_SECONDS.
    """
    pause = FIRST_PAUSE_SECONDS
    heard = monotonic_seconds()
    while True:
        try:
            export: Json = client.get(f"/segments/{segment_id}/exports/{export_id}")["segment_export"]
            heard = monotonic_seconds()
            if export["status"] in FINAL:
                return export
            progress(export["stats"]["progress"] or 0.0)
        except SendoffError as error:
            if not error.retryable or monotonic_seconds() - heard > PATIENCE_SECONDS:
                raise
        time.sleep(pause)
        pause = min(GROWTH * pause, LONGEST_PAUSE_SECONDS)
