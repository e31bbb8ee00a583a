"""The thread that keeps an instance clean, in every process that works."""

from __future__ import annotations

import logging
import threading

from sendoff.clock import monotonic_seconds
from sendoff.errors import SendoffError
from sendoff.services import upkeep
from sendoff.services.house import House
from sendoff.worker import identity

LOST_SECONDS = 2.0
"""How often lost leases are looked for."""
FILES_SECONDS = 300.0
"""How often files past their retention, and those of dead attempts, are looked for."""

_log = logging.getLogger(__name__)


class Upkeep:
    """Looks at once, and then at its intervals, until it is stopped."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sendoff-upkeep", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        files_looked_at = -FILES_SECONDS
        while True:
            try:
                if upkeep.take_back_lost(self._house, is_dead=identity.is_dead):
                    self._house.queue_changed()
                if monotonic_seconds() - files_looked_at >= FILES_SECONDS:
                    upkeep.retire_files(self._house)
                    upkeep.remove_dead_attempts(self._house)
                    files_looked_at = monotonic_seconds()
            except SendoffError as error:
                _log.warning("Upkeep will try again: %s", error.message)
            if self._stopping.wait(LOST_SECONDS):
                return
