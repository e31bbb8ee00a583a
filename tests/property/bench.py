"""Customers as the referee reads them, and an engine over the same: both must select the same ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pyarrow as pa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sendoff.attributes.catalogue import Attribute, DataType
from sendoff.conditions.interpret import Referee, select
from sendoff.conditions.lower import lower, selection
from sendoff.conditions.operations import registry
from sendoff.conditions.parse import parse
from sendoff.conditions.predicates import EVERYBODY
from sendoff.conditions.tree import Condition, Everybody, Group, Limited, Sample, Segment, Tree
from sendoff.engines.port import Engine, Query
from tests.engines.source import Source
from tests.property.strategies import (
    CATALOGUE,
    NOWS,
    REFERENCES,
    VALUE_LISTS,
    ZONES,
    ListedHere,
    conditions,
    customers,
    limited_trees,
    trees,
)

CUSTOMERS = 80
CONDITIONS_DRAWN = 6000
ID = "customer_entity_id"

Drawn = TypeVar("Drawn")
NOW = st.sampled_from(NOWS)
ZONE = st.sampled_from(ZONES)
judged = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    print_blob=True,
)


def drawn(strategy: st.SearchStrategy[Drawn], count: int) -> list[Drawn]:
    """Some of what the strategy gives: of one run, made once, for many examples to share."""
    found: list[Drawn] = []

    @settings(judged, max_examples=count, database=None, phases=[Phase.generate])
    @given(strategy)
    def keep(value: Drawn) -> None:
        found.append(value)

    keep()
    return found


ARROW_TYPES: Mapping[DataType, pa.DataType] = {
    DataType.INT: pa.int64(),
    DataType.FLOAT: pa.float64(),
    DataType.STRING: pa.string(),
    DataType.BOOL: pa.bool_(),
    DataType.DATE: pa.date32(),
    DataType.DATETIME: pa.timestamp("us"),
}


def arrow_type(attribute: Attribute) -> pa.DataType:
    match attribute.id:
        case "one_decimal":
            one = pa.decimal128(18, 3)
        case "one_zoned":
            one = pa.timestamp("us", tz="UTC")
        case _ if attribute.data_type is DataType.COMPOUND:
            one = pa.struct([(sub.id, ARROW_TYPES[sub.data_type]) for sub in attribute.sub_attributes])
        case _:
            one = ARROW_TYPES[attribute.data_type]
    return pa.list_(one) if attribute.multi else one


class Bench:
    """Customers as the referee reads them, and the engine over the same."""

    def __init__(self, engine: Engine, people: Sequence[Mapping[str, Any]]) -> None:
        self.engine = engine
        self.people = people
        self.catalogue = engine.catalogue()
        self.seen: Counter[tuple[str, str, bool]] = Counter()
        self.selected: Counter[str] = Counter()

    def parsed(self, document: dict[str, Any], *, now: datetime, zone: ZoneInfo) -> Tree:
        return parse(document, catalogue=self.catalogue, now=now, zone=zone, references=REFERENCES)

    def judge(self, document: dict[str, Any], *, now: datetime, zone: ZoneInfo) -> None:
        """Both give the same ids, and the complement has all the others (of a limit there is none)."""
        tree = self.parsed(document, now=now, zone=zone)
        wanted = select(tree, self.people, now=now, zone=zone, id_column=ID, value_lists=ListedHere())
        asked = Query(EVERYBODY, among=selection(tree, now=now, zone=zone))
        with self.engine.rows(asked, batch_rows=1000) as rows:
            found = sorted(str(each) for batch in rows for each in batch.column(0).to_pylist())
        assert found == sorted(str(person[ID]) for person in wanted)
        if document and not isinstance(tree, Limited):
            rest = document | {"negation": not document.get("negation", False)}
            opposite = self.parsed(rest, now=now, zone=zone)
            others = self.engine.count(lower(opposite, now=now, zone=zone))
            assert len(found) + others == len(self.people)
        for condition in leaves(tree):
            subject = condition.sub_attribute or condition.attribute
            self.seen[condition.operation, subject.data_type, condition.negation] += 1
        self.selected["none" if not found else "all" if len(found) == len(self.people) else "some"] += 1


def referee_of(tree: Tree, *, now: datetime, zone: ZoneInfo) -> Referee:
    return Referee(tree, now=now, zone=zone, value_lists=ListedHere())


def leaves(node: Tree) -> Iterator[Condition]:
    match node:
        case Condition():
            yield node
        case Group():
            for operand in node.operands:
                yield from leaves(operand)
        case Limited():
            yield from leaves(node.of)
        case Segment():
            yield from leaves(node.tree)
        case Everybody() | Sample():
            return


class Lists:
    """The uploaded lists of the strategies, as engines read them."""

    def table(self, key: str) -> pa.Table:
        return pa.table({"value": pa.array(map(str, VALUE_LISTS[key]), pa.large_string())})


def people() -> list[dict[str, Any]]:
    return [{ID: f"c{at}", **person} for at, person in enumerate(drawn(customers(), CUSTOMERS))]


def bench_over(source: Source, given: Sequence[Mapping[str, Any]]) -> Bench:
    """The people, written there as they can be kept, and the engine over them."""
    kept = [source.stored(person) for person in given]
    schema = pa.schema([(ID, pa.string()), *((a.id, arrow_type(a)) for a in CATALOGUE)])
    source.write(pa.Table.from_pylist(kept, schema=schema))
    made = Bench(source.open(value_lists=Lists()), kept)
    assert dict(made.catalogue.attributes).keys() == CATALOGUE.attributes.keys()
    for attribute in made.catalogue:
        wanted = CATALOGUE.attributes[attribute.id]
        assert (attribute.data_type, attribute.multi) == (wanted.data_type, wanted.multi)
    return made


def judge_random_trees(bench: Bench, count: int) -> None:
    """Zero differences on that many trees; more than a quarter of them select some, not all."""

    @settings(judged, max_examples=count)
    @given(st.one_of([trees()] * 9 + [limited_trees()]), NOW, ZONE)
    def judge(document: dict[str, Any], now: datetime, zone: ZoneInfo) -> None:
        bench.judge(document, now=now, zone=zone)

    judge()
    assert bench.selected["some"] > count / 4


def judge_every_operation(bench: Bench, *, asked: int = 3) -> None:
    """Each operation on each type, negated and not; those that chance has left out are asked by name.

    Args:
        asked: how many conditions each of those.
    """
    refused = bench.engine.limits.refused
    every = {
        (operation.key, str(data_type), negation)
        for data_type in DataType
        for operation in registry.taking(data_type)
        if operation.key not in refused
        for negation in (False, True)
    }
    reached = {(key, str(data_type), negation) for key, data_type, negation in bench.seen}
    found = drawn(st.tuples(conditions(), NOW, ZONE), CONDITIONS_DRAWN)
    for key, data_type, negation in sorted(every - reached):
        fitting = [each for each in found if asks_for(each[0], key, DataType(data_type))]
        if not fitting:
            ask_for(bench, key, DataType(data_type), negation=negation, asked=asked)
        for document, now, zone in fitting[:asked]:
            bench.judge(document | {"negation": negation}, now=now, zone=zone)
    assert every <= {(key, str(data_type), negation) for key, data_type, negation in bench.seen}


def asks_for(document: dict[str, Any], key: str, data_type: DataType) -> bool:
    attribute = CATALOGUE.attributes[document["attribute_id"]]
    sub = attribute.sub(document["condition"].get("sub_attribute_id", ""))
    return document["condition"]["operation"] == key and (sub or attribute).data_type is data_type


def ask_for(bench: Bench, key: str, data_type: DataType, *, negation: bool, asked: int) -> None:
    """For those that are rare: chance has to be pointed at them."""

    def has(document: dict[str, Any]) -> bool:
        return asks_for(document, key, data_type)

    kinds = {each.id: (each.data_type, *(sub.data_type for sub in each.sub_attributes)) for each in CATALOGUE}
    fitting = {each.id: each for each in CATALOGUE if data_type in kinds[each.id]}

    @settings(judged, max_examples=asked)
    @given(conditions(replace(CATALOGUE, attributes=fitting)).filter(has), NOW, ZONE)
    def judge(document: dict[str, Any], now: datetime, zone: ZoneInfo) -> None:
        bench.judge(document | {"negation": negation}, now=now, zone=zone)

    judge()
