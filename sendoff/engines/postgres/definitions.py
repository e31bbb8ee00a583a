"""The server's own account of a table: its columns, what may be read of them, and their types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a field of a record. `modifier` is PostgreSQL's typmod: -1 where the type has none.

    `by_bytes`: equal texts have equal bytes, which is not so under some collations.
    """

    name: str
    type_id: int
    modifier: int
    by_bytes: bool
    readable: bool = True


@dataclass(frozen=True, slots=True)
class FoundType:
    """A row of pg_type. `kind`: its typtype; `element`: of an array's elements, else 0; `over`: what a
    domain is over, else 0; `fields`: of a record's."""

    name: str
    built_in: bool
    kind: str
    element: int
    over: int
    modifier: int
    fields: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A table or view, whose columns are in order; `types` are all that they are made of."""

    columns: tuple[Column, ...]
    types: Mapping[int, FoundType]


class Asks(Protocol):
    """Runs a statement with `$1`, `$2` bound, and gives all rows."""

    def __call__(self, sql: str, parameters: Sequence[object], /) -> list[tuple[Any, ...]]: ...


def table_id(ask: Asks, schema: str, table: str) -> int | None:
    """Its oid; None where there is no such table, view or the like."""
    found = ask(_TABLE, (schema, table))
    return int(found[0][0]) if found else None


def may_enter(ask: Asks, schema: str) -> bool:
    """Whether the role may use the schema. Raises where there is none."""
    found = ask(_SCHEMA, (schema,))
    return bool(found[0][0]) if found else True


def describe(ask: Asks, table: int) -> Definition:
    columns = tuple(Column(*row) for row in ask(_COLUMNS, (table,)))
    fields: dict[int, list[Column]] = {}
    for owner, *row in ask(_TYPES_BEFORE + _FIELDS, (table,)):
        fields.setdefault(owner, []).append(Column(*row))
    types = {
        type_id: FoundType(*(*row, tuple(fields.get(type_id, ()))))
        for type_id, *row in ask(_TYPES_BEFORE + _TYPES, (table,))
    }
    return Definition(columns, types)


_TABLE = """
SELECT c.oid::bigint
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
"""

_SCHEMA = """
SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE') FROM pg_catalog.pg_namespace AS n WHERE n.nspname = $1
"""

_COLUMNS = """
SELECT
    a.attname::text, a.atttypid::bigint, a.atttypmod, coalesce(l.collisdeterministic, true),
    pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT')
FROM pg_catalog.pg_attribute AS a LEFT JOIN pg_catalog.pg_collation AS l ON l.oid = a.attcollation
WHERE a.attrelid = $1::bigint::oid AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
"""

_TYPES_BEFORE = """
WITH RECURSIVE reached (oid) AS (
    SELECT a.atttypid
    FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = $1::bigint::oid AND a.attnum > 0 AND NOT a.attisdropped
    UNION
    SELECT inner_type.oid
    FROM reached AS r JOIN pg_catalog.pg_type AS t ON t.oid = r.oid
    CROSS JOIN LATERAL (
        SELECT t.typbasetype WHERE t.typtype = 'd'
        UNION ALL
        SELECT t.typelem WHERE t.typcategory = 'A'
        UNION ALL
        SELECT f.atttypid
        FROM pg_catalog.pg_attribute AS f
        WHERE t.typtype = 'c' AND f.attrelid = t.typrelid AND f.attnum > 0 AND NOT f.attisdropped
    ) AS inner_type (oid)
)
"""

_TYPES = """
SELECT
    t.oid::bigint, t.typname::text, t.typnamespace = 'pg_catalog'::regnamespace, t.typtype::text,
    CASE WHEN t.typcategory = 'A' THEN t.typelem::bigint ELSE 0 END, t.typbasetype::bigint, t.typtypmod
FROM reached AS r JOIN pg_catalog.pg_type AS t ON t.oid = r.oid
"""

_FIELDS = """
SELECT
    t.oid::bigint, f.attname::text, f.atttypid::bigint, f.atttypmod,
    coalesce(l.collisdeterministic, true)
FROM reached AS r JOIN pg_catalog.pg_type AS t ON t.oid = r.oid
JOIN pg_catalog.pg_attribute AS f ON t.typtype = 'c' AND f.attrelid = t.typrelid
LEFT JOIN pg_catalog.pg_collation AS l ON l.oid = f.attcollation
WHERE f.attnum > 0 AND NOT f.attisdropped
ORDER BY t.oid, f.attnum
"""
