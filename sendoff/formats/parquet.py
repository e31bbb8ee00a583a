"""Parquet with real types, compressed inside with zstd."""

from __future__ import annotations

from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq

from sendoff.formats.port import Sink


class ParquetWriter:
    """One Parquet file."""

    def __init__(self, sink: Sink, schema: pa.Schema) -> None:
        self._file = pa.PythonFile(_FileLike(sink), mode="w")
        self._writer = pq.ParquetWriter(self._file, schema, compression="zstd")
        self.rows = 0

    def write(self, batch: pa.RecordBatch, /) -> None:
        self._writer.write_batch(batch)
        self.rows += batch.num_rows

    def finish(self) -> None:
        self._writer.close()
        self._file.close()

    def abort(self) -> None:
        # Closing writes a footer into an upload that is discarded; it frees Arrow's memory.
        self._writer.close()


class _FileLike:
    """What pa.PythonFile asks of a sink."""

    closed = False

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._position = 0

    def write(self, data: object) -> int:
        view = memoryview(cast("bytes", data))
        self._sink.write(view)
        self._position += view.nbytes
        return view.nbytes

    def tell(self) -> int:
        return self._position

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def writable(self) -> bool:
        return True
