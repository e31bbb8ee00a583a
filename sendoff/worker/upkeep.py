"""The thread that keeps an instance clean, in every process that works."""

from __future__ import annotations

import logging
import threading

from sendoff.clock import monotonic_seconds
from sendoff.errors import SendoffError
from sendoff.services import upkeep
from sendoff.services.house import House
from sendoff.services.uploads import remove_dead_uploads
from sendoff.worker.leases import LeaseWatch

LOST_SECONDS = 2.0
"""How often lost leases are looked for."""
FILES_SECONDS = 300.0
"""How often files past their retention, those of dead attempts and uploads, and unused value lists are looked
for."""

_log = logging.getLogger(__name__)


class Upkeep:
    """Looks at once, and then at its intervals, until it is stopped."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sendoff-upkeep", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """It ends, at once or, where it waits for a database or a store, after its step.

        Args:
            seconds: how long that is waited for.
        """
        self._stopping.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        leases = LeaseWatch()
        files_looked_at = -FILES_SECONDS
        unnamed_lists: dict[str, float] = {}
        while True:
            try:
                if upkeep.take_back_lost(self._house, lost=leases.lost):
                    self._house.queue_changed()
                if monotonic_seconds() - files_looked_at >= FILES_SECONDS:
                    upkeep.retire_files(self._house)
                    upkeep.remove_dead_attempts(self._house)
                    unnamed_lists = upkeep.remove_unused_lists(
                        self._house, unnamed=unnamed_lists, now=monotonic_seconds()
                    )
                    remove_dead_uploads()
                    files_looked_at = monotonic_seconds()
            except SendoffError as error:
                _log.warning("Upkeep will try again: %s", error.message)
            except Exception as error:  # without this thread, no lost lease would be taken back
                _log.error("Upkeep will try again: %s", type(error).__name__, exc_info=error)
            if self._stopping.wait(LOST_SECONDS):
                return
