"""`sendoff segments`: make segments, look at them, count them, ask why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sendoff.cli.connection import connected
from sendoff.cli.explained import DRAWN, lines_of
from sendoff.cli.files import read_conditions
from sendoff.cli.naming import SegmentArgument, segment_id
from sendoff.cli.output import (
    AsJson,
    Limit,
    Offset,
    can_print,
    print_facts,
    print_json,
    print_lines,
    print_table,
    told,
)
from sendoff.cli.progress import progress_bar

app = typer.Typer(help="Make segments, look at them, count them.", no_args_is_help=True)


@app.command("list")
@told
def list_(limit: Limit = 20, offset: Offset = 0, as_json: AsJson = False) -> None:
    """List the segments that one may see."""
    with connected() as client:
        answer = client.get("/segments", limit=limit, offset=offset)
    if as_json:
        print_json(answer)
        return
    columns = ("id", "name", "customers_count", "last_export", "created")
    print_table(
        [column.replace("_", " ") for column in columns],
        [[each[column] for column in columns] for each in answer["segments"]],
    )


@app.command()
@told
def create(
    name: Annotated[str, typer.Option(help="What people find it by.")],
    conditions: Annotated[Path, typer.Option(help="File with the segment's JSON; - is standard input.")],
    description: Annotated[str, typer.Option(help="Free text.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make a segment."""
    tree = read_conditions(conditions)
    with connected() as client:
        body = {"name": name, "description": description, "settings": {"conditions_operation": tree}}
        answer = client.post("/segments", body)
    if as_json:
        print_json(answer)
        return
    print_facts({"segment": answer["segment"]["id"], "name": answer["segment"]["name"]}, as_json=False)


@app.command()
@told
def count(segment: SegmentArgument, as_json: AsJson = False) -> None:
    """Count the customers of a segment now."""
    with connected() as client, progress_bar("Counting", total=None):
        answer = client.get(f"/segments/{segment_id(client, segment)}/count")
    print_facts(answer, as_json=as_json)


@app.command()
@told
def preview(segment: SegmentArgument, as_json: AsJson = False) -> None:
    """Count the customers of a segment now, and show a few."""
    with connected() as client, progress_bar("Counting", total=None):
        answer = client.get(f"/segments/{segment_id(client, segment)}/preview")
    if as_json:
        print_json(answer)
        return
    if answer["rows_withheld"]:
        print_lines([answer["rows_withheld"]])
    else:
        columns = answer["columns"]
        print_table(columns, [[row.get(column) for column in columns] for row in answer["rows"]])
    print_facts(
        {
            "count": answer["count"],
            "as_of": answer["as_of"],
            "customers": answer["customers"],
            "share": f"{answer['share']:.2%}",
        },
        as_json=False,
    )
    if answer["destinations"]:
        print_table(
            ["destination", "exportable", "problem"],
            [[each["name"], each["count"], each["problem"]] for each in answer["destinations"]],
        )


@app.command()
@told
def describe(segment: SegmentArgument, as_json: AsJson = False) -> None:
    """Say in English what a segment selects."""
    with connected() as client:
        answer = client.get(f"/segments/{segment_id(client, segment)}/describe")
    print_facts(answer, as_json=as_json)


@app.command()
@told
def explain(
    segment: SegmentArgument,
    customer: Annotated[str, typer.Option(help="The customer's id.")],
    as_json: AsJson = False,
) -> None:
    """Say why a customer is in a segment or not, node by node."""
    with connected() as client:
        path = f"/segments/{segment_id(client, segment)}/explain"
        answer = client.get(path, customer_entity_id=customer)
    if as_json:
        print_json(answer)
        return
    print_lines(lines_of(answer, drawn=can_print(DRAWN)))


@app.command()
@told
def waterfall(segment: SegmentArgument, as_json: AsJson = False) -> None:
    """Count how many customers each node of a segment keeps, alone and so far."""
    with connected() as client, progress_bar("Counting", total=None):
        answer = client.get(f"/segments/{segment_id(client, segment)}/waterfall")
    if as_json:
        print_json(answer)
        return
    rows = [
        ["  " * node["depth"] + node["sentence"], f"{node['alone']:,}", f"{node['so_far']:,}"]
        for node in answer["nodes"]
    ]
    print_table(["node", "alone", "so far"], rows)
    facts = {key: answer[key] for key in ("customers", "selected", "as_of")}
    more = {"nodes_left_out": answer["more_nodes"]} if answer["more_nodes"] else {}
    print_facts(facts | more, as_json=False)
