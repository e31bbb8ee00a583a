"""Predicates read for one customer in plain Python, so that the lowering is checked without an engine.

Written from the docstrings of `sendoff.conditions.predicates` alone.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.casing import lower_simple
from sendoff.conditions.predicates import (
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
    Or,
    Predicate,
    StartsWithAny,
    Test,
    Within,
)
from tests.property.strategies import VALUE_LISTS


def holds(predicate: Predicate, customer: Mapping[str, Any]) -> bool:
    match predicate:
        case Constant(value):
            return value
        case Not(operand):
            return not holds(operand, customer)
        case And(operands):
            return all(holds(operand, customer) for operand in operands)
        case Or(operands):
            return any(holds(operand, customer) for operand in operands)
        case AnyValue(column, Exactly() | HashedBelow() as test):
            return customer[column.attribute_id] is not None and satisfies(
                str(customer[column.attribute_id]), test
            )
        case AnyValue(column, test):
            return any(satisfies(value, test) for value in known_values(column, customer))
        case AnyElement(attribute_id, multi, fields, inner, at_least):
            stored = customer[attribute_id]
            records = (stored or []) if multi else [stored]
            # An element is read as if it were a customer whose one record it is.
            elements = [{attribute_id: record} for record in records if record is not None]
            satisfying = [
                element
                for element in elements
                if any(known_values(field, element) for field in fields) and holds(inner, element)
            ]
            return len(satisfying) >= at_least


def known_values(column: Column, customer: Mapping[str, Any]) -> list[Any]:
    stored = customer.get(column.attribute_id)
    cells: Sequence[Any] = (stored or []) if column.multi else [stored]
    if column.sub_attribute_id is not None:
        cells = [cell.get(column.sub_attribute_id) for cell in cells if cell is not None]
    known = [
        cell
        for cell in cells
        if cell is not None and not (isinstance(cell, float | Decimal) and math.isnan(cell))
    ]
    if column.data_type is DataType.STRING:
        return [lower_simple(cell) for cell in known]
    if column.data_type is DataType.DATETIME:
        return [cell if cell.tzinfo else cell.replace(tzinfo=UTC) for cell in known]
    return known


def satisfies(value: Any, test: Test) -> bool:
    match test:
        case Known():
            return True
        case OneOf(values):
            return any(value == _beside(value, literal) for literal in values)
        case ContainsAny(needles):
            return any(value.find(needle) >= 0 for needle in needles)
        case StartsWithAny(prefixes):
            return any(value[: len(prefix)] == prefix for prefix in prefixes)
        case EndsWithAny(suffixes):
            return any(
                value[len(value) - len(suffix) :] == suffix
                for suffix in suffixes
                if len(suffix) <= len(value)
            )
        case InValueList(key):
            return value in VALUE_LISTS[key]
        case Exactly(values):
            return value in values
        case HashedBelow(salt, bound):
            digest = hashlib.md5(f"{salt}:{value}".encode(), usedforsecurity=False).hexdigest()
            return digest[:16] < bound
        case Within(low, high, low_open, high_open):
            low, high = _beside(value, low), _beside(value, high)
            above = low is None or value > low or (value == low and not low_open)
            below = high is None or value < high or (value == high and not high_open)
            return above and below
        case OnDay(days, zone):
            return value.astimezone(ZoneInfo(zone)).date() in days
        case InMonth(month, zone):
            return _local(value, zone).month == month
        case OnMonthDay(days, zone):
            local = _local(value, zone)
            return (local.month, local.day) in days


def _beside(value: Any, literal: Any) -> Any:
    return Decimal(repr(literal)) if isinstance(value, Decimal) and isinstance(literal, float) else literal


def _local(value: date | datetime, zone: str) -> date:
    return value.astimezone(ZoneInfo(zone)) if isinstance(value, datetime) else value
