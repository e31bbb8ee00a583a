"""What every engine over every source gives: a catalogue, counts, rows."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import (
    EVERYBODY,
    AnyValue,
    Column,
    Constant,
    Exactly,
    Known,
    Not,
    OneOf,
    Within,
)
from sendoff.engines.port import Engine, Query, SourceUnusable
from tests.engines.source import CUSTOMERS, SCALARS, Source, customers

ADULT = AnyValue(Column("age", DataType.INT), Within(low=18))


def read(engine: Engine, query: Query, *, batch_rows: int = 1000) -> list[dict]:
    with engine.rows(query, batch_rows=batch_rows) as rows:
        return [row for batch in rows for row in batch.to_pylist()]


def test_catalogue_offers_every_column_but_the_id_in_the_order_of_the_source(
    source: Source, engine: Engine
) -> None:
    catalogue = engine.catalogue()
    assert list(catalogue.attributes) == source.columns.names[1:]
    assert catalogue.id_column == "customer_entity_id"
    assert [attribute.data_type for attribute in catalogue][:6] == [
        DataType.STRING,
        DataType.INT,
        DataType.FLOAT,
        DataType.BOOL,
        DataType.DATE,
        DataType.DATETIME,
    ]


def test_lists_and_records_are_multi_valued_and_compound(source: Source, engine: Engine) -> None:
    if source.columns is SCALARS:
        pytest.skip("a CSV column holds no lists or records")
    catalogue = engine.catalogue()
    shown = {a.id: (a.shown_type, a.multi) for a in catalogue}
    assert shown["balance"] == ("float", False)
    assert shown["tags"] == ("string", True)
    assert shown["address"] == ('compound([["city", "city", "string"], ["floor", "floor", "int"]])', False)
    assert shown["orders"] == ('compound([["sku", "sku", "string"], ["quantity", "quantity", "int"]])', True)


def test_count_is_the_number_of_customers_that_satisfy(engine: Engine) -> None:
    assert engine.count(EVERYBODY) == 4
    assert engine.count(Constant(False)) == 0
    assert engine.count(ADULT) == 2
    assert engine.count(Not(ADULT)) == 2


def test_rows_hold_the_id_and_the_columns_asked_for_in_that_order(engine: Engine) -> None:
    with engine.rows(Query(ADULT, ("seen", "email")), batch_rows=10) as rows:
        assert rows.schema.names == ["customer_entity_id", "seen", "email"]
        found = [row for batch in rows for row in batch.to_pylist()]
    assert sorted(found, key=lambda row: row["customer_entity_id"]) == [
        {
            "customer_entity_id": "c1",
            "seen": datetime(2026, 11, 24, 12, 30, 0, 250_000, tzinfo=UTC),
            "email": "Ada@Example.com",
        },
        {"customer_entity_id": "c4", "seen": None, "email": 'x,"y"\n100%_\\'},
    ]


def test_rows_without_columns_are_ids_alone(engine: Engine) -> None:
    assert sorted(row["customer_entity_id"] for row in read(engine, Query(EVERYBODY))) == [
        "c1",
        "c2",
        "c3",
        "c4",
    ]


def test_rows_come_out_as_they_were_put_in(source: Source, engine: Engine) -> None:
    found = read(engine, Query(EVERYBODY, tuple(source.columns.names[1:])))
    for row, put_in in zip(
        sorted(found, key=lambda row: row["customer_entity_id"]),
        map(source.stored, customers(source.columns).to_pylist()),
        strict=True,
    ):
        if put_in["spent"] is not None and math.isnan(put_in["spent"]):
            assert math.isnan(row.pop("spent"))
            put_in.pop("spent")
        assert row == put_in


def test_an_empty_string_is_known_and_an_empty_field_is_not(engine: Engine) -> None:
    email = Column("email", DataType.STRING)
    assert engine.count(AnyValue(email, OneOf(("",)))) == 1
    assert engine.count(Not(AnyValue(email, Known()))) == 1


def test_limit_is_the_most_rows(engine: Engine) -> None:
    assert len(read(engine, Query(EVERYBODY, limit=3))) == 3
    assert read(engine, Query(EVERYBODY, limit=0)) == []
    assert len(read(engine, Query(EVERYBODY, limit=100))) == 4


@pytest.mark.parametrize("batch_rows", [1, 3, 1000])
def test_no_batch_is_empty_or_longer_than_asked_for(engine: Engine, batch_rows: int) -> None:
    with engine.rows(Query(EVERYBODY), batch_rows=batch_rows) as rows:
        sizes = [batch.num_rows for batch in rows]
    assert sum(sizes) == 4
    assert min(sizes) > 0
    assert max(sizes) <= batch_rows


def test_nobody_is_no_batch_but_a_schema(engine: Engine) -> None:
    with engine.rows(Query(Constant(False), ("age",)), batch_rows=10) as rows:
        assert list(rows) == []
        assert rows.schema.field("age").type == pa.int64()


def test_sources_name_what_was_read(source: Source, engine: Engine) -> None:
    with engine.rows(Query(EVERYBODY), batch_rows=10) as rows:
        list(rows)
        names = rows.sources
    assert names
    assert all(re.search(source.named, name) for name in names)


def test_progress_is_between_0_and_1_or_unknown(engine: Engine) -> None:
    with engine.rows(Query(EVERYBODY), batch_rows=10) as rows:
        seen = [rows.progress() for _ in rows]
    seen.append(rows.progress())
    assert all(progress is None or 0 <= progress <= 1 for progress in seen)
    assert seen[-1] is None


def test_the_id_can_be_asked_about_as_text(engine: Engine) -> None:
    ids = Column("customer_entity_id", DataType.STRING)
    assert engine.count(AnyValue(ids, OneOf(("c1", "c4", "nobody")))) == 2


def test_columns_that_are_not_there_are_named_before_anything_runs(engine: Engine) -> None:
    with (
        pytest.raises(SourceUnusable, match=r"'gone', 'lost'"),
        engine.rows(Query(EVERYBODY, ("age", "gone", "lost")), batch_rows=10),
    ):
        pass
    with pytest.raises(SourceUnusable, match="'gone'"):
        engine.count(AnyValue(Column("gone", DataType.INT), Known()))


def test_a_column_of_another_type_than_the_condition_was_made_for_is_named(engine: Engine) -> None:
    with pytest.raises(SourceUnusable, match="'age' is now int, not string"):
        engine.count(AnyValue(Column("age", DataType.STRING), Known()))


def test_identity_problems_are_counted(source: Source) -> None:
    rows = [
        {**CUSTOMERS[0], "customer_entity_id": each} for each in ("a", "b", "a", "a", "c", "c", None, None)
    ]
    source.write(pa.Table.from_pylist(rows, schema=source.columns))
    problems = source.open().identity_problems()
    assert (problems.customers, problems.null_ids, problems.duplicate_ids) == (8, 2, 2)


def test_no_customers_have_no_identity_problems(source: Source) -> None:
    source.write(customers(source.columns).slice(0, 0))
    problems = source.open().identity_problems()
    assert (problems.customers, problems.null_ids, problems.duplicate_ids) == (0, 0, 0)
    assert source.open().count(EVERYBODY) == 0


def test_a_customer_without_an_id_makes_the_rows_an_error(source: Source) -> None:
    source.write(pa.Table.from_pylist([*CUSTOMERS, {"age": 40}], schema=source.columns))
    engine = source.open()
    with (
        engine.rows(Query(ADULT, ("email",)), batch_rows=10) as rows,
        pytest.raises(SourceUnusable, match="no id in 'customer_entity_id'"),
    ):
        list(rows)


def test_a_customer_without_an_id_who_is_not_selected_does_no_harm(source: Source) -> None:
    source.write(pa.Table.from_pylist([*CUSTOMERS, {"age": 4}], schema=source.columns))
    assert len(read(source.open(), Query(ADULT))) == 2


def test_another_column_can_be_the_id(source: Source) -> None:
    engine = source.open(id_column="age")
    assert "customer_entity_id" in engine.catalogue().attributes
    chosen = AnyValue(Column("age", DataType.STRING), OneOf(("36", str(2**53))))
    assert {row["age"] for row in read(engine, Query(chosen))} == {36, 2**53}


def test_a_date_can_be_the_id(source: Source) -> None:
    engine = source.open(id_column="born")
    for test in (Exactly(("1815-12-10", "1815-12-1")), OneOf(("1815-12-10",))):
        assert engine.count(AnyValue(Column("born", DataType.STRING), test)) == 1


@pytest.mark.parametrize("id_column", ["spent", "news", "seen", "balance", "tags", "address"])
def test_what_can_be_written_in_several_ways_cannot_be_the_id(source: Source, id_column: str) -> None:
    if id_column not in source.columns.names:
        pytest.skip("a CSV column holds no decimals, lists or records")
    with pytest.raises(SourceUnusable, match=f"'{id_column}' cannot identify a customer.*`id_column`"):
        source.open(id_column=id_column).catalogue()


def test_an_id_column_that_is_not_there_is_named(source: Source) -> None:
    with pytest.raises(SourceUnusable, match=r"no column 'Email'.*'email'.*id_column"):
        source.open(id_column="Email").catalogue()
