"""Predicates as large as trees can be: every leaf counts, however many there are and in whatever source."""

from __future__ import annotations

import pyarrow as pa
import pytest
from pyarrow import csv, parquet

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import And, AnyValue, Column, Leaf, Not, OneOf, Or, Predicate
from sendoff.engines.port import Engine, EngineOptions, Query, SourceUnusable, Stopped
from sendoff.engines.registry import open_engine
from tests.engines.files import duckdb_file

CUSTOMERS = 601
NUMBER = Column("number", DataType.INT)
NAME = Column("name", DataType.STRING)
NUMBERS = Column("numbers", DataType.INT, multi=True)


@pytest.fixture(scope="module", params=["parquet", "csv", "duckdb"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Customers who differ in each of their attributes."""
    folder = tmp_path_factory.mktemp("many")
    table = pa.table(
        {
            "customer_entity_id": range(CUSTOMERS),
            "number": range(CUSTOMERS),
            "name": [f"N{at}" for at in range(CUSTOMERS)],
        }
    )
    many = pa.array([[at, -1] for at in range(CUSTOMERS)])
    match request.param:
        case "csv":
            csv.write_csv(table, folder / "customers.csv")
            return open_engine(str(folder / "customers.csv"), EngineOptions(csv_types={"number": "int"}))
        case "duckdb":
            source = duckdb_file(folder)
            source.write(table.append_column("numbers", many))
            return source.open()
        case _:
            parquet.write_table(table.append_column("numbers", many), folder / "customers.parquet")
            return open_engine(str(folder / "customers.parquet"))


def ids(engine: Engine, predicate: Predicate) -> list[int]:
    with engine.rows(Query(predicate), batch_rows=CUSTOMERS) as rows:
        found = [int(each) for batch in rows for each in batch.column(0).to_pylist()]
    return sorted(found)


def test_every_leaf_of_a_long_chain_counts(engine: Engine) -> None:
    """Each leaf is of one customer, so that one leaf more or less is one customer more or less."""
    leaves = lists(NAME, count=CUSTOMERS - 1, values_each=1)
    assert ids(engine, And(tuple(Not(leaf) for leaf in leaves))) == [CUSTOMERS - 1]
    assert ids(engine, Or(leaves)) == list(range(CUSTOMERS - 1))


@pytest.mark.parametrize("values_each", [10, 101])
def test_every_list_of_many_counts(engine: Engine, values_each: int) -> None:
    """Short lists, and more long ones than are registered."""
    leaves = lists(NAME, count=40, values_each=values_each)
    expected = set(range(40 * values_each)) & set(range(CUSTOMERS))
    assert ids(engine, Or(leaves)) == sorted(expected)
    assert ids(engine, And(tuple(Not(leaf) for leaf in leaves))) == sorted(set(range(CUSTOMERS)) - expected)


def test_every_list_over_a_multi_valued_attribute_counts(engine: Engine) -> None:
    if "numbers" not in engine.catalogue().attributes:
        pytest.skip("CSV has no lists")
    leaves = lists(NUMBERS, count=30, values_each=101)
    assert ids(engine, Or(leaves)) == list(range(CUSTOMERS))
    assert ids(engine, And(tuple(Not(leaf) for leaf in leaves[1:]))) == list(range(101))


def test_lists_of_a_hundred_values_by_the_hundred_are_joins_of_nothing(engine: Engine) -> None:
    """DuckDB made a join of each, which took minutes of planning beside one registered list."""
    leaves = lists(NAME, count=301, values_each=2)
    registered = AnyValue(NAME, OneOf(tuple(f"nobody {at}" for at in range(101))))
    assert ids(engine, Or((registered, *leaves))) == list(range(CUSTOMERS))


def test_a_column_that_went_is_named_from_a_large_tree_too(engine: Engine) -> None:
    gone = AnyValue(Column("gone", DataType.INT), OneOf((1,)))
    leaves = (*lists(NUMBER, count=600, values_each=1), gone)
    with pytest.raises(SourceUnusable, match="'gone'"):
        engine.count(Or(leaves))


class StopAtLook:
    """A stop signal that is set once it has been looked at twice."""

    def __init__(self) -> None:
        self._looks = 0

    def is_set(self) -> bool:
        self._looks += 1
        return self._looks > 2

    def wait(self, timeout: float | None = None) -> bool:
        raise NotImplementedError


def test_a_large_tree_is_stopped_while_its_query_is_made(engine: Engine) -> None:
    leaves = lists(NUMBER, count=20_000, values_each=1)
    with pytest.raises(Stopped):
        engine.count(Or(leaves), stop=StopAtLook())


def lists(column: Column, *, count: int, values_each: int) -> tuple[Leaf, ...]:
    return tuple(
        AnyValue(
            column,
            OneOf(
                tuple(
                    f"n{value}" if column is NAME else value
                    for value in range(at * values_each, (at + 1) * values_each)
                )
            ),
        )
        for at in range(count)
    )
