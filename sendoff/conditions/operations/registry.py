"""All operations, by the names they are called in a condition."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.operations import dates, equality, numbers, presence, spans, text, value_lists
from sendoff.conditions.operations.record import Operation

OPERATIONS: tuple[Operation, ...] = (
    *equality.OPERATIONS,
    *text.OPERATIONS,
    *numbers.OPERATIONS,
    *dates.OPERATIONS,
    *presence.OPERATIONS,
    *spans.OPERATIONS,
    *value_lists.OPERATIONS,
)
"""In the order they are shown."""

_BY_NAME: Mapping[str, Operation] = MappingProxyType(
    {name: operation for operation in OPERATIONS for name in (operation.key, *operation.aliases)}
)


def get(name: str) -> Operation | None:
    """The operation of that key or alias; None where there is none."""
    return _BY_NAME.get(name)


def names() -> tuple[str, ...]:
    """All keys and aliases, in the order they are shown."""
    return tuple(_BY_NAME)


def taking(data_type: DataType) -> tuple[Operation, ...]:
    """The operations that take attributes of that type, in the order they are shown."""
    return tuple(operation for operation in OPERATIONS if data_type in operation.types)
