"""BigQuery through its real client, from a server that speaks its REST API: types, stops and failures."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from sendoff.conditions.predicates import EVERYBODY
from sendoff.engines.port import Engine, Query, SourceUnavailable, SourceUnusable, Stopped
from sendoff.engines.registry import open_engine
from tests.engines.bigquery_server import BigQueryServer, account_file, bigquery_server

FIELDS: list[dict[str, Any]] = [
    {"name": "customer_entity_id", "type": "STRING", "mode": "REQUIRED"},
    {"name": "age", "type": "INTEGER"},
    {"name": "spent", "type": "FLOAT"},
    {"name": "balance", "type": "NUMERIC", "precision": "10", "scale": "2"},
    {"name": "news", "type": "BOOLEAN"},
    {"name": "born", "type": "DATE"},
    {"name": "seen", "type": "TIMESTAMP"},
    {"name": "at", "type": "DATETIME"},
    {"name": "tags", "type": "STRING", "mode": "REPEATED"},
    {
        "name": "orders",
        "type": "RECORD",
        "mode": "REPEATED",
        "fields": [{"name": "sku", "type": "STRING"}, {"name": "paid", "type": "NUMERIC"}],
    },
]
LEFT_OUT: list[dict[str, Any]] = [
    {"name": "raw", "type": "BYTES"},
    {"name": "place", "type": "GEOGRAPHY"},
    {"name": "span", "type": "RANGE"},
    {"name": "loose", "type": "STRING", "collation": "und:ci"},
    {"name": "fine", "type": "TIMESTAMP", "timestampPrecision": "12"},
    {"name": "deep", "type": "RECORD", "fields": [{"name": "raw", "type": "BYTES"}]},
]
IDS = FIELDS[:1]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Any]:
    held = ExitStack()

    def start(server: BigQueryServer) -> Engine:
        held.enter_context(bigquery_server(server))
        return open_engine(server.url(account_file(tmp_path, token_port=server.port)))

    with held:
        yield start


def test_the_catalogue_has_what_is_offered_and_why_the_rest_is_not(started: Any) -> None:
    catalogue = started(BigQueryServer([*FIELDS, *LEFT_OUT])).catalogue()
    assert list(catalogue.attributes) == [each["name"] for each in FIELDS[1:]]
    reasons = {each.column: each.reason for each in catalogue.not_offered}
    assert reasons.keys() == {"raw", "place", "span", "loose", "fine", "deep", "deep.raw"}
    assert "collation" in reasons["loose"]
    assert "picoseconds" in reasons["fine"]


def test_values_arrive_in_their_exact_types(started: Any) -> None:
    noon = str(int(datetime(2026, 11, 24, 12, tzinfo=UTC).timestamp()) * 1_000_000 + 1)
    order = {"v": {"f": [{"v": "a"}, {"v": "1.5"}]}}
    full: list[Any] = [
        "c1", str(2**53 + 1), "0.1", "1.10", "true", "0001-01-01", noon, "9999-12-31T23:59:59.999999",
        [{"v": "Gold"}], [order],
    ]  # fmt: skip
    empty: list[Any] = ["c2", *[None] * 7, [], []]
    shown = tuple(each["name"] for each in FIELDS[1:])
    server = BigQueryServer(FIELDS, FIELDS, [full, empty])
    with started(server).rows(Query(EVERYBODY, shown), batch_rows=1) as rows:
        assert rows.schema.field("balance").type == pa.decimal128(38, 9)
        assert rows.schema.field("seen").type == pa.timestamp("us", tz="UTC")
        assert rows.sources == ("bigquery://p/d/t",)
        first, second = (row for batch in rows for row in batch.to_pylist())
    assert first == {
        "customer_entity_id": "c1", "age": 2**53 + 1, "spent": 0.1, "balance": Decimal("1.10"), "news": True,
        "born": date(1, 1, 1), "seen": datetime(2026, 11, 24, 12, 0, 0, 1, tzinfo=UTC),
        "at": datetime(9999, 12, 31, 23, 59, 59, 999_999), "tags": ["Gold"],
        "orders": [{"sku": "a", "paid": Decimal("1.5")}],
    }  # fmt: skip
    assert second["age"] is None
    assert second["tags"] == second["orders"] == []


def test_all_pages_are_read(started: Any) -> None:
    ids = [f"c{at}" for at in range(7)]
    server = BigQueryServer(FIELDS, IDS, [[each] for each in ids])
    with started(server).rows(Query(EVERYBODY), batch_rows=1000) as rows:
        assert [each for batch in rows for each in batch.column(0).to_pylist()] == ids


def test_counts_are_asked_in_one_query(started: Any) -> None:
    columns = [{"name": f"f{at}_", "type": "INTEGER"} for at in range(3)]
    server = BigQueryServer(FIELDS, columns, [["7", None, "2"]])
    assert started(server).counts([EVERYBODY] * 3) == [7, 0, 2]
    assert len(server.queries) == 1


def test_a_null_id_ends_the_run(started: Any) -> None:
    server = BigQueryServer(FIELDS, IDS, [["c1"], [None]])
    with (
        pytest.raises(SourceUnusable, match="no id in 'customer_entity_id'"),
        started(server).rows(Query(EVERYBODY), batch_rows=1000) as rows,
    ):
        list(rows)


def test_a_stop_cancels_the_job(started: Any) -> None:
    server = BigQueryServer(FIELDS, IDS, held=True)
    stop = threading.Event()

    def stop_it() -> None:
        server.waiting.wait()
        stop.set()

    threading.Thread(target=stop_it).start()
    with pytest.raises(Stopped):
        started(server).count(EVERYBODY, stop=stop)
    assert server.canceled


@pytest.mark.parametrize(
    ("server", "raised", "told"),
    [
        (BigQueryServer(FIELDS, table_error=(403, "accessDenied")), SourceUnusable, "Grant the roles"),
        (BigQueryServer(FIELDS, table_error=(404, "notFound")), SourceUnusable, "names no table"),
        (BigQueryServer(FIELDS, table_error=(401, "authError")), SourceUnusable, "does not let"),
        (BigQueryServer(FIELDS, table_error=(403, "quotaExceeded")), SourceUnusable, "no quota"),
        (BigQueryServer(FIELDS, table_error=(503, "backendError")), SourceUnavailable, "did not answer"),
        (BigQueryServer(FIELDS, query_error="resourcesExceeded"), SourceUnusable, "too large"),
        (BigQueryServer(FIELDS, query_error="invalidQuery"), SourceUnusable, "refused the query"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_the_server_says_is_told_in_our_words(
    started: Any, server: BigQueryServer, raised: type[Exception], told: str
) -> None:
    with pytest.raises(raised, match=told) as found:
        started(server).count(EVERYBODY)
    assert "hidden" not in str(found.value)
