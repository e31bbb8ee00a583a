"""Predicates as sqlglot expressions: what is the same on every engine.

An engine renders the leaves; here they are joined. A leaf may come out null where it is false:
`and` and `or` never turn a null into true, so at the top a null selects nobody, as false does, and
only under `not` is it made false first. That keeps bare comparisons where an engine can use them to
skip whole blocks of a file.
"""

from __future__ import annotations

from typing import Protocol

from sqlglot import exp

from sendoff.conditions.predicates import (
    And,
    AnyElement,
    AnyValue,
    Constant,
    ContainsAny,
    Not,
    OnDay,
    OneOf,
    Or,
    Predicate,
)

LONG_LIST = 100
"""Lists with more values become a relation (spec/conditions.md, How it compiles)."""

LONG_CHAIN = 100
"""Most operands that an engine sees under one `and` or `or`. DuckDB 2.0 compares each with each: 2,000
`not_equal` under one `and` were planned in 40 s, and 10,000 in pieces of 100 in 2 s (2026-11-24)."""


class Leaves(Protocol):
    """How one engine renders the two leaves: true where it holds, false or null where not."""

    def any_value(self, leaf: AnyValue) -> exp.Expr: ...

    def any_element(self, leaf: AnyElement) -> exp.Expr: ...


def condition(predicate: Predicate, leaves: Leaves) -> exp.Expr:
    """True exactly for the customers of `predicate`; null or false for all others."""
    match predicate:
        case Constant(value):
            return exp.Boolean(this=value)
        case AnyValue():
            return leaves.any_value(predicate)
        case AnyElement():
            return leaves.any_element(predicate)
        case Not(operand):
            leaf = exp.Paren(this=condition(operand, leaves))
            return exp.Not(this=exp.Is(this=leaf, expression=exp.true()))
        case And() | Or():
            return joined(type(predicate), [condition(part, leaves) for part in _parts(predicate)])


def joined(joiner: type[And] | type[Or], parts: list[exp.Expr]) -> exp.Expr:
    """The parts under one `and` or `or`, in one pair of parentheses; one part alone is itself.

    Long chains are cut into pieces that an engine's optimizer does not join again.
    """
    while len(parts) > LONG_CHAIN:
        pieces = [parts[at : at + LONG_CHAIN] for at in range(0, len(parts), LONG_CHAIN)]
        parts = [_closed(joined(joiner, piece)) for piece in pieces]
    # A flat chain: sqlglot walks it without recursion, and engines read it as one operator.
    connector = exp.And if joiner is And else exp.Or
    whole = parts[0]
    for part in parts[1:]:
        whole = connector(this=whole, expression=part)
    return exp.Paren(this=whole) if len(parts) > 1 else whole


def implies_known(predicate: Predicate) -> bool:
    """Whether it can hold only for an element that has a known value."""
    match predicate:
        case AnyValue() | AnyElement():
            return True
        case And():
            return any(implies_known(part) for part in predicate.operands)
        case Or():
            return all(implies_known(part) for part in predicate.operands)
        case Constant(value):
            return not value
        case Not():
            return False


def size(predicate: Predicate) -> int:
    """How much work it is to compile: about the number of leaves, a tenth for each value in their lists."""
    match predicate:
        case AnyValue(_, OneOf(values) | ContainsAny(values) | OnDay(values)):
            # The very long ones are not compiled, but registered.
            return 1 + min(len(values), 1000) // 10
        case AnyElement():
            return 1 + size(predicate.inner)
        case Not(operand):
            return size(operand)
        case And(operands) | Or(operands):
            return sum(map(size, operands))
        case _:
            return 1


def _closed(whole: exp.Expr) -> exp.Expr:
    """The same, never null, as one operand that stays one: engines see through parentheses."""
    return exp.Case(ifs=[exp.If(this=whole, true=exp.true())], default=exp.false())


def _parts(group: And | Or) -> list[Predicate]:
    """The operands, chains that were balanced laid flat again, left to right."""
    parts: list[Predicate] = []
    pending: list[Predicate] = [group]
    while pending:
        part = pending.pop()
        if isinstance(part, And | Or) and type(part) is type(group):
            pending.extend(reversed(part.operands))
        else:
            parts.append(part)
    return parts
