"""The tests' own ClickHouse is what its fixtures promise."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import clickhouse_connect
import pytest
from clickhouse_connect.driver.exceptions import DatabaseError
from clickhouse_connect.driver.external import ExternalData
from urllib3.exceptions import ProtocolError

from tests.clickhouse_server import READER, USER


@pytest.fixture
def client(clickhouse_database: str) -> Iterator[Any]:
    with closing(clickhouse_connect.get_client(dsn=clickhouse_database)) as client:
        yield client


def test_what_is_inserted_is_selected(client: Any) -> None:
    client.command("CREATE TABLE people (id UInt64, name Nullable(String)) ENGINE = MergeTree ORDER BY id")
    client.insert("people", [[1, "Ada"], [2, None]], column_names=["id", "name"])
    client.command("INSERT INTO people VALUES (3, 'Zoë')")
    assert client.query("SELECT id, name FROM people ORDER BY id").result_rows == [
        (1, "Ada"), (2, None), (3, "Zoë")
    ]  # fmt: skip


def test_the_next_test_finds_nothing_of_the_one_before(client: Any) -> None:
    assert client.query("SHOW TABLES").result_rows == []


def test_parameters_and_settings_reach_the_engine(client: Any) -> None:
    asked = client.query(
        "SELECT {text:String}, getSetting('max_threads')",
        parameters={"text": "it's \\ “so”"},
        settings={"max_threads": 3},
    )
    assert asked.result_rows == [("it's \\ “so”", 3)]


def test_external_data_is_a_table_of_its_query(client: Any) -> None:
    ids = ExternalData(file_name="ids.tsv", data=b"1\n7\n", fmt="TSV", structure="id UInt64")
    assert client.query("SELECT sum(id) FROM ids", external_data=ids).result_rows == [(8,)]


def test_arrow_comes_as_one_stream_of_many_batches(client: Any) -> None:
    with client.query_arrow_stream("SELECT number, toString(number) AS text FROM numbers(300000)") as batches:
        sizes = [batch.num_rows for batch in batches]
    assert sum(sizes) == 300_000
    assert len(sizes) > 1


def test_an_arrow_stream_of_no_rows_has_its_columns(client: Any) -> None:
    table = client.query_arrow("SELECT number AS id FROM numbers(5) WHERE number > 9")
    assert (table.num_rows, table.column_names) == (0, ["id"])


def test_an_error_is_told_with_its_code(client: Any) -> None:
    with pytest.raises(DatabaseError, match=r"Code: 60\. DB::Exception") as refused:
        client.query("SELECT * FROM nowhere")
    assert refused.value.code == 60


def test_a_wrong_password_is_refused(clickhouse_url: str) -> None:
    with pytest.raises(DatabaseError, match="AUTHENTICATION_FAILED"):
        clickhouse_connect.get_client(dsn=clickhouse_url, password="another")


def test_a_reader_reads_and_writes_nothing(clickhouse_database: str, client: Any) -> None:
    client.command("CREATE TABLE people (id UInt64) ENGINE = Memory")
    reader = clickhouse_database.replace(USER, READER)
    with closing(clickhouse_connect.get_client(dsn=reader)) as reading:
        assert reading.query("SELECT count() FROM people").result_rows == [(0,)]
        with pytest.raises(DatabaseError, match="READONLY"):
            reading.command("INSERT INTO people VALUES (1)")


def test_a_killed_query_ends(client: Any, clickhouse_url: str) -> None:
    with (
        ThreadPoolExecutor(1) as thread,
        closing(clickhouse_connect.get_client(dsn=clickhouse_url)) as other,
    ):
        asked = thread.submit(
            client.query,
            "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) % 7 = 3",
            settings={"query_id": "the-slow-one"},
        )
        running = "SELECT count() FROM system.processes WHERE query_id = 'the-slow-one'"
        while not other.command(running):
            assert not asked.done()
        other.command("KILL QUERY WHERE query_id = 'the-slow-one' SYNC")
        with pytest.raises(DatabaseError, match="QUERY_WAS_CANCELLED"):
            asked.result()
        assert other.command(running) == 0


def test_a_stream_that_is_killed_does_not_end_as_a_whole_one(client: Any, clickhouse_url: str) -> None:
    endless = "SELECT number FROM numbers(1000000000000)"
    with (
        client.query_arrow_stream(endless, settings={"query_id": "the-long-one"}) as batches,
        closing(clickhouse_connect.get_client(dsn=clickhouse_url)) as other,
    ):
        assert next(batches).num_rows
        other.command("KILL QUERY WHERE query_id = 'the-long-one'")
        with pytest.raises(ProtocolError):
            list(batches)


def test_a_stream_that_nobody_reads_on_ends_on_the_server(client: Any, clickhouse_url: str) -> None:
    endless = "SELECT number FROM numbers(1000000000000)"
    with client.query_arrow_stream(endless, settings={"query_id": "left"}) as batches:
        next(batches)
    client.close_connections()
    with closing(clickhouse_connect.get_client(dsn=clickhouse_url)) as other:
        while other.command("SELECT count() FROM system.processes WHERE query_id = 'left'"):
            pass
