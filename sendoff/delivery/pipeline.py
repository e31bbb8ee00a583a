"""One run, from selection to published file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from sendoff.artifacts.port import Upload
from sendoff.conditions.predicates import EVERYBODY, Predicate, Selection
from sendoff.delivery.encoding import Encoding, encode
from sendoff.engines.port import Engine, Part, Query, Rows, Stopped, StopSignal, Watcher
from sendoff.exports.plan import PlannedColumn
from sendoff.exports.treatments import Treatment

BATCH_ROWS = 20_480
"""Ten of DuckDB's vectors. A stream of batches of 2,048 to 122,880 rows takes the same time; larger ones
take more memory (measured 2026-11-24)."""


@dataclass(frozen=True, slots=True)
class Work:
    """What one run does: which customers, which columns, as what file.

    Args:
        required: what customers of the selection must satisfy besides: the destination's demand.
    """

    selection: Selection
    columns: tuple[PlannedColumn, ...]
    format: str = "csv"
    compression: str = "none"
    required: Predicate = EVERYBODY

    @property
    def query(self) -> Query:
        wanted = tuple(
            c.attribute_id for c in self.columns if Treatment(c.treatment) is not Treatment.BLOCKED
        )
        return Query(self.required, wanted, among=self.selection)

    @property
    def encoding(self) -> Encoding:
        return Encoding.of(self.columns, format=self.format, compression=self.compression)


@dataclass(frozen=True, slots=True)
class Written:
    """What was published. `schema` is the file's, treatments applied.

    `parts`: the files that make up this one, in order; none: it is one file.
    """

    rows: int
    bytes: int
    sha256: str
    schema: pa.Schema
    sources: tuple[str, ...] = field(default=())
    parts: tuple[Part, ...] = ()


def write(
    engine: Engine, work: Work, upload: Upload, *, stop: StopSignal, watch: Watcher = lambda rows: None
) -> Written:
    """The customers of `work`, whole, in `upload`, which the caller publishes or discards.

    Raises: Stopped; what the engine and the store raise; SendoffError where rows were lost between.
    """
    with engine.rows(work.query, batch_rows=BATCH_ROWS, stop=stop) as rows:
        watch(rows)
        encoded = encode(_until(stop, rows), rows.schema, work.encoding, upload)
        sources = rows.sources
    return Written(encoded.rows, encoded.bytes, encoded.sha256, encoded.schema, sources)


def _until(stop: StopSignal, rows: Rows) -> Iterator[pa.RecordBatch]:
    for batch in rows:
        if stop.is_set():
            raise Stopped
        yield batch
