"""Parquet with real types, compressed inside with zstd."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from sendoff.formats.file_like import FileLike
from sendoff.formats.port import Sink

ROW_GROUP_ROWS = 122_880
"""As DuckDB writes them: large enough to compress well and to be skipped whole."""


class ParquetWriter:
    """One Parquet file, a row group for `ROW_GROUP_ROWS` rows or a little more."""

    def __init__(self, sink: Sink, schema: pa.Schema) -> None:
        self._file = pa.PythonFile(FileLike(sink), mode="w")
        self._writer = pq.ParquetWriter(self._file, schema, compression="zstd")
        self._group: list[pa.RecordBatch] = []
        self.rows = 0

    def write(self, batch: pa.RecordBatch, /) -> None:
        self._group.append(batch)
        if sum(each.num_rows for each in self._group) >= ROW_GROUP_ROWS:
            self._write_group()

    def finish(self) -> None:
        if self._group:
            self._write_group()
        self._writer.close()
        self._file.close()
        self.rows = self._writer.writer.metadata.num_rows  # as the footer has it

    def abort(self) -> None:
        # Closing writes a footer into an upload that is discarded; it frees Arrow's memory.
        self._writer.close()

    def _write_group(self) -> None:
        self._writer.write_table(pa.Table.from_batches(self._group))
        self._group.clear()
