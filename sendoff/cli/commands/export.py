"""`sendoff export`: one segment to one file, without a server or a database."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from sendoff.cli.files import read_conditions, refuse_existing
from sendoff.cli.listed import CsvTypes, csv_types_of, names_of
from sendoff.cli.output import AsJson, print_facts, told
from sendoff.cli.progress import progress_bar
from sendoff.clock import monotonic_seconds, system_clock, zone_of
from sendoff.errors import Invalid, Problem, SendoffError, invalid
from sendoff.settings import MAX_ENGINE_THREADS

if TYPE_CHECKING:
    from sendoff.attributes.catalogue import Catalogue
    from sendoff.delivery.pipeline import Work, Written
    from sendoff.engines.port import Engine, Running
    from sendoff.exports.plan import PlannedColumn


@told
def export(
    profiles: Annotated[str, typer.Option(help="Customers: Parquet or CSV files, or the URL of an engine.")],
    conditions: Annotated[Path, typer.Option(help="File with the segment's JSON; - is standard input.")],
    to: Annotated[Path, typer.Option(help="The file to write.")],
    columns: Annotated[
        str, typer.Option(metavar="A,B,…", help="Attribute ids after the id, joined by commas.")
    ] = "",
    format: Annotated[
        str | None, typer.Option(help="csv, csv_spreadsheet, ndjson or parquet; else by the file's ending.")
    ] = None,
    compression: Annotated[
        str | None, typer.Option(help="none, gzip or zstd; else by the file's ending.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="The moment that is now, such as 2026-11-24T12:00:00Z.")
    ] = None,
    id_column: Annotated[
        str, typer.Option(help="The column that identifies a customer.")
    ] = "customer_entity_id",
    csv_types: CsvTypes = "",
    time_zone: Annotated[str, typer.Option(help="IANA zone in which days are read.")] = "UTC",
    threads: Annotated[
        int, typer.Option(min=0, max=MAX_ENGINE_THREADS, help="Threads of the query; 0: one for each core.")
    ] = 0,
    memory: Annotated[str, typer.Option(help="Most memory of the query, such as 2GB.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the customers of a segment to a file."""
    began = monotonic_seconds()
    refuse_existing(to, force=force)
    from sendoff.conditions.lower import selection
    from sendoff.conditions.parse import parse
    from sendoff.delivery.pipeline import Work
    from sendoff.engines.port import EngineOptions
    from sendoff.engines.registry import open_engine
    from sendoff.services.engine_limits import check_limits

    now = _moment(as_of)
    zone = _zone(time_zone)
    file_format, file_compression = _kind(to, format, compression)
    options = EngineOptions(
        id_column=id_column,
        csv_types=csv_types_of(csv_types),
        threads=threads or None,
        memory_limit=memory or None,
    )
    wanted = names_of(columns, option="--columns")
    document = read_conditions(conditions)
    engine = open_engine(profiles, options)
    with progress_bar("Looking at the customers", total=None):
        catalogue = engine.catalogue()
    tree = parse(document, catalogue=catalogue, now=now, zone=zone)
    check_limits(tree, engine.limits)
    work = Work(
        selection(tree, now=now, zone=zone),
        _planned(wanted, catalogue),
        format=file_format,
        compression=file_compression,
    )
    written = _write(engine, work, to, force=force)
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


def _write(engine: Engine, work: Work, to: Path, *, force: bool) -> Written:
    from sendoff.artifacts.folder import FolderStore, FolderUpload
    from sendoff.cli.work import carried_out
    from sendoff.delivery import pipeline

    # Made by the thread that works, where no signal can come between the file and who removes it.
    uploads: list[FolderUpload] = []
    running: list[Running] = []

    def write(stop: threading.Event) -> Written:
        upload = FolderStore(to.absolute().parent).create(to.name)
        uploads.append(upload)
        return pipeline.write(engine, work, upload, stop=stop, watch=running.append)

    try:
        written = carried_out(
            write, f"Exporting to {to.name}", progress=lambda: running[0].progress() if running else None
        )
        refuse_existing(to, force=force)  # it may have come in the meantime
        uploads[0].publish()
        return written
    finally:
        for upload in uploads:
            with suppress(SendoffError):
                upload.discard()


def _planned(wanted: list[str], catalogue: Catalogue) -> tuple[PlannedColumn, ...]:
    """Raises: Invalid, with all that is wrong."""
    from sendoff.attributes.nearest import suggestion
    from sendoff.exports.plan import PlannedColumn
    from sendoff.strict_json import shown

    reasons = {column.column: column.reason for column in catalogue.not_offered}
    problems = []
    for at, attribute_id in enumerate(wanted):
        if attribute_id == catalogue.id_column:
            problem = f"{shown(attribute_id)} is the id, which is in every file already, first. Leave it out."
        elif attribute_id in reasons:
            problem = f"{shown(attribute_id)} is not offered: {reasons[attribute_id]}"
        elif catalogue.get(attribute_id) is None:
            problem = f"There is no attribute {shown(attribute_id)}. {suggestion(attribute_id, catalogue)}"
        elif attribute_id in wanted[:at]:
            problem = f"{shown(attribute_id)} stands there twice."
        else:
            continue
        problems.append(Problem("--columns", problem.strip()))
    if problems:
        raise Invalid(problems)
    return tuple(PlannedColumn(attribute_id) for attribute_id in wanted)


def _kind(to: Path, format: str | None, compression: str | None) -> tuple[str, str]:
    """Format and compression as they are given, else as the file's ending says, else CSV as it is.

    Raises: Invalid, for what there is not.
    """
    from sendoff.formats.registry import checked_compression, get, of_file_name

    found_format, found_compression = of_file_name(to.name)
    chosen = get(format if format is not None else found_format)
    if compression is None:
        compression = found_compression if found_compression in chosen.compressions else "none"
    return chosen.key, str(checked_compression(chosen.key, compression))


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
        return zone_of(name)
    except ValueError as error:
        raise invalid(f"{error}.") from None
