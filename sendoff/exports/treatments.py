"""What happens to a column's values before they leave (spec/exports.md, Column treatment)."""

from __future__ import annotations

import hashlib
from enum import StrEnum


class Treatment(StrEnum):
    """What happens to the values of a column."""

    CLEAR = "clear"
    MASKED = "masked"
    SHA256 = "sha256"
    BLOCKED = "blocked"


def masked(text: str) -> str:
    """The first character and the length class: `j***` up to 8 characters, `j******` beyond."""
    if not text:
        return ""
    return text[0] + ("***" if len(text) <= 8 else "******")


def sha256(text: str) -> str:
    """Lower-case hex of the UTF-8 of the value trimmed and lower-cased."""
    return hashlib.sha256(text.strip().lower().encode()).hexdigest()
