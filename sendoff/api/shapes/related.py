"""Related entities beside their ids, for `load_full_structure=1`."""

from __future__ import annotations

import json
from typing import Any

import orjson
from sqlalchemy import select

from sendoff.services.context import Context
from sendoff.store.moments import shown
from sendoff.store.rows import AnyRow
from sendoff.store.tables import destinations, segments, users


def add_related(context: Context, bodies: list[dict[str, Any]]) -> None:
    """Adds `user` (id and name), `segment` and `segment_export_destination` to each of `bodies`."""
    related = (
        ("user", "user_id", users, lambda row: {"id": row.id, "name": row.name}),
        ("segment", "segment_id", segments, _segment),
        ("segment_export_destination", "segment_export_destination_id", destinations, _destination),
    )
    for key, id_key, table, show in related:
        ids = sorted({body[id_key] for body in bodies})
        found = {row.id: row for row in context.connection.execute(select(table).where(table.c.id.in_(ids)))}
        for body in bodies:
            body[key] = show(found[body[id_key]])


def _segment(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "user_id": row.user_id,
        "author_id": row.author_id,
        "name": row.name,
        "description": row.description,
        "settings": {
            "conditions_operation": orjson.Fragment(row.conditions_operation),
            "destination_parameters": json.loads(row.destination_parameters),
        },
        "disabled": int(row.disabled),
        "deleted": int(row.deleted),
        "segment_type": "custom",
        "customers_count": row.customers_count,
        "last_export": shown(row.last_export),
        "created": shown(row.created),
    }


def _destination(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "user_id": row.user_id,
        "name": row.name,
        "description": row.description,
        "settings": json.loads(row.settings),
        "attribute_ids": json.loads(row.attribute_ids),
        "mandatory_attribute_ids": json.loads(row.mandatory_attribute_ids),
        "disabled": int(row.disabled),
        "deleted": int(row.deleted),
        "last_export": shown(row.last_export),
        "created": shown(row.created),
    }
