"""A page of a list: limit, offset and an order in which pages never overlap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, true


@dataclass(frozen=True, slots=True)
class Page:
    """`order_by` is the name of a column of the table; ties are broken by its primary key."""

    limit: int = 20
    offset: int | None = None
    order_by: str = "id"
    descending: bool = False

    def of(self, query: Select[Any], table: Table) -> Select[Any]:
        column = table.c[self.order_by]
        tie = next(iter(table.primary_key.columns))
        order = [column.desc() if self.descending else column.asc()]
        if tie is not column:
            order.append(tie.desc() if self.descending else tie.asc())
        return query.order_by(*order).limit(self.limit).offset(self.offset)


def containing(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """The column has `text` somewhere, without case (of ASCII alone on SQLite); `%` means itself."""
    if not text:
        return true()
    return func.lower(column).contains(text.lower(), autoescape=True)
