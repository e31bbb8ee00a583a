"""Queries that run on ClickHouse: stopped on the server, cut in the middle, asked with few rights."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import EVERYBODY, AnyValue, Column, ContainsAny, OneOf, Or, Predicate
from sendoff.engines.port import (
    ChecksStatements,
    Engine,
    Query,
    SourceUnavailable,
    SourceUnusable,
    StatementTooLong,
    Stopped,
)
from sendoff.engines.registry import open_engine
from tests.clickhouse_server import PASSWORD, READER, USER
from tests.engines.clickhouse import rows_of, run, source_at, url_of
from tests.engines.proxy import Proxy
from tests.engines.source import customers

NOBODY = AnyValue(Column("name", DataType.STRING), ContainsAny(("x",)))
NAME = Column("name", DataType.STRING)
STOPS_WITHIN_SECONDS = 2.0


@pytest.fixture
def endless(clickhouse_database: str) -> Engine:
    """Customers without an end."""
    run(
        clickhouse_database,
        "CREATE VIEW endless AS SELECT toString(number) AS customer_entity_id, "
        "concat('n', toString(number)) AS name FROM system.numbers",
    )
    return open_engine(url_of(clickhouse_database, "endless"))


def running(server: str) -> int:
    """Queries of ours that the server still runs."""
    query = "SELECT count() AS n FROM system.processes WHERE query_id LIKE 'sendoff-%'"
    return int(rows_of(server, query)[0]["n"])


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + STOPS_WITHIN_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)


@contextmanager
def stopped_once_running(server: str) -> Iterator[threading.Event]:
    """An event that is set when the server runs a query of ours; what is inside ends soon after."""
    stop, moments = threading.Event(), list[float]()

    def watch() -> None:
        while not running(server) and not stop.is_set():
            pass
        moments.append(time.monotonic())
        stop.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield stop
        assert time.monotonic() - moments[0] < STOPS_WITHIN_SECONDS
    finally:
        stop.set()
        watcher.join()


def test_a_stopped_count_is_gone_from_the_server(endless: Engine, clickhouse_database: str) -> None:
    with stopped_once_running(clickhouse_database) as stop, pytest.raises(Stopped):
        endless.count(EVERYBODY, stop=stop)
    wait_until(lambda: running(clickhouse_database) == 0)


def test_a_query_that_finds_nobody_is_stopped_too(endless: Engine, clickhouse_database: str) -> None:
    with (
        stopped_once_running(clickhouse_database) as stop,
        pytest.raises(Stopped),
        endless.rows(Query(NOBODY), batch_rows=10, stop=stop) as rows,
    ):
        list(rows)
    wait_until(lambda: running(clickhouse_database) == 0)


def test_a_stop_between_two_batches_gives_no_further_batch(endless: Engine, clickhouse_database: str) -> None:
    stop = threading.Event()
    with endless.rows(Query(EVERYBODY), batch_rows=100_000, stop=stop) as rows:
        batches = iter(rows)
        next(batches)
        stop.set()
        with pytest.raises(Stopped):
            next(batches)
    wait_until(lambda: running(clickhouse_database) == 0)


def test_leaving_in_the_middle_ends_the_query_on_the_server(
    endless: Engine, clickhouse_database: str
) -> None:
    with endless.rows(Query(EVERYBODY), batch_rows=1000) as rows:
        next(iter(rows))
        assert running(clickhouse_database) == 1
    wait_until(lambda: running(clickhouse_database) == 0)


def test_a_stop_before_the_beginning_asks_the_server_nothing() -> None:
    stop = threading.Event()
    stop.set()
    engine = open_engine("clickhouse://u:p@127.0.0.1:1/d?table=t")
    with pytest.raises(Stopped):
        engine.count(EVERYBODY, stop=stop)
    with pytest.raises(Stopped), engine.rows(Query(EVERYBODY), batch_rows=1, stop=stop):
        pass


def test_a_server_that_is_not_there_is_worth_another_try() -> None:
    with pytest.raises(SourceUnavailable, match=r"127.0.0.1:1/d\?table=t"):
        open_engine("clickhouse://u:secret@127.0.0.1:1/d?table=t").catalogue()


@pytest.fixture
def proxy(clickhouse_url: str) -> Iterator[Proxy]:
    with Proxy(urlsplit(clickhouse_url).port or 0) as running_proxy:
        yield running_proxy


def through(proxy: Proxy, server: str, table: str) -> Engine:
    parts = urlsplit(server)
    return open_engine(url_of(server.replace(f":{parts.port}/", f":{proxy.port}/"), table))


def test_a_connection_cut_in_the_middle_is_worth_another_try(
    endless: Engine, clickhouse_database: str, proxy: Proxy
) -> None:
    engine = through(proxy, clickhouse_database, "endless")
    with engine.rows(Query(EVERYBODY), batch_rows=1000, stop=threading.Event()) as rows:
        batches = iter(rows)
        next(batches)
        proxy.cut()
        with pytest.raises(SourceUnavailable, match="cut off") as told:
            list(batches)
    assert PASSWORD not in told.value.message
    wait_until(lambda: running(clickhouse_database) == 0)


def test_a_customer_who_reads_like_an_error_does_not_make_a_cut_connection_one(
    clickhouse_database: str, proxy: Proxy
) -> None:
    run(
        clickhouse_database,
        "CREATE VIEW vouchers AS SELECT 'Your Code: 60. Thanks' || toString(number) AS customer_entity_id "
        "FROM system.numbers SETTINGS max_block_size = 10",
    )
    engine = through(proxy, clickhouse_database, "vouchers")
    with engine.rows(Query(EVERYBODY), batch_rows=1000) as rows:
        batches = iter(rows)
        next(batches)
        proxy.cut()
        with pytest.raises(SourceUnavailable, match="cut off"):
            list(batches)


def test_a_stop_is_told_though_the_server_is_out_of_reach(
    endless: Engine, clickhouse_database: str, proxy: Proxy
) -> None:
    stop = threading.Event()
    engine = through(proxy, clickhouse_database, "endless")
    with engine.rows(Query(EVERYBODY), batch_rows=1000, stop=stop) as rows:
        batches = iter(rows)
        next(batches)
        stop.set()
        proxy.cut()
        with pytest.raises(Stopped):
            list(batches)


def test_a_stop_is_told_though_the_server_has_fallen_silent(
    endless: Engine, clickhouse_database: str, proxy: Proxy
) -> None:
    stop = threading.Event()
    engine = through(proxy, clickhouse_database, "endless")
    counting = ThreadPoolExecutor(1).submit(engine.count, EVERYBODY, stop=stop)
    wait_until(lambda: running(clickhouse_database) == 1)
    proxy.silent.set()
    stop.set()
    with pytest.raises(Stopped):
        counting.result(timeout=STOPS_WITHIN_SECONDS)


def test_a_stop_is_told_though_the_server_was_silent_from_the_beginning(
    endless: Engine, clickhouse_database: str, proxy: Proxy
) -> None:
    proxy.silent.set()
    stop = threading.Event()
    engine = through(proxy, clickhouse_database, "endless")
    counting = ThreadPoolExecutor(1).submit(engine.count, EVERYBODY, stop=stop)
    wait_until(lambda: proxy.connections > 0)
    stop.set()
    with pytest.raises(Stopped):
        counting.result(timeout=STOPS_WITHIN_SECONDS)


def test_an_error_in_the_middle_of_a_stream_voids_it(clickhouse_database: str) -> None:
    run(
        clickhouse_database,
        "CREATE VIEW broken AS SELECT toString(number) AS customer_entity_id, "
        "throwIf(number = 3000000, 'secret-value') AS bad FROM system.numbers LIMIT 4000000",
    )
    engine = open_engine(url_of(clickhouse_database, "broken"))
    with engine.rows(Query(EVERYBODY, ("bad",)), batch_rows=100_000) as rows:
        batches = iter(rows)
        assert next(batches).num_rows > 0
        with pytest.raises(SourceUnusable, match="ClickHouse: 395") as told:
            list(batches)
    assert "secret-value" not in told.value.message


# Users


def as_user(server: str, user: str, password: str = PASSWORD) -> str:
    return server.replace(f"{USER}:{PASSWORD}@", f"{user}:{password}@")


def test_a_user_who_can_change_nothing_reads_all(clickhouse_database: str) -> None:
    source_at(clickhouse_database, "people").write(customers())
    engine = open_engine(url_of(as_user(clickhouse_database, READER), "people"))
    assert list(engine.catalogue().attributes) == customers().column_names[1:]
    email = Column("email", DataType.STRING)
    assert engine.count(AnyValue(email, OneOf(("ADA@example.com".lower(),)))) == 1
    with engine.rows(Query(EVERYBODY, ("email",)), batch_rows=10) as rows:
        assert sum(batch.num_rows for batch in rows) == 4


def test_a_statement_beyond_what_a_user_may_send_is_said_to_be(clickhouse_database: str) -> None:
    source_at(clickhouse_database, "people").write(customers())
    email = Column("email", DataType.STRING)
    large: Predicate = Or(tuple(AnyValue(email, OneOf((f"{at:0>500}",))) for at in range(600)))
    assert open_engine(url_of(clickhouse_database, "people")).count(large) == 0
    reader = open_engine(url_of(as_user(clickhouse_database, READER), "people"))
    with pytest.raises(StatementTooLong, match="takes at most 262,144"):
        reader.count(large)
    assert isinstance(reader, ChecksStatements)
    reader.check_statement(Query(EVERYBODY))
    with pytest.raises(StatementTooLong, match="takes at most 262,144"):
        reader.check_statement(Query(large))


def test_the_longest_statement_that_a_user_may_send_is_sent(clickhouse_database: str) -> None:
    source_at(clickhouse_database, "people").write(customers())
    email = Column("email", DataType.STRING)

    def asking(length: int) -> Query:
        return Query(AnyValue(email, OneOf(("x" * length,))))

    reader = open_engine(url_of(as_user(clickhouse_database, READER), "people"))
    assert isinstance(reader, ChecksStatements)
    with pytest.raises(StatementTooLong) as told:
        reader.check_statement(asking(262_144))
    found = re.search(r"would be ([0-9,]+) bytes", told.value.message)
    assert found is not None
    longest = 262_144 - (int(found[1].replace(",", "")) - 262_144)
    with reader.rows(asking(longest), batch_rows=10) as rows:
        assert list(rows) == []
    with pytest.raises(StatementTooLong, match="262,145"):
        reader.check_statement(asking(longest + 1))


@pytest.mark.parametrize(("user", "password"), [(USER, "wrong"), ("nobody", PASSWORD)])
def test_a_user_who_is_not_let_in_is_told_where_to_look(
    clickhouse_database: str, user: str, password: str
) -> None:
    engine = open_engine(url_of(as_user(clickhouse_database, user, password), "people"))
    with pytest.raises(SourceUnusable, match="does not let the user in") as told:
        engine.catalogue()
    assert password not in told.value.message
    assert PASSWORD not in repr(engine)


@pytest.mark.parametrize("missing", ["table", "database"])
def test_a_table_that_is_not_there_is_named(clickhouse_database: str, missing: str) -> None:
    server = clickhouse_database if missing == "table" else f"{clickhouse_database}_gone"
    with pytest.raises(SourceUnusable, match=r"table=gone.*names no table"):
        open_engine(url_of(server, "gone")).count(EVERYBODY)
