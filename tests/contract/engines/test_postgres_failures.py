"""PostgreSQL's URLs, what goes wrong with a server, and stops that are seen there."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import adbc_driver_manager as driver
import psycopg
import pyarrow as pa
import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import EVERYBODY, AnyValue, Column, ContainsAny, Predicate
from sendoff.engines.port import (
    Engine,
    EngineOptions,
    Query,
    SourceUnavailable,
    SourceUnusable,
    Stopped,
)
from sendoff.engines.postgres.address import parse
from sendoff.engines.postgres.failures import Failure, explain
from sendoff.engines.registry import open_engine
from sendoff.errors import Invalid
from tests.engines.postgres import run, url_of
from tests.engines.proxy import Proxy

SLOW: Predicate = AnyValue(
    Column("words", DataType.STRING), ContainsAny(tuple(f"nowhere {at}" for at in range(2000)))
)
"""Takes minutes over the customers below, and finds nobody."""
OPTIONS = EngineOptions(id_column="id")


@pytest.fixture
def database(postgres_database: str) -> str:
    run(
        postgres_database,
        "CREATE TABLE people AS SELECT i AS id, repeat('abc ' || i, 60) AS words "
        "FROM generate_series(1, 200000) AS numbers (i)",
    )
    return postgres_database


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    yield open_engine(url_of(database, "people"), OPTIONS)
    wait_until(lambda: running(database) == 0)
    assert not [each for each in threading.enumerate() if each.name == "engine-stop"]


def running(database: str, alike: str = "%") -> int:
    """Statements of ours that run there now."""
    with psycopg.connect(database.replace("+psycopg", "")) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' "
            "AND application_name = 'sendoff' AND query LIKE %s",
            [alike],
        ).fetchone()
    assert found is not None
    return int(found[0])


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, "it never came to be so"


def stopped_once_running(database: str, stop: threading.Event) -> threading.Thread:
    def watch() -> None:
        wait_until(lambda: running(database) > 0)
        stop.set()

    watching = threading.Thread(target=watch)
    watching.start()
    return watching


def test_a_stop_before_the_first_row_ends_the_query_on_the_server(database: str, engine: Engine) -> None:
    stop = threading.Event()
    watching = stopped_once_running(database, stop)
    with pytest.raises(Stopped), engine.rows(Query(SLOW), batch_rows=100, stop=stop) as rows:
        list(rows)
    watching.join()
    assert engine.count(EVERYBODY) == 200_000


def test_a_stop_of_a_count_ends_it_on_the_server(database: str, engine: Engine) -> None:
    stop = threading.Event()
    watching = stopped_once_running(database, stop)
    with pytest.raises(Stopped):
        engine.count(SLOW, stop=stop)
    watching.join()


def test_a_stop_in_the_middle_gives_no_further_batch(engine: Engine) -> None:
    stop = threading.Event()
    with engine.rows(Query(EVERYBODY, ("words",)), batch_rows=10**6, stop=stop) as rows:
        batches = iter(rows)
        assert next(batches).num_rows < 200_000
        stop.set()
        with pytest.raises(Stopped):
            list(batches)


def test_leaving_in_the_middle_ends_the_query_on_the_server(engine: Engine) -> None:
    with engine.rows(Query(EVERYBODY, ("words",)), batch_rows=100) as rows:
        next(iter(rows))


def test_a_stop_is_not_held_up_by_a_server_that_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        engine = open_engine(f"postgresql://u@127.0.0.1:{port}/d?table=people", OPTIONS)
        stop = threading.Event()
        timer = threading.Timer(0.1, stop.set)
        timer.start()
        with pytest.raises(Stopped):
            engine.count(EVERYBODY, stop=stop)
        timer.join()


def test_a_connection_that_is_cut_in_the_middle_is_worth_another_try(database: str, engine: Engine) -> None:
    with engine.rows(Query(EVERYBODY, ("words",)), batch_rows=10**6) as rows:
        batches = iter(rows)
        next(batches)
        run(
            database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sendoff'",
        )
        with pytest.raises(SourceUnavailable, match=r"stopped answering|57P01") as told:
            list(batches)
    assert told.value.retryable
    assert "abc" not in told.value.message
    with engine.rows(Query(EVERYBODY, ("words",)), batch_rows=10**6) as rows:
        assert sum(batch.num_rows for batch in rows) == 200_000


def test_a_count_that_is_cut_is_worth_another_try(database: str, engine: Engine) -> None:
    def cut() -> None:
        wait_until(lambda: running(database, "COPY%") > 0)
        run(
            database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sendoff'",
        )

    cutting = threading.Thread(target=cut)
    cutting.start()
    with pytest.raises(SourceUnavailable):
        engine.count(SLOW)
    cutting.join()


def test_a_view_that_fails_in_the_middle_is_not_worth_another_try(database: str) -> None:
    run(database, "CREATE VIEW shares AS SELECT id, words, 100 / (150000 - id) AS share FROM people")
    engine = open_engine(url_of(database, "shares"), OPTIONS)
    with engine.rows(Query(EVERYBODY, ("share", "words")), batch_rows=10**6) as rows:
        batches = iter(rows)
        next(batches)
        with pytest.raises(SourceUnusable, match="PostgreSQL's code 22012"):
            list(batches)


def test_a_query_that_an_operator_cancels_is_worth_another_try(database: str, engine: Engine) -> None:
    with engine.rows(Query(EVERYBODY, ("words",)), batch_rows=10**6) as rows:
        batches = iter(rows)
        next(batches)
        run(
            database,
            "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'sendoff'",
        )
        with pytest.raises(SourceUnavailable, match="57014"):
            list(batches)


@pytest.mark.parametrize(
    "error",
    [
        driver.OperationalError(
            "IO: [libpq] ReadRecord failed at row 7: Expected 4 bytes, found 'Ada'",
            status_code=driver.AdbcStatusCode.IO,
        ),
        driver.NotSupportedError('NOT_IMPLEMENTED: [libpq] Column #1 ("Ada") has unknown type code 7'),
        driver.InternalError(
            "INTERNAL: [libpq] Failed to build result array", status_code=driver.AdbcStatusCode.INTERNAL
        ),
        pa.ArrowInvalid("Invalid: Ada"),
    ],
)
def test_what_the_driver_cannot_read_is_not_worth_another_try(error: Failure) -> None:
    told = explain(error, "people")
    assert isinstance(told, SourceUnusable)
    assert "Ada" not in told.message


def test_a_query_that_was_read_to_its_end_is_not_cancelled(database: str) -> None:
    url = urlsplit(database)
    assert url.port is not None
    with Proxy(url.port) as proxy:
        engine = open_engine(url_of(database.replace(f":{url.port}/", f":{proxy.port}/"), "people"), OPTIONS)
        with engine.rows(Query(EVERYBODY), batch_rows=1000) as rows:
            assert sum(batch.num_rows for batch in rows) == 200_000
        read = proxy.connections
        with engine.rows(Query(EVERYBODY), batch_rows=1000) as rows:
            next(iter(rows))
        assert proxy.connections == 2 * read + 1  # a cancel goes over a connection of its own


def test_what_a_reader_raises_is_not_taken_for_the_servers(engine: Engine) -> None:
    def fail_while_reading() -> None:
        with engine.rows(Query(EVERYBODY), batch_rows=100) as rows:
            next(iter(rows))
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fail_while_reading()


def test_a_server_that_is_not_there_is_worth_another_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    engine = open_engine(f"postgresql://u:hidden@127.0.0.1:{port}/d?table=people", OPTIONS)
    with pytest.raises(SourceUnavailable, match="cannot be reached") as told:
        engine.catalogue()
    assert "hidden" not in told.value.message


def test_a_database_a_table_and_a_user_that_are_not_there_are_named(database: str) -> None:
    with pytest.raises(SourceUnusable, match="no such database"):
        open_engine(url_of(database + "x", "people"), OPTIONS).catalogue()
    with pytest.raises(SourceUnusable, match=r"no table or view 'persons' in its schema 'public'"):
        open_engine(url_of(database, "persons"), OPTIONS).catalogue()
    with pytest.raises(SourceUnusable, match="does not let this user in"):
        open_engine(url_of(database, "people", user="nobody_of_ours"), OPTIONS).catalogue()


def test_functions_of_a_view_find_what_they_name_with_its_schema(database: str) -> None:
    run(
        database,
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.some (id integer)",
        "INSERT INTO shop.some VALUES (8)",
        "CREATE FUNCTION public.half(x integer) RETURNS integer LANGUAGE sql AS 'SELECT x / 2'",
        "CREATE FUNCTION public.bare(x integer) RETURNS integer LANGUAGE sql AS 'SELECT half(x)'",
        "CREATE FUNCTION public.full(x integer) RETURNS integer LANGUAGE sql AS 'SELECT public.half(x)'",
        "CREATE FUNCTION public.parsed(x integer) RETURNS integer LANGUAGE sql RETURN half(x)",
        "CREATE FUNCTION public.with_path(x integer) RETURNS integer LANGUAGE plpgsql "
        "SET search_path = public AS 'BEGIN RETURN half(x); END'",
        "CREATE VIEW shop.found AS "
        'SELECT id, half(id) AS one, "full"(id) AS two, parsed(id) AS three, with_path(id) AS four '
        "FROM shop.some",
        "CREATE VIEW shop.not_found AS SELECT id, bare(id) AS one FROM shop.some",
    )
    engine = open_engine(url_of(database, "shop.found"), OPTIONS)
    attributes = tuple(engine.catalogue().attributes)
    with engine.rows(Query(EVERYBODY, attributes), batch_rows=10) as rows:
        [row] = [row for batch in rows for row in batch.to_pylist()]
    assert row == {"id": 8, "one": 4, "two": 4, "three": 4, "four": 4}
    engine = open_engine(url_of(database, "shop.not_found"), OPTIONS)
    with (
        pytest.raises(SourceUnusable, match=r"is not found \(PostgreSQL: 42883\).*with its schema"),
        engine.rows(Query(EVERYBODY, ("one",)), batch_rows=10) as rows,
    ):
        list(rows)


def test_tls_that_the_server_has_not_is_said(database: str) -> None:
    engine = open_engine(url_of(database, "people", sslmode="require"), OPTIONS)
    with pytest.raises(SourceUnusable, match="sslmode"):
        engine.catalogue()


def test_a_password_is_read_from_its_file_at_each_call(tmp_path: Path) -> None:
    file = tmp_path / "password"
    address = parse(f"postgresql://ada@db/shop?table=a.b&password_file={file}")
    with pytest.raises(SourceUnusable, match="password_file"):
        address.uri()
    for password in ("s3cret", "p@ss word/"):
        file.write_text(password + "\n")
        assert urlsplit(address.uri().reveal()).password in (password, "p%40ss%20word%2F")


def test_a_password_is_never_shown() -> None:
    url = "postgres://ada:hidden@[::1]:5433/shop?table=people&sslmode=disable"
    address = parse(url)
    assert "hidden" not in repr(address) + address.shown + repr(address.uri())
    assert address.shown == "postgresql://[::1]:5433/shop?table=public.people"


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("postgresql://h/d", "no table"),
        ("postgresql://h/d?table=.a", "no table"),
        ("postgresql://h:port/d?table=a", "port"),
        ("postgresql://h/d?table=a&options=-c%20x", r"'options' is not known \(known: table"),
        ("postgresql://h/d?table=a&sslmode=on", "'sslmode' is none of"),
        ("postgresql://h/d?table=a&table=b", "'table' needs one value"),
        ("postgresql://u:hidden@h/d?table=a&password_file=/f", "a password and a file"),
    ],
)
def test_a_malformed_url_is_refused_without_its_password(url: str, what: str) -> None:
    with pytest.raises(Invalid, match=what) as told:
        open_engine(url)
    assert "hidden" not in told.value.message
