"""The queue in the export row, on each metadata database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from sendoff.exports.states import Status
from sendoff.store import exports as rows
from sendoff.store import queue
from sendoff.store.database import Database
from sendoff.store.moments import kept
from sendoff.store.queue import Lease
from sendoff.store.schema import upgrade
from sendoff.store.tables import destinations, export_history, exports, roles, segments, users

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def database(metadata_url: str) -> Iterator[Database]:
    opened = Database(metadata_url)
    upgrade(opened)
    with opened.writing() as connection:
        now = kept(NOW)
        connection.execute(insert(roles).values(name="r", features="[]", created=now, modified=now))
        connection.execute(
            insert(users).values(
                name="u", email="u@example.org", password_hash="", role_id=1, created=now, modified=now
            )
        )
        connection.execute(
            insert(segments).values(
                author_id=1, user_id=1, name="s", conditions_operation="{}", created=now, origin_created=now
            )
        )
        for name in ("first", "second"):
            connection.execute(insert(destinations).values(user_id=1, name=name, settings="{}", created=now))
    yield opened
    opened.close()


def ask(database: Database, *, destination_id: int = 1, concurrency: int | None = None) -> int:
    with database.writing() as connection:
        return rows.add(
            connection,
            {
                "user_id": 1,
                "segment_id": 1,
                "segment_export_destination_id": destination_id,
                "conditions_operation": "{}",
                "plan": "{}",
                "token_nonce": "n",
                "concurrency": concurrency,
            },
            now=kept(NOW),
        )


def claim(database: Database, *, owner: str = "me", now: datetime = NOW) -> int | None:
    with database.writing() as connection:
        row = queue.claim(connection, owner=owner, now=now)
        return None if row is None else int(row.id)


def status(database: Database, export_id: int) -> str:
    with database.reading() as connection:
        return str(connection.execute(select(exports.c.status).where(exports.c.id == export_id)).scalar_one())


def test_the_oldest_waiting_export_is_claimed_first(database: Database) -> None:
    first, second = ask(database), ask(database)
    assert [claim(database), claim(database), claim(database)] == [first, second, None]


def test_two_claims_at_once_never_get_the_same_export(database: Database) -> None:
    asked = {ask(database) for _ in range(30)}
    claimed: list[int] = []

    def work() -> None:
        while (export_id := claim(database)) is not None:
            claimed.append(export_id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(asked)


def test_a_destination_with_a_limit_runs_no_more_at_once_and_starves_nobody(database: Database) -> None:
    first, held = ask(database, concurrency=1), ask(database, concurrency=1)
    other = ask(database, destination_id=2)
    assert [claim(database), claim(database), claim(database)] == [first, other, None]
    with database.writing() as connection:
        assert rows.move(connection, first, Status.FINISHED, now=kept(NOW), attempt=1)
    assert claim(database) == held


def take_back(database: Database, lost: list[Lease], *, now: datetime = NOW) -> list[Lease]:
    with database.writing() as connection:
        return queue.take_back(connection, lost, now=now)


def leases(database: Database) -> list[Lease]:
    with database.reading() as connection:
        return queue.leases(connection)


def test_only_running_exports_have_leases(database: Database) -> None:
    export_id, _ = ask(database), ask(database)
    assert leases(database) == []
    claim(database)
    assert [(lease.export_id, lease.attempt, lease.owner) for lease in leases(database)] == [
        (export_id, 1, "me")
    ]


def test_a_lease_that_ran_out_is_taken_back_and_its_worker_fenced_out(database: Database) -> None:
    export_id = ask(database)
    claim(database)
    lost = leases(database)
    assert take_back(database, lost) == lost
    assert status(database, export_id) == Status.WAITING
    assert claim(database, owner="another") == export_id
    with database.writing() as connection:
        assert not queue.renew(connection, export_id, attempt=1, progress=0.5, now=NOW)
        assert not rows.move(connection, export_id, Status.FINISHED, now=kept(NOW), attempt=1)
        assert queue.renew(connection, export_id, attempt=2, progress=0.5, now=NOW)
    assert take_back(database, lost) == []


@pytest.mark.parametrize("seconds", [1, -3600], ids=["on time", "after the clock went back"])
def test_a_lease_renewed_meanwhile_is_not_taken_back(database: Database, seconds: int) -> None:
    export_id = ask(database)
    claim(database)
    lost = leases(database)
    with database.writing() as connection:
        now = NOW + timedelta(seconds=seconds)
        assert queue.renew(connection, export_id, attempt=1, progress=0.1, now=now)
    assert take_back(database, lost) == []
    assert status(database, export_id) == Status.RUNNING


def test_after_three_lost_leases_the_export_is_a_told_error(database: Database) -> None:
    export_id = ask(database)
    for _ in range(queue.MAX_LOST_LEASES):
        assert claim(database) == export_id
        take_back(database, leases(database))
    assert status(database, export_id) == Status.ERROR
    assert claim(database) is None
    with database.reading() as connection:
        error = connection.execute(select(exports.c.error)).scalar_one()
    assert error.endswith("then run it anew.")


def test_a_canceled_export_cannot_be_finished_by_its_worker(database: Database) -> None:
    export_id = ask(database)
    claim(database)
    with database.writing() as connection:
        assert rows.move(connection, export_id, Status.CANCELED, now=kept(NOW))
        assert not rows.move(connection, export_id, Status.FINISHED, now=kept(NOW), attempt=1)
        assert queue.still_counting(connection, [(export_id, 1)]) == set()
    assert status(database, export_id) == Status.CANCELED


def test_history_has_one_entry_for_each_change_of_status(database: Database) -> None:
    export_id = ask(database)
    claim(database)
    with database.writing() as connection:
        queue.hand_back(connection, export_id, attempt=1, reason="Shut down.", now=NOW)
    claim(database)
    with database.reading() as connection:
        entries = connection.execute(
            select(export_history.c.from_status, export_history.c.to_status).order_by(export_history.c.id)
        ).all()
    assert [tuple(entry) for entry in entries] == [
        (None, "waiting"),
        ("waiting", "running"),
        ("running", "waiting"),
        ("waiting", "running"),
    ]


def try_again(database: Database, export_id: int, *, retries: int = 1) -> bool:
    with database.writing() as connection:
        return queue.try_again(
            connection, export_id, attempt=1, retries=retries, reason="Again.", now=NOW, after_seconds=5.0
        )


def test_an_export_that_waits_for_its_retry_is_passed_over_until_then(database: Database) -> None:
    export_id = ask(database)
    claim(database)
    assert try_again(database, export_id)
    assert claim(database) is None
    assert claim(database, now=NOW + timedelta(seconds=6)) == export_id


def test_a_retry_does_not_wait_for_a_clock_that_went_back(database: Database) -> None:
    export_id = ask(database)
    claim(database)
    assert try_again(database, export_id)
    assert claim(database, now=NOW - timedelta(hours=1)) == export_id


def test_retries_are_counted_apart_from_other_attempts(database: Database) -> None:
    export_id = ask(database)
    claim(database)
    assert try_again(database, export_id)
    later = NOW + timedelta(seconds=6)
    claim(database, now=later)
    take_back(database, leases(database))
    claim(database, now=later)
    with database.reading() as connection:
        row = connection.execute(select(exports)).one()
    assert (row.attempt, row.lost_leases, row.retries) == (3, 1, 1)
