"""Segments: written, looked at, put into the trash and taken out of it again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sendoff import strict_json
from sendoff.access.features import Feature
from sendoff.access.rights import RULES, Acl, Call, reach, sight, sufficient
from sendoff.conditions.describe import describe
from sendoff.conditions.lower import selection
from sendoff.conditions.parse import parse, parse_stored
from sendoff.conditions.predicates import EVERYBODY, Selection
from sendoff.conditions.references import Named, named_by
from sendoff.conditions.tree import Limited, Tree
from sendoff.engines.port import StopSignal
from sendoff.services.context import Caller, Context, conflict, forbidden, unknown
from sendoff.services.engine_limits import check_limits, check_statement
from sendoff.services.house import House
from sendoff.services.references import AtEachLook
from sendoff.store import segment_uses
from sendoff.store import segments as rows
from sendoff.store.moments import kept
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow

_OPEN = ("id", "name", "segment_type")
"""What is known of a segment of which the name alone is shown, and so may be ordered by."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A segment of a list; of one that its caller may not see, the name alone is shown."""

    row: AnyRow
    name_only: bool


@dataclass(frozen=True, slots=True)
class Viewed:
    """A segment, and the caller who looks at it: what is told of it is told to them."""

    row: AnyRow
    caller: Caller


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a segment, checked; both are JSON text.

    Args:
        named: the segments and value lists that the conditions name.
        is_limited: the conditions have a limit, so that no other segment may name this one.
    """

    conditions_operation: str
    destination_parameters: str
    named: Named = field(default_factory=Named)
    is_limited: bool = False


def list_segments(context: Context, *, filters: rows.Filters, page: Page) -> list[Listed]:
    """The segments that the caller may see, or whose names they may.

    Raises: forbidden (ordered or filtered by what of some segments the caller may not see).
    """
    caller = context.caller
    with_all = caller.holds(Feature.FOREIGN_SEGMENTS_VIEW, Feature.FOREIGN_SEGMENTS_EDIT)
    with_foreign = with_all or caller.holds(Feature.FOREIGN_SEGMENTS_LIST)
    if with_foreign and not with_all and (filters.foreign or not (filters.mine or filters.shared)):
        _require_open(filters, page)
    if page.order_by == "segment_type":  # the same for all, so there are ties alone
        page = replace(page, order_by="id")
    found = rows.page(
        context.connection, user_id=caller.user_id, with_foreign=with_foreign, filters=filters, page=page
    )
    return [Listed(row, name_only=not _may(context, Call.SEE_SEGMENT, row)) for row in found]


def get_segment(context: Context, segment_id: int, *, call: Call = Call.SEE_SEGMENT) -> AnyRow:
    """The segment, in the trash or not, with the caller's `acl`. Raises: unknown, forbidden."""
    row = rows.with_acl(context.connection, segment_id, user_id=context.caller.user_id)
    if row is None:
        raise unknown("segment", segment_id)
    if not _may(context, call, row):
        beside = RULES[call].also
        also = f"It also needs {beside}." if beside else ""
        raise forbidden(to=f"to {call}", features=sufficient(call), also=also)
    return row


def view_segment(context: Context, segment_id: int, *, call: Call = Call.SEE_SEGMENT) -> Viewed:
    """The segment, to be counted or told about. Raises as `get_segment`."""
    return Viewed(get_segment(context, segment_id, call=call), context.caller)


def require_create(context: Context) -> Caller:
    """The caller, who may create segments. Raises: forbidden."""
    context.require([Feature.SEGMENTS_CREATE], to="to create segments")
    return context.caller


def require_change(context: Context, segment_id: int) -> Caller:
    """The caller, who may change the segment. Raises: unknown, forbidden."""
    get_segment(context, segment_id, call=Call.CHANGE_SEGMENT)
    return context.caller


