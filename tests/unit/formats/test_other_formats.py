"""NDJSON, Parquet, compression, and the table of formats."""

from __future__ import annotations

import gzip
import io
import json
import threading
from collections.abc import Callable
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from sendoff.errors import Invalid
from sendoff.formats.compression import compressed
from sendoff.formats.ndjson import NdjsonWriter
from sendoff.formats.parquet import ParquetWriter
from sendoff.formats.port import Compression
from sendoff.formats.registry import FORMATS, checked_compression, file_extension, get

BATCH = pa.record_batch(
    {
        "id": pa.array(["a", "b"]),
        "n": pa.array([2**53 + 1, None]),
        "f": pa.array([0.1, float("nan")]),
        "l": pa.array([["x", None], []]),
        "t": pa.array([datetime(2024, 1, 1, 1, 2, 3, 120000), None]),
        "r": pa.array([[{"k": 1}], None]),
    }
)


def test_ndjson_keeps_real_types_and_says_null_for_unknown() -> None:
    sink = io.BytesIO()
    NdjsonWriter(sink, BATCH.schema).write(BATCH)
    assert [json.loads(line) for line in sink.getvalue().splitlines()] == [
        {
            "id": "a",
            "n": 2**53 + 1,
            "f": 0.1,
            "l": ["x", None],
            "t": "2024-01-01 01:02:03.12",
            "r": [{"k": 1}],
        },
        {"id": "b", "n": None, "f": None, "l": [], "t": None, "r": None},
    ]


def test_parquet_is_read_back_as_it_was() -> None:
    sink = io.BytesIO()
    writer = ParquetWriter(sink, BATCH.schema)
    writer.write(BATCH)
    writer.finish()
    table = pq.read_table(io.BytesIO(sink.getvalue()))
    assert table.schema == BATCH.schema
    assert table.drop_columns(["f"]).to_pylist() == pa.table(BATCH).drop_columns(["f"]).to_pylist()


@pytest.mark.parametrize("compression", Compression)
def test_compressed_bytes_are_read_back_by_others(compression: Compression) -> None:
    data = b"customer\n" * 300_000
    sink = io.BytesIO()
    packed = compressed(sink, compression)
    for start in range(0, len(data), 100_000):
        packed.write(data[start : start + 100_000])
    packed.finish()
    unpack: dict[Compression, Callable[[bytes], bytes]] = {
        Compression.NONE: lambda b: b,
        Compression.GZIP: gzip.decompress,
        Compression.ZSTD: lambda b: zstandard.ZstdDecompressor().decompressobj().decompress(b),
    }
    assert unpack[compression](sink.getvalue()) == data


@pytest.mark.parametrize("compression", Compression)
def test_an_aborted_compression_leaves_no_thread(compression: Compression) -> None:
    before = threading.active_count()
    packed = compressed(io.BytesIO(), compression)
    packed.write(b"x" * 1_000_000)
    packed.abort()
    assert threading.active_count() == before


def test_equal_bytes_make_equal_gzip_files() -> None:
    def pack() -> bytes:
        sink = io.BytesIO()
        packed = compressed(sink, Compression.GZIP)
        packed.write(b"customer\n" * 1000)
        packed.finish()
        return sink.getvalue()

    assert pack() == pack()


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(Invalid, match="csv, csv_spreadsheet, ndjson, parquet"):
        get("xlsx")


def test_parquet_takes_no_other_compression() -> None:
    with pytest.raises(Invalid, match="compressed inside"):
        checked_compression("parquet", "gzip")


def test_extensions_name_format_and_compression() -> None:
    assert file_extension("csv", "gzip") == ".csv.gz"
    assert file_extension("ndjson", "zstd") == ".ndjson.zst"
    assert {key: f.extension for key, f in FORMATS.items()}["parquet"] == ".parquet"
