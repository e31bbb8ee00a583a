"""`sendoff exports`: look at exports, cancel them, fetch their files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sendoff.cli.connection import connected
from sendoff.cli.files import refuse_existing
from sendoff.cli.naming import ExportArgument, SegmentArgument, segment_id
from sendoff.cli.output import (
    AsJson,
    Limit,
    Offset,
    print_facts,
    print_json,
    print_table,
    told,
)

app = typer.Typer(help="Look at exports, cancel them, fetch their files.", no_args_is_help=True)


@app.command("list")
@told
def list_(segment: SegmentArgument, limit: Limit = 20, offset: Offset = 0, as_json: AsJson = False) -> None:
    """List the exports of a segment, newest first."""
    with connected() as client:
        path = f"/segments/{segment_id(client, segment)}/exports"
        answer = client.get(path, limit=limit, offset=offset, order_by="id", order_dir="DESC")
    for export in answer["segment_exports"]:
        export.pop(
            "file_download_token", None
        )  # `show` gives the link of one; nobody wants them all in a log
    if as_json:
        print_json(answer)
        return
    print_table(
        ("id", "name", "destination", "status", "rows", "bytes", "created"),
        [
            (
                each["id"], each["name"], each["segment_export_destination_id"], each["status"],
                each["stats"]["rows"]["exported"], each["stats"]["bytes"], each["created"],
            )
            for each in answer["segment_exports"]
        ],
    )  # fmt: skip


@app.command()
@told
def show(segment: SegmentArgument, export: ExportArgument, as_json: AsJson = False) -> None:
    """Show one export."""
    with connected() as client:
        answer = client.get(f"/segments/{segment_id(client, segment)}/exports/{export}")
    _print_export(answer, as_json=as_json)


@app.command()
@told
def cancel(segment: SegmentArgument, export: ExportArgument, as_json: AsJson = False) -> None:
    """Cancel an export that has not ended."""
    with connected() as client:
        answer = client.delete(f"/segments/{segment_id(client, segment)}/exports/{export}")
    _print_export(answer, as_json=as_json)


@app.command()
@told
def logs(
    segment: SegmentArgument,
    export: ExportArgument,
    limit: Limit = 20,
    offset: Offset = 0,
    as_json: AsJson = False,
) -> None:
    """Show what an export has logged, oldest first."""
    with connected() as client:
        path = f"/segments/{segment_id(client, segment)}/exports/{export}/logs"
        answer = client.get(path, limit=limit, offset=offset)
    if as_json:
        print_json(answer)
        return
    lines = [(each["created"], each["level"], each["text"]) for each in answer["segment_export_logs"]]
    print_table(("created", "level", "text"), lines)


@app.command()
@told
def history(
    segment: SegmentArgument,
    export: ExportArgument,
    limit: Limit = 20,
    offset: Offset = 0,
    as_json: AsJson = False,
) -> None:
    """Show the statuses an export went through, oldest first."""
    with connected() as client:
        path = f"/segments/{segment_id(client, segment)}/exports/{export}/history"
        answer = client.get(path, limit=limit, offset=offset)
    if as_json:
        print_json(answer)
        return
    print_table(
        ("id", "status"), [(each["id"], each["segment_export"]["status"]) for each in answer["history_list"]]
    )


@app.command()
@told
def download(
    segment: SegmentArgument,
    export: ExportArgument,
    to: Annotated[Path, typer.Option(help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch the file of a finished export, and check it."""
    from sendoff.cli.downloading import download as fetch

    refuse_existing(to, force=force)
    with connected() as client:
        fetched = fetch(client, segment_id(client, segment), export, to=to)
    facts = {"bytes": fetched.bytes, "sha256": fetched.sha256, "path": str(to)}
    print_facts(facts, as_json=as_json)


def _print_export(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(answer)
        return
    export, stats = answer["segment_export"], answer["segment_export"]["stats"]
    print_facts(
        {
            "export": export["id"],
            "name": export["name"],
            "segment": export["segment_id"],
            "destination": export["segment_export_destination_id"],
            "asked_by": export["user_id"],
            "status": export["status"],
            "matched": stats["rows"]["matched"],
            "exported": stats["rows"]["exported"],
            "bytes": stats["bytes"],
            "as_of": stats["as_of"],
            "error": stats["error"],
            **{f"{status}_at": moment for status, moment in stats["statuses_history"].items()},
        },
        as_json=False,
    )
