"""`sendoff demo`: invented customers, a server over them, and exports through its API."""

from __future__ import annotations

import gzip
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from sendoff.cli.output import AsJson, errors, print_json, print_table, told
from sendoff.errors import Kind, SendoffError

if TYPE_CHECKING:
    from sendoff.cli.demo.folder import Access, Place
    from sendoff.cli.demo.job import Done

HOST = "127.0.0.1"
FIRST_ROWS = 3


@told
def demo(
    rows: Annotated[int, typer.Option(min=1, help="How many customers.")] = 1_000_000,
    folder: Annotated[Path, typer.Option(help="Where everything is put; used again next time.")] = Path(
        "demo"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Of the server; 0: any that is free.")] = 8000,
    exit_: Annotated[bool, typer.Option("--exit", help="End after the exports.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make customers, export segments of them through the API, and stay up to be tried."""
    from sendoff.cli.demo import folder as demo_folder

    chosen = _port(port, any_free=exit_)
    with demo_folder.taken(folder) as place:
        access = demo_folder.prepare(place, rows=rows)
        try:
            _serve(place, access, rows=rows, port=chosen, stay=not exit_, as_json=as_json)
        except SendoffError:
            errors.print(f"The server's log is {demo_folder.shown(place.log)}.", markup=False)
            raise


def _serve(place: Place, access: Access, *, rows: int, port: int, stay: bool, as_json: bool) -> None:
    from sendoff.cli.demo.folder import keep
    from sendoff.cli.demo.processes import serving

    with serving(place.instance, port=port, log=place.log) as server:
        errors.print(f"The server listens at {server.url}.", markup=False)
        done = _exported(server.url, place, access)
        if access.is_new:
            keep(place, access, rows=rows)
        try:
            if as_json:
                print_json(_facts(server.url, access, done))
            else:
                _show(done)
                if stay:
                    _show_what_to_try(server.url, access, done[0])
            sys.stdout.flush()
            if not stay:
                return
            server.process.wait()
        except KeyboardInterrupt:
            if not stay:
                raise
            errors.print("Stopping.")
            return
        raise SendoffError("The server ended by itself.", code="demo_failed", kind=Kind.FAILED)


def _exported(url: str, place: Place, access: Access) -> list[Done]:
    from sendoff.cli.client import Client
    from sendoff.cli.demo import job
    from sendoff.demo import scenario
    from sendoff.secrets import Secret

    with Client(url, Secret(access.token)) as administrator:
        if access.is_new:
            job.set_up(administrator, passwords=access.passwords)
        email = scenario.MARKETER.email
        with job.logged_in(url, email=email, password=access.passwords[email]) as marketer:
            return [
                job.run(planned, administrator=administrator, marketer=marketer, folder=place.files)
                for planned in scenario.PLANNED
            ]


def _port(port: int, *, any_free: bool) -> int:
    """The port where it is free, else 0 where any will do. Raises: port_taken, before any work is done."""
    from sendoff.cli.listening import listen

    try:
        listen(HOST, port).close()
    except SendoffError as error:
        if error.code != "port_taken":
            raise
        if not any_free:
            hint = f"{error.message} With make: `make demo PORT={port + 1}`."
            raise SendoffError(hint, code=error.code, kind=error.kind) from None
        return 0
    return port


def _show(done: list[Done]) -> None:
    from sendoff.cli.demo.folder import shown

    print_table(
        ("segment", "destination", "customers", "seconds", "customers/s", "MB", "file"),
        [
            (
                each.planned.segment["name"], each.planned.destination["name"], f"{each.rows:,}",
                f"{each.seconds:.2f}", f"{each.rows / each.seconds:,.0f}",
                f"{each.downloaded.bytes / 1e6:,.2f}", each.file.name,
            )
            for each in done
        ],
    )  # fmt: skip
    sys.stdout.write(f"The files are in {shown(done[0].file.parent)}.\n")
    for each in done:
        if each.planned.extension != ".parquet":
            sys.stdout.write(f"\nThe first rows of {shown(each.file)}:\n")
            with _text(each.file) as lines:
                headers = each.planned.extension.startswith(".csv")
                sys.stdout.writelines(islice(lines, FIRST_ROWS + headers))


def _show_what_to_try(url: str, access: Access, first: Done) -> None:
    from sendoff.demo import scenario

    sys.stdout.write("\nWho may log in:\n")
    people = (scenario.ADMINISTRATOR, scenario.MARKETER, scenario.ANALYST)
    print_table(
        ("role", "e-mail", "password"),
        [(person.role, person.email, access.passwords[person.email]) for person in people],
    )
    exports = f"$SENDOFF_URL/api/segments/{first.segment_id}/exports"
    body = f'{{"segment_export_destination_id": {first.destination_id}}}'
    sendoff = sys.argv[0] if Path(sys.argv[0]).name == "sendoff" else "sendoff"
    sys.stdout.write(
        f"""
What to try, in another terminal:
  export SENDOFF_URL={url} SENDOFF_TOKEN={access.token}
  curl -H "X-Access-Token: $SENDOFF_TOKEN" {exports}/{first.export_id}
  curl -H "X-Access-Token: $SENDOFF_TOKEN" {exports} -d '{body}'
  {sendoff} segments describe {first.segment_id}
  {sendoff} run "Second homes" "Mail tool" --wait
The whole API: {url}/api/docs
Ctrl-C stops the server.
"""
    )


def _facts(url: str, access: Access, done: list[Done]) -> dict[str, Any]:
    return {
        "url": url,
        "token": access.token,
        "reused": not access.is_new,
        "exports": [
            {
                "segment": each.planned.segment["name"],
                "destination": each.planned.destination["name"],
                "rows": each.rows,
                "seconds": round(each.seconds, 3),
                "bytes": each.downloaded.bytes,
                "sha256": each.downloaded.sha256,
                "path": str(each.file),
            }
            for each in done
        ],
    }


def _text(file: Path) -> TextIO:
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8")
    return file.open(encoding="utf-8")
