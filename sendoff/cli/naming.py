"""What a person calls a segment, a destination or a value list: its id, or its name where only one has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sendoff.errors import Kind, SendoffError, invalid
from sendoff.strict_json import shown

if TYPE_CHECKING:
    from sendoff.cli.client import Client

SegmentArgument = Annotated[
    str, typer.Argument(metavar="SEGMENT", help="Its id, or its name if only one has it.")
]
ExportArgument = Annotated[int, typer.Argument(metavar="EXPORT", min=1, help="Its id.")]
DestinationArgument = Annotated[
    str, typer.Argument(metavar="DESTINATION", help="Its id, or its name if only one has it.")
]
ValueListArgument = Annotated[
    str, typer.Argument(metavar="VALUE_LIST", help="Its id, or its name if only one has it.")
]

_PAGE = 1000
"""The most entities that the API gives at once."""


def segment_id(client: Client, text: str) -> int:
    """The id of the segment meant. Raises: SendoffError, where none or several have the name."""
    return _id(client, text, path="/segments", key="segments", noun="segment")


def destination_id(client: Client, text: str) -> int:
    """The id of the destination meant. Raises: SendoffError, where none or several have the name."""
    path, key = "/segments/export/destinations", "segment_export_destinations"
    return _id(client, text, path=path, key=key, noun="destination")


def value_list_id(client: Client, text: str) -> int:
    """The id of the value list meant. Raises: SendoffError, where none or several have the name."""
    return _id(client, text, path="/value_lists", key="value_lists", noun="value list")


def ids_of(client: Client, name: str, *, path: str, key: str) -> list[int]:
    """Ids of the listed entities with exactly this name, lowest first."""
    found: list[int] = []
    offset = 0
    while True:
        page = client.get(path, name_filter=name, limit=_PAGE, offset=offset)[key]
        found += [each["id"] for each in page if each["name"] == name]
        if len(page) < _PAGE:
            return found
        offset += _PAGE


def _id(client: Client, text: str, *, path: str, key: str, noun: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    if not text:
        raise invalid(f"An empty text names no {noun}. Give its id or its name.")
    found = ids_of(client, text, path=path, key=key)
    if not found:
        raise SendoffError(
            f"No {noun} that you may see is named {shown(text)}. Names are compared exactly.",
            code="unknown",
            kind=Kind.UNKNOWN,
        )
    if len(found) > 1:
        ids = ", ".join(str(each) for each in found[:10])
        raise invalid(f"{len(found)} {noun}s are named {shown(text)}: {ids}. Give the id.", code="ambiguous")
    return found[0]
