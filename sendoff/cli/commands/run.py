"""`sendoff run`: one segment to one destination, by the server."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sendoff.cli.connection import connected
from sendoff.cli.exit_codes import FAILED, INTERRUPTED
from sendoff.cli.naming import DestinationArgument, SegmentArgument, destination_id, segment_id
from sendoff.cli.output import AsJson, errors, plain, print_facts, print_json, tell, told
from sendoff.exports.states import Status


@told
def run(
    segment: SegmentArgument,
    destination: DestinationArgument,
    name: Annotated[str | None, typer.Option(help="What to find the export by.")] = None,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait for its end; exit code 0 if it finished.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Export a segment to a destination."""
    with connected() as client:
        of = segment_id(client, segment)
        body: dict[str, object] = {"segment_export_destination_id": destination_id(client, destination)}
        if name is not None:
            body["name"] = name
        export = client.post(f"/segments/{of}/exports", body)["segment_export"]
        if wait:
            from sendoff.cli.progress import progress_bar
            from sendoff.cli.waiting import wait_for_end

            try:
                with progress_bar(f"Export {export['id']}") as show:
                    export = wait_for_end(client, of, export["id"], progress=show)
            except KeyboardInterrupt:
                tell(
                    f"The export goes on. To cancel it: sendoff exports cancel {of} {export['id']}",
                    code="interrupted",
                    as_json=as_json,
                )
                raise typer.Exit(INTERRUPTED) from None
    # A link that opens the file without a login is not left in the logs of a scheduler.
    export.pop("file_download_token", None)
    if as_json:
        print_json({"segment_export": export})
    else:
        print_facts(_facts(export), as_json=False)
    if wait and export["status"] != Status.FINISHED:
        told_why = export["stats"]["error"] or f"The export {export['id']} was {export['status']}."
        errors.print(plain(told_why), style="red", markup=False)
        raise typer.Exit(FAILED)


def _facts(export: dict[str, Any]) -> dict[str, Any]:
    facts = {
        "export": export["id"],
        "segment": export["segment_id"],
        "destination": export["segment_export_destination_id"],
        "status": export["status"],
    }
    if export["status"] == Status.FINISHED:
        facts |= {"rows": export["stats"]["rows"]["exported"], "bytes": export["stats"]["bytes"]}
    return facts
