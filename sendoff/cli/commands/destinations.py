"""`sendoff destinations`: make destinations, and list them."""

from __future__ import annotations

from typing import Annotated

import typer

from sendoff.cli.connection import connected
from sendoff.cli.listed import names_of
from sendoff.cli.output import AsJson, Limit, Offset, print_facts, print_json, print_table, told

app = typer.Typer(help="Make destinations, and list them.", no_args_is_help=True)


@app.command("list")
@told
def list_(limit: Limit = 20, offset: Offset = 0, as_json: AsJson = False) -> None:
    """List the destinations that one may export to."""
    with connected() as client:
        answer = client.get("/segments/export/destinations", limit=limit, offset=offset)
    if as_json:
        print_json(answer)
        return
    print_table(
        ("id", "name", "type", "format", "compression", "attributes", "last export"),
        [
            (
                each["id"], each["name"], each["settings"].get("type"), each["settings"].get("format"),
                each["settings"].get("compression"), ", ".join(each["attribute_ids"]), each["last_export"],
            )
            for each in answer["segment_export_destinations"]
        ],
    )  # fmt: skip


@app.command()
@told
def create(
    name: Annotated[str, typer.Option(help="What people find it by.")],
    columns: Annotated[
        str, typer.Option(metavar="A,B,…", help="Attribute ids after the id, joined by commas.")
    ] = "",
    format: Annotated[str, typer.Option(help="csv, csv_spreadsheet, ndjson or parquet.")] = "csv",
    compression: Annotated[str, typer.Option(help="none, gzip or zstd.")] = "none",
    description: Annotated[str, typer.Option(help="Free text.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make a destination for downloads; all else that it may have is set through the API."""
    body = {
        "name": name,
        "description": description,
        "attribute_ids": names_of(columns, option="--columns"),
        "settings": {"type": "download", "format": format, "compression": compression},
    }
    with connected() as client:
        answer = client.post("/segments/export/destinations", body)
    if as_json:
        print_json(answer)
        return
    made = answer["segment_export_destination"]
    print_facts({"destination": made["id"], "name": made["name"]}, as_json=False)
