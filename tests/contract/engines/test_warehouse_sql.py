"""The SQL for warehouses of which no server is within reach: kept, compared, and read back by a parser."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from sendoff.conditions.casing import lower_simple
from sendoff.conditions.predicates import AnyValue, Column, Leaf, OneOf, Or
from sendoff.engines.sql.warehouse import lower_letters, upper_letters
from tests.engines.warehouse_trees import counted
from tests.engines.warehouses import SNAPSHOTS, WAREHOUSES, Warehouse, files, statements


@pytest.fixture(params=WAREHOUSES)
def warehouse(request: pytest.FixtureRequest) -> Warehouse:
    return WAREHOUSES[request.param]


def test_the_sql_is_what_it_was(warehouse: Warehouse) -> None:
    """Where a change is meant: `python -m tests.engines.warehouses`, and read what has changed."""
    folder = SNAPSHOTS / warehouse.dialect
    kept = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.sql")}
    assert files(warehouse) == kept


def test_the_sql_is_read_back_as_it_was_written(warehouse: Warehouse) -> None:
    for cases in statements(warehouse).values():
        for title, sql in cases.items():
            if sql.startswith("-- refused"):
                continue
            [tree] = sqlglot.parse(sql, read=warehouse.dialect)
            assert isinstance(tree, exp.Select), title
            assert not list(tree.find_all(exp.Command)), title
            again = tree.sql(warehouse.dialect)
            assert sqlglot.parse_one(again, read=warehouse.dialect).sql(warehouse.dialect) == again, title


def test_every_text_comes_back_from_its_literal(warehouse: Warehouse) -> None:
    """But for NUL, which is put in by a function."""
    speech = warehouse.described.speech
    everything = "".join(map(chr, [*range(1, 0x3000), 0xFFFD, 0x1F600])) + "'\\'\"`$ ${x} %s :a ? --/* */"
    found = sqlglot.parse_one(
        speech.write(exp.Select(expressions=[speech.text(everything)])), warehouse.dialect
    )
    assert "".join(each.name for each in found.find_all(exp.Literal)) == everything


def test_many_conditions_name_the_letters_once(warehouse: Warehouse) -> None:
    email = Column("email", warehouse.described.schema.catalogue.attributes["email"].data_type)
    leaves: list[Leaf] = [AnyValue(email, OneOf((f"name {at}",))) for at in range(1_000)]
    sql = warehouse.compile(counted(Or(tuple(leaves))))
    assert sql.count(upper_letters()) == 1
    assert len(sql.encode()) < 150_000


def test_the_letters_are_those_that_have_a_lower_case() -> None:
    assert lower_simple(upper_letters()) == lower_letters()
    assert len(set(upper_letters())) == len(lower_letters()) > 1_400
    assert set("AZŽİΣ𐐀") < set(upper_letters())
