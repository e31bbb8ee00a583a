"""The operations of conditions, and what the source's engine can do of them."""

from __future__ import annotations

from dataclasses import dataclass

from sendoff.conditions.operations.record import Operation
from sendoff.conditions.operations.registry import OPERATIONS
from sendoff.services.context import Context
from sendoff.services.house import House


@dataclass(frozen=True, slots=True)
class Offered:
    """An operation; `refused` says why this source's engine cannot do it, None: it can."""

    operation: Operation
    refused: str | None


def signed_in(context: Context) -> None:
    """Anyone signed in may know what can be asked."""


def list_operations(house: House) -> list[Offered]:
    """All of them, in the order they are shown. Reads nothing."""
    refused = house.profiles.limits.refused
    return [Offered(each, refused.get(each.key)) for each in OPERATIONS]
