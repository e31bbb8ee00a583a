"""A customer is looked at without holding every row that has the id."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pytest

from sendoff.engines.port import Engine, Query, SourceChanged, StopSignal
from sendoff.services import customers
from sendoff.services.house import House
from sendoff.services.sight import Sight
from sendoff.store.pages import Page

ROWS, BATCHES = 1000, 30
EVERYTHING = Sight(protected=frozenset(), hidden=frozenset(), disabled=frozenset())


class Repeating:
    """A source that has one id in every row; its files change `at_end`."""

    def __init__(self, engine: Engine, *, at_end: bool = False) -> None:
        self.catalogue = engine.catalogue
        self._changes = at_end
        names = [f"{number:01000}" for number in range(ROWS)]
        self._batch = pa.RecordBatch.from_pydict({"customer_entity_id": ["c1"] * ROWS, "name": names})

    @contextmanager
    def rows(self, _: Query, *, batch_rows: int, stop: StopSignal | None = None) -> Iterator[Any]:
        assert batch_rows >= ROWS
        yield self

    @property
    def schema(self) -> pa.Schema:
        return self._batch.schema

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        for _ in range(BATCHES):
            yield self._batch
        if self._changes:
            raise SourceChanged("The files changed.")


def look_at(house: House, source: Any) -> list[customers.Value]:
    house.profiles = source
    return customers.values_of(house, EVERYTHING, "c1", most_each=10, page=Page(order_by=""), stop=None)  # type: ignore[arg-type]


def test_a_customer_whose_id_is_repeated_is_one_of_its_rows(small_house: House) -> None:
    source = Repeating(small_house.profiles)
    tracemalloc.start()
    try:
        found = look_at(small_house, source)
        _, most_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [(value.attribute_id, int(value.value)) for value in found] == [("name", 0)]
    assert most_bytes < ROWS * 1000 * BATCHES / 5


def test_a_customer_of_a_source_that_changed_meanwhile_is_not_shown(small_house: House) -> None:
    with pytest.raises(SourceChanged):
        look_at(small_house, Repeating(small_house.profiles, at_end=True))
