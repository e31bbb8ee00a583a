"""Databricks through its real driver, from a server that speaks its Thrift service over TLS."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
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
from tests.engines.databricks_server import DatabricksServer, databricks_server
from tests.engines.warehouse_tls import own_certificate

COLUMNS = [
    ("customer_entity_id", "string"),
    ("age", "bigint"),
    ("ratio", "float"),
    ("balance", "decimal(10,2)"),
    ("born", "date"),
    ("seen", "timestamp"),
    ("at", "timestamp_ntz"),
    ("tags", "array<string>"),
    ("orders", "array<struct<sku:string,quantity:int>>"),
]
LEFT_OUT = [
    ("phone", "char(9)"),
    ("loose", "string collate UTF8_LCASE"),
    ("raw", "binary"),
    ("documents", "variant"),
    ("pairs", "map<string,int>"),
    ("deep", "struct<inner:struct<a:int>>"),
]
PARTITIONS = [("", ""), ("# Partition Information", ""), ("# col_name", "data_type"), ("age", "bigint")]
IDS = pa.record_batch([["c1", "c2", "c3"]], ["customer_entity_id"])


def answering(batch: pa.RecordBatch) -> Callable[[str], pa.RecordBatch]:
    """DESCRIBE is answered as it is, everything else with this."""
    rows = [*COLUMNS, *LEFT_OUT, *PARTITIONS]
    described = pa.record_batch(
        [[each for each, _ in rows], [written for _, written in rows], [None] * len(rows)],
        ["col_name", "data_type", "comment"],
    )
    return lambda sql: described if sql.startswith("DESCRIBE TABLE `main`.`shop`.`customers`") else batch


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Any]:
    held, certificate = ExitStack(), own_certificate(tmp_path)

    def start(server: DatabricksServer) -> Engine:
        held.enter_context(databricks_server(server, certificate))
        return open_engine(server.url(certificate))

    with held:
        yield start


def test_the_catalogue_has_what_is_offered_and_why_the_rest_is_not(started: Any) -> None:
    catalogue = started(DatabricksServer(answering(IDS))).catalogue()
    assert list(catalogue.attributes) == [each for each, _ in COLUMNS[1:]]
    reasons = {each.column: each.reason for each in catalogue.not_offered}
    assert reasons.keys() == {*(each for each, _ in LEFT_OUT), "deep.inner"}
    assert "padded" in reasons["phone"]
    assert "collation" in reasons["loose"]


def test_values_arrive_in_their_exact_types(started: Any) -> None:
    orders = pa.list_(pa.struct([("sku", pa.string()), ("quantity", pa.int32())]))
    moment = datetime(9999, 12, 31, 23, 59, 59, 999_999)
    batch = pa.record_batch(
        [
            pa.array(["c1", "c2"]),
            pa.array([2**53 + 1, None], pa.int64()),
            pa.array([0.5, None], pa.float32()),
            pa.array([Decimal("1.10"), None], pa.decimal128(10, 2)),
            pa.array([date(1, 1, 1), None]),
            pa.array([moment.replace(tzinfo=UTC), None], pa.timestamp("us", tz="Etc/UTC")),
            pa.array([moment, None], pa.timestamp("us")),
            pa.array([["Gold", None], None], pa.list_(pa.string())),
            pa.array([[{"sku": "a", "quantity": 1}, None], None], orders),
        ],
        [each for each, _ in COLUMNS],
    )
    shown = tuple(each for each, _ in COLUMNS[1:])
    server = DatabricksServer(answering(batch))
    with started(server).rows(Query(EVERYBODY, shown), batch_rows=1) as rows:
        assert rows.schema.field("seen").type == pa.timestamp("us", tz="UTC")
        assert rows.schema.field("ratio").type == pa.float32()
        first, second = (row for each in rows for row in each.to_pylist())
    assert first == {
        "customer_entity_id": "c1", "age": 2**53 + 1, "ratio": 0.5, "balance": Decimal("1.10"),
        "born": date(1, 1, 1), "seen": moment.replace(tzinfo=UTC), "at": moment, "tags": ["Gold", None],
        "orders": [{"sku": "a", "quantity": 1}, None],
    }  # fmt: skip
    assert set(second.values()) == {"c2", None}


def test_the_session_is_in_utc_and_ends_with_the_call(started: Any) -> None:
    server = DatabricksServer(answering(pa.record_batch([pa.array([7], pa.int64())], ["n"])))
    assert started(server).count(EVERYBODY) == 7
    [session] = server.sessions
    assert (session["TIMEZONE"], session["ANSI_MODE"]) == ("UTC", "true")
    assert set(server.tokens) == {"Bearer hidden"}
    assert server.ended == 1


def test_no_statement_is_logged(started: Any, caplog: pytest.LogCaptureFixture) -> None:
    """The driver's own loggers tell it whole, values of customers in it."""
    with caplog.at_level("DEBUG"):
        assert started(DatabricksServer(answering(IDS))).catalogue().attributes
    assert not [each for each in caplog.records if "customers" in each.getMessage()]


def test_a_stop_cancels_the_query(started: Any) -> None:
    server = DatabricksServer(answering(IDS), held=True)
    stop = threading.Event()

    def stop_it() -> None:
        server.waiting.wait()
        stop.set()

    threading.Thread(target=stop_it).start()
    with pytest.raises(Stopped):
        started(server).count(EVERYBODY, stop=stop)
    assert server.canceled


def test_leaving_early_cancels_the_query(started: Any) -> None:
    server = DatabricksServer(answering(IDS))
    with started(server).rows(Query(EVERYBODY), batch_rows=1) as rows:
        assert next(iter(rows)).to_pylist() == [{"customer_entity_id": "c1"}]
    assert server.canceled == 1


@pytest.mark.parametrize(
    ("given", "raised", "told"),
    [
        ({"status": 401}, SourceUnusable, "does not let us in"),
        ({"status": 403}, SourceUnusable, "does not let us in"),
        ({"status": 404}, SourceUnusable, "no such warehouse"),
        ({"status": 503}, SourceUnavailable, "did not answer"),
        ({"error": "[INSUFFICIENT_PERMISSIONS] hidden"}, SourceUnusable, "GRANT"),
        ({"error": "[TABLE_OR_VIEW_NOT_FOUND] hidden"}, SourceUnusable, "names no table"),
        ({"error": "[UNRESOLVED_COLUMN.WITH_SUGGESTION] hidden"}, SourceUnusable, "not the columns"),
        ({"error": "hidden"}, SourceUnusable, "no condition told"),
    ],
)
def test_what_the_server_says_is_told_in_our_words(
    started: Any, given: dict[str, Any], raised: type[Exception], told: str
) -> None:
    with pytest.raises(raised, match=told) as found:
        started(DatabricksServer(answering(IDS), **given)).count(EVERYBODY)
    assert "hidden" not in str(found.value)


def test_a_certificate_that_is_not_trusted_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = own_certificate(tmp_path / "other")
    with (
        databricks_server(DatabricksServer(answering(IDS)), own_certificate(tmp_path)) as server,
        pytest.raises(SourceUnusable, match="not trusted"),
    ):
        open_engine(server.url(other)).catalogue()
