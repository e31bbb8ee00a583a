"""Worker threads of one process, and the one thread that watches over what they run."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field

from sendoff.clock import monotonic_seconds
from sendoff.engines.port import Rows
from sendoff.errors import SendoffError
from sendoff.priority import yield_to_others
from sendoff.services import runs
from sendoff.services.house import House
from sendoff.store import queue
from sendoff.worker import identity
from sendoff.worker.upkeep import Upkeep

LOOK_SECONDS = 0.05
"""How often an idle process looks for exports queued by another one; queued by itself: at once."""
CHECK_SECONDS = 0.25
"""How soon a cancel from another process is noticed (spec/exports.md: within 0.5 s)."""
PROGRESS_SECONDS = 1.0
PATIENCE_SECONDS = 1.0
"""Pause after the database was away."""
STOP_SECONDS = 8.0
"""How long a shutdown waits for running work to end (spec/exports.md: within 10 s)."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Run:
    claim: runs.Claim
    stop: threading.Event = field(default_factory=threading.Event)
    rows: Rows | None = None
    renewed: float = field(default_factory=monotonic_seconds)

    def watch(self, rows: Rows) -> None:
        self.rows = rows

    def progress(self) -> float:
        return (self.rows.progress() if self.rows is not None else None) or 0.0


class Workers:
    """`count` threads that run exports until they are stopped."""

    def __init__(self, house: House, *, count: int) -> None:
        self._house = house
        self._owner = identity.own()
        self._wake = threading.Condition()
        self._changes = 0
        self._stopping = threading.Event()
        self._runs: dict[int, _Run] = {}
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._work, name=f"sendoff-worker-{n}", daemon=True) for n in range(count)
        ]
        self._upkeep = Upkeep(house)
        self._watcher = threading.Thread(target=self._watch, name="sendoff-watcher", daemon=True)

    def start(self) -> None:
        """Takes back what dead processes of this host left running, then begins to work."""
        self._house.queue_changed = self.look
        self._upkeep.start()
        self._watcher.start()
        for thread in self._threads:
            thread.start()

    def look(self) -> None:
        """The queue has changed: idle threads look now, and running ones whether they still count."""
        with self._wake:
            self._changes += 1
            self._wake.notify_all()

    def stop(self) -> None:
        """Nothing new begins; what runs is handed back, and every thread has ended."""
        self._stopping.set()
        self.look()
        with self._lock:
            running = list(self._runs.values())
        for run in running:
            run.stop.set()
        deadline = monotonic_seconds() + STOP_SECONDS
        self._upkeep.stop()
        for thread in (*self._threads, self._watcher):
            if thread.is_alive():
                thread.join(max(0.0, deadline - monotonic_seconds()))

    def _work(self) -> None:
        yield_to_others()
        while not self._stopping.is_set():
            seen = self._changes
            try:
                claim = runs.claim(self._house, owner=self._owner)
            except SendoffError as error:
                _log.warning("No export could be claimed: %s", error.message)
                self._stopping.wait(PATIENCE_SECONDS)
                continue
            if claim is None:
                with self._wake:
                    if self._changes == seen and not self._stopping.is_set():
                        self._wake.wait(LOOK_SECONDS)
            else:
                self._carry_out(_Run(claim))

    def _carry_out(self, run: _Run) -> None:
        with self._lock:
            self._runs[run.claim.export_id] = run
        try:
            runs.execute(self._house, run.claim, stop=run.stop, watch=run.watch)
            if self._stopping.is_set():
                self._hand_back(run)
        except SendoffError as error:
            _log.error("Export %d could not be settled: %s", run.claim.export_id, error.message)
        finally:
            with self._lock:
                del self._runs[run.claim.export_id]

    def _hand_back(self, run: _Run) -> None:
        house = self._house
        with house.database.writing() as connection:
            queue.hand_back(
                connection,
                run.claim.export_id,
                attempt=run.claim.attempt,
                reason="Its server was shut down. It is taken up again.",
                now=house.clock(),
            )

    def _watch(self) -> None:
        while not self._stopping.is_set():
            with self._wake:
                self._wake.wait(CHECK_SECONDS)
            try:
                self._check()
            except SendoffError as error:
                _log.warning("Running exports could not be looked after: %s", error.message)

    def _check(self) -> None:
        house = self._house
        with self._lock:
            running = dict(self._runs)
        if running:
            attempts = [(run.claim.export_id, run.claim.attempt) for run in running.values()]
            with house.database.reading() as connection:
                counting = queue.still_counting(connection, attempts)
            for run in running.values():
                if (run.claim.export_id, run.claim.attempt) not in counting:
                    run.stop.set()
        now = monotonic_seconds()
        for run in running.values():
            if now - run.renewed > PROGRESS_SECONDS and not run.stop.is_set():
                run.renewed = now
                with house.database.writing() as connection:
                    if not queue.renew(
                        connection,
                        run.claim.export_id,
                        attempt=run.claim.attempt,
                        progress=run.progress(),
                        now=house.clock(),
                    ):
                        run.stop.set()
