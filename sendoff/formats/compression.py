"""Compression on the way to the file: gzip through isal, zstd, or none."""

from __future__ import annotations

from typing import Any, Protocol, cast

import pyarrow as pa

from sendoff.formats.file_like import FileLike
from sendoff.formats.port import Compression, Sink

GZIP_LEVEL = 1
GZIP_THREADS = 2
ZSTD_LEVEL = 3
"""Levels: design/measured.md (isal level 1 is 5 times as fast as `gzip -1`)."""


class CompressedSink(Sink, Protocol):
    def finish(self) -> None:
        """Writes what is left; nothing may be written after it."""
        ...

    def abort(self) -> None:
        """Frees threads and memory; does nothing after `finish`."""
        ...


def compressed(sink: Sink, compression: Compression) -> CompressedSink:
    """A sink that compresses onto `sink`."""
    match compression:
        case Compression.NONE:
            return _Plain(sink)
        case Compression.GZIP:
            return _Gzip(sink)
        case Compression.ZSTD:
            return _Zstd(sink)


class _Plain:
    def __init__(self, sink: Sink) -> None:
        self.write = sink.write

    def finish(self) -> None:
        pass

    def abort(self) -> None:
        pass


class _Gzip:
    def __init__(self, sink: Sink) -> None:
        from isal import igzip_threaded

        # isal writes the modification time of the stream as 0, so that equal rows give equal files.
        self._file = igzip_threaded.open(  # type: ignore[no-untyped-call]  # isal ships no types for it
            cast("Any", FileLike(sink)), "wb", compresslevel=GZIP_LEVEL, threads=GZIP_THREADS
        )

    def write(self, data: bytes | memoryview | pa.Buffer, /) -> object:
        return self._file.write(memoryview(data))

    def finish(self) -> None:
        self._file.close()

    def abort(self) -> None:
        self._file.close()


class _Zstd:
    def __init__(self, sink: Sink) -> None:
        import zstandard

        self._sink = sink
        self._compressor = zstandard.ZstdCompressor(level=ZSTD_LEVEL, threads=2).compressobj()

    def write(self, data: bytes | memoryview | pa.Buffer, /) -> object:
        return self._sink.write(self._compressor.compress(memoryview(data)))

    def finish(self) -> None:
        self._sink.write(self._compressor.flush())

    def abort(self) -> None:
        pass
