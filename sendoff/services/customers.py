"""Customers, one by one: found by a text, and looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from sendoff.access.features import Feature
from sendoff.attributes.catalogue import DataType
from sendoff.conditions.casing import lower_simple
from sendoff.conditions.predicates import EVERYBODY, AnyValue, Column, ContainsAny, Exactly, Or, Predicate
from sendoff.delivery.treating import treated
from sendoff.engines.port import Query, StopSignal
from sendoff.formats.json_values import ready
from sendoff.services.context import Context, unknown
from sendoff.services.house import House
from sendoff.services.sight import Sight, sight_of
from sendoff.store.pages import Page

MAX_FOUND = 20
"""spec/api.md, What it stands on."""


@dataclass(frozen=True, slots=True)
class Customer:
    """An id as text, and values by attribute id, protected ones masked; JSON-ready, unknown is None."""

    id: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Value:
    attribute_id: str
    value: Any


def may_search(context: Context) -> Sight:
    """What the caller may search in. Raises: forbidden."""
    context.require([Feature.CUSTOMERS_SEARCH], to="to search customers")
    return sight_of(context)


def may_see(context: Context, *, with_hidden: bool) -> Sight:
    """What the caller may see of one customer. Raises: forbidden."""
    context.require([Feature.CUSTOMERS_DETAIL], to="to see a customer")
    return sight_of(context, with_hidden=with_hidden)


def signed_in(context: Context) -> None:
    """Anyone signed in may know how many customers there are."""


def search(house: House, sight: Sight, text: str, *, stop: StopSignal) -> list[Customer]:
    """At most `MAX_FOUND` customers with `text` in their id or in a text attribute, without case.

    Attributes that are protected from the caller are not looked into: finding would tell their value.
    Reads the source: not for an event loop, and in no transaction.
    """
    catalogue = house.catalogue()
    needle = ContainsAny((lower_simple(text),))
    columns = [Column(catalogue.id_column, DataType.STRING)] + [
        Column(each.id, each.data_type, each.multi)
        for each in sight.of(catalogue)
        if each.data_type is DataType.STRING and each.id not in sight.protected
    ]
    leaves = tuple(AnyValue(column, needle) for column in columns)
    predicate = Or(leaves) if len(leaves) > 1 else leaves[0]
    query = Query(predicate, _shown_ids(house, sight), limit=MAX_FOUND)
    with house.profiles.rows(query, batch_rows=MAX_FOUND, stop=stop) as rows:
        return [each for batch in rows for each in _read(batch, sight)]


def values_of(
    house: House, sight: Sight, customer_id: str, *, most_each: int, page: Page, stop: StopSignal
) -> list[Value]:
    """What is known of the customer, a row for each value.

    Args:
        most_each: most values of one attribute.
        page: ordered by `attribute_id`, or by anything else in the source's order of attributes; the
            values of one attribute stay in the order that they have.
    Raises: unknown. Reads the source: not for an event loop, and in no transaction.
    """
    customer = next(_read(found(house, customer_id, _shown_ids(house, sight), stop=stop), sight))
    ids = list(customer.values)
    if page.order_by == "attribute_id":
        ids.sort()
    if page.descending:
        ids.reverse()
    values = [Value(key, value) for key in ids for value in known(customer.values[key])[:most_each]]
    start = page.offset or 0
    return values[start : start + page.limit]


def found(
    house: House, customer_id: str, attribute_ids: tuple[str, ...], *, stop: StopSignal
) -> pa.RecordBatch:
    """The customer with this id, case and all: one row, of the id and these attributes as they are stored.

    Raises: unknown. Reads the source: not for an event loop, and in no transaction.
    """
    query = Query(with_id(house.catalogue().id_column, customer_id), attribute_ids)
    row: pa.RecordBatch | None = None
    with house.profiles.rows(query, batch_rows=1000, stop=stop) as rows:
        for batch in rows:
            # To the end: only then is it known that the source stayed as it was.
            if row is None:
                row = batch.slice(0, 1)
    if row is None:
        raise unknown("customer", repr(customer_id[:200]))
    return row


def with_id(id_column: str, customer_id: str) -> Predicate:
    """The predicate of the customer with this id, case and all."""
    return AnyValue(Column(id_column, DataType.STRING), Exactly((customer_id,)))


def known(held: Any) -> list[Any]:
    """The values among what a customer has of an attribute, in their order."""
    values = held if isinstance(held, list) else [held]
    return [value for value in values if value is not None]


def count(house: House, *, stop: StopSignal) -> int:
    """How many customers the source has. Reads it."""
    return house.profiles.count(EVERYBODY, stop=stop)


def _shown_ids(house: House, sight: Sight) -> tuple[str, ...]:
    return tuple(each.id for each in sight.of(house.catalogue()))


def _read(batch: pa.RecordBatch, sight: Sight) -> Iterator[Customer]:
    id_column = batch.schema.names[0]
    for row in treated(batch, sight.treatments).to_pylist():
        values = {key: ready(value) for key, value in row.items() if key != id_column}
        yield Customer(str(ready(row[id_column])), values)
