"""A page of a list is the same on each metadata database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import insert, select

from sendoff.errors import Invalid
from sendoff.store import segments, sizes
from sendoff.store.database import Database
from sendoff.store.pages import Page
from sendoff.store.schema import upgrade
from sendoff.store.tables import roles, users
from sendoff.store.tables import segments as table

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


def test_a_page_is_weighed_in_bytes_before_it_is_read(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sizes, "MAX_PAGE_BYTES", 3 * 2**20)
    with database.writing() as connection:
        connection.execute(insert(roles).values(id=1, name="-", features="[]", created=NOW, modified=NOW))
        person = {"id": 1, "name": "-", "email": "-", "password_hash": "-", "role_id": 1}
        connection.execute(insert(users).values(**person, created=NOW, modified=NOW))
        for settings in ("{}", "é" * 2**20, "é" * 2**20):
            connection.execute(
                insert(table).values(
                    author_id=1, user_id=1, name="-", conditions_operation="{}", frontend_settings=settings,
                    created=NOW, origin_created=NOW,
                )
            )  # fmt: skip

        def listed(page: Page) -> list[int]:
            found = segments.page(
                connection, user_id=1, with_foreign=False, filters=segments.Filters(), page=page
            )
            return [row.id for row in found]

        assert listed(Page(limit=2)) == [1, 2]
        assert listed(Page(limit=1000, offset=2)) == [3]
        for page in (Page(limit=3), Page(limit=2, descending=True)):
            with pytest.raises(Invalid, match=r"4\.0 MiB, more than the 3 MiB .* fewer") as raised:
                listed(page)
            assert raised.value.path == "limit"
        monkeypatch.setattr(sizes, "MAX_PAGE_BYTES", 2**20)
        assert listed(Page(limit=1, offset=1)) == [2]  # one there is may be as large as it was taken in
