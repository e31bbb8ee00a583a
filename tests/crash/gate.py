"""An engine whose runs stand where a test holds them, over a real one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sendoff.attributes.catalogue import Catalogue
from sendoff.conditions.predicates import ALL_CUSTOMERS, Predicate, Selection
from sendoff.engines.port import Engine, IdentityProblems, Limits, Query, Rows, Stopped, StopSignal

LOOK_SECONDS = 0.005


class Gate:
    """Runs wait in `rows` until it is opened or they are stopped; everything else goes straight through.

    Args:
        on_rows: called with each run's query before it waits; what it raises, the run gets.
        deaf: a run that waits hears no stop signal.
    """

    def __init__(
        self, engine: Engine, *, on_rows: Callable[[], None] = lambda: None, deaf: bool = False
    ) -> None:
        self._engine = engine
        self._on_rows = on_rows
        self._deaf = deaf
        self._opened = threading.Event()
        self._counting = threading.Condition()
        self.began = 0
        self.stopped = 0

    def open(self) -> None:
        """Runs that wait go on, later ones do not wait."""
        self._opened.set()

    def wait_until(self, holds: Callable[[Gate], bool]) -> None:
        """Returns once `holds`, of how many runs began and were stopped."""
        with self._counting:
            assert self._counting.wait_for(lambda: holds(self), timeout=30), (self.began, self.stopped)

    def catalogue(self) -> Catalogue:
        return self._engine.catalogue()

    def count(self, predicate: Predicate, *, stop: StopSignal | None = None) -> int:
        return self._engine.count(predicate, stop=stop)

    @property
    def limits(self) -> Limits:
        return self._engine.limits

    def counts(
        self,
        predicates: Sequence[Predicate],
        *,
        among: Selection = ALL_CUSTOMERS,
        stop: StopSignal | None = None,
    ) -> list[int]:
        return self._engine.counts(predicates, among=among, stop=stop)

    def identity_problems(self, *, stop: StopSignal | None = None) -> IdentityProblems:
        return self._engine.identity_problems(stop=stop)

    @contextmanager
    def rows(self, query: Query, *, batch_rows: int, stop: StopSignal | None = None) -> Iterator[Rows]:
        self._tell(began=1)
        self._on_rows()
        while not self._opened.wait(LOOK_SECONDS):
            if stop is not None and stop.is_set() and not self._deaf:
                self._tell(stopped=1)
                raise Stopped
        with self._engine.rows(query, batch_rows=batch_rows, stop=stop) as rows:
            yield rows

    def _tell(self, *, began: int = 0, stopped: int = 0) -> None:
        with self._counting:
            self.began += began
            self.stopped += stopped
            self._counting.notify_all()
