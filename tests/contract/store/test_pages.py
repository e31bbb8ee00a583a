"""A page of a list is the same on each metadata database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import insert, select

from sendoff.store.database import Database
from sendoff.store.pages import Page
from sendoff.store.schema import upgrade
from sendoff.store.tables import roles, users

NOW = "2026-11-24 12:00:00.000000"


@pytest.fixture
def database(metadata_url: str) -> Iterator[Database]:
    opened = Database(metadata_url)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(("descending", "ids"), [(False, [1, 4, 2, 3]), (True, [3, 2, 4, 1])])
def test_what_is_unknown_comes_before_everything_else(
    database: Database, descending: bool, ids: list[int]
) -> None:
    with database.writing() as connection:
        connection.execute(insert(roles).values(id=1, name="-", features="[]", created=NOW, modified=NOW))
        for number, last_login in enumerate((None, "2026-01-01", "2026-01-02", None), start=1):
            connection.execute(
                insert(users).values(
                    name="-", email=str(number), password_hash="-", role_id=1, last_login=last_login,
                    created=NOW, modified=NOW,
                )
            )  # fmt: skip
        page = Page(order_by="last_login", descending=descending)
        found = connection.execute(page.of(select(users), users)).all()
    assert [row.id for row in found] == ids
