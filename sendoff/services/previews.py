"""A segment at a glance, before it is exported: how many, how many of them to where, and a few of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sendoff.access.rights import Call
from sendoff.attributes.catalogue import Catalogue
from sendoff.conditions.lower import selection
from sendoff.conditions.predicates import EVERYBODY, And, Predicate, Selection
from sendoff.delivery.treating import treated
from sendoff.engines.port import Query, StopSignal
from sendoff.errors import SendoffError
from sendoff.exports.plan import Plan
from sendoff.services.context import Context
from sendoff.services.destinations import readable
from sendoff.services.house import House
from sendoff.services.runs import mandatory_predicate
from sendoff.services.segments import Viewed, parsed, view_segment
from sendoff.services.sight import Sight, Withheld, sight_of
from sendoff.store import destinations
from sendoff.store.moments import kept
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow

MAX_CUSTOMERS = 20
MAX_DESTINATIONS = 50

_ROWS_WITHHELD = {
    Withheld.PROTECTED: "No customers are shown: the segment asks for a protected attribute, so who is in it "
    "would tell its values. Showing them needs customers/pii.",
    Withheld.DISABLED: "No customers are shown: the segment asks for a disabled attribute, so who is in it "
    "would tell its values. Take it out of the segment, or have it enabled.",
}


@dataclass(frozen=True, slots=True)
class Goal:
    """A destination, and what it demands of customers."""

    destination_id: int
    name: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Asked:
    """The segment, what of its customers may be shown, and the first destinations that the caller may
    read and that are not disabled; `is_cut`: there are more than `MAX_DESTINATIONS`."""

    segment: Viewed
    sight: Sight
    goals: tuple[Goal, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Exportable:
    """How many customers an export to the destination would have; None with the reason, a sentence,
    where it would fail."""

    destination_id: int
    name: str
    count: int | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """`rows` are at most `MAX_CUSTOMERS`, in no order, as plain Python values by column.

    Args:
        count: customers in the segment.
        rows_withheld: why there are no rows, a sentence, where they would tell what is withheld from the
            caller; None: they are shown.
        customers: of the whole source.
    """

    count: int
    as_of: str
    columns: list[str]
    rows: list[dict[str, Any]]
    rows_withheld: str | None
    customers: int
    destinations: list[Exportable]
    is_cut: bool

    @property
    def share(self) -> float:
        """Of all customers, from 0 to 1; 0 where there are none."""
        return self.count / self.customers if self.customers else 0.0


def ask(context: Context, segment_id: int) -> Asked:
    """What a preview of the segment is made of. Raises: unknown, forbidden."""
    segment = view_segment(context, segment_id, call=Call.PREVIEW_SEGMENT)
    page = Page(limit=MAX_DESTINATIONS + 1)
    found = destinations.page(context.connection, only=readable(context), name="", page=page)
    goals = tuple(_goal(row) for row in found[:MAX_DESTINATIONS] if not row.disabled)
    return Asked(segment, sight_of(context), goals, is_cut=len(found) > MAX_DESTINATIONS)


def preview(house: House, asked: Asked, *, stop: StopSignal) -> Preview:
    """The segment's count, its count to each destination, and some of its customers.

    Everything is counted in one pass; of a limited segment all customers of the source in another.

    Reads the source: not for an event loop, and in no transaction. Raises as `segments.count`.
    """
    tree, now = parsed(house, asked.segment)
    catalogue = house.catalogue()
    chosen = selection(tree, now=now, zone=house.settings.zone)
    shown_ids = tuple(each.id for each in asked.sight.of(catalogue))
    withheld = asked.sight.withheld_of(tree)
    customers: list[dict[str, Any]] = []
    if withheld is None:
        query = Query(EVERYBODY, shown_ids, limit=MAX_CUSTOMERS, among=chosen)
        with house.profiles.rows(query, batch_rows=MAX_CUSTOMERS, stop=stop) as rows:
            for batch in rows:
                customers += treated(batch, asked.sight.treatments).to_pylist()
    demands = [_demand(goal, catalogue) for goal in asked.goals]
    everybody, count, *exportable = _counts(
        house, chosen, [each for each in demands if not isinstance(each, str)], stop=stop
    )
    left = iter(exportable)
    shown = [
        Exportable(goal.destination_id, goal.name, None, demand)
        if isinstance(demand, str)
        else Exportable(goal.destination_id, goal.name, next(left))
        for goal, demand in zip(asked.goals, demands, strict=True)
    ]
    return Preview(
        count,
        kept(now),
        [catalogue.id_column, *shown_ids],
        customers,
        None if withheld is None else _ROWS_WITHHELD[withheld],
        everybody,
        shown,
        asked.is_cut,
    )


def _counts(house: House, chosen: Selection, demands: list[Predicate], *, stop: StopSignal) -> list[int]:
    """Customers of the source, those chosen, and those of them that satisfy each demand."""
    count = house.profiles.counts
    if chosen.top is not None:
        return [*count([EVERYBODY], stop=stop), *count([EVERYBODY, *demands], among=chosen, stop=stop)]
    both = [chosen.predicate if each == EVERYBODY else And((chosen.predicate, each)) for each in demands]
    return count([EVERYBODY, chosen.predicate, *both], stop=stop)


def _goal(row: AnyRow) -> Goal:
    operator = json.loads(row.settings).get("mandatory_attributes_operator", "and")
    mandatory = tuple(json.loads(row.mandatory_attribute_ids))
    return Goal(row.id, row.name, Plan(mandatory_attribute_ids=mandatory, mandatory_operator=operator))


def _demand(goal: Goal, catalogue: Catalogue) -> Predicate | str:
    try:
        return mandatory_predicate(goal.plan, catalogue)
    except SendoffError as error:
        return error.message
