"""The one family of errors: a stable code, a kind, and a sentence that says what to do.

The HTTP status and the exit code of a kind live at the doors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of failure it is, as a caller needs to know it."""

    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"
    GONE = "gone"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    UNAVAILABLE = "unavailable"
    """Worth another try in a moment: something outside is locked, away or being written."""
    FAILED = "failed"
    """Final until somebody acts: a missing file, a full disk, a column that vanished."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input, and its place in it (`""`: the whole)."""

    path: str
    message: str


class SendoffError(Exception):
    """Something that is told to a person.

    Args:
        message: whole sentences: what happened, to what, what to do next. Never a secret,
            never a customer's value.
        code: stable, for programs and the documentation: `export_not_finished`.
        path: the place in the input at fault; None where there is none.
        retry_after_seconds: when another try is worth it; None where the caller decides.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str,
        kind: Kind,
        path: str | None = None,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.kind = kind
        self.path = path
        self.retry_after_seconds = retry_after_seconds

    @property
    def retryable(self) -> bool:
        return self.kind is Kind.UNAVAILABLE


class Invalid(SendoffError):
    """An input that is refused; carries all its problems at once."""

    def __init__(self, problems: Sequence[Problem], *, code: str = "invalid") -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.shown), code=code, kind=Kind.INVALID, path=problems[0].path or None)

    @property
    def shown(self) -> list[str]:
        """Each problem with its place, and how many more there are past the first 50."""
        shown = [f"{p.path}: {p.message}" if p.path else p.message for p in self.problems[:50]]
        if len(self.problems) > len(shown):
            shown.append(f"and {len(self.problems) - len(shown)} more problems.")
        return shown


def invalid(message: str, *, path: str = "", code: str = "invalid") -> Invalid:
    """The refusal of one thing."""
    return Invalid([Problem(path, message)], code=code)
