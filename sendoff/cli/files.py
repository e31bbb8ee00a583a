"""Files that commands read, and those they must not overwrite."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

from sendoff.errors import Invalid, Kind, Problem, SendoffError, invalid
from sendoff.strict_json import loads

MAX_CONDITIONS_BYTES = 32 * 1024 * 1024
"""spec/conditions.md, Limits."""


def read_conditions(file: Path) -> object:
    """The JSON value in the file, or in standard input where it is `-`.

    Raises: Invalid, naming the file.
    """
    is_stdin = str(file) == "-"
    shown = "standard input" if is_stdin else f"the file {file}"
    try:
        with nullcontext(sys.stdin.buffer) if is_stdin else file.open("rb") as opened:
            text = opened.read(MAX_CONDITIONS_BYTES + 1)
    except OSError as error:
        raise invalid(f"The conditions in {shown} cannot be read: {error.strerror}.") from None
    if len(text) > MAX_CONDITIONS_BYTES:
        raise invalid(
            f"The conditions in {shown} are more than {MAX_CONDITIONS_BYTES} bytes, the most there may be."
        )
    try:
        return loads(text)
    except Invalid as error:
        advice = Problem("", f"Correct the conditions in {shown}.")
        raise Invalid([*error.problems, advice], code=error.code) from None


def refuse_existing(to: Path, *, force: bool) -> None:
    """Nothing, where `to` may be written; a device or a pipe never may: a file would take its place.

    Raises: Invalid; conflict for a file that is there, unless it is forced away.
    """
    try:
        to.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return  # what hinders a file there is told when it is made
    except OSError as error:  # before any work is done: the name is too long, or its folder is closed
        raise invalid(f"{to} cannot be made: {error.strerror}. Give another name.") from None
    if to.is_dir():
        raise invalid(f"{to} is a folder. Give the name of a file in it.")
    if to.exists() and not to.is_file():
        raise invalid(f"{to} is no file of the usual kind. Give the name of a file to be made.")
    if not force:
        raise SendoffError(
            f"The file {to} exists already. Choose another name, or give --force to replace it.",
            code="file_exists",
            kind=Kind.CONFLICT,
        )
