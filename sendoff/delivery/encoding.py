"""Batches into one file: treated, encoded, compressed, counted and hashed on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import pyarrow as pa

from sendoff.artifacts.port import Upload
from sendoff.delivery.counting import Counted
from sendoff.delivery.treating import treated
from sendoff.errors import Kind, SendoffError
from sendoff.exports.plan import PlannedColumn
from sendoff.exports.treatments import Treatment
from sendoff.formats.compression import compressed
from sendoff.formats.port import Compression, RowWriter
from sendoff.formats.registry import get


@dataclass(frozen=True, slots=True)
class Encoding:
    """How rows become bytes. `treatments` are by attribute id; one that is not there is `clear`."""

    format: str
    compression: str
    treatments: Mapping[str, Treatment] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Iterable[PlannedColumn], *, format: str, compression: str) -> Encoding:
        return cls(format, compression, {c.attribute_id: Treatment(c.treatment) for c in columns})

    def schema_of(self, schema: pa.Schema) -> pa.Schema:
        """The file's, of rows with this schema."""
        arrays = [pa.array([], type=each.type) for each in schema]
        return treated(pa.RecordBatch.from_arrays(arrays, schema=schema), self.treatments).schema


@dataclass(frozen=True, slots=True)
class Encoded:
    """What was written; `rows` were counted in the file."""

    rows: int
    bytes: int
    sha256: str
    schema: pa.Schema


def encode(
    batches: Iterable[pa.RecordBatch],
    schema: pa.Schema,
    encoding: Encoding,
    upload: Upload,
    *,
    follows: bool = False,
) -> Encoded:
    """All the batches, in `upload`, which the caller publishes or discards.

    Args:
        follows: it is a part that is joined to others, and not the first: it has no header.
    Raises: what the batches and the upload raise; SendoffError where rows were lost between.
    """
    file = Counted(upload)
    sink = compressed(file, Compression(encoding.compression))
    shown = encoding.schema_of(schema)
    kind = get(encoding.format)
    open_writer = kind.open_following if follows else kind.open
    assert open_writer is not None, "only formats that can be joined are written in parts"
    matched = 0
    writer: RowWriter | None = None
    try:
        writer = open_writer(sink, shown)
        for batch in batches:
            matched += batch.num_rows
            writer.write(treated(batch, encoding.treatments))
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
    return Encoded(matched, file.bytes, file.sha256(), shown)
