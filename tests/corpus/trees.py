"""The corpus's trees: each asks one thing that systems read differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

NOW = "2026-11-24T10:30:00Z"
UTC = "UTC"
PRAGUE = "Europe/Prague"

Tree = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """`name` says what the case is about, as a sentence."""

    name: str
    tree: Tree
    now: str = NOW
    zone: str = UTC


def one(attribute_id: str, operation: str, value: Any = None, **more: Any) -> Tree:
    """A condition; `sub` names a sub-attribute."""
    inner: Tree = {"operation": operation}
    if value is not None:
        inner["value"] = value
    if "sub" in more:
        inner["sub_attribute_id"] = more.pop("sub")
    if "quantifier" in more:
        inner["quantifier"] = more.pop("quantifier")
    return {"attribute_id": attribute_id, "condition": inner, **more}


def inner(operation: str, value: Any = None, **more: Any) -> Tree:
    """A condition within an attribute operation."""
    whole = one("", operation, value, **more)
    del whole["attribute_id"]
    return whole


def every(*operands: Tree, **more: Any) -> Tree:
    return {"operation": "and", "operands": list(operands), **more}


def some(*operands: Tree, **more: Any) -> Tree:
    return {"operation": "or", "operands": list(operands), **more}


def span(amount: int, unit: str) -> Tree:
    return {"amount": amount, "unit": unit}


def asked() -> Iterator[Asked]:
    yield Asked("everybody", {})
    yield from _nulls_and_negation()
    yield from _texts()
    yield from _numbers()
    yield from _moments()
    yield from _lists()
    yield from _records()
    yield from _additions()


def _nulls_and_negation() -> Iterator[Asked]:
    equals = one("name", "equals", "ada")
    yield Asked("equals holds for a known value alone", equals)
    yield Asked(
        "a negated equals is its exact complement, the unknown among them", equals | {"negation": True}
    )
    yield Asked("not_equal leaves out those of whom nothing is known", one("name", "not_equal", "ada"))
    yield Asked("a negated not_equal has the unknown", one("name", "not_equal", "ada", negation=True))
    yield Asked("an empty text is a value", one("name", "is_set"))
    yield Asked("an empty text equals itself", one("name", "equals", ""))
    yield Asked("is_not_set holds where nothing is known", one("name", "is_not_set"))
    yield Asked("NaN is no value", one("spent", "is_set"))
    yield Asked("NaN is in no range", one("spent", "number_greater_than", -1e308))
    yield Asked("NaN is left out by a negative operation", one("spent", "number_not_equal", 1))
    yield Asked(
        "an unknown flag is neither true nor false", some(one("news", "is_true"), one("news", "is_false"))
    )
    yield Asked("a flag that is not true may be unknown", one("news", "is_true", negation=True))
    yield Asked(
        "a negated group is the complement of the whole",
        every(one("name", "is_set"), one("points", "number_greater_than", 1), negation=True),
    )
    yield Asked(
        "negations within negations cancel out",
        some(every(one("news", "is_true", negation=True), negation=True), negation=True),
    )


def _texts() -> Iterator[Asked]:
    yield Asked("no wildcard: % is itself", one("name", "contains", "%"))
    yield Asked("no wildcard: _ is itself", one("tags", "equals", "_"))
    yield Asked("a backslash is itself", one("tags", "contains", "\\"))
    yield Asked("a quote is itself", one("name", "contains", "o'b"))
    yield Asked("no trimming", one("name", "equals", "ada "))
    yield Asked("letters beyond ASCII have no case", one("name", "equals", "žofie ǆ"))
    yield Asked("no accent is folded", one("tags", "equals", "e"))
    yield Asked("a combined letter is not the composed one", one("name", "equals", "é"))
    yield Asked("a final sigma is a sigma like any other", one("tags", "equals", "οδοσ"))
    yield Asked("ς is no σ", one("tags", "equals", "οδος"))
    yield Asked("İ becomes i", one("name", "equals", "i"))
    yield Asked("ı is another letter", one("tags", "equals", "ı"))
    yield Asked("ß is not ss", one("tags", "contains", "ss"))
    yield Asked("a letter younger than Unicode 14 keeps its case", one("tags", "equals", "\ua7cb"))
    yield Asked("every text contains the empty one", one("name", "contains", ""))
    yield Asked("contains_any_of asks for one of them", one("name", "contains_any_of", ["zz", "BRI"]))
    yield Asked("not_contain_any_of asks for none", one("name", "not_contain_any_of", ["a", "e"]))


def _numbers() -> Iterator[Asked]:
    yield Asked("1 equals 1.0", one("scores", "equals", 1.0))
    yield Asked("64-bit integers keep every digit", one("points", "equals", 2**53 + 1))
    yield Asked("2^53 is not 2^53 + 1", one("points", "number_lower_than", 2**53))
    yield Asked("the least and the greatest integer", one("scores", "in", [2**63 - 1, -(2**63)]))
    yield Asked("an integer no column can hold equals nothing", one("points", "equals", 10**30))
    yield Asked("a bound no column can hold is rounded inwards", one("points", "number_lower_than", 10**30))
    yield Asked("a fraction equals no integer", one("points", "number_in", [0.5, 18]))
    yield Asked("a fraction as a bound is rounded inwards", one("points", "number_greater_than", 17.5))
    yield Asked("0.1 + 0.2 is not 0.3", one("spent", "equals", 0.3))
    yield Asked("-0.0 equals 0", one("spent", "equals", 0))
    yield Asked("infinity is at least anything", one("spent", "greater", 1e308))
    yield Asked("decimals are compared as they are written", one("balance", "equals", 1.1))
    yield Asked("bounds count", one("balance", "number_between", [1.1, 1.101]))
    yield Asked("from above to holds for nobody", one("points", "number_between", [5, 1]))
    yield Asked(
        "and its negation for all", one("points", "number_between", {"from": 5, "to": 1}, negation=True)
    )
    yield Asked("an integer column beside a float beyond 2^53", one("points", "equals", float(2**53)))


def _moments() -> Iterator[Asked]:
    yield Asked("a day is any instant of it", one("seen", "date_equals", "2026-11-24"))
    yield Asked("a day in another zone", one("seen", "date_equals", "2026-11-25"), zone=PRAGUE)
    yield Asked("up to a day is up to its end", one("seen", "date_lower_than", "2026-11-24"), zone=PRAGUE)
    yield Asked("an instant is that very one", one("seen", "equals", "2026-11-24T11:30:00+01:00"))
    yield Asked("an instant keeps microseconds", one("seen", "equals", "2026-11-24T22:59:59.999999"))
    yield Asked("against a date an instant means its day", one("born", "date_equals", "2026-11-24T23:30:00Z"))
    yield Asked(
        "and that day is the zone's",
        one("born", "date_equals", "2026-11-23T23:30:00Z"),
        zone=PRAGUE,
    )
    yield Asked(
        "the hour that a spring clock leaves out", one("seen", "date_equals", "2025-03-30"), zone=PRAGUE
    )
    yield Asked(
        "the hour that an autumn clock has twice", one("seen", "date_equals", "2025-10-26"), zone=PRAGUE
    )
    yield Asked(
        "today is a day of the zone", one("seen", "date_equals", "today"), "2026-11-24T23:30:00Z", PRAGUE
    )
    yield Asked("now is an instant", one("seen", "date_lower_than", "now"))
    yield Asked(
        "a month back is clipped", one("seen", "date_equals", "today - 1 month"), "2026-03-31T12:00:00Z"
    )
    yield Asked("one of several days and instants", one("seen", "in", ["2026-11-24", "2025-03-30T01:00:00"]))
    yield Asked("not_in leaves out the unknown", one("born", "not_in", ["2026-11-24", "2000-02-29"]))
    yield Asked(
        "the first and the last day there is", one("born", "date_between", ["0001-01-01", "9999-12-31"])
    )
    yield Asked("a leap day has its anniversary on leap days alone",
                one("born", "date_matches_current_day"), "2026-02-28T12:00:00Z")  # fmt: skip
    yield Asked("a leap day on a leap day", one("born", "date_matches_current_day"), "2028-02-29T12:00:00Z")
    yield Asked("the month of any year", one("born", "date_matches_current_month"))
    yield Asked(
        "the year of a zone", one("seen", "date_matches_current_year"), "2025-12-31T23:30:00Z", PRAGUE
    )


def _lists() -> Iterator[Asked]:
    yield Asked("one of several values", one("tags", "equals", "GOLD"))
    yield Asked("a negative operation asks all of them", one("tags", "not_equal", "gold"))
    yield Asked("an empty list is unknown", one("tags", "is_not_set"))
    yield Asked("a list of nothing but null is unknown", one("scores", "is_set"))
    yield Asked(
        "two conditions may be satisfied by two values",
        {"attribute_id": "scores", **every(inner("equals", 1), inner("equals", 3))},
    )
    yield Asked(
        "and mean the same written one by one", every(one("scores", "equals", 1), one("scores", "equals", 3))
    )
    yield Asked("a date among several", one("visits", "date_greater_than", "2026-11-20"))
    yield Asked("a complement of a list", one("visits", "date_greater_than", "2026-11-20", negation=True))


def _records() -> Iterator[Asked]:
    about_a = (inner("equals", "a", sub="sku"), inner("number_greater_than", 50, sub="amount"))
    apart = (one("orders", "equals", "a", sub="sku"), one("orders", "number_greater_than", 50, sub="amount"))
    yield Asked("an attribute operation is about one element", {"attribute_id": "orders", **every(*about_a)})
    yield Asked("separate conditions may be about two", every(*apart))
    yield Asked(
        "the complement of one element",
        {"attribute_id": "orders", **every(*about_a), "negation": True},
    )
    yield Asked(
        "a negation inside reads that element",
        {"attribute_id": "orders", **every(inner("equals", "b", sub="sku", negation=True))},
    )
    yield Asked(
        "a negative operation inside needs that element's value",
        {"attribute_id": "orders", **every(inner("not_equal", "b", sub="sku"))},
    )
    yield Asked("a negative operation outside asks every element", one("orders", "not_equal", "b", sub="sku"))
    yield Asked("a record without a known value is no element", one("orders", "is_set"))
    yield Asked("a record with one known value is one", one("address", "is_set"))
    yield Asked("a sub-value that is not known", one("address", "is_not_set", sub="floor"))
    yield Asked("an element whose amount is not known",
                {"attribute_id": "orders", **every(inner("is_not_set", sub="amount"))})  # fmt: skip
    yield Asked("a record's text beyond ASCII", one("address", "equals", "žďár", sub="city"))
    yield Asked("a record's instant", one("orders", "date_equals", "2026-11-24", sub="placed"), zone=PRAGUE)


def _additions() -> Iterator[Asked]:
    yield Asked("starts_with has no case", one("name", "starts_with", "AD"))
    yield Asked("ends_with trims nothing", one("name", "ends_with", "a"))
    yield Asked("not_start_with leaves out the unknown", one("tags", "not_start_with", "g"))
    yield Asked("not_end_with asks every value", one("tags", "not_end_with", "d"))
    yield Asked("the last 2 days, in days", one("seen", "date_in_last", span(2, "day")))
    yield Asked("the last 12 hours, in instants", one("seen", "date_in_last", span(12, "hour")),
                "2026-11-24T22:30:00Z")  # fmt: skip
    yield Asked("the next month of a date", one("visits", "date_in_next", span(1, "month")))
    yield Asked("older than a year", one("seen", "date_older_than", span(1, "year")))
    yield Asked(
        "an anniversary over the turn of the year",
        one("born", "anniversary_in_next", span(20, "day")),
        "2026-12-20T12:00:00Z",
    )
    yield Asked("an anniversary on 29 February", one("born", "anniversary_in_next", span(5, "day")),
                "2028-02-26T12:00:00Z")  # fmt: skip
    yield Asked("and none where the year has no such day", one("born", "anniversary_in_next", span(5, "day")),
                "2026-02-26T12:00:00Z")  # fmt: skip
    yield Asked("all values: nothing known is left out",
                one("scores", "number_greater_than", 2, quantifier="all"))  # fmt: skip
    yield Asked(
        "the complement of all", one("scores", "number_greater_than", 2, quantifier="all", negation=True)
    )
    yield Asked("none of the values", one("tags", "contains", "o", quantifier="none"))
    yield Asked("at least two values, equal ones too", one("scores", "equals", 3, quantifier={"at_least": 2}))
    yield Asked("a negative operation value by value", one("tags", "not_equal", "gold", quantifier="any"))
    yield Asked(
        "at least two elements",
        {
            "attribute_id": "orders",
            **every(inner("number_greater_than", 10, sub="amount")),
            "quantifier": {"at_least": 2},
        },
    )
    yield Asked(
        "every element",
        {"attribute_id": "orders", **every(inner("is_set", sub="sku")), "quantifier": "all"},
    )
    yield Asked("a share of the customers", {"sample": {"percent": 30}})
    yield Asked("another salt is another share", {"sample": {"percent": 50, "salt": "autumn"}})
    yield Asked("the rest of a share", {"sample": {"percent": 50, "salt": "autumn"}, "negation": True})
