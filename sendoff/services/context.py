"""One caller's question inside one transaction: what every use case is given first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from sendoff.access.features import exportable_destinations
from sendoff.errors import Kind, SendoffError
from sendoff.services.house import House


@dataclass(frozen=True, slots=True)
class Caller:
    """The user behind a token, as the database has them at this moment."""

    user_id: int
    name: str
    features: frozenset[str]

    def holds(self, *features: str) -> bool:
        """Whether the caller holds any of these."""
        return not self.features.isdisjoint(features)

    @property
    def destination_ids(self) -> frozenset[int]:
        """Destinations that `segments/export/<id>` features name."""
        return exportable_destinations(self.features)


@dataclass(frozen=True, slots=True)
class Context:
    """The transaction is a writing one where the use case writes; it commits when the use case returns."""

    house: House
    connection: Connection
    caller: Caller
    now: datetime

    def require(self, features: Iterable[str], *, to: str) -> None:
        """The caller holds one of `features`.

        Args:
            to: what needs it, as `to list users`, for the refusal.
        Raises: SendoffError (forbidden).
        """
        wanted = tuple(features)
        if not self.caller.holds(*wanted):
            raise forbidden(to=to, features=wanted)


def forbidden(*, to: str, features: Iterable[str] = (), also: str = "") -> SendoffError:
    """The refusal of a call for want of a right; names what would allow it.

    Args:
        also: a sentence on what is needed beside one of `features`.
    """
    named = sorted(features)
    one_of = "one of: " if len(named) > 1 else ""
    needs = [f"It needs {one_of}{', '.join(named)}."] if named else []
    sentences = [
        f"You have no right {to}.",
        *needs,
        *([also] if also else []),
        "Ask an administrator for it.",
    ]
    return SendoffError(" ".join(sentences), code="forbidden", kind=Kind.FORBIDDEN)


def unknown(noun: str, given: object) -> SendoffError:
    """The answer where nothing has this id."""
    return SendoffError(f"There is no {noun} with the id {given}.", code="unknown", kind=Kind.UNKNOWN)


def conflict(message: str, *, code: str) -> SendoffError:
    return SendoffError(message, code=code, kind=Kind.CONFLICT)
