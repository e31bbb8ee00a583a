"""What is PostgreSQL's own: its types, its collations, the rights that suffice, lists and indexes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import psycopg
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
    OnDay,
    OneOf,
    Or,
    Order,
    Predicate,
    Selection,
    Test,
    Top,
    Within,
)
from sendoff.engines.port import Engine, EngineOptions, Query, SourceUnusable
from sendoff.engines.postgres import letters
from sendoff.engines.postgres.dialect import PostgresSpeech, text
from sendoff.engines.postgres.letters import Lowering
from sendoff.engines.registry import open_engine
from sendoff.engines.sql.queries import counts
from tests.engines.postgres import run, url_of

TYPES = """
CREATE TYPE shop.mood AS ENUM ('Glad', 'sad');
CREATE DOMAIN shop.price AS numeric(10, 2);
CREATE DOMAIN shop.grade AS smallint;
CREATE TYPE shop.line AS (sku text, gone integer, mood shop.mood, price shop.price, at timestamptz,
    extra jsonb);
ALTER TYPE shop.line DROP ATTRIBUTE gone;
CREATE TABLE shop.people (
    id uuid PRIMARY KEY, exact numeric, price shop.price, huge numeric(50, 5), small real, short char(5),
    mood shop.mood, born date, seen timestamp, grade shop.grade, grades shop.grade[], moods shop.mood[],
    grid integer[], prices numeric(6, 3)[], days date[], line shop.line, lines shop.line[],
    "odd ""name" varchar(9), document jsonb, raw bytea, span interval, clock time, ages int4range
);
INSERT INTO shop.people VALUES (
    '5f3e0d6c-0000-4000-8000-00000000000a', 9007199254740993.00000000000000000001, 1.10,
    12345678901234567890.5, 0.1, 'ab', 'Glad', 'infinity', '0044-03-15 BC', 3, '{3,null}', '{sad,Glad}',
    '{{1,2},{3,4}}', '{1.5,NaN}',
    '{2026-11-24,infinity}', ROW('A', 'sad', 2.5, '2026-11-24 10:00+02', '{}'),
    ARRAY[
        ROW('B', null, 'NaN', 'infinity', null)::shop.line, null, ROW(null, null, null, null, null)::shop.line
    ],
    'x', '{}', '', '1 day', '12:00', '[1,2)'
), (
    '5f3e0d6c-0000-4000-8000-00000000000b', 'NaN', 'NaN', null, 'NaN', '', 'sad', '2000-02-29', 'infinity',
    null, '{}', null, '{}', null, null, null, '{}', 'y', null, null, null, null, null
), (
    '5f3e0d6c-0000-4000-8000-00000000000c', 'Infinity', null, null, 'Infinity', null, null, null, null,
    null, null, null, null, null, null, ROW(null, null, null, null, null), null, null, null, null,
    null, null, null
)
"""
A, B, C = (f"5f3e0d6c-0000-4000-8000-00000000000{each}" for each in "abc")


@pytest.fixture
def database(postgres_database: str) -> str:
    run(postgres_database, "CREATE SCHEMA shop")
    return postgres_database


@pytest.fixture
def people(database: str) -> Engine:
    run(database, *TYPES.split(";\n"))
    return open_engine(url_of(database, "shop.people"), EngineOptions(id_column="id"))


def ids(engine: Engine, predicate: Predicate, among: Selection | None = None) -> list[str]:
    query = Query(predicate) if among is None else Query(predicate, among=among)
    with engine.rows(query, batch_rows=100) as rows:
        return sorted(str(each) for batch in rows for each in batch.column(0).to_pylist())


def some(attribute_id: str, data_type: DataType, test: Test, *, multi: bool = False) -> AnyValue:
    return AnyValue(Column(attribute_id, data_type, multi), test)


def test_what_is_not_offered_is_named_with_its_reason(people: Engine) -> None:
    left_out = {each.column: each.reason for each in people.catalogue().not_offered}
    assert left_out.keys() == {"line.extra", "lines.extra", "document", "raw", "span", "clock", "ages"}
    assert left_out["document"].startswith("JSON")
    assert left_out["ages"] == "A range of values."


def test_every_type_comes_out_as_a_real_one_and_as_it_is_compared(people: Engine) -> None:
    attributes = tuple(people.catalogue().attributes)
    with people.rows(Query(some("grade", DataType.INT, Known()), attributes), batch_rows=10) as rows:
        schema = rows.schema
        [row] = [row for batch in rows for row in batch.to_pylist()]
    line = pa.struct(
        [
            ("sku", pa.string()),
            ("mood", pa.string()),
            ("price", pa.decimal128(10, 2)),
            ("at", pa.timestamp("us", tz="UTC")),
        ]
    )
    types = {"price": pa.decimal128(10, 2), "exact": pa.string(), "small": pa.float32(), "grade": pa.int16()}
    types |= {"line": line, "lines": pa.list_(line), "prices": pa.list_(pa.decimal128(6, 3))}
    assert {each: schema.field(each).type for each in types} == types
    assert row.pop("small") == pytest.approx(0.1)
    assert row == {
        "id": A,
        "exact": "9007199254740993.00000000000000000001",
        "price": Decimal("1.10"),
        "huge": "12345678901234567890.50000",
        "short": "ab",
        "mood": "Glad",
        "born": None,
        "seen": None,
        "grade": 3,
        "grades": [3, None],
        "moods": ["sad", "Glad"],
        "grid": [1, 2, 3, 4],
        "prices": [Decimal("1.500"), None],
        "days": [date(2026, 11, 24), None],
        "line": {
            "sku": "A",
            "mood": "sad",
            "price": Decimal("2.50"),
            "at": datetime(2026, 11, 24, 8, tzinfo=UTC),
        },
        "lines": [
            {"sku": "B", "mood": None, "price": None, "at": None},
            None,
            {"sku": None, "mood": None, "price": None, "at": None},
        ],
        'odd "name': "x",
    }


def test_a_record_of_nulls_is_a_record_and_a_null_is_none(people: Engine) -> None:
    with people.rows(Query(EVERYBODY, ("line",)), batch_rows=10) as rows:
        lines = {row["id"]: row["line"] for batch in rows for row in batch.to_pylist()}
    assert lines[B] is None
    assert lines[C] == {"sku": None, "mood": None, "price": None, "at": None}


def test_numeric_is_compared_exactly_and_nan_is_no_value(people: Engine) -> None:
    def exact(test: Test) -> list[str]:
        return ids(people, some("exact", DataType.FLOAT, test))

    assert exact(Known()) == [A, C]
    assert exact(OneOf((2**53 + 1,))) == []
    assert exact(Within(low=2**53 + 1, low_open=True)) == [A, C]
    assert exact(Within(high=2**53 + 1)) == []
    assert ids(people, some("price", DataType.FLOAT, Within(low=1.1, low_open=True))) == []
    assert ids(people, some("price", DataType.FLOAT, Within(low=1.1))) == [A]
    last = Selection(EVERYBODY, Top(1, (Order("exact", descending=True),)))
    assert ids(people, EVERYBODY, last) == [C]


def test_what_is_infinite_or_before_the_year_1_is_unknown(people: Engine) -> None:
    assert ids(people, some("born", DataType.DATE, Known())) == [B]
    assert ids(people, some("seen", DataType.DATETIME, Known())) == []
    assert ids(people, some("small", DataType.FLOAT, Known())) == [A, C]


def test_moments_that_no_clock_shows_are_on_none_of_many_days(database: str) -> None:
    run(
        database,
        "CREATE TABLE shop.late (id integer, at timestamptz)",
        "INSERT INTO shop.late VALUES (1, '2026-11-24 23:00Z'), (2, '294276-12-31 23:59Z'), (3, '-infinity')",
    )
    engine = open_engine(url_of(database, "shop.late"), EngineOptions(id_column="id"))
    days = tuple(date(2026, 11, 25) - timedelta(days=3 * at) for at in range(150))
    on_one = some("at", DataType.DATETIME, OnDay(days, "Pacific/Kiritimati"))
    assert ids(engine, on_one) == ["1"]
    assert ids(engine, Not(on_one)) == ["2", "3"]


def test_enums_domains_and_padded_texts_are_what_is_in_them(people: Engine) -> None:
    assert ids(people, some("mood", DataType.STRING, OneOf(("glad",)))) == [A]
    assert ids(people, some("moods", DataType.STRING, OneOf(("glad",)), multi=True)) == [A]
    assert ids(people, some("grades", DataType.INT, OneOf((3,)), multi=True)) == [A]
    assert ids(people, some("grid", DataType.INT, OneOf((4,)), multi=True)) == [A]
    assert ids(people, some("short", DataType.STRING, OneOf(("ab",)))) == [A]
    assert ids(people, some("short", DataType.STRING, OneOf(("",)))) == [B]
    price = Column("lines", DataType.FLOAT, False, "price")
    sku = Column("lines", DataType.STRING, False, "sku")
    assert ids(people, AnyElement("lines", True, (sku, price), Not(AnyValue(price, Known())))) == [A]


def test_a_text_with_a_nul_is_nobodys(people: Engine) -> None:
    sku = Column('odd "name', DataType.STRING)
    assert ids(people, AnyValue(sku, OneOf(("x\0", "y")))) == [B]
    assert ids(people, Not(AnyValue(sku, ContainsAny(("\0",))))) == [A, B, C]


@pytest.mark.parametrize("zone", ["CET", "EET", "MET", "WET", "EST", "MST", "HST"])
def test_a_zone_that_postgres_takes_for_an_offset_is_refused(people: Engine, zone: str) -> None:
    # Its `timezone` knows CET as one hour all the year round, whatever the zone of that name does in summer.
    with pytest.raises(SourceUnusable, match=f"{zone!r}.*Europe/Berlin"):
        people.count(some("seen", DataType.DATETIME, InMonth(7, zone)))
    # A date stands in no zone.
    assert people.count(some("born", DataType.DATE, InMonth(2, zone))) == 1


def plan(database: str, sql: str) -> str:
    with psycopg.connect(database.replace("+psycopg", "")) as connection:
        connection.execute("SET enable_seqscan = off")
        return "\n".join(line for (line,) in connection.execute(f"EXPLAIN {sql}".encode()))


@pytest.mark.parametrize(
    ("kind", "values"),
    [("uuid", (A, A.upper(), "x")), ("bigint", ("7", "07")), ("text", ("it's", "x")), ("varchar(9)", ("x",))],
)
def test_an_id_is_found_by_its_index(database: str, kind: str, values: tuple[str, ...]) -> None:
    run(database, f"CREATE TABLE shop.some (id {kind} PRIMARY KEY)")
    engine = open_engine(url_of(database, "shop.some"), EngineOptions(id_column="id"))
    with engine._reading(None) as reading:  # type: ignore[attr-defined]  # there is no plan at the port
        asked = counts([some("id", DataType.STRING, Exactly(values))], reading.table, Selection(EVERYBODY))
    assert "Index Cond" in plan(database, asked.sql)


def test_an_id_of_a_uuid_is_found_as_it_is_written(people: Engine) -> None:
    assert ids(people, some("id", DataType.STRING, Exactly((A, B.upper(), "x")))) == [A]


def test_texts_of_a_collation_that_takes_letters_for_equal_are_told_apart(database: str) -> None:
    run(
        database,
        "CREATE COLLATION shop.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
        "CREATE TABLE shop.some (id text COLLATE shop.loose, name text COLLATE shop.loose)",
        "INSERT INTO shop.some VALUES ('a', 'Éa'), ('A', 'b')",
    )
    engine = open_engine(url_of(database, "shop.some"), EngineOptions(id_column="id"))
    assert ids(engine, some("id", DataType.STRING, Exactly(("A",)))) == ["A"]
    assert ids(engine, some("name", DataType.STRING, ContainsAny(("é",)))) == ["a"]
    assert engine.identity_problems().duplicate_ids == 0


@pytest.fixture
def asked(postgres_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        for setting, value in ((letters.FROM, letters.all_letters()), (letters.TO, letters.all_lowered())):
            connection.execute("SELECT set_config(%s, %s, true)", [setting, value])
        yield connection


@pytest.mark.parametrize("collation", [None, "C.utf8", "und-x-icu"])
@pytest.mark.parametrize("foreign", ["", "ÀɅ"])
def test_every_letter_is_lowered_as_ours_whatever_the_server_knows(
    asked: psycopg.Connection, collation: str | None, foreign: str
) -> None:
    """`foreign`: as if the server lower-cased letters that we do not; they then go the long way."""
    answers = {}
    if collation:
        query = f'SELECT lower(%s COLLATE "{collation}")'
        [answer] = asked.execute(query.encode(), [letters.question()]).fetchone() or [""]
        answers[collation] = answer
    found = letters.best(answers)
    speech = PostgresSpeech(Lowering(found.collation, found.first, found.foreign + foreign))
    given = letters.question() + " ΟΔΟΣ İı ÀɅ Žluť"
    lowered = speech.write(speech.lower(text(given)))
    assert asked.execute(f"SELECT {lowered}".encode()).fetchone() == (lower_simple(given),)


class Long:
    """An uploaded list that is long, with what a separator could be in it."""

    def table(self, key: str) -> pa.Table:
        values = ["", "\x01", "a\0b", "it's", *(f"user {at}" for at in range(200_000))]
        return pa.table({"value": pa.array(values, pa.large_string())})


def test_long_lists_are_hashed_wherever_they_stand(database: str) -> None:
    """Each of these would take hours as a loop over the list."""
    run(
        database,
        "CREATE TABLE shop.some AS SELECT i AS id, 'User ' || i AS name, "
        "ARRAY['x', 'USER ' || i] AS names FROM generate_series(150001, 250000) AS numbers (i)",
    )
    options = EngineOptions(id_column="id", value_lists=Long())
    engine = open_engine(url_of(database, "shop.some"), options)
    one = some("name", DataType.STRING, InValueList("long"))
    many = some("names", DataType.STRING, InValueList("long"), multi=True)
    numbers = some("id", DataType.STRING, OneOf(tuple(str(at) for at in range(200_000, 400_000))))
    assert engine.counts([one, Not(one), many, Or((one, numbers))]) == [49_999, 50_001, 49_999, 100_000]
    assert engine.count(one) == 49_999
    with engine.rows(Query(many), batch_rows=10_000) as rows:
        assert sum(batch.num_rows for batch in rows) == 49_999


def test_predicates_with_more_leaves_than_a_query_has_columns_are_counted_at_once(people: Engine) -> None:
    each = tuple(some("grade", DataType.INT, OneOf((at,))) for at in range(1700))
    grades, no_grade = Or(each), And(tuple(Not(one) for one in each))
    assert people.counts([grades, no_grade, EVERYBODY]) == [1, 2, 3]
    assert people.counts([grades], among=Selection(EVERYBODY, Top(1))) == [1]


def test_rights_to_read_some_columns_suffice(database: str) -> None:
    run(
        database,
        "CREATE TABLE shop.some (id text, name text, secret text)",
        "INSERT INTO shop.some VALUES ('a', 'Ada', 'x')",
        "CREATE ROLE reader_of_some LOGIN",
        "GRANT USAGE ON SCHEMA shop TO reader_of_some",
        "GRANT SELECT (id, name) ON shop.some TO reader_of_some",
    )
    try:
        url = url_of(database, "shop.some", user="reader_of_some")
        engine = open_engine(url, EngineOptions(id_column="id", value_lists=Long()))
        assert list(engine.catalogue().attributes) == ["name"]
        assert "GRANT SELECT" in engine.catalogue().not_offered[0].reason
        top = Selection(EVERYBODY, Top(1, (Order("name"),)))
        assert ids(engine, EVERYBODY, top) == ["a"]
        assert ids(engine, Not(some("name", DataType.STRING, InValueList("long")))) == ["a"]
        run(database, "REVOKE SELECT (id, name) ON shop.some FROM reader_of_some")
        with pytest.raises(SourceUnusable, match=r"may not be read.*GRANT"):
            engine.catalogue()
        run(database, "REVOKE USAGE ON SCHEMA shop FROM reader_of_some")
        with pytest.raises(SourceUnusable, match=r"may not be read.*GRANT"):
            engine.count(EVERYBODY)
    finally:
        run(database, "DROP OWNED BY reader_of_some", "DROP ROLE reader_of_some")


def test_views_and_partitioned_tables_are_read(database: str) -> None:
    run(
        database,
        "CREATE TABLE shop.parts (id integer, name text) PARTITION BY RANGE (id)",
        "CREATE TABLE shop.first PARTITION OF shop.parts FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE shop.second PARTITION OF shop.parts DEFAULT",
        "INSERT INTO shop.parts SELECT i, 'n' FROM generate_series(1, 20) AS numbers (i)",
        'CREATE VIEW shop."the.View" AS SELECT * FROM shop.parts',
    )
    for table in ("shop.parts", "shop.the.View"):
        assert open_engine(url_of(database, table), EngineOptions(id_column="id")).count(EVERYBODY) == 20


def test_nobodys_functions_and_operators_stand_in_for_those_of_postgres(database: str) -> None:
    """Of two that fit, PostgreSQL takes the one whose types fit better, whichever schema comes first."""
    run(
        database,
        "CREATE TABLE shop.some (id varchar, name varchar)",
        "INSERT INTO shop.some VALUES ('a', 'Ada')",
        "CREATE FUNCTION public.lower(varchar) RETURNS text LANGUAGE sql AS $$SELECT 'mallory'$$",
        "CREATE FUNCTION public.alike(varchar, varchar) RETURNS boolean LANGUAGE sql AS $$SELECT true$$",
        "CREATE OPERATOR public.= (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = public.alike)",
    )
    engine = open_engine(url_of(database, "shop.some"), EngineOptions(id_column="id"))
    assert ids(engine, some("name", DataType.STRING, OneOf(("ada",)))) == ["a"]
    assert ids(engine, some("name", DataType.STRING, OneOf(("mallory",)))) == []
    assert ids(engine, some("id", DataType.STRING, Exactly(("b",)))) == []


@pytest.mark.parametrize("kind", ["numeric", "numeric(20, 0)", "double precision"])
def test_an_id_that_can_be_written_in_several_ways_is_refused(database: str, kind: str) -> None:
    run(database, f"CREATE TABLE shop.some (id {kind})")
    engine = open_engine(url_of(database, "shop.some"), EngineOptions(id_column="id"))
    with pytest.raises(SourceUnusable, match="holds float values, which can be written in several ways"):
        engine.catalogue()


def test_a_database_that_is_not_utf8_is_refused(postgres_url: str) -> None:
    run(postgres_url, "DROP DATABASE IF EXISTS latin")
    run(postgres_url, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    latin = postgres_url.rpartition("/")[0] + "/latin"
    run(latin, "CREATE TABLE people (id text)")
    with pytest.raises(SourceUnusable, match="LATIN1"):
        open_engine(url_of(latin, "people"), EngineOptions(id_column="id")).catalogue()
