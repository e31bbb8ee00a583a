"""The problems of a document, gathered while it is read on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import NoReturn

from sendoff.errors import Problem
from sendoff.strict_json import shown

_MAX_PROBLEMS = 1_000
"""Enough to mend a document by; keeps the memory of a hostile one small."""


class LimitPassed(Exception):
    """There is no point in reading on; why is among the problems."""


@dataclass(slots=True)
class Refusals:
    """Problems in the order they were found."""

    problems: list[Problem] = field(default_factory=list)

    def note(self, path: str, message: str) -> None:
        """Raises: LimitPassed, after 1,000 problems."""
        self.problems.append(Problem(path, message))
        if len(self.problems) >= _MAX_PROBLEMS:
            raise LimitPassed

    def stop(self, path: str, message: str) -> NoReturn:
        """Raises: LimitPassed."""
        self.problems.append(Problem(path, message))
        raise LimitPassed

    def note_other_keys(self, document: Mapping[str, object], path: str, understood: Set[str]) -> None:
        """Notes the keys of `document` that are not `understood`."""
        if document.keys() <= understood:
            return
        for key in document:
            if key not in understood:
                self.note(
                    path, f"The key {shown(key)} is unknown here; there are {joined(sorted(understood))}."
                )


def joined(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)
