"""Options that name several things, joined by commas; a name with a comma is quoted as in CSV."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from sendoff.errors import invalid

CsvTypes = Annotated[
    str,
    typer.Option(
        metavar="NAME=TYPE,…", help="Types of CSV columns, such as age=int,born=date; text if not named."
    ),
]


_NAME = re.compile(r'\s*(?:"((?:[^"]|"")*)"|((?:[^",][^,]*)?))\s*(?:,|\Z)')
"""Quoted, or plain; and the comma after it."""


def names_of(text: str, *, option: str) -> list[str]:
    """The names, without the spaces around them; in quotes they stay. Raises: Invalid."""
    names = []
    at = 0
    while at < len(text):
        found = _NAME.match(text, at)
        if found is None:
            raise invalid(f'{option} takes names joined by commas; one with a comma is written "a,b".')
        quoted, plain = found.groups()
        names.append(plain.strip() if quoted is None else quoted.replace('""', '"'))
        at = found.end()
    return [name for name in names if name]


def csv_types_of(text: str) -> dict[str, str]:
    """Types by column; which there are is for the engine to say. Raises: Invalid."""
    types: dict[str, str] = {}
    for part in names_of(text, option="--csv-types"):
        name, separator, kind = part.rpartition("=")
        if not separator or not name.strip() or name.strip() in types:
            raise invalid("--csv-types takes each column once with its type, such as age=int,born=date.")
        types[name.strip()] = kind.strip()
    return types
