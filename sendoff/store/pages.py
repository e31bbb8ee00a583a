"""A page of a list: limit, offset and an order in which pages never overlap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, false, func, select, true

from sendoff.store.database import is_at_once
from sendoff.store.rows import AnyRow
from sendoff.store.sizes import Size, check_size


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

    def rows(
        self,
        connection: Connection,
        query: Select[Any],
        table: Table,
        *,
        size: Size,
        parameters: dict[str, Any] | None = None,
    ) -> list[AnyRow]:
        """The page's rows of `query`, where they are not too large together. Raises: as `check_size`."""
        paged = self.of(query, table)
        if not is_at_once(connection):
            sizes = paged.with_only_columns(size.asked.label("size"), maintain_column_froms=True).subquery()
            total = select(func.coalesce(func.sum(sizes.c.size), 0), func.count()).select_from(sizes)
            size_bytes, entities = connection.execute(total, parameters).one()
            check_size(connection, int(size_bytes), entities=entities)
            return list(connection.execute(paged, parameters))
        # A query less: how much is read at once is bounded by its time.
        found = list(connection.execute(paged, parameters))
        check_size(connection, size.of(found), entities=len(found))
        return found


def containing(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """The column has `text` somewhere, without case as the database knows it; `%` means itself."""
    if not text:
        return true()
    if "\0" in text:  # no text of ours has it, and PostgreSQL does not take it
        return false()
    # Lowered by the database alone: what it leaves as it is must still be found as it is.
    pattern = re.sub("[/%_]", r"/\g<0>", text)
    return func.lower(column).like(func.lower(f"%{pattern}%"), escape="/")
