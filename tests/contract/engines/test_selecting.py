"""Counts in one pass, the top of a selection, ids as they are, shares, elements counted, uploaded lists."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import (
    EVERYBODY,
    And,
    AnyElement,
    AnyValue,
    Column,
    Constant,
    ContainsAny,
    EndsWithAny,
    Exactly,
    HashedBelow,
    InMonth,
    InValueList,
    Known,
    Not,
    OnDay,
    OneOf,
    OnMonthDay,
    Order,
    Predicate,
    Selection,
    StartsWithAny,
    Test,
    Top,
    Within,
)
from sendoff.engines.dialect import LONG_LIST
from sendoff.engines.port import Engine, IdentityProblems, Query, SourceUnusable
from tests.engines.source import SCALARS, Source, customers

ID = Column("customer_entity_id", DataType.STRING)
EMAIL = AnyValue(Column("email", DataType.STRING), Known())
AGE = AnyValue(Column("age", DataType.INT), Known())


class Lists:
    """Uploaded lists of a test."""

    def table(self, key: str) -> pa.Table:
        if key != "emails" and key != "ages":
            raise SourceUnusable(f"The list {key!r} is gone.")
        values = ["", "ada@example.com", *map(str, range(300))] if key == "emails" else ["36", str(10**30)]
        return pa.table({"value": pa.array(values, pa.large_string())})


def ids(engine: Engine, predicate: Predicate, among: Selection | None = None) -> list[str]:
    query = Query(predicate) if among is None else Query(predicate, among=among)
    with engine.rows(query, batch_rows=100) as rows:
        return sorted(each for batch in rows for each in batch.column(0).to_pylist())


def test_several_predicates_are_counted_at_once(engine: Engine) -> None:
    assert engine.counts([EVERYBODY, EMAIL, Not(EMAIL), Constant(False)]) == [4, 3, 1, 0]
    assert engine.counts([AGE]) == [3]
    assert engine.counts([EVERYBODY, EMAIL], among=Selection(AGE)) == [3, 2]


def test_the_top_of_a_selection_is_exact(engine: Engine) -> None:
    oldest = Top(2, (Order("age", descending=True),))
    assert ids(engine, EVERYBODY, Selection(EVERYBODY, oldest)) == ["c1", "c4"]
    youngest = Top(3, (Order("age"),))
    assert ids(engine, EVERYBODY, Selection(EVERYBODY, youngest)) == ["c1", "c3", "c4"]
    # Unknown values come last in both directions; those who tie come by their ids.
    assert ids(engine, EVERYBODY, Selection(EVERYBODY, Top(1, (Order("news"), Order("spent"))))) == ["c2"]
    assert ids(engine, EVERYBODY, Selection(EVERYBODY, Top(3))) == ["c1", "c2", "c3"]
    # NaN is no value: c2 is last.
    spent = Top(3, (Order("spent", descending=True),))
    assert ids(engine, EVERYBODY, Selection(EVERYBODY, spent)) == ["c1", "c3", "c4"]
    by_email = Top(3, (Order("email", descending=True),))
    assert ids(engine, EVERYBODY, Selection(EVERYBODY, by_email)) == ["c1", "c2", "c4"]


def test_a_predicate_is_asked_of_the_top_and_not_the_other_way_round(engine: Engine) -> None:
    youngest = Selection(EVERYBODY, Top(1, (Order("age"),)))
    assert ids(engine, EMAIL, youngest) == []
    assert engine.counts([EVERYBODY, EMAIL, Not(EMAIL)], among=youngest) == [1, 0, 1]


def test_an_id_is_found_as_it_is(engine: Engine) -> None:
    assert ids(engine, AnyValue(ID, Exactly(("c1", "C4", "it's")))) == ["c1"]


def test_an_id_of_a_whole_number_is_found_as_it_is_written(source: Source) -> None:
    engine = source.open(id_column="age")
    found = AnyValue(Column("age", DataType.STRING), Exactly(("36", "036", "+36", "", str(10**30))))
    assert engine.count(found) == 1


def test_a_share_is_that_of_the_hash(engine: Engine) -> None:
    for salt in ("", "Sálim's"):
        for bound in ("0" * 16, "8" + "0" * 15, "f" * 16):
            wanted = [
                each["customer_entity_id"]
                for each in customers().to_pylist()
                if hashlib.md5(f"{salt}:{each['customer_entity_id']}".encode()).hexdigest() < bound
            ]
            assert ids(engine, AnyValue(ID, HashedBelow(salt, bound))) == wanted


def test_texts_begin_and_end_as_asked(engine: Engine) -> None:
    email = Column("email", DataType.STRING)
    assert ids(engine, AnyValue(email, StartsWithAny(("ada@", "%")))) == ["c1"]
    assert ids(engine, AnyValue(email, EndsWithAny(("%_\\", ".org")))) == ["c4"]


def test_elements_are_counted(source: Source, engine: Engine) -> None:
    if source.columns is SCALARS:
        pytest.skip("a CSV column holds no lists or records")
    tags, quantity = Column("tags", DataType.STRING), Column("orders", DataType.INT, False, "quantity")
    sku = Column("orders", DataType.STRING, False, "sku")

    def of_tags(inner: Predicate, at_least: int) -> list[str]:
        return ids(engine, AnyElement("tags", True, (tags,), inner, at_least))

    assert of_tags(EVERYBODY, 1) == ["c1", "c3"]
    assert of_tags(EVERYBODY, 2) == ["c1"]
    assert of_tags(Not(AnyValue(tags, OneOf(("gold",)))), 1) == ["c1"]
    assert of_tags(AnyValue(tags, OneOf(("gold",))), 2) == []

    def of_orders(inner: Predicate, at_least: int) -> list[str]:
        return ids(engine, AnyElement("orders", True, (sku, quantity), inner, at_least))

    assert of_orders(AnyValue(quantity, Within(low=1)), 1) == ["c1", "c4"]
    assert of_orders(AnyValue(quantity, Within(low=1)), 2) == ["c1"]
    assert of_orders(Not(AnyValue(sku, OneOf(("a",)))), 1) == ["c1"]


def test_an_uploaded_list_is_asked(source: Source) -> None:
    engine = source.open(value_lists=Lists())
    email, age = Column("email", DataType.STRING), Column("age", DataType.INT)
    assert ids(engine, AnyValue(email, InValueList("emails"))) == ["c1", "c2"]
    # A number that no value of the column can equal equals nothing.
    assert ids(engine, AnyValue(age, InValueList("ages"))) == ["c1"]
    assert ids(engine, Not(AnyValue(age, InValueList("ages")))) == ["c2", "c3", "c4"]
    with pytest.raises(SourceUnusable, match="gone"):
        engine.count(AnyValue(email, InValueList("old")))


def test_clocks_at_the_edges_of_the_years_show_the_years_beside_them(source: Source) -> None:
    moments = {
        "c1": datetime(9999, 12, 31, 9, 59, 59, 999_999, tzinfo=UTC),
        "c2": datetime(9999, 12, 31, 10, tzinfo=UTC),
        "c3": datetime.max.replace(tzinfo=UTC),
        "c4": datetime.min.replace(tzinfo=UTC),
    }
    rows = [{ID.attribute_id: each, "seen": at} for each, at in moments.items()]
    source.write(pa.Table.from_pylist(rows, schema=source.columns))
    engine, zone = source.open(), "Pacific/Kiritimati"  # 14 hours ahead, and behind before it had a time

    def on(test: Test) -> list[str]:
        return ids(engine, AnyValue(Column("seen", DataType.DATETIME), test))

    days = tuple(date.max - timedelta(days=at * 999) for at in range(LONG_LIST + 1))
    assert on(InMonth(1, zone)) == ["c2", "c3"]
    assert on(InMonth(12, zone)) == ["c1", "c4"]
    assert on(OnMonthDay(((1, 1),), zone)) == ["c2", "c3"]
    assert on(OnMonthDay(((12, 31),), zone)) == ["c1", "c4"]
    assert on(OnDay((date.max, date.min), zone)) == on(OnDay((*days, date.min), zone)) == ["c1"]


OURS = (
    "sendoff_source", "sendoff_element", "sendoff_elements", "sendoff_leaves", "sendoff_each", "sendoff_once",
    "sendoff_values_0", "sendoff_lower", "sendoff_lowered", "sendoff_text", "sendoff_query", "sendoff_ids",
    "leaf0", "leaf1", "alike", "nothing", "value", "id", "n",
)  # fmt: skip
"""What queries call things of their own."""


def test_columns_may_be_called_as_our_own_names(source: Source) -> None:
    lists = [] if source.columns is SCALARS else [(f"many_{each}", pa.list_(pa.string())) for each in OURS]
    columns = pa.schema([*source.columns, *((each, pa.string()) for each in OURS), *lists])
    rows = [
        {
            ID.attribute_id: f"c{at}",
            **{each: f"{'aB'[at]} {each}" for each in OURS},
            **{name: ["x", f"{'aB'[at]} {name}"] for name, _ in lists},
        }
        for at in range(2)
    ]
    source.write(pa.Table.from_pylist(rows, schema=columns))
    engine = source.open(value_lists=Lists())
    texts = [Column(each, DataType.STRING) for each in OURS]
    texts += [Column(name, DataType.STRING, multi=True) for name, _ in lists]
    of_last: list[Predicate] = []
    for column in texts:
        wanted = f"b {column.attribute_id}"
        needles = (wanted, *(f"none {at}" for at in range(4)))
        long = (wanted, *(f"none {at}" for at in range(LONG_LIST)))
        of_last += [AnyValue(column, OneOf((wanted,))), AnyValue(column, ContainsAny(needles))]
        if column in texts[::10]:
            of_last.append(AnyValue(column, OneOf(long)))
    listed = AnyValue(texts[0], InValueList("emails"))
    assert engine.counts([*of_last, listed]) == [*[1] * len(of_last), 0]
    last = And((*of_last, Not(listed)))
    with engine.rows(Query(last, tuple(each.attribute_id for each in texts)), batch_rows=10) as found:
        assert [row for batch in found for row in batch.to_pylist()] == [
            {each: rows[1][each] for each in (ID.attribute_id, *OURS, *(name for name, _ in lists))}
        ]
    top = Selection(last, Top(1, tuple(Order(each) for each in OURS)))
    assert engine.counts([EVERYBODY, listed], among=top) == [1, 0]
    assert ids(engine, last, top) == ["c1"]
    for each in ("id", "n", "value", "sendoff_source", "sendoff_lower"):
        assert source.open(id_column=each).identity_problems() == IdentityProblems(2, 0, 0)
