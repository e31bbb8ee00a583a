"""Snowflake through its real driver, from a server that speaks as much of its protocol as that asks for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import EVERYBODY
from sendoff.engines.port import Engine, EngineOptions, Query, SourceUnavailable, SourceUnusable, Stopped
from sendoff.engines.registry import open_engine
from tests.engines.snowflake_server import SnowflakeServer, snowflake_server

COLUMNS = [
    ("ID", "VARCHAR(16777216)"),
    ("AGE", "NUMBER(38,0)"),
    ("LEVEL", "NUMBER(5,0)"),
    ("SPENT", "FLOAT"),
    ("BALANCE", "NUMBER(10,2)"),
    ("NEWS", "BOOLEAN"),
    ("BORN", "DATE"),
    ("SEEN", "TIMESTAMP_TZ(9)"),
    ("AT", "TIMESTAMP_NTZ(9)"),
    ("TAGS", "ARRAY(VARCHAR(16777216))"),
    ("ORDERS", "ARRAY(OBJECT(sku VARCHAR(16777216), paid NUMBER(12,4), since TIMESTAMP_NTZ(9)) NOT NULL)"),
]
LEFT_OUT = [
    ("LOOSE", "VARCHAR(20) COLLATE 'en-ci'"),
    ("RAW", "BINARY(8388608)"),
    ("DOCUMENTS", "VARIANT"),
    ("UNTYPED", "ARRAY"),
    ("OPEN", "OBJECT"),
    ("PAIRS", "MAP(VARCHAR(16777216), NUMBER(38,0))"),
    ("MARKS", "ARRAY(FLOAT)"),
]
TEXT = {"type": "TEXT", "length": 100, "byteLength": 400}
WHOLE = {"type": "FIXED", "precision": 38, "scale": 0}
IDS = pa.record_batch([["c1", "c2", "c3"]], ["ID"])


@pytest.fixture
def started() -> Iterator[Any]:
    held = ExitStack()

    def start(server: SnowflakeServer) -> Engine:
        held.enter_context(snowflake_server(server))
        return open_engine(server.url, EngineOptions(id_column="ID"))

    with held:
        yield start


def test_the_catalogue_has_what_is_offered_and_why_the_rest_is_not(started: Any) -> None:
    catalogue = started(SnowflakeServer([*COLUMNS, *LEFT_OUT])).catalogue()
    assert list(catalogue.attributes) == [each for each, _ in COLUMNS[1:]]
    assert catalogue.attributes["AGE"].data_type is DataType.INT
    assert catalogue.attributes["BALANCE"].data_type is DataType.FLOAT
    assert [each.id for each in catalogue.attributes["ORDERS"].sub_attributes] == ["sku", "paid", "since"]
    reasons = {each.column: each.reason for each in catalogue.not_offered}
    assert reasons.keys() == {each for each, _ in LEFT_OUT}
    assert "collation" in reasons["LOOSE"]
    assert "no type" in reasons["UNTYPED"]


def test_values_arrive_in_their_exact_types(started: Any) -> None:
    """As the statement asks for them: days as text, moments as microseconds, lists as JSON."""
    orders = '[{"sku": "a", "paid": 1.5, "since": 1}, null]'
    answer = pa.record_batch(
        [
            pa.array(["c1", "c2"]),
            pa.array([Decimal(2**63), None], pa.decimal128(38, 0)),
            pa.array([-5, None], pa.int16()),
            pa.array([0.1, None]),
            pa.array([110, None], pa.int64()),
            pa.array([True, None]),
            pa.array(["0001-01-01", None]),
            pa.array([1, None], pa.int64()),
            pa.array([253402300799999999, None], pa.int64()),
            pa.array(['["Gold", null]', None]),
            pa.array([orders, None]),
        ],
        [each for each, _ in COLUMNS],
    )
    logical: list[dict[str, Any]] = [
        TEXT, WHOLE, {"type": "FIXED", "precision": 5, "scale": 0}, {"type": "REAL"},
        {"type": "FIXED", "precision": 10, "scale": 2}, {"type": "BOOLEAN"}, TEXT,
        {"type": "FIXED", "precision": 18, "scale": 0}, {"type": "FIXED", "precision": 18, "scale": 0},
        {"type": "ARRAY"}, {"type": "ARRAY"},
    ]  # fmt: skip
    shown = tuple(each for each, _ in COLUMNS[1:])
    engine = started(SnowflakeServer(COLUMNS, answer, logical))
    with engine.rows(Query(EVERYBODY, shown), batch_rows=1) as rows:
        types = {each.name: each.type for each in rows.schema}
        first, second = (row for batch in rows for row in batch.to_pylist())
    assert types["LEVEL"] == pa.int64()
    assert types["SEEN"] == pa.timestamp("us", tz="UTC")
    assert first == {
        "ID": "c1", "AGE": Decimal(2**63), "LEVEL": -5, "SPENT": 0.1, "BALANCE": Decimal("1.10"),
        "NEWS": True, "BORN": date(1, 1, 1), "SEEN": datetime(1970, 1, 1, 0, 0, 0, 1, tzinfo=UTC),
        "AT": datetime(9999, 12, 31, 23, 59, 59, 999_999), "TAGS": ["Gold", None],
        "ORDERS": [
            {"sku": "a", "paid": Decimal("1.5000"), "since": datetime(1970, 1, 1, 0, 0, 0, 1)}, None,
        ],
    }  # fmt: skip
    assert set(second.values()) == {"c2", None}


def test_the_session_is_in_utc_and_ends_with_the_call(started: Any) -> None:
    server = SnowflakeServer(COLUMNS, pa.record_batch([pa.array([7], pa.int64())], ["N"]), [WHOLE])
    assert started(server).count(EVERYBODY) == 7
    [login] = server.logins
    assert login["SESSION_PARAMETERS"]["TIMEZONE"] == "UTC"
    assert login["SESSION_PARAMETERS"]["CLIENT_TELEMETRY_ENABLED"] == "false"
    assert len(server.ended) == 1


def test_a_stop_aborts_the_query(started: Any) -> None:
    server = SnowflakeServer(COLUMNS, IDS, [TEXT], held=True)
    stop = threading.Event()

    def stop_it() -> None:
        server.waiting.wait()
        stop.set()

    threading.Thread(target=stop_it).start()
    with pytest.raises(Stopped):
        started(server).count(EVERYBODY, stop=stop)
    assert server.aborted


def test_leaving_early_aborts_the_query(started: Any) -> None:
    server = SnowflakeServer(COLUMNS, IDS, [TEXT])
    with started(server).rows(Query(EVERYBODY), batch_rows=1) as rows:
        assert next(iter(rows)).to_pylist() == [{"ID": "c1"}]
    assert len(server.aborted) == 1


@pytest.mark.parametrize(
    ("server", "raised", "told"),
    [
        (SnowflakeServer(COLUMNS, login_error="390100"), SourceUnusable, "does not let the user in"),
        (SnowflakeServer(COLUMNS, query_error=("002003", "02000")), SourceUnusable, "is not there"),
        (SnowflakeServer(COLUMNS, query_error=("003001", "42501")), SourceUnusable, "may not be read"),
        (SnowflakeServer(COLUMNS, query_error=("000904", "42000")), SourceUnusable, "not the columns"),
        (SnowflakeServer(COLUMNS, query_error=("000606", "57P03")), SourceUnusable, "no warehouse"),
        (SnowflakeServer(COLUMNS, query_error=("000630", "57014")), SourceUnavailable, "ended the query"),
        (SnowflakeServer([("OTHER", "VARCHAR(5)")]), SourceUnusable, "no column 'ID'"),
        (SnowflakeServer([("ID", "FLOAT")]), SourceUnusable, "cannot identify a customer"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_the_server_says_is_told_in_our_words(
    started: Any, server: SnowflakeServer, raised: type[Exception], told: str
) -> None:
    with pytest.raises(raised, match=told) as found:
        started(server).count(EVERYBODY)
    assert "hidden" not in str(found.value)


def test_a_private_key_that_is_none_is_told_as_such(tmp_path: Any) -> None:
    (tmp_path / "key").write_text("no key")
    with pytest.raises(SourceUnusable, match="private key"):
        open_engine(f"snowflake://ADA@acc/S/P/C?private_key_file={tmp_path}/key").catalogue()