def checked(
    house: House,
    caller: Caller,
    *,
    segment_id: int | None = None,
    conditions_operation: Any,
    destination_parameters: dict[str, Any],
) -> Settings:
    """The settings, with conditions that mean something on the profiles as they are now, and that the engine
    can do.

    Reads the source, and parses what may be 10,000 conditions: not for an event loop, and in no
    transaction.

    Args:
        caller: who must be allowed to see the segments that the conditions name.
        segment_id: the segment that is changed, which may not name itself.
    Raises: Invalid; StatementTooLong and what else the engine raises.
    """
    named = named_by(conditions_operation)
    now, zone = house.clock(), house.settings.zone
    tree = parse(
        conditions_operation,
        catalogue=house.catalogue(),
        now=now,
        zone=zone,
        references=AtEachLook(house.database, caller, named.segment_ids),
        segment_id=segment_id,
    )
    check_limits(tree, house.profiles.limits)
    check_statement(selection(tree, now=now, zone=zone), house.profiles)
    return Settings(
        strict_json.dumps(conditions_operation),
        strict_json.dumps(destination_parameters),
        named=named,
        is_limited=isinstance(tree, Limited),
    )


def create_segment(context: Context, settings: Settings, *, values: dict[str, Any]) -> AnyRow:
    """The new segment, its caller's own.

    Args:
        values: columns of the table `segments` that a person sets; JSON as text.
    Raises: forbidden, conflict (what it names was deleted since it was checked).
    """
    require_create(context)
    now, user_id = kept(context.now), context.caller.user_id
    segment_id = rows.add(
        context.connection,
        {
            **values,
            "author_id": user_id,
            "user_id": user_id,
            "conditions_operation": settings.conditions_operation,
            "destination_parameters": settings.destination_parameters,
            "created": now,
            "origin_created": now,
        },
    )
    _keep_named(context, segment_id, settings)
    return get_segment(context, segment_id)


def change_segment(
    context: Context, segment_id: int, settings: Settings | None, *, values: dict[str, Any]
) -> AnyRow:
    """The segment in its new version; where its conditions changed, its last count is gone, and those of all
    that name it.

    Raises: unknown, forbidden, conflict (it is in the trash; a segment that names it could not name it
    any more; what it names was deleted, or came to name it, since it was checked).
    """
    row = get_segment(context, segment_id, call=Call.CHANGE_SEGMENT)
    if row.deleted:
        raise conflict("This segment is in the trash. Restore it first.", code="segment_deleted")
    changes = dict(values)
    if settings is not None:
        if settings.is_limited:
            _refuse_while_used(context, segment_id, "cannot have a limit")
        _keep_named(context, segment_id, settings)
        changes["destination_parameters"] = settings.destination_parameters
        if settings.conditions_operation != row.conditions_operation:
            changes["conditions_operation"] = settings.conditions_operation
            segment_uses.forget_counts(context.connection, segment_id)
    return _changed(context, row, changes)


def delete_segment(context: Context, segment_id: int) -> AnyRow:
    """The segment, in the trash; as it is where it lay there already.

    Raises: unknown, forbidden, conflict (other segments name it).
    """
    row = get_segment(context, segment_id, call=Call.CHANGE_SEGMENT)
    if row.deleted:
        return row
    _refuse_while_used(context, segment_id, "cannot be put into the trash")
    return _changed(context, row, {"deleted": True})


def restore_segment(context: Context, segment_id: int) -> AnyRow:
    """The segment, out of the trash; as it is where it was not in it. Raises: unknown, forbidden."""
    row = get_segment(context, segment_id, call=Call.CHANGE_SEGMENT)
    return _changed(context, row, {"deleted": False}) if row.deleted else row


def list_dependants(context: Context, segment_id: int) -> tuple[list[AnyRow], int]:
    """Segments, not in the trash, that name this one: those that the caller may see, and how many others.

    Raises: unknown, forbidden.
    """
    get_segment(context, segment_id)
    return visible(context, segment_uses.users_of_segment(context.connection, segment_id))


def visible(context: Context, found: list[AnyRow]) -> tuple[list[AnyRow], int]:
    """Those of the segments (rows with an `id`) that the caller may see, and how many others there are."""
    caller, seen = context.caller, []
    for each in found:
        acl = rows.acl(context.connection, each.id, user_id=caller.user_id)
        if acl is not None and reach(Call.SEE_SEGMENT, features=caller.features, acl=Acl(acl)):
            seen.append(each)
    return seen, len(found) - len(seen)


