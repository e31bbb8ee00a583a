"""`sendoff attributes`: what is known of customers."""

from __future__ import annotations

from typing import Annotated

import typer

from sendoff.cli.connection import connected
from sendoff.cli.output import AsJson, Limit, Offset, print_json, print_table, told

app = typer.Typer(help="What is known of customers.", no_args_is_help=True)


@app.command("list")
@told
def list_(
    show_hidden: Annotated[bool, typer.Option("--show-hidden", help="Hidden ones too.")] = False,
    limit: Limit = 100,
    offset: Offset = 0,
    as_json: AsJson = False,
) -> None:
    """List the attributes of customers."""
    with connected() as client:
        answer = client.get("/attributes", show_hidden=int(show_hidden), limit=limit, offset=offset)
    if as_json:
        print_json(answer)
        return
    print_table(
        ("id", "type", "values", "protected", "description"),
        [
            (
                each["id"], each["data_type"], "one" if each["is_unique"] else "list",
                "yes" if each["is_pii_protected"] else "no", each["description"],
            )
            for each in answer["attributes"]
        ],
    )  # fmt: skip
