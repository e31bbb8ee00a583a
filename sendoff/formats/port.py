"""What a file format is: a record that makes a writer of Arrow batches onto a byte sink."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import pyarrow as pa


class Compression(StrEnum):
    NONE = "none"
    GZIP = "gzip"
    ZSTD = "zstd"


class Sink(Protocol):
    """Takes bytes in order. `write` takes any bytes-like object and is done with it on return."""

    def write(self, data: bytes | memoryview | pa.Buffer, /) -> object: ...


class RowWriter(Protocol):
    """Writes one file. The sink is not closed."""

    @property
    def rows(self) -> int:
        """Rows counted in what was written, not in what was given; all of them after `finish`."""
        ...

    def write(self, batch: pa.RecordBatch, /) -> None: ...

    def finish(self) -> None:
        """Writes what is left (a footer, a compressor's tail); nothing may be written after it."""
        ...

    def abort(self) -> None:
        """Frees threads and memory without finishing; does nothing after `finish`."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Args:
        key: as a destination's settings name it.
        extension: with its dot; a compression appends its own.
        compressions: those it may be combined with; the first is the default.
        open: makes a writer of rows with this schema onto a sink.
        open_following: the same for a part that is joined to others and not the first of them; None:
            files of this format cannot be joined.
    """

    key: str
    extension: str
    media_type: str
    compressions: tuple[Compression, ...]
    open: Callable[[Sink, pa.Schema], RowWriter]
    open_following: Callable[[Sink, pa.Schema], RowWriter] | None = None
