"""Queries made where they hold nobody up: large ones in a process of their own."""

from __future__ import annotations

from collections.abc import Sequence

from sendoff.conditions.predicates import Predicate, Selection
from sendoff.engines.apart import apart
from sendoff.engines.dialect import size
from sendoff.engines.port import Query, StopSignal
from sendoff.engines.sql.queries import Compiled, Table, counts, selected

MAX_SIZE_HERE = 500
"""Of a predicate (`dialect.size`) that is compiled in this process: it takes some 60 ms. Larger ones are
compiled apart (spec/conditions.md: a large tree must not hold up the server): 10,000 conditions are
400,000 objects, and Python stops for each look at all of them, 0.2 s at a time (2026-11-24)."""


def prepare_counts(
    predicates: Sequence[Predicate], table: Table, among: Selection, *, stop: StopSignal | None
) -> Compiled:
    """`counts`. Raises: ColumnChanged, Stopped, SourceUnavailable (`apart`)."""
    if sum(map(size, (*predicates, among.predicate))) <= MAX_SIZE_HERE:
        return counts(predicates, table, among)
    return apart(stop, counts, predicates, table, among)


def prepare_rows(query: Query, table: Table, *, stop: StopSignal | None) -> Compiled:
    """`selected`. Raises: ColumnChanged, Stopped, SourceUnavailable (`apart`)."""
    if size(query.predicate) + size(query.among.predicate) <= MAX_SIZE_HERE:
        return selected(query, table)
    return apart(stop, selected, query, table)
