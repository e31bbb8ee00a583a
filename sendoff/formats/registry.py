"""The file formats by key."""

from __future__ import annotations

import pyarrow as pa

from sendoff.errors import invalid
from sendoff.formats.csv import CsvWriter
from sendoff.formats.ndjson import NdjsonWriter
from sendoff.formats.parquet import ParquetWriter
from sendoff.formats.port import Compression, Format, RowWriter, Sink

_TEXT = (Compression.NONE, Compression.GZIP, Compression.ZSTD)


_CSV = "text/csv; charset=utf-8"


def _following(sink: Sink, schema: pa.Schema) -> RowWriter:
    return CsvWriter(sink, schema, header=False)


def _spreadsheet(sink: Sink, schema: pa.Schema) -> RowWriter:
    return CsvWriter(sink, schema, spreadsheet=True)


def _spreadsheet_following(sink: Sink, schema: pa.Schema) -> RowWriter:
    return CsvWriter(sink, schema, spreadsheet=True, header=False)


FORMATS: dict[str, Format] = {
    f.key: f
    for f in (
        Format("csv", ".csv", _CSV, _TEXT, CsvWriter, _following),
        Format("csv_spreadsheet", ".csv", _CSV, _TEXT, _spreadsheet, _spreadsheet_following),
        Format("ndjson", ".ndjson", "application/x-ndjson", _TEXT, NdjsonWriter, NdjsonWriter),
        Format("parquet", ".parquet", "application/vnd.apache.parquet", (Compression.NONE,), ParquetWriter),
    )
}

_EXTENSIONS = {Compression.NONE: "", Compression.GZIP: ".gz", Compression.ZSTD: ".zst"}
_MEDIA_TYPES = {Compression.GZIP: "application/gzip", Compression.ZSTD: "application/zstd"}


def get(key: str) -> Format:
    """The format. Raises: Invalid, naming those there are."""
    if key not in FORMATS:
        raise invalid(f"There is no format {key[:80]!r}. Choose one of: {', '.join(FORMATS)}.", path="format")
    return FORMATS[key]


def checked_compression(key: str, compression: str) -> Compression:
    """The compression, where the format takes it. Raises: Invalid, naming those it takes."""
    taken = get(key).compressions
    if compression not in [str(c) for c in taken]:
        inside = " Parquet is compressed inside, with zstd." if key == "parquet" else ""
        raise invalid(
            f"The format {key} takes no compression {compression[:80]!r}. "
            f"Choose one of: {', '.join(taken)}.{inside}",
            path="compression",
        )
    return Compression(compression)


def of_file_name(name: str) -> tuple[str, Compression]:
    """The format and compression that a file's ending stands for; plain CSV where it stands for nothing."""
    stem = name.lower()
    compression = Compression.NONE
    for each, extension in _EXTENSIONS.items():
        if extension and stem.endswith(extension):
            stem, compression = stem.removesuffix(extension), each
    for key, kind in FORMATS.items():
        if stem.endswith(kind.extension):
            return key, compression
    return "csv", compression


def file_extension(key: str, compression: str) -> str:
    """`.csv.gz` and the like."""
    return get(key).extension + _EXTENSIONS[checked_compression(key, compression)]


def media_type(key: str, compression: str) -> str:
    return _MEDIA_TYPES.get(checked_compression(key, compression), get(key).media_type)


def media_types() -> frozenset[str]:
    """Every media type that a file can have."""
    return frozenset(f.media_type for f in FORMATS.values()) | frozenset(_MEDIA_TYPES.values())
