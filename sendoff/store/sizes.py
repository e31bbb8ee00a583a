"""How much of the database may go into one answer, and how it is told before it is read."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Integer, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from sendoff.errors import invalid
from sendoff.store.database import TooLargeAtOnce, is_at_once
from sendoff.store.rows import AnyRow

MAX_PAGE_BYTES = 32 * 1024 * 1024
"""Of several entities in one answer: as much as a body may have (spec/conditions.md, Limits). One alone may
be larger: what was taken in can be read."""
AT_ONCE_BYTES = 1024 * 1024
"""Read and written on an event loop, in a few milliseconds."""


class Size:
    """The size of a row: of the texts in these columns, together.

    Args:
        columns: two at least; those whose texts may be long.
    """

    def __init__(self, *columns: Column[Any]) -> None:
        self.asked: ColumnElement[int] = sum(
            (func.coalesce(_Octets(column), 0) for column in columns[1:]),
            func.coalesce(_Octets(columns[0]), 0),
        )
        """In bytes, for the database to tell."""
        self._texts = attrgetter(*(column.key for column in columns))

    def of(self, rows: Iterable[AnyRow]) -> int:
        """In characters, of rows that were read."""
        return sum([len(text) for row in rows for text in self._texts(row) if text])


def check_size(connection: Connection, size_bytes: int, *, entities: int) -> None:
    """So much may be read by `connection` for one answer.

    Raises: TooLargeAtOnce where an event loop waits for it, and it is past `AT_ONCE_BYTES`;
    Invalid (`limit`) where it is past `MAX_PAGE_BYTES` and more than one entity.
    """
    if is_at_once(connection):
        if size_bytes > AT_ONCE_BYTES:
            raise TooLargeAtOnce
    elif size_bytes > MAX_PAGE_BYTES and entities > 1:
        raise invalid(
            f"These {entities:,} entities are {size_bytes / 2**20:,.1f} MiB, more than the "
            f"{MAX_PAGE_BYTES // 2**20} MiB of one answer. Ask for fewer at once.",
            path="limit",
        )


class _Octets(FunctionElement[int]):
    """The bytes of a text."""

    type = Integer()
    inherit_cache = True


@compiles(_Octets)
def _octets(element: _Octets, compiler: SQLCompiler, **given: Any) -> str:
    return f"octet_length({compiler.process(element.clauses, **given)})"


@compiles(_Octets, "sqlite")
def _octets_of_sqlite(element: _Octets, compiler: SQLCompiler, **given: Any) -> str:
    return f"length(CAST({compiler.process(element.clauses, **given)} AS BLOB))"
