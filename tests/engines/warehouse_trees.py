"""The trees and queries of which the SQL is kept: every kind of test on every type, and whole queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import (
    ALL_CUSTOMERS,
    EVERYBODY,
    And,
    AnyElement,
    AnyValue,
    Column,
    ContainsAny,
    EndsWithAny,
    Exactly,
    HashedBelow,
    InMonth,
    InValueList,
    Known,
    Leaf,
    Not,
    OnDay,
    OneOf,
    OnMonthDay,
    Or,
    Order,
    Predicate,
    Selection,
    StartsWithAny,
    Test,
    Top,
    Within,
)
from sendoff.engines.port import Query
from sendoff.engines.sql.queries import Compiled, Table, counts, identity, selected

Case = Callable[[Table], Compiled]

_PRAGUE = "Europe/Prague"
_ODD = 'o\'neil \\ "x" %_* \n\t\0 ${x} ŽLUŤ 𐐨'
_ATTRIBUTES = {
    "email": DataType.STRING, "age": DataType.INT, "level": DataType.INT, "spent": DataType.FLOAT,
    "ratio": DataType.FLOAT, "balance": DataType.FLOAT, "fortune": DataType.FLOAT, "news": DataType.BOOL,
    "born": DataType.DATE, "seen": DataType.DATETIME, "at": DataType.DATETIME, "exact": DataType.DATETIME,
    "instant": DataType.DATETIME, "code": DataType.STRING,
}  # fmt: skip
_LISTS = {
    "tags": DataType.STRING, "visits": DataType.INT, "days": DataType.DATE, "marks": DataType.FLOAT,
    "calls": DataType.DATETIME,
}  # fmt: skip
_CITY = Column("address", DataType.STRING, sub_attribute_id="city")
_FLOOR = Column("address", DataType.INT, sub_attribute_id="floor")
_SINCE = Column("address", DataType.DATETIME, sub_attribute_id="since")
_SKU = Column("orders", DataType.STRING, sub_attribute_id="sku")
_QUANTITY = Column("orders", DataType.INT, sub_attribute_id="quantity")
_PAID = Column("orders", DataType.FLOAT, sub_attribute_id="paid")
_ANY_SKU = Column("orders", DataType.STRING, multi=True, sub_attribute_id="sku")
_ID = Column("customer_entity_id", DataType.STRING)
_NOON = datetime(2026, 11, 24, 12, 30, 0, 250_000, tzinfo=UTC)
_MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)

_TESTS: Mapping[DataType, Mapping[str, Test]] = {
    DataType.STRING: {
        "is known": Known(),
        "equals": OneOf((_ODD.lower(),)),
        "is one of": OneOf(("ada", "", "žofie")),
        "contains": ContainsAny(("a'b", "\\")),
        "contains the empty text": ContainsAny(("", "x")),
        "starts with": StartsWithAny(("a", "ž")),
        "ends with": EndsWithAny(("z\\",)),
        "is in an uploaded list": InValueList("names"),
    },
    DataType.INT: {
        "is known": Known(),
        "equals": OneOf((2**53 + 1, 1.0)),
        "is one of too large numbers": OneOf((2**70,)),
        "is within": Within(-3, 2.5),
        "is above": Within(low=7, low_open=True),
        "is in an uploaded list": InValueList("numbers"),
    },
    DataType.FLOAT: {
        "is known": Known(),
        "equals": OneOf((0, 1.1, 2**53 + 1)),
        "is within": Within(-0.5, 1e23),
        "is below": Within(high=1.1, high_open=True),
    },
    DataType.BOOL: {"is known": Known(), "is true": OneOf((True,)), "is either": OneOf((True, False))},
    DataType.DATE: {
        "is known": Known(),
        "equals": OneOf((date(2000, 2, 29), date(1, 1, 1))),
        "is within": Within(date(1815, 12, 10), date(9999, 12, 31)),
        "is in a month": InMonth(2, _PRAGUE),
        "has an anniversary": OnMonthDay(((2, 28), (2, 29)), _PRAGUE),
    },
    DataType.DATETIME: {
        "is known": Known(),
        "equals": OneOf((_NOON,)),
        "is within": Within(_MIDNIGHT, _NOON, high_open=True),
        "is on a day": OnDay((date(2026, 3, 29), date(2026, 11, 24)), _PRAGUE),
        "is in a month": InMonth(12, _PRAGUE),
        "is in a month of UTC": InMonth(12, "UTC"),
        "has an anniversary": OnMonthDay(((2, 28), (2, 29)), "America/New_York"),
    },
}  # fmt: skip


def counted(*predicates: Predicate, among: Selection = ALL_CUSTOMERS) -> Case:
    return lambda table: counts(predicates, table, among)


def queried(query: Query) -> Case:
    return lambda table: selected(query, table)


def _leaves(columns: Mapping[str, DataType], *, multi: bool) -> dict[str, Case]:
    """Each as it is; negated for one attribute of each type."""
    found: dict[str, Case] = {}
    negated: set[DataType] = set()
    for attribute_id, data_type in columns.items():
        for title, test in _TESTS[data_type].items():
            leaf = AnyValue(Column(attribute_id, data_type, multi), test)
            found[f"{attribute_id} {title}"] = counted(leaf)
            if data_type not in negated:
                found[f"not: {attribute_id} {title}"] = counted(Not(leaf))
        negated.add(data_type)
    return found


def _elements() -> dict[str, Case]:
    one: Leaf = AnyElement(
        "orders",
        True,
        (_SKU, _QUANTITY, _PAID),
        And((AnyValue(_SKU, ContainsAny(("a",))), Not(AnyValue(_QUANTITY, Within(low=5))))),
    )
    two = AnyElement("orders", True, (_SKU,), AnyValue(_SKU, OneOf(("a",))), at_least=2)
    inside = AnyElement("orders", True, (_SKU, _QUANTITY), Not(AnyValue(_SKU, Known())))
    record = AnyElement(
        "address",
        False,
        (_CITY, _FLOOR),
        Or((AnyValue(_CITY, OneOf(("žďár",))), AnyValue(_FLOOR, Within(1, 3)))),
    )
    listed = AnyElement("orders", True, (_SKU, _QUANTITY), AnyValue(_SKU, InValueList("names")))
    numbers = AnyElement("orders", True, (_QUANTITY,), AnyValue(_QUANTITY, InValueList("numbers")))
    tag = Column("tags", DataType.STRING)
    tagged = AnyElement("tags", True, (tag,), AnyValue(tag, StartsWithAny(("g",))), at_least=3)
    leaves: dict[str, Leaf] = {
        "an element has both": one,
        "two elements": two,
        "an element without a sub-value": inside,
        "a record": record,
        "an element in an uploaded list": listed,
        "an element in an uploaded list of numbers": numbers,
        "three values of a list": tagged,
        "a sub-value of a list": AnyValue(_ANY_SKU, OneOf(("a", "b"))),
        "a sub-value": AnyValue(_CITY, EndsWithAny(("ár",))),
        "a moment of a record": AnyValue(_SINCE, Within(_MIDNIGHT, None)),
        "a decimal of a list": AnyValue(
            Column("orders", DataType.FLOAT, multi=True, sub_attribute_id="paid"), OneOf((1.5,))
        ),
    }
    found = {title: counted(leaf) for title, leaf in leaves.items()}
    return found | {f"not: {title}": counted(Not(leaf)) for title, leaf in leaves.items()}


def _long_lists() -> dict[str, Case]:
    names = tuple(f"name{at}" for at in range(101))
    numbers = tuple(range(101))
    days: Sequence[date] = tuple(date(2026, 1 + at // 28, 1 + at % 28) for at in range(101))
    email, age = Column("email", DataType.STRING), Column("age", DataType.INT)
    twice = And((AnyValue(email, InValueList("names")), Not(AnyValue(email, InValueList("names")))))
    return {
        "texts": counted(AnyValue(email, OneOf(names))),
        "not: texts": counted(Not(AnyValue(email, OneOf(names)))),
        "numbers": counted(AnyValue(age, OneOf(numbers))),
        "floats": counted(AnyValue(Column("spent", DataType.FLOAT), OneOf(numbers))),
        "texts of a list": counted(AnyValue(Column("tags", DataType.STRING, True), OneOf(names))),
        "numbers of a list": counted(AnyValue(Column("visits", DataType.INT, True), OneOf(numbers))),
        "days": counted(AnyValue(Column("seen", DataType.DATETIME), OnDay(tuple(days), _PRAGUE))),
        "needles": counted(AnyValue(email, ContainsAny(names))),
        "one list twice": counted(twice),
        "an empty list": counted(AnyValue(email, InValueList("none"))),
    }


def _ids() -> dict[str, Case]:
    tests: Mapping[str, Test] = {
        "as it is": Exactly(("C1", "it's")),
        "lower-cased": OneOf(("c1",)),
        "contains": ContainsAny(("c",)),
        "a tenth": HashedBelow("salt'\\", "1999999999999999"),
        "in an uploaded list": InValueList("names"),
    }
    return {title: counted(AnyValue(_ID, test)) for title, test in tests.items()}


def _queries() -> dict[str, Case]:
    known = AnyValue(Column("email", DataType.STRING), Known())
    ada = AnyValue(Column("email", DataType.STRING), OneOf(("ada",)))
    top = Top(10, (Order("email", descending=True), Order("spent"), Order("seen"), Order("born")))
    shown = ("email", "age", "spent", "balance", "news", "born", "seen", "at", "tags", "visits", "calls")
    return {
        "everybody": counted(EVERYBODY),
        "several counts": counted(known, ada, EVERYBODY),
        "counts of a top": counted(ada, among=Selection(known, top)),
        "ids alone": queried(Query(EVERYBODY)),
        "columns": queried(Query(ada, shown)),
        "records": queried(Query(known, ("address", "orders"), limit=5)),
        "a top": queried(Query(ada, ("email",), among=Selection(known, top))),
        "identity": lambda table: Compiled(identity(table), {}),
    }


CORPUS: Mapping[str, Mapping[str, Case]] = {
    "values": _leaves(_ATTRIBUTES, multi=False),
    "lists": _leaves(_LISTS, multi=True),
    "records": _elements(),
    "long_lists": _long_lists(),
    "ids": _ids(),
    "queries": _queries(),
}
