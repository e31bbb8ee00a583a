"""Related entities beside their ids, for `load_full_structure=1`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, select

from sendoff.api.shapes.destinations import destination_json
from sendoff.api.shapes.segments import segment_json
from sendoff.services.context import Context
from sendoff.store import destinations as destination_rows
from sendoff.store import segments as segment_rows
from sendoff.store.database import is_at_once
from sendoff.store.rows import AnyRow
from sendoff.store.sizes import Size, check_size
from sendoff.store.tables import destinations, roles, segments, users


@dataclass(frozen=True, slots=True)
class _Related:
    """What stands as `key` beside `id_key`; `size` is that of a row, None: small."""

    key: str
    table: Table
    show: Callable[[AnyRow], dict[str, Any]]
    size: Size | None = None

    @property
    def id_key(self) -> str:
        return f"{self.key}_id"


def add_related(context: Context, bodies: list[dict[str, Any]]) -> None:
    """Adds the entities whose ids `bodies` name; of users and roles id and name alone, never a secret.

    Raises: as `check_size`: each is written as often as it is named.
    """
    read = context.connection.execute
    named = [
        (each, Counter(body[each.id_key] for body in bodies if each.id_key in body)) for each in _RELATED
    ]
    if not is_at_once(context.connection):
        sizes = [
            times[found_id] * size
            for each, times in named
            if times and each.size is not None
            for found_id, size in read(_chosen(each, times, each.table.c.id, each.size.asked))
        ]
        check_size(context.connection, sum(sizes), entities=len(bodies))
    size_bytes = 0
    for each, times in named:
        if times:
            found = {row.id: row for row in read(_chosen(each, times, each.table))}
            if each.size is not None:
                size_bytes += each.size.of(found[body[each.id_key]] for body in bodies)
                check_size(context.connection, size_bytes, entities=len(bodies))
            shown = {found_id: each.show(row) for found_id, row in found.items()}
            for body in bodies:
                body[each.key] = shown[body[each.id_key]]


def _chosen(related: _Related, ids: Iterable[int], *columns: Any) -> Select[Any]:
    return select(*columns).where(related.table.c.id.in_(sorted(ids)))


def _named(row: AnyRow) -> dict[str, Any]:
    return {"id": row.id, "name": row.name}


_RELATED = (
    _Related("user", users, _named),
    _Related("segment", segments, segment_json, segment_rows.SIZE),
    _Related("segment_export_destination", destinations, destination_json, destination_rows.SIZE),
    _Related("role", roles, _named),
)
