"""What is particular to ClickHouse: its types at their ends, its names, texts, lists and settings."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.casing import lower_simple
from sendoff.conditions.predicates import (
    EVERYBODY,
    And,
    AnyElement,
    AnyValue,
    Column,
    ContainsAny,
    Exactly,
    InMonth,
    InValueList,
    Known,
    Not,
    OneOf,
    Or,
    Predicate,
    Test,
    Within,
)
from sendoff.engines.clickhouse import schema as schemas
from sendoff.engines.clickhouse.settings import ASKED, HELD, RAISED, asked_for
from sendoff.engines.port import Engine, EngineOptions, Order, Query, Selection, SourceUnusable, Top
from sendoff.engines.registry import open_engine
from tests.engines.clickhouse import rows_of, run, url_of, write_table

ID = "customer_entity_id"


@pytest.fixture(scope="module")
def server(clickhouse_url: str) -> str:
    return clickhouse_url


def table_of(server: str, columns: str, *rows: str, engine: str = "MergeTree ORDER BY tuple()") -> str:
    """URL of a new table `particular` with the id and these columns; ids are c1, c2, …"""
    run(server, "DROP TABLE IF EXISTS particular")
    run(server, f"CREATE TABLE particular ({ID} String, {columns}) ENGINE = {engine}")
    for at, row in enumerate(rows, start=1):
        run(server, f"INSERT INTO particular VALUES ('c{at}', {row})")
    return url_of(server, "particular")


def ids(engine: Engine, predicate: Predicate) -> list[str]:
    with engine.rows(Query(predicate), batch_rows=100) as rows:
        return sorted(each for batch in rows for each in batch.column(0).to_pylist())


def shown(engine: Engine, *attribute_ids: str) -> list[dict[str, Any]]:
    with engine.rows(Query(EVERYBODY, attribute_ids), batch_rows=100) as rows:
        found = [row for batch in rows for row in batch.to_pylist()]
    return sorted(found, key=lambda row: str(row[ID]))


def leaf(name: str, data_type: DataType, test: Test, *, multi: bool = False) -> AnyValue:
    return AnyValue(Column(name, data_type, multi), test)


TYPES: Mapping[str, tuple[DataType, list[tuple[str, Any]]]] = {
    # The type; what is written and what comes out, which is also what it equals.
    "Int8": (DataType.INT, [("-128", -128), ("127", 127)]),
    "UInt64": (DataType.INT, [("18446744073709551615", 2**64 - 1), ("9223372036854775808", 2**63)]),
    "Nullable(Int64)": (DataType.INT, [("9007199254740993", 2**53 + 1), ("-9223372036854775808", -(2**63))]),
    "Int128": (DataType.INT, [("toInt128('-170141183460469231731687303715884105728')", -(2**127))]),
    "UInt128": (DataType.INT, [("toUInt128('340282366920938463463374607431768211455')", 2**128 - 1)]),
    "Float32": (DataType.FLOAT, [("1.5", 1.5), ("-0.0", 0.0)]),
    "Float64": (DataType.FLOAT, [("1e300", 1e300), ("5e-324", 5e-324), ("0.1", 0.1), ("1e23", 1e23)]),
    "Decimal(9, 2)": (DataType.FLOAT, [("1.10", Decimal("1.10"))]),
    "Decimal(76, 3)": (DataType.FLOAT, [("toDecimal256('1e60', 3)", Decimal("1e60"))]),
    "Bool": (DataType.BOOL, [("true", True), ("false", False)]),
    "String": (DataType.STRING, [("'a\\0b'", "a\0b"), ("'it\\'s \\\\ \"'", "it's \\ \""), ("''", "")]),
    "FixedString(5)": (DataType.STRING, [("'abc'", "abc"), ("'žab'", "žab")]),
    "LowCardinality(Nullable(String))": (DataType.STRING, [("'ŽĎÁR'", "ŽĎÁR"), ("''", "")]),
    "Enum8('Gold' = 1, 'it\\'s' = 2)": (DataType.STRING, [("'Gold'", "Gold"), ("'it\\'s'", "it's")]),
    "UUID": (
        DataType.STRING,
        [("'61F0C404-5CB3-11E7-907B-A6006AD3DBA0'", "61f0c404-5cb3-11e7-907b-a6006ad3dba0")],
    ),
    "Date": (DataType.DATE, [("'1970-01-01'", date(1970, 1, 1)), ("'2149-06-06'", date(2149, 6, 6))]),
    "Date32": (DataType.DATE, [("'1900-02-28'", date(1900, 2, 28)), ("'2299-12-31'", date(2299, 12, 31))]),
    "DateTime": (DataType.DATETIME, [("4294967295", datetime(2106, 2, 7, 6, 28, 15, tzinfo=UTC))]),
    "DateTime('America/St_Johns')": (DataType.DATETIME, [("0", datetime(1970, 1, 1, tzinfo=UTC))]),
    "DateTime64(3, 'Europe/Prague')": (
        DataType.DATETIME,
        [("'1950-06-01 00:00:00.001'", datetime(1950, 5, 31, 23, 0, 0, 1000, tzinfo=UTC))],
    ),
    "DateTime64(9, 'UTC')": (
        DataType.DATETIME,
        [
            ("'1950-06-01 00:00:00.000001999'", datetime(1950, 6, 1, 0, 0, 0, 1, tzinfo=UTC)),
            ("'2200-06-01 00:00:00.000001999'", datetime(2200, 6, 1, 0, 0, 0, 1, tzinfo=UTC)),
        ],
    ),
    "SimpleAggregateFunction(max, UInt32)": (DataType.INT, [("7", 7)]),
}


@pytest.mark.parametrize("column_type", TYPES)
def test_a_type_is_compared_and_shown_as_what_it_is(server: str, column_type: str) -> None:
    data_type, values = TYPES[column_type]
    url = table_of(
        server, f"v {column_type}, many Array({_bare(column_type)})", *(f"{w}, [{w}]" for w, _ in values)
    )
    engine = open_engine(url)
    assert [(each.id, each.data_type) for each in engine.catalogue()] == [
        ("v", data_type),
        ("many", data_type),
    ]
    assert [row["v"] for row in shown(engine, "v", "many")] == [value for _, value in values]
    assert [row["many"] for row in shown(engine, "many")] == [[value] for _, value in values]
    for at, (_, value) in enumerate(values, start=1):
        literal = lower_simple(value) if isinstance(value, str) else value
        if isinstance(value, Decimal):
            literal = int(value) if value == int(value) else float(value)
        for multi, name in ((False, "v"), (True, "many")):
            assert ids(engine, leaf(name, data_type, OneOf((literal,)), multi=multi)) == [f"c{at}"]
            others = Not(leaf(name, data_type, OneOf((literal,)), multi=multi))
            assert ids(engine, others) == [f"c{one + 1}" for one in range(len(values)) if one + 1 != at]
    assert engine.count(leaf("v", data_type, Known())) == len(values)


def _bare(column_type: str) -> str:
    """Aggregate functions and low cardinality stand outside."""
    inner = column_type.removeprefix("SimpleAggregateFunction(max, ").removeprefix("LowCardinality(")
    return inner[:-1] if inner != column_type else column_type


def test_a_literal_that_the_type_cannot_hold_equals_nothing_and_bounds_are_rounded_inwards(
    server: str,
) -> None:
    engine = open_engine(table_of(server, "i Int8, d Date, m DateTime64(3, 'UTC')", "-1, '1970-01-01', 0"))
    day, moment = date(1969, 12, 31), datetime(1970, 1, 1, 0, 0, 0, 1, tzinfo=UTC)
    # ClickHouse itself would wrap 255 to -1 and take the day for 2149-06-06.
    assert engine.count(leaf("i", DataType.INT, OneOf((255, 2**64 - 1)))) == 0
    assert engine.count(leaf("i", DataType.INT, Within(high=10**30))) == 1
    assert engine.count(leaf("d", DataType.DATE, OneOf((day,)))) == 0
    assert engine.count(leaf("d", DataType.DATE, Within(low=day, high=date(9999, 12, 31)))) == 1
    assert engine.count(leaf("m", DataType.DATETIME, OneOf((moment,)))) == 0
    assert engine.count(leaf("m", DataType.DATETIME, Within(low=moment))) == 0
    assert engine.count(leaf("m", DataType.DATETIME, Within(high=moment))) == 1


def test_what_is_not_offered_has_its_reason(server: str) -> None:
    columns = {
        "m": ("Map(String, String)", "A map"),
        "w": ("UInt256", "256 bits"),
        "ip": ("IPv4", "IP address"),
        "j": ("JSON", "not known in advance"),
        "n": ("Array(Array(String))", "A list inside a list"),
        "t": ("Tuple(String, String)", "no names"),
        "s": ("AggregateFunction(sum, UInt64)", "state of an aggregate"),
        "r": ("Array(Nullable(Tuple(a String)))", "can be null"),
        "p": ("Tuple(a String, b Map(String, String))", "inside a record: a map"),
    }
    engine = open_engine(table_of(server, ", ".join(f"{name} {kind}" for name, (kind, _) in columns.items())))
    catalogue = engine.catalogue()
    assert list(catalogue.attributes) == ["p"]
    reasons = {each.column: each.reason for each in catalogue.not_offered}
    assert reasons.keys() == {*columns, "p.b"} - {"p"}
    for name, reason in reasons.items():
        assert columns[name.partition(".")[0]][1].lower() in reason.lower()


def test_records_of_all_shapes_are_read(server: str) -> None:
    record = "Tuple(`the city` Nullable(String), at DateTime, m Map(String, String))"
    engine = open_engine(
        table_of(
            server,
            f"one {record}, maybe Nullable(Tuple(city String)), n Nested(sku String, q Nullable(Int32))",
            "('Žďár', 0, {}), ('x'), ['a', 'b'], [1, NULL]",
            "(NULL, 1, {}), NULL, [], []",
        )
    )
    catalogue = engine.catalogue()
    assert {each.id: each.multi for each in catalogue} == {
        "one": False, "maybe": False, "n.sku": True, "n.q": True,
    }  # fmt: skip
    first, second = shown(engine, *catalogue.attributes)
    assert first["one"] == {"the city": "Žďár", "at": datetime(1970, 1, 1, tzinfo=UTC)}
    assert first["maybe"] == {"city": "x"}
    assert (first["n.sku"], first["n.q"]) == (["a", "b"], [1, None])
    assert (second["maybe"], second["n.q"]) == (None, [])
    city = Column("one", DataType.STRING, sub_attribute_id="the city")
    assert ids(engine, AnyValue(city, OneOf(("žďár",)))) == ["c1"]
    maybe = Column("maybe", DataType.STRING, sub_attribute_id="city")
    assert ids(engine, Not(AnyElement("maybe", False, (maybe,), AnyValue(maybe, Known())))) == ["c2"]


def test_names_are_quoted_whatever_is_in_them(server: str) -> None:
    names = ["a\\b", 'q"u', "b`t", "semi;--", "sendoff_source", "é {x:Int8}"]
    columns = ", ".join("`" + n.replace("\\", "\\\\").replace("`", "\\`") + "` Int32" for n in names)
    engine = open_engine(table_of(server, columns, ", ".join(map(str, range(len(names))))))
    assert list(engine.catalogue().attributes) == names
    assert shown(engine, *names) == [{ID: "c1", **{name: at for at, name in enumerate(names)}}]
    holds = And(tuple(leaf(name, DataType.INT, OneOf((at,))) for at, name in enumerate(names)))
    assert engine.count(holds) == 1


def test_lower_casing_is_that_of_unicode_14_for_every_letter(server: str) -> None:
    points = [chr(at) for at in range(sys.maxunicode + 1) if not 0xD800 <= at < 0xE000]
    lines = ["".join(points[start : start + 500]) for start in range(0, len(points), 500)]
    write_table(server, "letters", pa.table({ID: list(map(str, range(len(lines)))), "line": lines}))
    engine = open_engine(url_of(server, "letters"))
    wanted = OneOf(tuple(map(lower_simple, lines)))
    assert engine.count(leaf("line", DataType.STRING, wanted)) == len(lines)
    # At a word's end and elsewhere, beside letters and alone.
    write_table(server, "letters", pa.table({ID: ["1", "2"], "line": ["ΟΔΟΣ Σ", "İΣ"]}))
    assert ids(engine, leaf("line", DataType.STRING, OneOf(("οδοσ σ",)))) == ["1"]
    assert ids(engine, leaf("line", DataType.STRING, OneOf(("iσ",)))) == ["2"]


def test_text_that_is_no_utf_8_is_read_with_a_mark_in_its_place(server: str) -> None:
    engine = open_engine(table_of(server, "v String", "'a\\xff'", "'b'"))
    assert [row["v"] for row in shown(engine, "v")] == ["a\ufffd", "b"]
    assert ids(engine, leaf("v", DataType.STRING, OneOf(("a\ufffd",)))) == ["c1"]
    # An id is never changed.
    engine = open_engine(url_of(server, "particular"), EngineOptions(id_column="v"))
    with (
        pytest.raises(SourceUnusable, match="no UTF-8"),
        engine.rows(Query(EVERYBODY), batch_rows=10) as rows,
    ):
        list(rows)


@pytest.mark.parametrize(
    ("column_type", "written", "text"),
    [
        ("UInt64", "18446744073709551615", str(2**64 - 1)),
        ("Date", "'2026-11-24'", "2026-11-24"),
        ("UUID", "'61f0c404-5cb3-11e7-907b-a6006ad3dba0'", "61f0c404-5cb3-11e7-907b-a6006ad3dba0"),
        ("FixedString(4)", "'ab'", "ab"),
    ],
)
def test_an_id_of_any_type_is_found_as_text(server: str, column_type: str, written: str, text: str) -> None:
    url = table_of(server, f"v {column_type}", written)
    engine = open_engine(url, EngineOptions(id_column="v"))
    assert engine.count(leaf("v", DataType.STRING, Exactly((text,)))) == 1
    assert engine.count(leaf("v", DataType.STRING, OneOf((text,)))) == 1


@pytest.mark.parametrize(
    "column_type", ["Float64", "DateTime", "DateTime64(3)", "Array(String)", "Bool", "Decimal(9, 2)"]
)
def test_a_column_that_cannot_be_an_id_is_refused(server: str, column_type: str) -> None:
    engine = open_engine(table_of(server, f"v {column_type}"), EngineOptions(id_column="v"))
    with pytest.raises(SourceUnusable, match=r"'v' cannot identify a customer.*id_column"):
        engine.catalogue()


def test_rows_that_were_replaced_are_read_once_with_final(server: str) -> None:
    replacing = f"ReplacingMergeTree ORDER BY {ID}"
    url = table_of(server, "v Int32", "1", engine=replacing)
    run(server, "SYSTEM STOP MERGES particular")
    run(server, "INSERT INTO particular VALUES ('c1', 2)")
    assert open_engine(url).count(EVERYBODY) == 2
    engine = open_engine(f"{url}&final=true")
    assert shown(engine, "v") == [{ID: "c1", "v": 2}]
    assert engine.identity_problems().duplicate_ids == 0


def test_computed_columns_are_read_like_others(server: str) -> None:
    columns = "v Int32, m Int32 MATERIALIZED v + 1, a Int32 ALIAS v + 2, e Int32 EPHEMERAL 5"
    engine = open_engine(table_of(server, columns, "1", "2"))
    assert list(engine.catalogue().attributes) == ["v", "m", "a"]
    top = Selection(leaf("m", DataType.INT, Known()), Top(1, (Order("a", descending=True),)))
    with engine.rows(Query(EVERYBODY, ("m", "a"), among=top), batch_rows=10) as rows:
        assert [row for batch in rows for row in batch.to_pylist()] == [{ID: "c2", "m": 3, "a": 4}]


class Lists:
    """An uploaded list with awkward values."""

    values = ("", "a\x1f0\x1eb", "'", "\\", "\0", "\x1f0\x1e", "n1")

    def table(self, key: str) -> pa.Table:
        return pa.table({"value": pa.array(self.values if key == "some" else (), pa.large_string())})


@pytest.mark.parametrize("beside", [1, 3000])
def test_an_uploaded_list_is_read_beside_a_statement_of_any_length(server: str, beside: int) -> None:
    given = [*Lists.values, "N1", "no", "a"]
    write_table(server, "texts", pa.table({ID: list(map(str, range(len(given)))), "v": given}))
    engine = open_engine(url_of(server, "texts"), EngineOptions(value_lists=Lists()))
    others = Or(tuple(leaf("v", DataType.STRING, OneOf((f"none {at}",))) for at in range(beside + 1)))
    listed = leaf("v", DataType.STRING, InValueList("some"))
    assert engine.count(Or((listed, others))) == len(Lists.values) + 1
    assert engine.count(Or((leaf("v", DataType.STRING, InValueList("none")), others))) == 0


def test_many_needles_are_looked_for_at_once(server: str) -> None:
    given = ["", "a\0b", "xΣy", "100%_\\'", "zzz"]
    write_table(
        server, "texts", pa.table({ID: list(map(str, range(5))), "v": given, "l": [[g] for g in given]})
    )
    engine = open_engine(url_of(server, "texts"))
    needles = (*(f"none {at}" for at in range(700)), "\0b", "xσ", "%_\\'")
    for name, multi in (("v", False), ("l", True)):
        assert ids(engine, leaf(name, DataType.STRING, ContainsAny(needles), multi=multi)) == ["1", "2", "3"]
        assert engine.count(leaf(name, DataType.STRING, ContainsAny((*needles, "")), multi=multi)) == 5


def test_a_month_is_read_on_the_clocks_of_the_zone(server: str) -> None:
    engine = open_engine(table_of(server, "m DateTime64(6, 'Asia/Tokyo')", "'2026-12-01 08:59:59.999999'"))
    for zone, month in (("UTC", 11), ("Asia/Tokyo", 12), ("Pacific/Kiritimati", 12), ("America/Denver", 11)):
        assert engine.count(leaf("m", DataType.DATETIME, InMonth(month, zone))) == 1


def test_servers_whose_dates_begin_in_1900_are_asked_for_no_earlier_ones() -> None:
    columns = [(ID, "String"), ("d", "Date32"), ("m", "DateTime64(3, 'UTC')")]
    schema, _ = schemas.read(columns, id_column=ID, wide=False)
    day, moment = schema.columns["d"].value, schema.columns["m"].value
    assert day is not None
    assert moment is not None
    assert day.axis is not None
    assert moment.axis is not None
    assert day.axis.equal(date(1899, 12, 31)) is None
    assert day.axis.span(None, date(9999, 1, 1)) == ("1900-01-01", "2299-12-31")
    late = datetime(2300, 1, 1, tzinfo=UTC)
    assert moment.axis.equal(late) is None
    assert moment.axis.equal(late - timedelta(milliseconds=1)) == "2299-12-31 23:59:59.999000"


def test_a_type_of_a_newer_server_is_not_offered() -> None:
    schema, _ = schemas.read([(ID, "String"), ("q", "Qubit(3)")], id_column=ID, wide=True)
    assert [each.reason for each in schema.catalogue.not_offered] == ["Its type Qubit is not one of ours."]


def test_every_setting_that_is_held_is_one_of_the_server(server: str) -> None:
    known = {row["name"] for row in rows_of(server, "SELECT name FROM system.settings")}
    assert not {*HELD, *ASKED, *RAISED} - known


def test_settings_that_would_change_an_answer_are_held_or_refused() -> None:
    known = {name: SimpleNamespace(value=value, readonly=0) for name, value in HELD.items()}
    assert asked_for(known, statement_bytes=100, source="s") == {}
    known["limit"].value = "1000"
    assert asked_for(known, statement_bytes=100, source="s") == {"limit": "0"}
    known["limit"].readonly = 1
    with pytest.raises(SourceUnusable, match=r"limit = 1000.*readonly = 2"):
        asked_for(known, statement_bytes=100, source="s")
