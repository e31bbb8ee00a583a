"""`sendoff value-lists`: upload values for conditions to name, list and delete them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from sendoff.cli.connection import connected
from sendoff.cli.naming import ValueListArgument, value_list_id
from sendoff.cli.output import AsJson, Limit, Offset, print_facts, print_json, print_table, told
from sendoff.cli.progress import progress_bar
from sendoff.errors import invalid

app = typer.Typer(help="Upload value lists, list and delete them.", no_args_is_help=True)

_PIECE_BYTES = 64 * 1024
_SHOWN = {"id": "value list", "name": "name", "data_type": "type", "values_count": "values",
          "empty_rows_count": "empty rows"}  # fmt: skip


@app.command("list")
@told
def list_(limit: Limit = 20, offset: Offset = 0, as_json: AsJson = False) -> None:
    """List the value lists."""
    with connected() as client:
        answer = client.get("/value_lists", limit=limit, offset=offset)
    if as_json:
        print_json(answer)
        return
    columns = ("id", "name", "data_type", "values_count", "created")
    print_table(
        [column.replace("_", " ") for column in columns],
        [[each[column] for column in columns] for each in answer["value_lists"]],
    )


@app.command()
@told
def create(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="CSV whose first line names the columns; - is standard input."),
    ],
    name: Annotated[str, typer.Option(help="What people find it by.")],
    type: Annotated[str, typer.Option(help="string or int: what the values are.")] = "string",
    column: Annotated[
        str, typer.Option(help="The column of the values, by its name; a file of one needs none.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Upload the values of a CSV file, for conditions to name."""
    with connected() as client, _opened(file) as content:
        size = _size(content)
        with progress_bar("Uploading", total=size, in_bytes=True, ask=None if size is None else content.tell):
            # In pieces: of a pipe httpx takes the size to be 0.
            pieces = iter(lambda: content.read(_PIECE_BYTES), b"")
            answer = client.upload("/value_lists", pieces, name=name, data_type=type, column=column or None)
    if as_json:
        print_json(answer)
        return
    made = answer["value_list"]
    print_facts({shown: made[key] for key, shown in _SHOWN.items()}, as_json=False)


@app.command()
@told
def delete(value_list: ValueListArgument, as_json: AsJson = False) -> None:
    """Delete a value list that no segment names."""
    with connected() as client:
        answer = client.delete(f"/value_lists/{value_list_id(client, value_list)}")
    if as_json:
        print_json(answer)
        return
    print_facts({"deleted": answer["value_list"]["id"]}, as_json=False)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        content = file.open("rb")
    except OSError as error:
        raise invalid(f"The file {file} cannot be read: {error.strerror}.") from None
    with content:
        yield content


def _size(content: BinaryIO) -> int | None:
    """Of a file of the usual kind; None of a pipe."""
    try:
        found = os.fstat(content.fileno())
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None
