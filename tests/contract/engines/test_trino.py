"""Trino through its real driver, from a server that speaks its protocol: pages, types, stops and failures."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import EVERYBODY, AnyValue, Column, InValueList, OneOf, Or
from sendoff.engines.port import (
    ChecksStatements,
    EngineOptions,
    Query,
    SourceUnavailable,
    SourceUnusable,
    StatementTooLong,
    Stopped,
)
from sendoff.engines.registry import open_engine
from sendoff.engines.trino.engine import LIST_VALUES, STATEMENT_BYTES
from tests.engines.trino_server import Answer, TrinoServer, trino_server

COLUMNS = [
    ("customer_entity_id", "varchar"),
    ("age", "bigint"),
    ("small", "tinyint"),
    ("spent", "double"),
    ("ratio", "real"),
    ("balance", "decimal(20,2)"),
    ("news", "boolean"),
    ("born", "date"),
    ("seen", "timestamp(3) with time zone"),
    ("exact", "timestamp(9)"),
    ("code", "uuid"),
    ("tags", "array(varchar)"),
    ("address", 'row(city varchar, "Floor No" integer, since timestamp(6))'),
    ("orders", "array(row(sku varchar, paid decimal(6,2)))"),
    ("raw", "varbinary"),
    ("phone", "char(9)"),
    ("pairs", "map(varchar,bigint)"),
    ("nested", "array(array(bigint))"),
    ("nameless", "row(varchar,bigint)"),
]  # fmt: skip
SHOWN = tuple(each for each, _ in COLUMNS[1:14])
DESCRIBED = Answer(
    [("Column", "varchar"), ("Type", "varchar"), ("Extra", "varchar"), ("Comment", "varchar")],
    [[[each, written, "", ""] for each, written in COLUMNS]],
)
IDS = [("customer_entity_id", "varchar")]


def answering(answer: Answer) -> Callable[[str], Answer]:
    """DESCRIBE is answered as it is, everything else with this."""
    return lambda sql: DESCRIBED if sql.startswith("DESCRIBE") else answer


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], TrinoServer]]:
    held: list[Any] = []

    def started(answer: Answer) -> TrinoServer:
        held.append(trino_server(answering(answer)))
        server: TrinoServer = held[-1].__enter__()
        return server

    yield started
    for each in held:
        each.__exit__(None, None, None)


def rows_of(server: TrinoServer, query: Query = Query(EVERYBODY), *, batch_rows: int = 1000) -> pa.Table:  # noqa: B008
    engine = open_engine(server.url())
    with engine.rows(query, batch_rows=batch_rows) as rows:
        batches = list(rows)
        assert all(0 < len(batch) <= batch_rows for batch in batches)
        return pa.Table.from_batches(batches, rows.schema)


def test_the_catalogue_has_what_is_offered_and_why_the_rest_is_not(
    serve: Callable[[Answer], TrinoServer],
) -> None:
    catalogue = open_engine(serve(Answer()).url()).catalogue()
    assert tuple(catalogue.attributes) == SHOWN
    assert catalogue.attributes["exact"].data_type is DataType.DATETIME
    assert catalogue.attributes["code"].data_type is DataType.STRING
    assert catalogue.attributes["orders"].shown_type == (
        'compound([["sku", "sku", "string"], ["paid", "paid", "float"]])'
    )
    reasons = {each.column: each.reason for each in catalogue.not_offered}
    assert reasons.keys() == {"raw", "phone", "pairs", "nested", "nameless"}
    assert "padded" in reasons["phone"]
    assert "no names" in reasons["nameless"]


def test_values_arrive_in_their_exact_types(serve: Callable[[Answer], TrinoServer]) -> None:
    full = [
        "c1", 2**53 + 1, -128, 0.1, 0.5, "123456789012345678.90", True, "0001-01-01",
        "2026-11-24 12:30:00.250", "9999-12-31 23:59:59.999999", "0e37df36-f698-11e6-8dd4-cb9ced3df976",
        ["Gold", None], ["Brno", 3, "2026-01-01 00:00:00.000001"], [["a", "1.50"], None],
    ]  # fmt: skip
    empty = ["c2", *[None] * 13]
    odd = ["c3", 0, 0, "NaN", "-Infinity", "0.00", False, "2000-02-29", None, None, None, [], [None] * 3, []]
    server = serve(Answer(COLUMNS[:14], [[full], [empty, odd]]))
    table = rows_of(server, Query(EVERYBODY, SHOWN), batch_rows=2)
    types = {field.name: field.type for field in table.schema}
    assert types["small"] == pa.int8()
    assert types["ratio"] == pa.float32()
    assert types["balance"] == pa.decimal128(20, 2)
    assert types["seen"] == pa.timestamp("us", tz="UTC")
    assert types["exact"] == pa.timestamp("us")
    first, second, third = table.to_pylist()
    assert first == {
        "customer_entity_id": "c1", "age": 2**53 + 1, "small": -128, "spent": 0.1, "ratio": 0.5,
        "balance": Decimal("123456789012345678.90"), "news": True, "born": date(1, 1, 1),
        "seen": datetime(2026, 11, 24, 12, 30, 0, 250_000, tzinfo=UTC),
        "exact": datetime(9999, 12, 31, 23, 59, 59, 999_999),
        "code": "0e37df36-f698-11e6-8dd4-cb9ced3df976", "tags": ["Gold", None],
        "address": {"city": "Brno", "Floor No": 3, "since": datetime(2026, 1, 1, 0, 0, 0, 1)},
        "orders": [{"sku": "a", "paid": Decimal("1.50")}, None],
    }  # fmt: skip
    assert set(second.values()) == {"c2", None}
    assert math.isnan(third["spent"])
    assert third["ratio"] == -math.inf
    assert third["address"] == {"city": None, "Floor No": None, "since": None}
    assert third["tags"] == third["orders"] == []


def test_all_pages_are_read_also_empty_ones(serve: Callable[[Answer], TrinoServer]) -> None:
    pages = [[], [[f"c{at}"] for at in range(2500)], [], [["last"]]]
    found = rows_of(serve(Answer(IDS, pages)), batch_rows=700).column(0).to_pylist()
    assert found == [*(f"c{at}" for at in range(2500)), "last"]


def test_no_rows_are_no_batches(serve: Callable[[Answer], TrinoServer]) -> None:
    assert rows_of(serve(Answer(IDS, [[]]))).num_rows == 0


def test_counts_and_ids_are_asked_in_one_statement(serve: Callable[[Answer], TrinoServer]) -> None:
    server = serve(Answer([("_col0", "bigint"), ("_col1", "bigint"), ("_col2", "bigint")], [[[7, None, 2]]]))
    engine = open_engine(server.url())
    assert engine.counts([EVERYBODY] * 3) == [7, 0, 2]
    assert len(server.statements) == 2
    problems = engine.identity_problems()
    assert (problems.customers, problems.null_ids, problems.duplicate_ids) == (7, 0, 2)
    assert server.headers[-1]["x-trino-time-zone"] == "UTC"
    assert server.headers[-1]["x-trino-user"] == "ada"


def test_a_null_id_ends_the_run(serve: Callable[[Answer], TrinoServer]) -> None:
    with pytest.raises(SourceUnusable, match="no id in 'customer_entity_id'"):
        rows_of(serve(Answer(IDS, [[["c1"], [None]]])))


def test_a_value_that_is_none_of_its_type_is_told_without_it(serve: Callable[[Answer], TrinoServer]) -> None:
    columns = [("customer_entity_id", "varchar"), ("born", "date")]
    with pytest.raises(SourceUnusable, match="none of its column's type") as told:
        rows_of(serve(Answer(columns, [[["c1", "hidden"]]])), Query(EVERYBODY, ("born",)))
    assert "hidden" not in str(told.value)


@pytest.mark.parametrize("page", [0, 1])
def test_a_stop_cancels_the_query_on_the_server(serve: Callable[[Answer], TrinoServer], page: int) -> None:
    server = serve(Answer(IDS, [[["c1"]] * 10_000, [["c2"]]], held=page))
    stop = threading.Event()

    def stop_it() -> None:
        server.waiting.wait()
        stop.set()

    threading.Thread(target=stop_it).start()
    with (
        pytest.raises(Stopped),
        open_engine(server.url()).rows(Query(EVERYBODY), batch_rows=10_000, stop=stop) as rows,
    ):
        list(rows)
    assert server.canceled


def test_leaving_early_cancels_the_query_on_the_server(serve: Callable[[Answer], TrinoServer]) -> None:
    server = serve(Answer(IDS, [[["c1"]] * 10_000, [["c2"]] * 10_000, [["c3"]]]))
    with open_engine(server.url()).rows(Query(EVERYBODY), batch_rows=10) as rows:
        next(iter(rows))
    assert server.canceled == ["query_2"]


def test_a_stop_before_it_began_asks_nothing(serve: Callable[[Answer], TrinoServer]) -> None:
    server = serve(Answer(IDS, [[["c1"]]]))
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        open_engine(server.url()).count(EVERYBODY, stop=stop)
    assert not server.statements


def test_a_cut_in_the_middle_is_worth_another_try(serve: Callable[[Answer], TrinoServer]) -> None:
    with pytest.raises(SourceUnavailable, match="cut off"):
        rows_of(serve(Answer(IDS, [[["c1"]], [["c2"]]], cut=1)))


def test_a_server_that_is_not_there_is_worth_another_try() -> None:
    with trino_server(answering(Answer())) as server:
        url = server.url()
    with pytest.raises(SourceUnavailable, match="did not answer"):
        open_engine(url).catalogue()


@pytest.mark.parametrize(
    ("answer", "raised", "told"),
    [
        (Answer(status=401), SourceUnusable, "does not let the user in"),
        (Answer(status=503), SourceUnavailable, "did not answer"),
        (Answer(status=404), SourceUnusable, "no answer that is one of Trino's"),
        (
            Answer(error={"errorName": "PERMISSION_DENIED", "errorType": "USER_ERROR"}),
            SourceUnusable,
            "GRANT",
        ),
        (
            Answer(error={"errorName": "TABLE_NOT_FOUND", "errorType": "USER_ERROR"}),
            SourceUnusable,
            "no table",
        ),
        (
            Answer(error={"errorName": "COLUMN_NOT_FOUND", "errorType": "USER_ERROR"}),
            SourceUnusable,
            "not the columns",
        ),
        (
            Answer(error={"errorName": "EXCEEDED_TIME_LIMIT", "errorType": "INSUFFICIENT_RESOURCES"}),
            SourceUnusable,
            "more memory or time",
        ),
        (
            Answer(error={"errorName": "NO_NODES_AVAILABLE", "errorType": "INTERNAL_ERROR"}),
            SourceUnavailable,
            "to the end",
        ),
        (
            Answer(error={"errorName": "HIVE_BAD_DATA", "errorType": "EXTERNAL"}),
            SourceUnavailable,
            "to the end",
        ),
    ],
)
def test_what_the_server_says_is_told_in_our_words(
    serve: Callable[[Answer], TrinoServer], answer: Answer, raised: type[Exception], told: str
) -> None:
    if answer.error is not None:
        answer.error |= {"message": "hidden", "errorCode": 1}
    if answer.error is not None:
        answer.pages = [[]]
    with pytest.raises(raised, match=told) as found:
        open_engine(serve(answer).url()).count(EVERYBODY)
    assert "hidden" not in str(found.value)
    assert found.value.__cause__ is None


def test_a_password_goes_over_tls_alone_and_stays_unseen(tmp_path: Any) -> None:
    (tmp_path / "secret").write_text("hidden\n")
    with trino_server(answering(Answer())) as server:
        url = f"trino://ada:hidden@127.0.0.1:{server.port}/main/shop/customers?secure=true"
        with pytest.raises(SourceUnusable, match="TLS") as told:
            open_engine(url).catalogue()
    assert "hidden" not in str(told.value)
    assert not server.statements


def test_a_statement_longer_than_the_server_takes_is_refused_before_it_is_sent(
    serve: Callable[[Answer], TrinoServer],
) -> None:
    server = serve(Answer([("_col0", "bigint")], [[[1]]]))
    column = Column("customer_entity_id", DataType.STRING)
    many = Or(tuple(AnyValue(column, OneOf((f"{at}" * 100,))) for at in range(4_000)))
    engine = open_engine(server.url())
    assert isinstance(engine, ChecksStatements)
    with pytest.raises(StatementTooLong, match=re.escape(f"at most {STATEMENT_BYTES:,}")):
        engine.count(many)
    with pytest.raises(StatementTooLong, match=re.escape(f"at most {STATEMENT_BYTES:,}")):
        engine.check_statement(Query(many))
    assert all(sql.startswith("DESCRIBE") for sql in server.statements)


def test_a_list_longer_than_the_server_takes_is_refused_by_its_length(
    serve: Callable[[Answer], TrinoServer],
) -> None:
    class Lists:
        def table(self, key: str) -> pa.Table:
            return pa.table({"value": pa.array(map(str, range(LIST_VALUES + int(key))), pa.large_string())})

    server = serve(Answer([("_col0", "bigint")], [[[1]]]))
    engine = open_engine(server.url(), EngineOptions(value_lists=Lists()))
    column = Column("customer_entity_id", DataType.STRING)
    assert engine.count(AnyValue(column, InValueList("0"))) == 1
    with pytest.raises(SourceUnusable, match="50,001 values"):
        engine.count(AnyValue(column, InValueList("1")))
