"""Files that commands read, and those they must not overwrite."""

from __future__ import annotations

import sys
from pathlib import Path

from sendoff.errors import Kind, SendoffError, invalid


def read_conditions(file: Path) -> bytes:
    """The bytes of the file, or of standard input where it is `-`. Raises: Invalid."""
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise invalid(f"The conditions file {file} cannot be read: {error.strerror}.") from None


def refuse_existing(to: Path, *, force: bool) -> None:
    """Nothing, where `to` may be written. Raises: conflict for what is there, unless it is forced away."""
    if to.is_dir():
        raise invalid(f"{to} is a folder. Give the name of a file in it.")
    if to.exists() and not force:
        raise SendoffError(
            f"The file {to} exists already. Choose another name, or give --force to replace it.",
            code="file_exists",
            kind=Kind.CONFLICT,
        )
