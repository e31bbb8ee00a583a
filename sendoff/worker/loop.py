"""Worker threads of one process, and the one thread that watches over what they run."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field

from sendoff.clock import monotonic_seconds
from sendoff.engines.port import Running
from sendoff.errors import SendoffError
from sendoff.priority import yield_to_others
from sendoff.services import runs
from sendoff.services.house import House
from sendoff.store import queue
from sendoff.worker import identity
from sendoff.worker.upkeep import Upkeep

LOOK_SECONDS = 0.05
"""How often a process looks for exports that another one queued or canceled; itself it hears at once
(spec/exports.md: a start within 0.1 s, a cancel within 0.5 s)."""
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
    running: Running | None = None
    renewed: float = field(default_factory=monotonic_seconds)

    @property
    def attempt(self) -> tuple[int, int]:
        """Export id and attempt: one process may hold two attempts of an export, the lost one stopping."""
        return self.claim.export_id, self.claim.attempt

    def watch(self, running: Running) -> None:
        self.running = running

    def progress(self) -> float:
        return (self.running.progress() if self.running is not None else None) or 0.0


class Workers:
    """`count` threads that run exports until they are stopped."""

    def __init__(self, house: House, *, count: int) -> None:
        self._house = house
        self._owner = identity.own()
        self._wake = threading.Condition()
        self._changes = 0
        self._stopping = threading.Event()
        self._stop_by: float | None = None
        self._runs: dict[tuple[int, int], _Run] = {}
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
        """Nothing new begins, what runs is handed back, and every thread that can end has ended.

        Takes at most about `STOP_SECONDS`, also where it is called again by another thread.
        """
        self._stopping.set()
        self._stop_by = self._stop_by or monotonic_seconds() + STOP_SECONDS
        self.look()
        with self._lock:
            running = list(self._runs.values())
        for run in running:
            run.stop.set()
        for thread in (*self._threads, self._watcher):
            if thread.is_alive():
                thread.join(max(0.0, self._stop_by - monotonic_seconds()))
        self._upkeep.stop(max(0.0, self._stop_by - monotonic_seconds()))
        with self._lock:
            left = list(self._runs.values())
        for run in left:  # deaf in some driver: whatever its thread does yet, the fence voids
            self._hand_back(run)

    def _work(self) -> None:
        yield_to_others()
        while not self._stopping.is_set():
            seen = self._changes
            try:
                claim = runs.claim(self._house, owner=self._owner)
            except Exception as error:  # whatever it is, the next look may find it mended
                _tell("No export could be claimed", error)
                self._stopping.wait(PATIENCE_SECONDS)
                continue
            if claim is None:
                with self._wake:
                    if self._changes == seen and not self._stopping.is_set():
                        self._wake.wait()  # the watcher looks for all
            else:
                self._carry_out(_Run(claim))

    def _carry_out(self, run: _Run) -> None:
        with self._lock:
            self._runs[run.attempt] = run
        if self._stopping.is_set():  # claimed just before: nobody told this one
            run.stop.set()
        try:
            runs.execute(self._house, run.claim, stop=run.stop, watch=run.watch)
        except Exception as error:  # its lease, renewed no more, runs out; this thread goes on
            _tell(f"Export {run.claim.export_id} could not be settled", error)
        finally:
            with self._lock:
                del self._runs[run.attempt]
        if self._stopping.is_set():
            self._hand_back(run)

    def _hand_back(self, run: _Run) -> None:
        house = self._house
        try:
            with house.database.writing() as connection:
                queue.hand_back(
                    connection,
                    run.claim.export_id,
                    attempt=run.claim.attempt,
                    reason="Its server was shut down. It is taken up again.",
                    now=house.clock(),
                )
        except Exception as error:  # its lease ends with this process
            _tell(f"Export {run.claim.export_id} could not be handed back", error)

    def _watch(self) -> None:
        is_told = False
        while not self._stopping.is_set():
            with self._wake:
                self._wake.wait(LOOK_SECONDS)
            try:
                self._check()
            except Exception as error:  # without this thread, nobody would renew a lease or hear a cancel
                if not is_told:
                    _tell("Running exports could not be looked after", error)
                is_told = True
            else:
                is_told = False

    def _check(self) -> None:
        house = self._house
        with self._lock:
            running = dict(self._runs)
        with house.database.reading() as connection:
            counting = queue.still_counting(connection, list(running)) if running else set()
            is_idle = len(running) < len(self._threads)
            may_start = is_idle and queue.may_start(connection, now=house.clock())
        if may_start:
            self.look()
        for attempt, run in running.items():
            if attempt not in counting:
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


def _tell(what: str, error: Exception) -> None:
    if isinstance(error, SendoffError):
        _log.warning("%s: %s", what, error.message)
    else:  # nobody named it: the log must show where it came from
        _log.error("%s: %s", what, type(error).__name__, exc_info=error)
