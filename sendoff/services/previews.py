"""A few customers of a segment, for a look before it is exported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sendoff.access.rights import Call
from sendoff.delivery.treating import treated
from sendoff.engines.port import Query, StopSignal
from sendoff.services.context import Context
from sendoff.services.house import House
from sendoff.services.segments import evaluated, get_segment
from sendoff.services.sight import Sight, sight_of
from sendoff.store.rows import AnyRow

MAX_CUSTOMERS = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """`customers` are at most `MAX_CUSTOMERS`, in no order, as plain Python values by column."""

    count: int
    as_of: str
    columns: list[str]
    customers: list[dict[str, Any]]


def ask(context: Context, segment_id: int) -> tuple[AnyRow, Sight]:
    """The segment, and what of its customers may be shown. Raises: unknown, forbidden."""
    return get_segment(context, segment_id, call=Call.PREVIEW_SEGMENT), sight_of(context)


def preview(house: House, segment: AnyRow, sight: Sight, *, stop: StopSignal) -> Preview:
    """The segment's count and some of its customers.

    Reads the source: not for an event loop, and in no transaction. Raises as `segments.count`.
    """
    predicate, as_of = evaluated(house, segment)
    wanted = tuple(each.id for each in sight.of(house.catalogue()))
    query = Query(predicate, wanted, limit=MAX_CUSTOMERS)
    customers: list[dict[str, Any]] = []
    with house.profiles.rows(query, batch_rows=MAX_CUSTOMERS, stop=stop) as rows:
        columns = list(rows.schema.names)
        for batch in rows:
            customers += treated(batch, sight.treatments).to_pylist()
    return Preview(house.profiles.count(predicate, stop=stop), as_of, columns, customers)
