"""The corpus says who is selected: the referee and every engine are held to the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from sendoff.attributes.catalogue import Attribute, DataType
from sendoff.conditions.lower import lower
from sendoff.conditions.parse import parse
from sendoff.engines.port import Query
from tests.corpus.customers import CATALOGUE, CUSTOMERS, ID
from tests.corpus.make import HERE, pages
from tests.engines.every import MAKERS, SERVERS
from tests.property.bench import ARROW_TYPES

ENGINES = ["parquet_file", *SERVERS]
MICROSECONDS = pa.timestamp("us", tz="UTC")


def arrow_type(attribute: Attribute) -> pa.DataType:
    types: Mapping[DataType, pa.DataType] = {**ARROW_TYPES, DataType.DATETIME: MICROSECONDS}
    if attribute.id == "balance":
        return pa.decimal128(18, 3)
    if attribute.data_type is DataType.COMPOUND:
        one = pa.struct([(sub.id, types[sub.data_type]) for sub in attribute.sub_attributes])
    else:
        one = types[attribute.data_type]
    return pa.list_(one) if attribute.multi else one


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((HERE / "cases.json").read_text())
    return found


def test_the_files_hold_what_the_referee_says() -> None:
    for name, content in pages().items():
        assert (HERE / name).read_text() == content, "Run: python -m tests.corpus.make"


def test_every_case_is_about_something_else() -> None:
    names = [case["name"] for case in cases()]
    assert len(set(names)) == len(names) >= 100


@pytest.mark.parametrize("engine", [pytest.param(each, marks=pytest.mark.slow) for each in ENGINES])
def test_an_engine_selects_whom_the_corpus_says(
    request: pytest.FixtureRequest, tmp_path: Path, engine: str
) -> None:
    source = MAKERS[engine](request, tmp_path)
    schema = pa.schema([(ID, pa.string()), *((each.id, arrow_type(each)) for each in CATALOGUE)])
    source.write(pa.Table.from_pylist([dict(each) for each in CUSTOMERS], schema=schema))
    opened = source.open()
    catalogue = opened.catalogue()
    wrong = []
    for case in cases():
        now, zone = datetime.fromisoformat(case["now"]), ZoneInfo(case["time_zone"])
        tree = parse(case["conditions_operation"], catalogue=catalogue, now=now, zone=zone)
        with opened.rows(Query(lower(tree, now=now, zone=zone)), batch_rows=100) as rows:
            found = {each for batch in rows for each in batch.column(0).to_pylist()}
        if found != set(case["selected"]):
            wrong.append((case["name"], sorted(found), case["selected"]))
    assert wrong == []
