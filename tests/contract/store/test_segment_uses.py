"""What segments name is found from both ends, on each metadata database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, insert, select, update

from sendoff.store import segment_uses
from sendoff.store.database import Database
from sendoff.store.schema import upgrade
from sendoff.store.tables import roles, segments, users

NOW = "2026-11-24 12:00:00.000000"


@pytest.fixture
def database(metadata_url: str) -> Iterator[Database]:
    """Four segments: the second names the first, the third the second, the fourth nothing."""
    opened = Database(metadata_url)
    upgrade(opened)
    with opened.writing() as connection:
        connection.execute(insert(roles).values(id=1, name="-", features="[]", created=NOW, modified=NOW))
        person = {"id": 1, "name": "-", "email": "-", "password_hash": "-", "role_id": 1}
        connection.execute(insert(users).values(**person, created=NOW, modified=NOW))
        made = {"author_id": 1, "user_id": 1, "conditions_operation": "{}"}
        for number in range(1, 5):
            connection.execute(
                insert(segments).values(
                    id=number, name=f"Segment {number}", **made, created=NOW, origin_created=NOW
                )
            )
        name(connection, 2, segment_ids=[1])
        name(connection, 3, segment_ids=[2], value_list_ids=[1])
    yield opened
    opened.close()


def name(
    connection: Connection,
    segment_id: int,
    *,
    segment_ids: list[int],
    value_list_ids: list[int] | None = None,
) -> None:
    segment_uses.replace(connection, segment_id, segment_ids=segment_ids, value_list_ids=value_list_ids or [])


def test_those_that_name_a_segment_or_a_list_are_found_with_their_names(database: Database) -> None:
    with database.writing() as connection:
        name(connection, 4, segment_ids=[1, 2])
        of_first = segment_uses.users_of_segment(connection, 1)
        assert [(row.id, row.name) for row in of_first] == [(2, "Segment 2"), (4, "Segment 4")]
        # The list has the same number as the first segment, and other users.
        assert [row.id for row in segment_uses.users_of_value_list(connection, 1)] == [3]
        assert segment_uses.users_of_segment(connection, 3) == []


def counts(connection: Connection) -> dict[int, int | None]:
    found = connection.execute(select(segments.c.id, segments.c.customers_count))
    return {row.id: row.customers_count for row in found}


def test_a_count_is_forgotten_with_those_of_all_that_name_the_segment(database: Database) -> None:
    with database.writing() as connection:
        name(connection, 4, segment_ids=[], value_list_ids=[2])  # the list has the number of a segment
        connection.execute(update(segments).values(customers_count=7))
        connection.execute(update(segments).where(segments.c.id == 3).values(deleted=True))
        segment_uses.forget_counts(connection, 2)
        assert counts(connection) == {1: 7, 2: None, 3: None, 4: 7}
        name(connection, 2, segment_ids=[1, 3])  # a circle would end too
        segment_uses.forget_counts(connection, 1)
        assert counts(connection) == {1: None, 2: None, 3: None, 4: 7}


def test_what_is_in_the_trash_or_not_there_cannot_be_named(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(update(segments).where(segments.c.id == 4).values(deleted=True))
        assert segment_uses.can_be_named(connection, segment_ids=[], value_list_ids=[])
        assert segment_uses.can_be_named(connection, segment_ids=[1, 3], value_list_ids=[])
        assert not segment_uses.can_be_named(connection, segment_ids=[1, 4], value_list_ids=[])
        assert not segment_uses.can_be_named(connection, segment_ids=[1, 9], value_list_ids=[])
        assert not segment_uses.can_be_named(connection, segment_ids=[1], value_list_ids=[1])


def test_what_a_segment_names_anew_takes_the_place_of_what_it_named(database: Database) -> None:
    with database.writing() as connection:
        name(connection, 3, segment_ids=[4])
        assert segment_uses.users_of_segment(connection, 2) == []
        assert segment_uses.users_of_value_list(connection, 1) == []
        assert [row.id for row in segment_uses.users_of_segment(connection, 4)] == [3]
        name(connection, 3, segment_ids=[])
        assert segment_uses.users_of_segment(connection, 4) == []


def test_a_segment_in_the_trash_uses_nothing(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(update(segments).where(segments.c.id == 3).values(deleted=True))
        assert segment_uses.users_of_segment(connection, 2) == []
        assert segment_uses.users_of_value_list(connection, 1) == []


@pytest.mark.parametrize(
    ("begin", "target", "reached"),
    [([3], 1, True), ([4, 3], 1, True), ([1], 1, True), ([1], 3, False), ([4], 1, False), ([], 1, False)],
)
def test_a_segment_is_reached_through_those_between(
    database: Database, begin: list[int], target: int, reached: bool
) -> None:
    with database.reading() as connection:
        assert segment_uses.reaches(connection, begin, target) is reached


def test_a_circle_that_is_there_is_walked_once(database: Database) -> None:
    with database.writing() as connection:
        name(connection, 1, segment_ids=[3])
        assert not segment_uses.reaches(connection, [1], 4)
        assert segment_uses.reaches(connection, [1], 1)
