"""A few customers of a segment, for a look before it is exported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sendoff.access.features import Feature
from sendoff.access.rights import Call
from sendoff.delivery.treating import treated
from sendoff.engines.port import Query, StopSignal
from sendoff.exports.treatments import Treatment
from sendoff.services.context import Context
from sendoff.services.house import House
from sendoff.services.segments import evaluated, get_segment
from sendoff.store import attributes
from sendoff.store.rows import AnyRow

MAX_CUSTOMERS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be shown to this caller: the segment, and how which attribute is treated."""

    segment: AnyRow
    treatments: dict[str, Treatment]
    hidden: frozenset[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """`customers` are at most `MAX_CUSTOMERS`, in no order, as plain Python values by column."""

    count: int
    as_of: str
    columns: list[str]
    customers: list[dict[str, Any]]


def ask(context: Context, segment_id: int) -> Asked:
    """Raises: unknown, forbidden: sight of the segment and `customers/detail` are both needed."""
    segment = get_segment(context, segment_id, call=Call.PREVIEW_SEGMENT)
    settings = attributes.settings(context.connection)
    hidden = frozenset(each for each, row in settings.items() if row.is_hidden or row.is_disabled)
    protected = (
        [] if context.caller.holds(Feature.CUSTOMERS_PII) else attributes.protected(context.connection)
    )
    return Asked(segment, dict.fromkeys(protected, Treatment.MASKED), hidden)


def preview(house: House, asked: Asked, *, stop: StopSignal) -> Preview:
    """The segment's count and some of its customers.

    Reads the source: not for an event loop, and in no transaction. Raises as `segments.count`.
    """
    predicate, as_of = evaluated(house, asked.segment)
    wanted = tuple(each.id for each in house.catalogue() if each.id not in asked.hidden)
    query = Query(predicate, wanted, limit=MAX_CUSTOMERS)
    customers: list[dict[str, Any]] = []
    with house.profiles.rows(query, batch_rows=MAX_CUSTOMERS, stop=stop) as rows:
        columns = list(rows.schema.names)
        for batch in rows:
            customers += treated(batch, asked.treatments).to_pylist()
    return Preview(house.profiles.count(predicate, stop=stop), as_of, columns, customers)
