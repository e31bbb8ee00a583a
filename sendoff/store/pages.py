"""A page of a list: limit, offset and an order in which pages never overlap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, false, func, true


@dataclass(frozen=True, slots=True)
class Page:
    """`order_by` is the name of a column of the table; ties are broken by its primary key.

    What is unknown comes first, or last where it is `descending`: databases differ, unless told.
    """

    limit: int = 20
    offset: int | None = None
    order_by: str = "id"
    descending: bool = False

    def of(self, query: Select[Any], table: Table) -> Select[Any]:
        column = table.c[self.order_by]
        tie = next(iter(table.primary_key.columns))
        order = [column.desc() if self.descending else column.asc()]
        if column.nullable:  # else PostgreSQL would look for another index than that of the column
            order = [order[0].nulls_last() if self.descending else order[0].nulls_first()]
        if tie is not column:
            order.append(tie.desc() if self.descending else tie.asc())
        return query.order_by(*order).limit(self.limit).offset(self.offset)


def containing(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """The column has `text` somewhere, without case as the database knows it; `%` means itself."""
    if not text:
        return true()
    if "\0" in text:  # no text of ours has it, and PostgreSQL does not take it
        return false()
    # Lowered by the database alone: what it leaves as it is must still be found as it is.
    pattern = re.sub("[/%_]", r"/\g<0>", text)
    return func.lower(column).like(func.lower(f"%{pattern}%"), escape="/")
