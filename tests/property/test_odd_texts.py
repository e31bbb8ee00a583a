"""Whatever stands in names of columns, ids, values, needles and salts reaches an engine as it is."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.casing import lower_simple
from sendoff.conditions.predicates import (
    EVERYBODY,
    AnyElement,
    AnyValue,
    Column,
    ContainsAny,
    EndsWithAny,
    Exactly,
    HashedBelow,
    InMonth,
    OneOf,
    Predicate,
    StartsWithAny,
)
from sendoff.engines.dialect import LONG_LIST
from sendoff.engines.port import Query
from tests.engines.every import MAKERS
from tests.engines.source import Source

ID = Column("customer_entity_id", DataType.STRING)
LONG = tuple(map(str, range(LONG_LIST)))
BOUND = "8" + "0" * 15
MOMENT = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
PIECES = (
    *("'", '"', "`", "\\", "\\'", "''", ";", "--", "/*", "*/", "#", "%", "%s", "%(a)s", "%%", "_", "{", "}"),
    *(
        "{x:String}",
        "{{",
        ":name",
        "?",
        "$1",
        "$$",
        "@a",
        "[",
        "]",
        "(",
        ")",
        "E'",
        "\n",
        "\t",
        " ",
        "a",
        "Ž",
    ),
)
NAMES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
FIELDS = NAMES.filter(str.isprintable)
"""clickhouse-connect 1.12 reads an escaped line break in the name of a record's field as the letter n."""
TEXTS = st.lists(st.sampled_from((*PIECES, "\0")), max_size=5).map("".join)
ZONES = st.sampled_from(["UTC", "Etc/GMT+5", "America/Port-au-Prince", "Africa/Porto-Novo", "Asia/Tokyo"])


@pytest.fixture(scope="module", params=["parquet_file", "duckdb_file", "clickhouse_table", "postgres_table"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Source:
    return MAKERS[request.param](request, tmp_path_factory.mktemp("odd"))


@settings(max_examples=30)
@given(
    names=st.lists(NAMES, min_size=3, max_size=3, unique_by=str.casefold),
    field=FIELDS,
    texts=st.lists(TEXTS, min_size=3, max_size=3),
    other=TEXTS,
    zone=ZONES,
)
def test_odd_texts_come_through_unharmed(
    source: Source, names: list[str], field: str, texts: list[str], other: str, zone: str
) -> None:
    name, many, record = names
    columns = {
        ID.attribute_id: pa.string(),
        name: pa.string(),
        many: pa.list_(pa.string()),
        record: pa.struct([(field, pa.string())]),
        "seen": pa.timestamp("us", "UTC"),
    }
    rows = [
        source.stored(
            {
                ID.attribute_id: f"{at}{text}",
                name: text,
                many: [text, "x"],
                record: {field: text},
                "seen": MOMENT,
            }
        )
        for at, text in enumerate(texts)
    ]
    source.write(pa.Table.from_pylist(rows, schema=pa.schema(list(columns.items()))))
    engine = source.open()
    assert list(engine.catalogue().attributes) == list(columns)[1:]
    with engine.rows(Query(EVERYBODY, tuple(columns)[1:]), batch_rows=10) as found:
        shown = [row for batch in found for row in batch.to_pylist()]
    assert sorted(shown, key=lambda row: str(row[ID.attribute_id])) == rows

    asked: dict[Predicate, int] = {}
    at = Column(name, DataType.STRING)
    of_field = Column(record, DataType.STRING, False, field)
    lowered = [lower_simple(row[name]) for row in rows]
    for text in (*texts, other):
        needle = lower_simple(text)
        equal = AnyValue(of_field, OneOf((needle,)))
        asked |= {
            AnyValue(at, OneOf((needle,))): lowered.count(needle),
            AnyValue(at, OneOf((needle, *LONG))): lowered.count(needle),
            AnyValue(at, ContainsAny((needle,))): sum(needle in each for each in lowered),
            AnyValue(at, StartsWithAny((needle,))): sum(each.startswith(needle) for each in lowered),
            AnyValue(at, EndsWithAny((needle,))): sum(each.endswith(needle) for each in lowered),
            AnyValue(Column(many, DataType.STRING, True), OneOf((needle,))): lowered.count(needle),
            AnyElement(record, False, (of_field,), equal): lowered.count(needle),
            AnyValue(ID, Exactly((f"0{text}", text))): sum(
                row[ID.attribute_id] == f"0{text}" for row in rows
            ),
        }
        if text == source.stored({"salt": text})["salt"]:
            hashes = [hashlib.md5(f"{text}:{row[ID.attribute_id]}".encode()).hexdigest() for row in rows]
            asked[AnyValue(ID, HashedBelow(text, BOUND))] = sum(each < BOUND for each in hashes)
    month = MOMENT.astimezone(ZoneInfo(zone)).month
    asked[AnyValue(Column("seen", DataType.DATETIME), InMonth(month, zone))] = 3
    assert engine.counts(list(asked)) == list(asked.values())
