"""Related entities beside their ids, for `load_full_structure=1`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from sendoff.api.shapes.destinations import destination_json
from sendoff.api.shapes.segments import segment_json
from sendoff.services.context import Context
from sendoff.store.rows import AnyRow
from sendoff.store.tables import destinations, roles, segments, users


def add_related(context: Context, bodies: list[dict[str, Any]]) -> None:
    """Adds the entities whose ids `bodies` name; of users and roles id and name alone, never a secret."""
    for key, id_key, table, show in _RELATED:
        ids = sorted({body[id_key] for body in bodies if id_key in body})
        if not ids:
            continue
        found = {row.id: row for row in context.connection.execute(select(table).where(table.c.id.in_(ids)))}
        for body in bodies:
            body[key] = show(found[body[id_key]])


def _named(row: AnyRow) -> dict[str, Any]:
    return {"id": row.id, "name": row.name}


_RELATED = (
    ("user", "user_id", users, _named),
    ("segment", "segment_id", segments, segment_json),
    ("segment_export_destination", "segment_export_destination_id", destinations, destination_json),
    ("role", "role_id", roles, _named),
)
