"""Newline-delimited JSON: one object a line, real types and lists, unknown is null."""

from __future__ import annotations

import orjson
import pyarrow as pa

from sendoff.formats.json_values import ready
from sendoff.formats.port import Sink


class NdjsonWriter:
    """One NDJSON file."""

    def __init__(self, sink: Sink, schema: pa.Schema) -> None:
        self._sink = sink
        self.rows = 0

    def write(self, batch: pa.RecordBatch, /) -> None:
        names = batch.schema.names
        columns = [[ready(value) for value in column.to_pylist()] for column in batch.columns]
        lines = [
            orjson.dumps(dict(zip(names, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE)
            for row in zip(*columns, strict=True)
        ]
        self._sink.write(b"".join(lines))
        self.rows += len(lines)

    def finish(self) -> None:
        pass

    def abort(self) -> None:
        pass
