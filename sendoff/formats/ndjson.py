"""Newline-delimited JSON: one object a line, real types and lists, unknown is null."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from sendoff.formats.json_columns import JsonTexts, without_nan
from sendoff.formats.port import Sink


class NdjsonWriter:
    """One NDJSON file."""

    def __init__(self, sink: Sink, schema: pa.Schema) -> None:
        self._sink = sink
        self._texts = JsonTexts()
        self.rows = 0

    def write(self, batch: pa.RecordBatch, /) -> None:
        columns = [without_nan(column) for column in batch.columns]
        texts = self._texts.of(pa.StructArray.from_arrays(columns, fields=list(batch.schema)))
        lines = pc.binary_join_element_wise(texts, pa.scalar(""), pa.scalar("\n"))
        size = pc.sum(pc.binary_length(lines)).as_py()
        text = lines.buffers()[2].slice(0, size).to_pybytes()
        self._sink.write(text)
        self.rows += text.count(b"\n")  # inside a text it is \\n

    def finish(self) -> None:
        self._texts.close()

    def abort(self) -> None:
        self._texts.close()
