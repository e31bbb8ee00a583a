"""What commands print: one line of JSON on stdout with `--json`, else text for a person."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

import typer
from rich.console import Console

from sendoff.errors import Kind, SendoffError

P = ParamSpec("P")
R = TypeVar("R")

EXIT_CODES: dict[Kind, int] = {
    Kind.INVALID: 2,
    Kind.UNAVAILABLE: 75,
    Kind.FORBIDDEN: 77,
    Kind.UNAUTHENTICATED: 77,
}
"""75 and 77 as in sysexits.h; every other failure is 1, success alone is 0."""

AsJson = Annotated[
    bool, typer.Option("--json", help="Print one line of JSON on stdout and nothing else there.")
]

Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="Most entries to show.")]
Offset = Annotated[int, typer.Option("--offset", min=0, max=2**63 - 1, help="Entries to skip.")]

_NO_WIDTH = 10_000
"""Columns of a console that is none: lines are not broken for a pipe."""

errors = Console(stderr=True, highlight=False, soft_wrap=True)
"""Progress, logs and errors."""


def told(command: Callable[P, R]) -> Callable[P, R]:
    """The command, whose SendoffErrors become a sentence on stderr (JSON with `--json`) and an exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except SendoffError as error:
            if kwargs.get("as_json"):
                print_json({"error": {"code": error.code, "message": error.message, "path": error.path}})
            errors.print(plain(error.message), style="red", markup=False)
            raise typer.Exit(EXIT_CODES.get(error.kind, 1)) from None

    return run


def print_json(value: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for a person; as wide as it needs to be where standard output is no terminal."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(plain(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown_value(value)) for value in row))
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _NO_WIDTH)
    console.print(table)


def shown_value(value: object) -> str:
    """A value of the API as a person reads it: nothing for null, JSON for lists and objects."""
    if value is None:
        return ""
    return plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def plain(text: str) -> str:
    """The text without what a terminal would obey: control characters are shown, not sent."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)


def print_facts(facts: Mapping[str, Any], *, as_json: bool) -> None:
    """Names and values, a line each."""
    if as_json:
        print_json(facts)
        return
    width = max(len(name) for name in facts)
    for name, value in facts.items():
        sys.stdout.write(f"{name.replace('_', ' '):<{width}}  {shown_value(value)}\n")
