"""What commands print: one line of JSON on stdout with `--json`, else text for a person."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

import typer
from rich.console import Console

from sendoff.cli.exit_codes import exit_code_of
from sendoff.cli.interruption import interruptible
from sendoff.errors import Invalid, Kind, SendoffError

P = ParamSpec("P")
R = TypeVar("R")

AsJson = Annotated[
    bool, typer.Option("--json", help="Print one line of JSON on stdout and nothing else there.")
]

Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="Most entries to show.")]
Offset = Annotated[int, typer.Option("--offset", min=0, help="Entries to skip.")]

_NO_WIDTH = 10_000
"""Columns of a console that is none: lines are not broken for a pipe."""

_is_answered: ContextVar[bool] = ContextVar("is_answered", default=False)
"""Whether the one line of JSON is out: what goes wrong later is told on standard error alone."""

errors = Console(stderr=True, highlight=False, soft_wrap=True)
"""Progress, logs and errors."""


def told(command: Callable[P, R]) -> Callable[P, R]:
    """The command, whose SendoffErrors become a sentence on stderr (JSON with `--json`) and an exit code.

    Ctrl-C and SIGTERM end it by exit codes of their own, without a traceback. Any other exception
    goes on, and with `--json` is told of on stdout too.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        as_json = bool(kwargs.get("as_json"))
        _is_answered.set(False)
        with interruptible() as interruption:
            try:
                return command(*args, **kwargs)
            except (SendoffError, KeyboardInterrupt, SystemExit) as error:
                if interruption.exit_code is not None:
                    tell("Interrupted.", code="interrupted", as_json=as_json)
                    raise typer.Exit(interruption.exit_code) from None
                if not isinstance(error, SendoffError):
                    raise
                tell(error.message, code=error.code, path=error.path, lines=_lines(error), as_json=as_json)
                raise typer.Exit(exit_code_of(error.kind)) from None
            except Exception as error:  # the last door: a line of JSON even then, and its exit code
                if not isinstance(error, typer.Exit | BrokenPipeError):
                    tell(
                        "An unforeseen error. Report it, with what follows.",
                        code="unforeseen",
                        as_json=as_json,
                    )
                raise

    return run


def tell(
    message: str, *, code: str, path: str | None = None, lines: Sequence[str] = (), as_json: bool
) -> None:
    """The error on stderr, as `lines` if there are any, and with `--json` as JSON on stdout."""
    if as_json and not _is_answered.get():
        print_error(message, code=code, path=path)
    for line in lines or (message,):
        errors.print(plain(line), style="red", markup=False)


def print_error(message: str, *, code: str, path: str | None = None) -> None:
    """The error as the one line of JSON."""
    print_json({"error": {"code": code, "message": message, "path": path}})


def _lines(error: SendoffError) -> list[str]:
    """Each problem on a line of its own, where there are several."""
    if not isinstance(error, Invalid) or len(error.problems) == 1:
        return [error.message]
    return error.shown


def print_json(value: Mapping[str, Any]) -> None:
    line = json.dumps(value, ensure_ascii=False)
    if not can_print(line):  # a path that is no UTF-8, or a terminal that knows ASCII alone
        line = json.dumps(value)
    _is_answered.set(True)
    _write(line + "\n")


def print_lines(lines: Iterable[str]) -> None:
    """Lines for a person; what standard output has no character for is written as an escape."""
    encoding = sys.stdout.encoding or "utf-8"
    text = "".join(f"{line}\n" for line in lines)
    _write(text.encode(encoding, "backslashreplace").decode(encoding))


def can_print(text: str) -> bool:
    """Whether standard output has a character for all of it."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SendoffError(
            f"It was done, but standard output takes no answer: {error.strerror}.",
            code="output_refused",
            kind=Kind.FAILED,
        ) from None


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for a person; as wide as it needs to be where standard output is no terminal.

    One that a terminal is far too narrow for is written as names and values, a block for each row.
    """
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    shown = [[shown_value(value) for value in row] for row in rows]
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(plain(column), overflow="fold")
    for row in shown:
        table.add_row(*map(Text, row))
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _NO_WIDTH)
    if (
        Measurement.get(console, console.options.update(max_width=_NO_WIDTH), table).maximum
        <= 2 * console.width
    ):
        console.print(table)
        return
    for row in shown:
        print_facts(dict(zip(columns, row, strict=True)), as_json=False)
        sys.stdout.write("\n")


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
    lines = [f"{name.replace('_', ' '):<{width}}  {shown_value(value)}\n" for name, value in facts.items()]
    _write("".join(lines))
