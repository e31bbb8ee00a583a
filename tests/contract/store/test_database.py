"""What a metadata database promises, on each."""

from __future__ import annotations

import stat
from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from sendoff.store.database import Database, DatabaseUnavailable
from sendoff.store.schema import upgrade
from sendoff.store.tables import instance, metadata


def test_migrations_make_the_tables_that_the_code_knows(metadata_url: str) -> None:
    database = Database(metadata_url)
    upgrade(database)
    with database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    database.close()
    assert differences == []


def test_a_transaction_that_gets_no_connection_in_time_is_told(
    metadata_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(metadata_url)
    pool = database.reading_engine.pool
    assert isinstance(pool, QueuePool)
    monkeypatch.setattr(pool, "_timeout", 0.01)
    with ExitStack() as taken:
        for _ in range(pool.size() + pool._max_overflow):
            taken.enter_context(database.reading())
        with pytest.raises(DatabaseUnavailable, match="wait"), database.reading():
            pass
        with database.writing() as connection:  # those who read hold up nobody who writes
            connection.execute(text("SELECT 1"))
    database.close()


def test_a_reading_transaction_sees_one_state(metadata_url: str) -> None:
    database = Database(metadata_url)
    upgrade(database)
    count = select(func.count()).select_from(instance)
    with database.reading() as reading:
        before = reading.execute(count).scalar_one()
        with database.writing() as writing:
            writing.execute(insert(instance).values(name="meanwhile", value="-"))
        assert reading.execute(count).scalar_one() == before
    with database.reading() as reading:
        assert reading.execute(count).scalar_one() == before + 1
    database.close()


def test_what_takes_long_is_not_read_at_once(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'metadata.db'}")
    endless = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
    with pytest.raises(DatabaseUnavailable):
        database.read_at_once(lambda connection: connection.execute(endless).scalar())
    assert database.read_at_once(lambda connection: connection.execute(text("SELECT 1")).scalar()) == 1
    database.close()


def test_a_sqlite_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'sendoff.db'}")
    upgrade(database)
    kept = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    database.close()
    assert "sendoff.db" in kept
    assert set(kept.values()) == {0o600}


def test_an_error_of_the_driver_shows_no_value(metadata_url: str) -> None:
    database = Database(metadata_url)
    with pytest.raises(DBAPIError) as raised, database.reading() as connection:
        connection.execute(text("SELECT :given"), {"given": {"ann@example.org": 1}})
    database.close()
    assert "ann@example.org" not in str(raised.value)
