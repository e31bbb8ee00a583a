"""The problems of a document, gathered while it is read on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
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
    _inside: list[tuple[str, str]] = field(default_factory=list)

    @contextmanager
    def inside(self, path: str, where: str) -> Iterator[None]:
        """Problems noted meanwhile are of another document, to which `path` of this one refers.

        They are told at `path`, with `where` and their own path in what they say.
        """
        self._inside.append((self._inside[0][0] if self._inside else path, where))
        yield
        self._inside.pop()

    def note(self, path: str, message: str) -> None:
        """Raises: LimitPassed, after 1,000 problems."""
        self.problems.append(self._told(path, message))
        if len(self.problems) >= _MAX_PROBLEMS:
            raise LimitPassed

    def stop(self, path: str, message: str) -> NoReturn:
        """Raises: LimitPassed."""
        self.problems.append(self._told(path, message))
        raise LimitPassed

    def _told(self, path: str, message: str) -> Problem:
        if not self._inside:
            return Problem(path, message)
        referring, where = self._inside[-1]
        return Problem(referring, f"{where}, {path}: {message}")

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


def said(document: Mapping[str, object], key: str) -> str:
    """That what stands under `key` is not understood, or that nothing does."""
    return f"{shown(document[key])} is not understood here." if key in document else "It is missing."
