"""Customers as the referee reads them, and an engine over the same: both must select the same ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from sendoff.conditions.predicates import EVERYBODY, And, AnyValue, Column, Exactly, Predicate
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
AT_ONCE = 20
"""Trees in one question to a server: each question costs it more than a tree does."""

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


@dataclass(frozen=True)
class Case:
    """A condition document, and when and where it is asked."""

    document: dict[str, Any]
    now: datetime
    zone: ZoneInfo


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
        wanted = self._wanted(tree, now=now, zone=zone)
        asked = Query(EVERYBODY, among=selection(tree, now=now, zone=zone))
        with self.engine.rows(asked, batch_rows=1000) as rows:
            found = sorted(str(each) for batch in rows for each in batch.column(0).to_pylist())
        assert found == wanted
        if has_opposite(document, tree):
            opposite = self._opposite(document, now=now, zone=zone)
            assert len(found) + self.engine.count(opposite) == len(self.people)
        self._note(tree, len(found))

    def judge_at_once(self, cases: Sequence[Case]) -> None:
        """The same of several trees by one count: it counts the wanted, nobody else, and all others."""
        asked: list[Predicate] = []
        right: list[int] = []
        told: list[Case] = []
        for case in cases:
            tree = self.parsed(case.document, now=case.now, zone=case.zone)
            if isinstance(tree, Limited):
                self.judge(case.document, now=case.now, zone=case.zone)
                continue
            wanted = self._wanted(tree, now=case.now, zone=case.zone)
            selects = lower(tree, now=case.now, zone=case.zone)
            these = AnyValue(Column(ID, DataType.STRING), Exactly(tuple(wanted) or ("nobody",)))
            counted: list[tuple[Predicate, int]] = [
                (selects, len(wanted)),
                (And((selects, these)), len(wanted)),
            ]
            if has_opposite(case.document, tree):
                opposite = self._opposite(case.document, now=case.now, zone=case.zone)
                counted.append((opposite, len(self.people) - len(wanted)))
            for predicate, count in counted:
                asked.append(predicate)
                right.append(count)
                told.append(case)
            self._note(tree, len(wanted))
        found = self.engine.counts(asked) if asked else []
        assert [case for case, one, other in zip(told, found, right, strict=True) if one != other] == []

    def _wanted(self, tree: Tree, *, now: datetime, zone: ZoneInfo) -> list[str]:
        wanted = select(tree, self.people, now=now, zone=zone, id_column=ID, value_lists=ListedHere())
        return sorted(str(person[ID]) for person in wanted)

    def _opposite(self, document: dict[str, Any], *, now: datetime, zone: ZoneInfo) -> Predicate:
        rest = document | {"negation": not document.get("negation", False)}
        return lower(self.parsed(rest, now=now, zone=zone), now=now, zone=zone)

    def _note(self, tree: Tree, found: int) -> None:
        for condition in leaves(tree):
            subject = condition.sub_attribute or condition.attribute
            self.seen[condition.operation, subject.data_type, condition.negation] += 1
        self.selected["none" if not found else "all" if found == len(self.people) else "some"] += 1


def has_opposite(document: dict[str, Any], tree: Tree) -> bool:
    return bool(document) and not isinstance(tree, Limited)


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


def random_cases() -> st.SearchStrategy[Case]:
    return st.builds(Case, st.one_of([trees()] * 9 + [limited_trees()]), NOW, ZONE)


def judge_random_trees(bench: Bench, count: int, *, at_once: int = 1) -> None:
    """Zero differences on that many trees; more than a quarter of them select some, not all.

    Args:
        at_once: trees in one question; of 1, a tree that differs is made smaller until it is easy to read.
    """
    if at_once == 1:

        @settings(judged, max_examples=count)
        @given(random_cases())
        def judge(case: Case) -> None:
            bench.judge(case.document, now=case.now, zone=case.zone)

        judge()
    else:
        cases = drawn(random_cases(), count)
        assert len(cases) == count
        judge_all(bench, cases, at_once=at_once)
    assert bench.selected["some"] > count / 4


def judge_all(bench: Bench, cases: Sequence[Case], *, at_once: int) -> None:
    for first in range(0, len(cases), at_once):
        some = cases[first : first + at_once]
        if at_once == 1:
            bench.judge(some[0].document, now=some[0].now, zone=some[0].zone)
        else:
            bench.judge_at_once(some)


def judge_every_operation(bench: Bench, *, asked: int = 3, at_once: int = 1) -> None:
    """Each operation on each type, negated and not; those that chance has left out are asked by name.

    Args:
        asked: how many conditions each of those.
        at_once: conditions in one question.
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
    found = drawn(st.builds(Case, conditions(), NOW, ZONE), CONDITIONS_DRAWN)
    cases = []
    for key, data_type, negation in sorted(every - reached):
        fitting = [each for each in found if asks_for(each.document, key, DataType(data_type))][:asked]
        for each in fitting or rare_cases(key, DataType(data_type), asked):
            cases.append(replace(each, document=each.document | {"negation": negation}))
    judge_all(bench, cases, at_once=at_once)
    assert every <= {(key, str(data_type), negation) for key, data_type, negation in bench.seen}


def asks_for(document: dict[str, Any], key: str, data_type: DataType) -> bool:
    attribute = CATALOGUE.attributes[document["attribute_id"]]
    sub = attribute.sub(document["condition"].get("sub_attribute_id", ""))
    return document["condition"]["operation"] == key and (sub or attribute).data_type is data_type


def rare_cases(key: str, data_type: DataType, count: int) -> list[Case]:
    """Conditions that chance has to be pointed at."""

    def has(document: dict[str, Any]) -> bool:
        return asks_for(document, key, data_type)

    kinds = {each.id: (each.data_type, *(sub.data_type for sub in each.sub_attributes)) for each in CATALOGUE}
    fitting = {each.id: each for each in CATALOGUE if data_type in kinds[each.id]}
    asking = conditions(replace(CATALOGUE, attributes=fitting)).filter(has)
    return drawn(st.builds(Case, asking, NOW, ZONE), count)
