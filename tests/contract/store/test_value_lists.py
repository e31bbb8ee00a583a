"""What is known of value lists and of exports that have pinned them, on each metadata database."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, insert

from sendoff.store import exports as export_rows
from sendoff.store import value_lists
from sendoff.store.database import Database
from sendoff.store.pages import Page
from sendoff.store.schema import upgrade
from sendoff.store.tables import destinations, exports, roles, segments, users

NOW = "2026-11-24 12:00:00.000000"


@pytest.fixture
def connection(metadata_url: str) -> Iterator[Connection]:
    """In a database with a user, a segment and a destination."""
    opened = Database(metadata_url)
    upgrade(opened)
    with opened.writing() as writing:
        writing.execute(insert(roles).values(id=1, name="-", features="[]", created=NOW, modified=NOW))
        person = {"id": 1, "name": "-", "email": "-", "password_hash": "-", "role_id": 1}
        writing.execute(insert(users).values(**person, created=NOW, modified=NOW))
        own = {"id": 1, "user_id": 1, "name": "-", "created": NOW}
        writing.execute(
            insert(segments).values(**own, author_id=1, conditions_operation="{}", origin_created=NOW)
        )
        writing.execute(insert(destinations).values(**own, settings="{}"))
        yield writing
    opened.close()


def added(connection: Connection, name: str, key: str) -> int:
    counted = {"values_count": 3, "rows_count": 5, "empty_rows_count": 1, "bytes": 2**40}
    row = {"user_id": 1, "name": name, "data_type": "string", "key": key, "sha256": "0" * 64, "created": NOW}
    return value_lists.add(connection, {**row, **counted})


def test_a_list_is_found_until_it_is_deleted_and_then_by_its_id_alone(connection: Connection) -> None:
    first, second = added(connection, "Newsletter", "a"), added(connection, "100% known", "b")
    listed = value_lists.page(connection, name="LETTER", page=Page())
    assert [(row.id, row.name, row.bytes) for row in listed] == [(first, "Newsletter", 2**40)]
    assert [row.id for row in value_lists.page(connection, name="%", page=Page())] == [second]
    value_lists.mark_deleted(connection, first)
    assert [row.id for row in value_lists.page(connection, name="", page=Page())] == [second]
    found = value_lists.by_id(connection, first)
    assert found is not None
    assert found.deleted
    assert value_lists.by_id(connection, 77) is None
    assert value_lists.deleted_by_key(connection) == {"a": True, "b": False}


@pytest.mark.parametrize(
    ("status", "pins"), [("waiting", True), ("running", True), ("finished", False), ("canceled", False)]
)
def test_a_list_is_pinned_by_exports_that_have_not_ended(
    connection: Connection, status: str, pins: bool
) -> None:
    pinned = {"segments": {}, "value_lists": {"3": {"key": "a_key-of%a/list"}}}
    export = {"user_id": 1, "segment_id": 1, "segment_export_destination_id": 1, "plan": "{}"}
    export |= {"status": status, "statuses_history": "{}", "token_nonce": "-", "created": NOW}
    for kept in (json.dumps(pinned), None):
        connection.execute(insert(exports).values(**export, conditions_operation="{}", pinned=kept))
    assert export_rows.is_pinned(connection, "a_key-of%a/list") is pins
    assert not export_rows.is_pinned(connection, "aXkey-of%a/list")
    assert not export_rows.is_pinned(connection, "another")