def count(house: House, viewed: Viewed, *, stop: StopSignal) -> tuple[int, str]:
    """How many customers the segment has now, and when that was (a kept moment).

    Reads the source: not for an event loop, and in no transaction.

    Raises: Invalid (an attribute vanished), Stopped, what the engine raises.
    """
    selected, as_of = evaluated(house, viewed)
    if selected.top is None:
        return house.profiles.count(selected.predicate, stop=stop), as_of
    return house.profiles.counts([EVERYBODY], among=selected, stop=stop)[0], as_of


def description(house: House, viewed: Viewed) -> str:
    """The segment as an English sentence. Reads the source. Raises: Invalid, what the engine raises."""
    return describe(parsed(house, viewed)[0])


def evaluated(house: House, viewed: Viewed) -> tuple[Selection, str]:
    """What the segment asks at this moment, and the moment, kept."""
    tree, now = parsed(house, viewed)
    return selection(tree, now=now, zone=house.settings.zone), kept(now)


def parsed(house: House, viewed: Viewed) -> tuple[Tree, datetime]:
    """The segment's tree, and the moment that `now` means in it. Raises as `description`."""
    now = house.clock()
    tree = parse_stored(
        json.loads(viewed.row.conditions_operation),
        catalogue=house.catalogue(),
        now=now,
        zone=house.settings.zone,
        references=AtEachLook(house.database, viewed.caller),
        segment_id=viewed.row.id,
    )
    return tree, now


def _require_open(filters: rows.Filters, page: Page) -> None:
    asked = "" if page.order_by in _OPEN else f"to order segments by {page.order_by}"
    asked = asked or ("to filter segments by tags" if filters.tag_ids else "")
    if asked:
        also = (
            "Without it, ask for segments of your own or shared with you: show_my=1, show_shared_with_me=1."
        )
        raise forbidden(to=asked, features=sight(), also=also)


def _keep_named(context: Context, segment_id: int, settings: Settings) -> None:
    """What the segment names is kept beside it.

    Raises: conflict, where since it was checked something of that was deleted, or a circle was closed.
    """
    named = settings.named
    if not segment_uses.can_be_named(
        context.connection, segment_ids=named.segment_ids, value_list_ids=named.value_list_ids
    ):
        raise conflict(
            "A segment or a value list that this one names was deleted just now. Look at what it names, then "
            "try again.",
            code="named_is_deleted",
        )
    if segment_uses.reaches(context.connection, named.segment_ids, segment_id):
        raise conflict(
            "A segment that this one names was changed just now, and names this one. Look at both, then "
            "try again.",
            code="segment_names_itself",
        )
    segment_uses.replace(
        context.connection,
        segment_id,
        segment_ids=named.segment_ids,
        value_list_ids=named.value_list_ids,
    )


def _refuse_while_used(context: Context, segment_id: int, refused: str) -> None:
    seen, others = visible(context, segment_uses.users_of_segment(context.connection, segment_id))
    if seen or others:
        raise conflict(
            f"The segment {segment_id} {refused} while {said_of(seen, others)}. Take it out of "
            "their conditions first.",
            code="segment_in_use",
        )


def said_of(seen: list[AnyRow], others: int) -> str:
    """`segment 3 ('Name') and 2 that you may not see use it`; of five at most the names are said."""
    parts = [f"segment {row.id} ({row.name!r})" for row in seen[:5]]
    if len(seen) > 5:
        parts.append(f"{len(seen) - 5} more")
    if others:
        parts.append(f"{others} that you may not see")
    return f"{' and '.join(parts)} use{'s' if len(seen) + others == 1 else ''} it"


def _changed(context: Context, row: AnyRow, changes: dict[str, Any]) -> AnyRow:
    changes |= {"user_id": context.caller.user_id, "created": kept(context.now)}
    rows.change(context.connection, row.id, changes)
    return get_segment(context, row.id, call=Call.CHANGE_SEGMENT)


def _may(context: Context, call: Call, row: AnyRow) -> bool:
    return bool(reach(call, features=context.caller.features, acl=Acl(row.acl)))
