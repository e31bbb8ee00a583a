"""Attributes: what the source offers, and what people set on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sendoff.access.features import Feature
from sendoff.attributes.catalogue import Attribute
from sendoff.services.context import Context, unknown
from sendoff.services.house import House
from sendoff.store import attributes as rows
from sendoff.store.moments import kept
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow

SOURCE_ID = 1
"""An instance has one profile source."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An attribute with what was set on it; `created` and `modified` are of the first and last setting."""

    attribute: Attribute
    name: str
    description: str
    tags: str
    order_index: int
    is_hidden: bool
    is_disabled: bool
    is_pii_protected: bool
    created: str | None
    modified: str | None


def settings(context: Context) -> dict[str, AnyRow]:
    """What people set, by attribute id. Anyone signed in may read attributes."""
    return rows.settings(context.connection)


def list_attributes(
    house: House, settings: Mapping[str, AnyRow], *, name: str, with_hidden: bool, page: Page
) -> list[Shown]:
    """The attributes whose name or id has `name` somewhere, without case.

    Reads the source: not for an event loop, and in no transaction.
    """
    wanted = name.lower()
    found = [
        shown
        for position, attribute in enumerate(house.catalogue())
        if (wanted in (shown := _shown(attribute, position, settings.get(attribute.id))).name.lower())
        or wanted in attribute.id.lower()
    ]
    listed = [shown for shown in found if with_hidden or not shown.is_hidden]
    listed.sort(key=lambda shown: shown.attribute.id, reverse=page.descending)
    listed.sort(key=lambda shown: _sorted_by(shown, page.order_by), reverse=page.descending)
    start = page.offset or 0
    return listed[start : start + page.limit]


def get_attribute(house: House, settings: Mapping[str, AnyRow], attribute_id: str) -> Shown:
    """The attribute. Reads the source. Raises: unknown."""
    for position, attribute in enumerate(house.catalogue()):
        if attribute.id == attribute_id:
            return _shown(attribute, position, settings.get(attribute_id))
    raise unknown("attribute", repr(attribute_id[:200]))


def require_write(context: Context) -> None:
    """The caller may change attributes. Raises: forbidden."""
    context.require([Feature.WRITE_ATTRIBUTES], to="to change attributes")


def change_attribute(context: Context, attribute: Attribute, values: dict[str, Any]) -> dict[str, AnyRow]:
    """What is set now, the attribute's changes with it. Raises: forbidden.

    Args:
        values: columns of the table `attribute_settings`; tags as JSON text.
    """
    require_write(context)
    rows.change(context.connection, attribute.id, values, now=kept(context.now))
    return rows.settings(context.connection)


def value_of(shown: Shown, column: str) -> Any:
    """The value of a column of the entity, as it is shown."""
    match column:
        case "id":
            return shown.attribute.id
        case "source_id":
            return SOURCE_ID
        case "data_type":
            return shown.attribute.shown_type
        case "is_unique":
            return int(not shown.attribute.multi)
        case "is_system":
            return 0
        case _:
            value = getattr(shown, column)
            return int(value) if isinstance(value, bool) else value


def _sorted_by(shown: Shown, column: str) -> tuple[bool, Any]:
    value = value_of(shown, column)
    return value is not None, value or (0 if isinstance(value, int) else "")


def _shown(attribute: Attribute, position: int, row: AnyRow | None) -> Shown:
    if row is None:
        return Shown(attribute, attribute.name, "", "[]", position, False, False, False, None, None)
    return Shown(
        attribute,
        name=row.name if row.name is not None else attribute.name,
        description=row.description,
        tags=row.tags,
        order_index=row.order_index if row.order_index is not None else position,
        is_hidden=row.is_hidden,
        is_disabled=row.is_disabled,
        is_pii_protected=row.is_pii_protected,
        created=row.created,
        modified=row.modified,
    )
