"""One run, from predicate to published file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa

from sendoff.artifacts.port import Upload
from sendoff.conditions.predicates import Predicate
from sendoff.delivery.counting import Counted
from sendoff.delivery.treating import treated
from sendoff.engines.port import Engine, Query, Rows, Stopped, StopSignal
from sendoff.errors import Kind, SendoffError
from sendoff.exports.plan import PlannedColumn
from sendoff.exports.treatments import Treatment
from sendoff.formats.compression import compressed
from sendoff.formats.port import Compression
from sendoff.formats.registry import get

BATCH_ROWS = 20_480
"""Ten of DuckDB's vectors. A stream of batches of 2,048 to 122,880 rows takes the same time; larger ones
take more memory (measured 2026-11-24)."""


class Watcher(Protocol):
    """Is told how far a run is; called from the run's own thread."""

    def __call__(self, rows: Rows, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Work:
    """What one run does: which customers, which columns, as what file."""

    predicate: Predicate
    columns: tuple[PlannedColumn, ...]
    format: str = "csv"
    compression: str = "none"


@dataclass(frozen=True, slots=True)
class Written:
    """What was published. `schema` is the file's, treatments applied."""

    rows: int
    bytes: int
    sha256: str
    schema: pa.Schema
    sources: tuple[str, ...] = field(default=())


def write(
    engine: Engine, work: Work, upload: Upload, *, stop: StopSignal, watch: Watcher = lambda rows: None
) -> Written:
    """The customers of `work`, whole, in `upload`, which the caller publishes or discards.

    Raises: Stopped; what the engine and the store raise; SendoffError where rows were lost between.
    """
    file = Counted(upload)
    sink = compressed(file, Compression(work.compression))
    treatments = {c.attribute_id: Treatment(c.treatment) for c in work.columns}
    wanted = tuple(
        c.attribute_id for c in work.columns if treatments[c.attribute_id] is not Treatment.BLOCKED
    )
    matched = 0
    writer = None
    try:
        with engine.rows(Query(work.predicate, wanted), batch_rows=BATCH_ROWS, stop=stop) as rows:
            watch(rows)
            schema = treated(_empty(rows.schema), treatments).schema
            writer = get(work.format).open(sink, schema)
            for batch in rows:
                if stop.is_set():
                    raise Stopped
                matched += batch.num_rows
                writer.write(treated(batch, treatments))
            sources = rows.sources
        writer.finish()
        sink.finish()
    except BaseException:  # Ctrl-C too: threads and files of the writers must go
        # What failed may fail again here; the first failure is the one that is told.
        with suppress(SendoffError, OSError):
            if writer is not None:
                writer.abort()
        with suppress(SendoffError, OSError):
            sink.abort()
        raise
    if writer.rows != matched:
        raise SendoffError(
            f"{matched} customers matched but {writer.rows} are in the file, so it was thrown away. "
            "Run it again, and report this with the export's log.",
            code="rows_lost",
            kind=Kind.FAILED,
        )
    return Written(rows=matched, bytes=file.bytes, sha256=file.sha256(), schema=schema, sources=sources)


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pa.array([], type=f.type) for f in schema], schema=schema)
