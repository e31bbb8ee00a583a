"""`sendoff export`: one segment to one file, without a server or a database."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from sendoff.cli.files import read_conditions, refuse_existing
from sendoff.cli.output import AsJson, errors, print_facts, told
from sendoff.clock import monotonic_seconds, system_clock
from sendoff.errors import SendoffError, invalid

if TYPE_CHECKING:
    from sendoff.delivery.pipeline import Work, Written
    from sendoff.engines.port import Engine, Rows

PROGRESS_AFTER_SECONDS = 1.0


@told
def export(
    profiles: Annotated[
        str, typer.Option(help="Customers: Parquet or CSV files, or duckdb:///file?table=t.")
    ],
    conditions: Annotated[Path, typer.Option(help="File with the segment's JSON; - is standard input.")],
    to: Annotated[Path, typer.Option(help="The file to write.")],
    columns: Annotated[str, typer.Option(help="Attribute ids after the id, joined by commas.")] = "",
    format: Annotated[str, typer.Option(help="csv, csv_spreadsheet, ndjson or parquet.")] = "csv",
    compression: Annotated[str | None, typer.Option(help="none, gzip or zstd.")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="The moment that is now, such as 2026-11-24T12:00:00Z.")
    ] = None,
    id_column: Annotated[
        str, typer.Option(help="The column that identifies a customer.")
    ] = "customer_entity_id",
    time_zone: Annotated[str, typer.Option(help="IANA zone in which days are read.")] = "UTC",
    threads: Annotated[int, typer.Option(min=0, help="Threads of the query; 0: one for each core.")] = 0,
    force: Annotated[bool, typer.Option(help="Replace the file if it exists.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the customers of a segment to a file."""
    began = monotonic_seconds()
    refuse_existing(to, force=force)
    from sendoff.conditions.lower import lower
    from sendoff.conditions.parse import parse
    from sendoff.delivery.pipeline import Work
    from sendoff.engines.port import EngineOptions
    from sendoff.engines.registry import open_engine
    from sendoff.exports.plan import PlannedColumn
    from sendoff.formats.registry import get
    from sendoff.strict_json import loads

    now = _moment(as_of)
    zone = _zone(time_zone)
    chosen = get(format).compressions[0] if compression is None else compression
    engine = open_engine(profiles, EngineOptions(id_column=id_column, threads=threads or None))
    tree = parse(loads(read_conditions(conditions)), catalogue=engine.catalogue(), now=now, zone=zone)
    wanted = tuple(PlannedColumn(c.strip()) for c in columns.split(",") if c.strip())
    work = Work(lower(tree, now=now, zone=zone), wanted, format=format, compression=str(chosen))
    written = _write(engine, work, to)
    print_facts(
        {
            "rows": written.rows,
            "bytes": written.bytes,
            "sha256": written.sha256,
            "seconds": round(monotonic_seconds() - began, 3),
            "as_of": now.isoformat(),
            "path": str(to),
        },
        as_json=as_json,
    )


def _write(engine: Engine, work: Work, to: Path) -> Written:
    from sendoff.artifacts.folder import FolderStore
    from sendoff.delivery import pipeline

    upload = FolderStore(to.absolute().parent).create(to.name)
    stop = threading.Event()
    ended = threading.Event()
    progress = threading.Thread(target=lambda: _show_progress(running, ended), daemon=True)
    running: list[Rows] = []
    progress.start()
    try:
        written = pipeline.write(engine, work, upload, stop=stop, watch=running.append)
        upload.publish()
        return written
    finally:
        stop.set()
        ended.set()
        progress.join()
        with suppress(SendoffError):
            upload.discard()


def _show_progress(running: list[Rows], ended: threading.Event) -> None:
    if ended.wait(PROGRESS_AFTER_SECONDS):
        return
    from rich.progress import Progress

    with Progress(console=errors, transient=True) as bar:
        task = bar.add_task("Exporting", total=1.0)
        while not ended.wait(0.1):
            bar.update(task, completed=(running[0].progress() or 0.0) if running else 0.0)


def _moment(text: str | None) -> datetime:
    if text is None:
        return system_clock()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise invalid(
            f"--as-of takes an ISO moment such as 2026-11-24T12:00:00Z, not {text[:80]!r}."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise invalid(f"{name!r} is no IANA time zone; one is 'Europe/Prague'.") from None
