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


@dataclass(frozen=True, slots=True)
class _Inside:
    path: str
    where: str
    instead: str | None


@dataclass(slots=True)
class Refusals:
    """Problems in the order they were found."""

    problems: list[Problem] = field(default_factory=list)
    _inside: list[_Inside] = field(default_factory=list)

    @contextmanager
    def inside(self, path: str, where: str, *, instead: str | None = None) -> Iterator[None]:
        """Problems noted meanwhile are of another document, to which `path` of this one refers.

        They are told at `path`, with `where` and their own path in what they say.

        Args:
            instead: said once in place of them all, and of those in documents to which that one refers.
        """
        if self._inside:
            path, instead = self._inside[-1].path, self._inside[-1].instead or instead
        self._inside.append(_Inside(path, where, instead))
        yield
        self._inside.pop()

    def note(self, path: str, message: str) -> None:
        """Raises: LimitPassed, after 1,000 problems."""
        self._add(path, message)
        if len(self.problems) >= _MAX_PROBLEMS:
            raise LimitPassed

    def stop(self, path: str, message: str) -> NoReturn:
        """Raises: LimitPassed."""
        self._add(path, message)
        raise LimitPassed

    def _add(self, path: str, message: str) -> None:
        problem = Problem(path, message)
        if self._inside:
            inside = self._inside[-1]
            problem = Problem(inside.path, inside.instead or f"{inside.where}, {path}: {message}")
        if self.problems[-1:] != [problem]:
            self.problems.append(problem)

    def note_other_keys(self, document: Mapping[str, object], path: str, understood: Set[str]) -> None:
        """Notes the keys of `document` that are not `understood`."""
        if document.keys() <= understood:
            return
        for key in document:
            if key not in understood:
                self.note(
                    path, f"The key {shown(key)} is unknown here; there are {joined(sorted(understood))}."
                )


def refused_in(segment_id: int) -> str:
    """All that is said of what is wrong in a segment to somebody who may know its id alone."""
    return (
        f"Something in the conditions of segment {segment_id} is refused. Look at that segment, or ask "
        "somebody who may see it."
    )


def joined(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def said(document: Mapping[str, object], key: str) -> str:
    """That what stands under `key` is not understood, or that nothing does."""
    return f"{shown(document[key])} is not understood here." if key in document else "It is missing."
