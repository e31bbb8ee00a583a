"""Options that name several things, joined by commas; a name with a comma is quoted as in CSV."""

from __future__ import annotations

import csv
from typing import Annotated

import typer

from sendoff.errors import invalid

CsvTypes = Annotated[
    str,
    typer.Option(
        metavar="NAME=TYPE,…", help="Types of CSV columns, such as age=int,born=date; text if not named."
    ),
]


def names_of(text: str, *, option: str) -> list[str]:
    """The names, without the spaces around them. Raises: Invalid."""
    try:
        (row,) = csv.reader([text], skipinitialspace=True, strict=True) if text.strip() else ([],)
    except (csv.Error, ValueError):
        raise invalid(f'{option} takes names joined by commas; one with a comma is written "a,b".') from None
    return [name.strip() for name in row if name.strip()]


def csv_types_of(text: str) -> dict[str, str]:
    """Types by column; which there are is for the engine to say. Raises: Invalid."""
    types: dict[str, str] = {}
    for part in names_of(text, option="--csv-types"):
        name, separator, kind = part.rpartition("=")
        if not separator or not name.strip() or name.strip() in types:
            raise invalid("--csv-types takes each column once with its type, such as age=int,born=date.")
        types[name.strip()] = kind.strip()
    return types
