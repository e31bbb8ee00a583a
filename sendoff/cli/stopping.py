"""A server that tells others at once when it is told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import FrameType

import uvicorn


class TellingServer(uvicorn.Server):
    """Calls `on_stop` in a thread of its own when a signal ends it, while it still answers requests.

    Answers under way may take seconds, and so may exports: one after the other they would take
    longer than a stop may (spec/exports.md: 10 s).
    """

    def __init__(self, config: uvicorn.Config, *, on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._telling: threading.Thread | None = None
        self._on_stop = on_stop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        if self._telling is None:  # Ctrl-C twice tells once
            self._telling = threading.Thread(target=self._on_stop, name="sendoff-stop")
            self._telling.start()
