"""JSON of whole columns is the JSON of each value."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendoff.formats.json_columns import JsonTexts
from sendoff.formats.json_values import json_bytes

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
SCALARS: dict[pa.DataType, st.SearchStrategy[Any]] = {
    pa.string(): TEXTS,
    pa.large_string(): TEXTS,
    pa.bool_(): st.booleans(),
    pa.int8(): st.integers(-128, 127),
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.uint64(): st.integers(0, 2**64 - 1),
    pa.float32(): st.floats(width=32),
    pa.float64(): st.floats(),
    pa.decimal128(38, 4): st.decimals(-(10**20), 10**20, places=4),
    pa.date32(): st.dates(),
    pa.timestamp("s"): st.datetimes().map(lambda moment: moment.replace(microsecond=0)),
    pa.timestamp("us"): st.datetimes(),
    pa.timestamp("us", tz="UTC"): st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)),
}


@st.composite
def columns(draw: st.DrawFn) -> pa.Array:
    kind = draw(st.sampled_from(list(SCALARS)))
    values = st.none() | SCALARS[kind]
    shape = draw(st.sampled_from(["one", "list", "record", "list of records"]))
    record = pa.struct([("a", kind), ("b\"'", pa.string())])
    records = st.none() | st.fixed_dictionaries({"a": values, "b\"'": st.none() | TEXTS})
    kind, values = {
        "one": (kind, values),
        "list": (pa.list_(kind), st.none() | st.lists(values, max_size=3)),
        "record": (record, records),
        "list of records": (pa.list_(record), st.none() | st.lists(records, max_size=3)),
    }[shape]
    made = pa.array(draw(st.lists(values, max_size=5)), kind)
    return made.slice(draw(st.integers(0, len(made))))


@given(columns())
def test_the_json_of_a_column_is_that_of_each_value(column: pa.Array) -> None:
    texts = JsonTexts()
    try:
        found = texts.of(column).to_pylist()
    finally:
        texts.close()
    expected = [None if value is None else json_bytes(value).decode() for value in column.to_pylist()]

    def read(text: str | None) -> Any:
        # Floats may be written in another way; what they are read back as may not differ.
        return None if text is None else json.loads(text, object_pairs_hook=list)

    assert [read(text) for text in found] == [read(text) for text in expected]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (pa.array([Decimal("1.10")], pa.decimal128(38, 2)), "1.10"),
        (pa.array([Decimal("12345678901234567890.12")], pa.decimal128(38, 2)), "12345678901234567890.12"),
        (pa.array([2**64 - 1], pa.uint64()), "18446744073709551615"),
        (pa.array([date(1, 1, 1)]), '"0001-01-01"'),
        (pa.array([datetime(2024, 1, 1, 0, 0, 0, 500_000)]), '"2024-01-01 00:00:00.5"'),
        (pa.array([[{"a": None}, None]]), '[{"a":null},null]'),
        (pa.array([float("inf")]), '"inf"'),
    ],
)
def test_no_digit_is_lost(column: pa.Array, text: str) -> None:
    texts = JsonTexts()
    assert texts.of(column).to_pylist() == [text]
    texts.close()
