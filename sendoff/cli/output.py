"""What commands print: one line of JSON on stdout with `--json`, else text for a person."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
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
            errors.print(error.message, style="red", markup=False)
            raise typer.Exit(EXIT_CODES.get(error.kind, 1)) from None

    return run


def print_json(value: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_facts(facts: Mapping[str, Any], *, as_json: bool) -> None:
    """Names and values, a line each."""
    if as_json:
        print_json(facts)
        return
    width = max(len(name) for name in facts)
    for name, value in facts.items():
        sys.stdout.write(f"{name.replace('_', ' '):<{width}}  {value}\n")
