"""What is written after an operation: which literal a data type takes, and what it stands for."""

from __future__ import annotations

import math
from datetime import datetime
from zoneinfo import ZoneInfo

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.casing import lower_simple
from sendoff.conditions.moments import Span, parse_moment
from sendoff.conditions.operations.record import NUMERIC, TEMPORAL, Context, Operand, Shape
from sendoff.conditions.predicates import Scalar
from sendoff.conditions.references import ValueListReference
from sendoff.errors import Invalid
from sendoff.strict_json import shown


def problem_with(value: object, data_type: DataType, *, now: datetime, zone: ZoneInfo) -> str | None:
    """Why `value` cannot be compared with values of that type, as sentences; None where it can."""
    if data_type in NUMERIC:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return f"{shown(value)} is no number, which a {data_type} attribute is compared with."
        if isinstance(value, float) and not math.isfinite(value):
            return f"{shown(value)} is no number. Give a finite one."
        return None
    if data_type is DataType.BOOL:
        return None if isinstance(value, bool) else f"{shown(value)} is neither true nor false."
    if not isinstance(value, str):
        wanted = "moment, written as text" if data_type in TEMPORAL else "text"
        return f"{shown(value)} is no {wanted}, which a {data_type} attribute is compared with."
    if data_type in TEMPORAL:
        try:
            parse_moment(value).resolve(now=now, zone=zone)
        except Invalid as refusal:
            return refusal.message
        return None
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return f"{shown(value)} has half a surrogate pair, which is no character."
    return None


def operand(value: object, shape: Shape, data_type: DataType, context: Context) -> Operand:
    """The literals of a parsed condition's `value`, ready to compare.

    Raises: Invalid, where a phrase now lands outside years 1 to 9999.
    """
    if shape is Shape.NONE:
        return ()
    if isinstance(value, Span):
        return (value.amount, value.unit)
    if isinstance(value, ValueListReference):
        return (value.key,)
    written = value if isinstance(value, tuple) else (value,)
    if data_type is DataType.STRING:
        return tuple([lower_simple(text) for text in written])
    if data_type in TEMPORAL:
        return tuple([_resolved(text, context) for text in written])
    return written


def _resolved(text: str, context: Context) -> Scalar:
    return parse_moment(text).resolve(now=context.now, zone=context.zone)
