"""The root of all commands: a command line that is not understood is told as JSON too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typer.core import TyperGroup
from typer.exceptions import TyperException

from sendoff.cli.output import print_error


class CommandLine(TyperGroup):
    """Where `--json` is on a command line that is not understood, stdout has its line of JSON.

    The sentence for a person goes to stderr, as Typer has it.
    """

    _as_json = False

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> Any:
        self._as_json = "--json" in args
        with self._told():
            return super().make_context(info_name, args, *rest, **extra)

    def invoke(self, ctx: Any) -> Any:
        with self._told():
            return super().invoke(ctx)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except TyperException as error:
            if self._as_json:
                print_error(error.format_message(), code="usage")
            raise
