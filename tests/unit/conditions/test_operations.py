"""Each operation on each type it takes, as the referee reads it and as the lowering does."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.interpret import interpret
from sendoff.conditions.lower import lower
from sendoff.conditions.operations import registry
from sendoff.conditions.operations.record import Asks
from sendoff.conditions.parse import parse
from tests.property.predicate_evaluator import holds
from tests.property.strategies import CATALOGUE, REFERENCES, ListedHere
from tests.unit.conditions.own_operations import OWN_CASES, OWN_NEGATIVES

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Prague")

# What each positive operation is asked with, by type: (value, satisfying, not satisfying).
# Values of the type that stand in neither list are not looked at.
_NO = None
_EQUAL: dict[DataType, tuple[Any, list[Any], list[Any]]] = {
    DataType.INT: (2**53 + 1, [2**53 + 1], [2**53, -(2**53) - 1, 0]),
    DataType.FLOAT: (0.1, [0.1, Decimal("0.1"), Decimal("0.100")], [0.2, math.inf, Decimal("0.11")]),
    DataType.STRING: ("FoO%", ["foo%", "FOO%"], ["foo", "foo%x", " foo%", ""]),
    DataType.BOOL: (False, [False], [True]),
    DataType.DATE: ("today", [date(2026, 11, 24)], [date(2026, 11, 23), date(2025, 11, 24)]),
    DataType.DATETIME: (
        "2026-11-24",
        [datetime(2026, 11, 23, 23), datetime(2026, 11, 24, 22, 59, 59, 999_999)],
        [datetime(2026, 11, 23, 22, 59, 59, 999_999), datetime(2026, 11, 24, 23)],
    ),
}
_ONE_OF: dict[DataType, tuple[Any, list[Any], list[Any]]] = {
    DataType.INT: ([1, 2.0, 2.5, 10**400], [1, 2], [0, 3]),
    DataType.FLOAT: ([1, 2.5], [1.0, 2.5, Decimal("2.5")], [2.0, -math.inf]),
    DataType.STRING: (["a", "Σ", ""], ["A", "ς".upper(), "σ", ""], ["ς", "aa", " "]),
    DataType.BOOL: ([True, True], [True], [False]),
    DataType.DATE: (["2024-02-29", "now"], [date(2024, 2, 29), date(2026, 11, 24)], [date(2024, 2, 28)]),
    DataType.DATETIME: (
        ["2024-02-29", "now", "2026-11-24T12:00:00"],
        [datetime(2024, 2, 29, 5), NOW, datetime(2026, 11, 24, 11), datetime(2024, 2, 28, 23)],
        [datetime(2024, 2, 29, 23), datetime(2026, 11, 24, 10, 30, 0, 1), datetime(2026, 11, 24, 12)],
    ),
}
CASES: dict[str, dict[DataType, tuple[Any, list[Any], list[Any]]]] = {
    "equals": _EQUAL,
    "in": _ONE_OF,
    "number_equals": {t: _EQUAL[t] for t in (DataType.INT, DataType.FLOAT)},
    "number_in": {t: _ONE_OF[t] for t in (DataType.INT, DataType.FLOAT)},
    "date_equals": {t: _EQUAL[t] for t in (DataType.DATE, DataType.DATETIME)},
    "contains": {
        DataType.STRING: ("_İ", ["x_i", "X_İy", "_I"], ["xi", "_", "", "_ı"]),
    },
    "contains_any_of": {
        DataType.STRING: (["a\x00b", "'", "\\"], ["xA\x00B", "it's", "c:\\"], ["ab", "a", "\x00", ""]),
    },
    "number_lower_than": {
        DataType.INT: (18.5, [18, -(2**63)], [19]),
        DataType.FLOAT: (18.5, [18.5, -math.inf, Decimal("18.5")], [18.500001, math.inf]),
    },
    "number_greater_than": {
        DataType.INT: (18.5, [19, 2**63 - 1], [18]),
        DataType.FLOAT: (2**53 + 1, [2.0**53 + 2, math.inf], [2.0**53, Decimal(2**53)]),
    },
    "number_between": {
        DataType.INT: ([1.5, 3], [2, 3], [1, 4]),
        DataType.FLOAT: ({"from": -1, "to": 0.1}, [-1.0, -0.0, Decimal("0.1")], [-1.1, 0.2, math.inf]),
    },
    "date_lower_than": {
        DataType.DATE: ("now", [date(2026, 11, 24), date(1, 1, 1)], [date(2026, 11, 25)]),
        DataType.DATETIME: (
            "today",
            [datetime(2026, 11, 24, 22, 59, 59, 999_999), datetime(1, 1, 1)],
            [datetime(2026, 11, 24, 23)],
        ),
    },
    "date_greater_than": {
        DataType.DATE: ("2026-11-24 23:30Z", [date(2026, 11, 25), date(9999, 12, 31)], [date(2026, 11, 24)]),
        DataType.DATETIME: (
            "now - 6 hours",
            [datetime(2026, 11, 24, 4, 30)],
            [datetime(2026, 11, 24, 4, 29, 59, 999_999)],
        ),
    },
    "date_between": {
        DataType.DATE: (
            {"from": "2024-02-29", "to": "now"},
            [date(2024, 2, 29), date(2026, 11, 24)],
            [date(2024, 2, 28), date(2026, 11, 25)],
        ),
        DataType.DATETIME: (
            ["yesterday", "now"],
            [datetime(2026, 11, 22, 23), NOW],
            [datetime(2026, 11, 22, 22, 59), datetime(2026, 11, 24, 10, 31)],
        ),
    },
    "date_matches_current_day": {
        DataType.DATE: (_NO, [date(1999, 11, 24)], [date(1999, 11, 23), date(1999, 12, 24)]),
        DataType.DATETIME: (_NO, [datetime(1999, 11, 23, 23)], [datetime(1999, 11, 24, 23)]),
    },
    "date_matches_current_month": {
        DataType.DATE: (_NO, [date(1999, 11, 1)], [date(2026, 10, 24)]),
        DataType.DATETIME: (_NO, [datetime(1999, 10, 31, 23)], [datetime(1999, 11, 30, 23)]),
    },
    "date_matches_current_year": {
        DataType.DATE: (_NO, [date(2026, 1, 1), date(2026, 12, 31)], [date(2025, 12, 31), date(2027, 1, 1)]),
        DataType.DATETIME: (_NO, [datetime(2025, 12, 31, 23)], [datetime(2026, 12, 31, 23)]),
    },
    "is_true": {DataType.BOOL: (_NO, [True], [False])},
    "is_false": {DataType.BOOL: (_NO, [False], [True])},
    "is_set": {
        DataType.INT: (_NO, [0], []),
        DataType.FLOAT: (_NO, [math.inf], []),
        DataType.STRING: (_NO, ["", "\x00"], []),
        DataType.BOOL: (_NO, [False], []),
        DataType.DATE: (_NO, [date(1, 1, 1)], []),
        DataType.DATETIME: (_NO, [datetime(9999, 12, 31, 23, 59)], []),
        DataType.COMPOUND: (_NO, [{"its_int": None, "its_string": ""}, {"its_float": 1.0}], []),
    },
    **OWN_CASES,
}
OF_NEGATIVE = {
    "not_equal": "equals",
    "not_in": "in",
    "not_contain": "contains",
    "not_contain_any_of": "contains_any_of",
    "number_not_equal": "number_equals",
    "number_not_in": "number_in",
    **OWN_NEGATIVES,
}
PAIRS = [(op, t) for op in registry.OPERATIONS for t in DataType if t in op.types]


def _case(key: str, data_type: DataType) -> tuple[Any, list[Any], list[Any]]:
    return CASES["is_set" if key == "is_not_set" else OF_NEGATIVE.get(key, key)][data_type]


def _selected(document: dict[str, Any], customer: dict[str, Any]) -> bool:
    """Whether the customer is in, by the referee and by the predicate, which must agree."""
    tree = parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE, references=REFERENCES)
    whole = dict.fromkeys(CATALOGUE.attributes) | customer
    judged = interpret(tree, whole, now=NOW, zone=ZONE, value_lists=ListedHere())
    assert holds(lower(tree, now=NOW, zone=ZONE), whole) is judged
    return judged


def _condition(key: str, value: Any) -> dict[str, Any]:
    return {"operation": key} if value is None else {"operation": key, "value": value}


def test_every_operation_of_the_contract_is_registered_on_its_types() -> None:
    everything = frozenset(DataType)
    scalars = everything - {DataType.COMPOUND}
    text, flag = frozenset({DataType.STRING}), frozenset({DataType.BOOL})
    numeric = frozenset({DataType.INT, DataType.FLOAT})
    temporal = frozenset({DataType.DATE, DataType.DATETIME})
    expected = (
        dict.fromkeys(("equals", "not_equal", "in", "not_in"), scalars)
        | dict.fromkeys(("contains", "contains_any_of", "not_contain", "not_contain_any_of"), text)
        | dict.fromkeys(("number_equals", "number_in", "number_not_equal", "number_not_in"), numeric)
        | dict.fromkeys(("number_lower_than", "number_greater_than", "number_between"), numeric)
        | dict.fromkeys(("date_equals", "date_lower_than", "date_greater_than", "date_between"), temporal)
        | dict.fromkeys((f"date_matches_current_{unit}" for unit in ("day", "month", "year")), temporal)
        | dict.fromkeys(("is_true", "is_false"), flag)
        | dict.fromkeys(("is_set", "is_not_set"), everything)
    )
    contract = {operation.key: operation.types for operation in registry.OPERATIONS if not operation.own}
    assert contract == expected


def test_operations_beside_the_contract_are_marked_as_our_own() -> None:
    assert {o.key for o in registry.OPERATIONS if o.own} == {*OWN_CASES, *OWN_NEGATIVES}


def test_no_name_is_taken_twice() -> None:
    named = [name for operation in registry.OPERATIONS for name in (operation.key, *operation.aliases)]
    assert sorted(named) == sorted(registry.names())


def test_the_aliases_mean_the_inclusive_bounds() -> None:
    assert registry.get("lower") is registry.get("number_lower_than")
    assert registry.get("greater") is registry.get("number_greater_than")


def test_the_negative_operations_name_their_positive_ones() -> None:
    negative = {o.key: o.negative_of for o in registry.OPERATIONS if o.asks is Asks.KNOWN_AND_NONE}
    assert negative == OF_NEGATIVE


def test_no_phrase_joins_conditions() -> None:
    for operation in registry.OPERATIONS:
        assert not {"and", "or"} & set(operation.phrase.split())


@pytest.mark.parametrize(("operation", "data_type"), PAIRS, ids=lambda part: getattr(part, "key", str(part)))
class TestEachOperationOnEachType:
    def _asks(self, key: str, data_type: DataType, stored: Any, *, multi: bool = False) -> bool:
        value, _, _ = _case(key, data_type)
        if data_type is DataType.COMPOUND:
            attribute_id = "many_records" if multi else "one_record"
        else:
            attribute_id = f"{'many' if multi else 'one'}_{data_type}"
        return _selected(
            {"attribute_id": attribute_id, "condition": _condition(key, value)}, {attribute_id: stored}
        )

    def test_tells_known_values_apart(self, operation: Any, data_type: DataType) -> None:
        _, satisfying, others = _case(operation.key, data_type)
        positive = operation.asks is Asks.ANY
        for value in satisfying:
            assert self._asks(operation.key, data_type, value) is positive, value
        for value in others:
            assert self._asks(operation.key, data_type, value) is not positive, value

    def test_is_false_where_nothing_is_known_but_for_is_not_set(
        self, operation: Any, data_type: DataType
    ) -> None:
        unknown = [None, *([math.nan, Decimal("NaN")] if data_type is DataType.FLOAT else [])]
        if data_type is DataType.COMPOUND:
            unknown.append({"its_int": None, "its_float": math.nan})
        for value in unknown:
            assert self._asks(operation.key, data_type, value) is (operation.asks is Asks.NONE)
        for values in (None, [], unknown, [None, None]):
            assert self._asks(operation.key, data_type, values, multi=True) is (operation.asks is Asks.NONE)

    def test_asks_any_value_of_many_or_none_of_them(self, operation: Any, data_type: DataType) -> None:
        _, satisfying, others = _case(operation.key, data_type)
        positive = operation.asks is Asks.ANY
        some = [None, *others, satisfying[0], None]
        assert self._asks(operation.key, data_type, some, multi=True) is positive
        if others:
            assert self._asks(operation.key, data_type, [*others, None], multi=True) is not positive


@pytest.mark.parametrize(
    ("operation", "data_type"),
    [pair for pair in PAIRS if pair[1] is not DataType.COMPOUND],
    ids=lambda part: getattr(part, "key", str(part)),
)
def test_a_sub_attribute_is_read_of_any_element(operation: Any, data_type: DataType) -> None:
    value, satisfying, others = _case(operation.key, data_type)
    sub = f"its_{data_type}"
    document = {
        "attribute_id": "many_records",
        "condition": {**_condition(operation.key, value), "sub_attribute_id": sub},
    }
    elements = [None, {sub: None}, *({sub: other} for other in others), {sub: satisfying[0]}]
    assert _selected(document, {"many_records": elements}) is (operation.asks is Asks.ANY)
    another = {"its_string": "x"} if sub == "its_int" else {"its_int": 1}
    unknown = [None, {}, {sub: None}, another]
    assert _selected(document, {"many_records": unknown}) is (operation.asks is Asks.NONE)


@pytest.mark.parametrize(
    ("key", "literal", "value", "expected"),
    [
        ("equals", 1.0, 1, True),
        ("equals", 1.5, 1, False),
        ("not_equal", 1.5, 1, True),
        ("not_equal", 1.5, None, False),
        ("equals", 2.0**53, 2**53 + 1, False),
        ("number_lower_than", 2**127, 5, True),
        ("number_lower_than", -(2**200), -(2**63), False),
        ("number_greater_than", 2**63, 2**63 - 1, False),
        ("number_greater_than", -(2**200), None, False),
        ("number_greater_than", 1e300, 2**63 - 1, False),
        ("number_between", [3, 1], 2, False),
        ("number_between", [1.2, 1.8], 1, False),
        ("number_between", [-1e300, 1e300], 7, True),
        ("number_in", [1.5, 10**4000], 1, False),
    ],
)
def test_a_literal_that_no_integer_holds_is_settled(
    key: str, literal: Any, value: Any, expected: bool
) -> None:
    document = {"attribute_id": "one_int", "condition": {"operation": key, "value": literal}}
    assert _selected(document, {"one_int": value}) is expected


@pytest.mark.parametrize(
    ("key", "literal", "value", "expected"),
    [
        ("equals", 10**23, 1e23, False),  # the float is 99999999999999991611392
        ("equals", 1e23, 1e23, True),
        ("equals", 10**23, Decimal(10**23), True),
        ("equals", 1e23, Decimal(10**23), True),  # as it was written
        ("in", [1e23, 99999999999999991611392], Decimal(10**23), True),
        ("in", [99999999999999991611392, 1e23], Decimal(10**23), True),
        ("number_between", [10**23, 1e23], Decimal(10**23), True),
        ("number_between", [10**23, 1e23], 1e23, False),
        ("number_lower_than", 0.1, Decimal("0.1"), True),
        ("number_lower_than", 10**400, math.inf, False),
        ("number_greater_than", 10**400, math.inf, True),
        ("equals", -0.0, 0.0, True),
        ("equals", 5e-324, 0.0, False),
    ],
)
def test_numbers_compare_exactly_by_value(key: str, literal: Any, value: Any, expected: bool) -> None:
    document = {"attribute_id": "one_float", "condition": {"operation": key, "value": literal}}
    assert _selected(document, {"one_float": value}) is expected


@pytest.mark.parametrize("text", ["", "%", "_", "*", "'", '"', "\\", "\x00", "--", ";", "x" * 1_000_000])
def test_every_character_of_a_needle_is_itself(text: str) -> None:
    document = {"attribute_id": "one_string", "condition": {"operation": "contains", "value": text}}
    assert _selected(document, {"one_string": f"a{text}b"}) is True
    assert _selected(document, {"one_string": "ab"}) is (text == "")


@pytest.mark.parametrize("literal", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize("key", ["date_lower_than", "date_greater_than", "date_equals"])
def test_days_at_the_edges_of_the_calendar_have_no_bound_beyond(key: str, literal: str, zone: str) -> None:
    document = {"attribute_id": "one_datetime", "condition": {"operation": key, "value": literal}}
    tree = parse(document, catalogue=CATALOGUE, now=NOW, zone=ZoneInfo(zone))
    lower(tree, now=NOW, zone=ZoneInfo(zone))
    ends = [datetime.min, datetime.max]
    judged = [interpret(tree, {"one_datetime": at}, now=NOW, zone=ZoneInfo(zone)) for at in ends]
    assert any(judged) or key == "date_equals"
