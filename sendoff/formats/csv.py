"""CSV (RFC 4180), and the same for spreadsheets; rules: spec/exports.md, Files."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from sendoff.formats.file_like import FileLike
from sendoff.formats.json_columns import JsonTexts, without_nan
from sendoff.formats.port import Sink

_BOM = b"\xef\xbb\xbf"
_NEEDS_QUOTES = frozenset(',"\r\n')

_PIECE_ROWS = 4096
"""Rows that are encoded and passed on together. About half a megabyte, so that it is hashed and copied
to the file while the processor still has it: a third off an export, against pieces of 15 MB (2026-11-24)."""

_PLAIN_PLACES = 6
_LEAST_PLAIN = pa.scalar(Decimal("0.000001"))
"""Arrow writes decimals with at most 6 places, or of at least a millionth, without an exponent."""

_RUNS_IN_A_SPREADSHEET = r"^[=+\-@\t\r]"
_READS_AS_A_PHONE_NUMBER = r"^\+[0-9][0-9 ()]*$"
"""`+420 601 123 456` computes nothing, so it stays readable; `+1-2` would be -1."""


class CsvWriter:
    """One CSV file. Texts are quoted, so that an empty one differs from an unknown value."""

    def __init__(
        self, sink: Sink, schema: pa.Schema, *, spreadsheet: bool = False, header: bool = True
    ) -> None:
        self._file = _Records(sink)
        end = "\r\n" if spreadsheet else "\n"
        self._options = pa_csv.WriteOptions(
            include_header=False, quoting_style="needed", eol=end, batch_size=_PIECE_ROWS
        )
        self._texts = JsonTexts()
        self._for_spreadsheets = spreadsheet
        names = _harmless(pa.array(schema.names)).to_pylist() if spreadsheet else schema.names
        if header:
            line = ",".join(map(_quoted, names)) + end
            sink.write((_BOM if spreadsheet else b"") + line.encode())

    def write(self, batch: pa.RecordBatch, /) -> None:
        columns = [_plain(column, self._texts) for column in batch.columns]
        if self._for_spreadsheets:
            # A number is as it is, also where it had to become text on the way.
            columns = [
                column if pa.types.is_decimal(given.type) else _harmless(column)
                for given, column in zip(batch.columns, columns, strict=True)
            ]
        # Names do not matter here, and must not be equal: the header is written already.
        names = [str(position) for position in range(len(columns))]
        ready = pa.RecordBatch.from_arrays(columns, names=names)
        self._file.expected = batch.num_rows
        pa_csv.write_csv(ready, pa.PythonFile(self._file, mode="w"), self._options)

    @property
    def rows(self) -> int:
        return self._file.counted

    def finish(self) -> None:
        self._texts.close()

    def abort(self) -> None:
        self._texts.close()


class _Records(FileLike):
    """Counts the records that pass, a piece of `_PIECE_ROWS` whole ones at a time.

    `expected` is how many are still to come of a batch. It decides how a piece is counted, never what:
    one with as many line ends as rows has none inside quotes, any other is looked at outside of them.
    """

    def __init__(self, sink: Sink) -> None:
        super().__init__(sink)
        self.counted = self.expected = 0

    def write(self, data: object, /) -> int:
        piece = bytes(cast("memoryview", data))
        ends = piece.count(b"\n")
        if ends != min(self.expected, _PIECE_ROWS):
            ends = sum(outside.count(b"\n") for outside in piece.split(b'"')[::2])
        self.counted += ends
        self.expected -= ends
        return super().write(piece)


def _quoted(name: str) -> str:
    if _NEEDS_QUOTES.isdisjoint(name):
        return name
    return '"' + name.replace('"', '""') + '"'


def _plain(column: pa.Array, texts: JsonTexts) -> pa.Array:
    """The column as pyarrow's writer needs it to write our text."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return column.cast(pa.string())
    if pa.types.is_timestamp(kind):
        return _timestamps(column)
    if pa.types.is_floating(kind):
        return without_nan(column)
    if pa.types.is_nested(kind) or (pa.types.is_decimal(kind) and _has_exponents(column)):
        return texts.of(column)
    return column


def _has_exponents(decimals: pa.Array) -> bool:
    """Whether Arrow's own text of some value has one: `0E-8`, where another line says `1.50000000`."""
    if decimals.type.scale <= _PLAIN_PLACES:
        return False
    return pc.any(pc.less(pc.abs(decimals), _LEAST_PLAIN)).as_py() is True


def _harmless(plain: pa.Array) -> pa.Array:
    """The column with a quote before what a spreadsheet would run."""
    if not (pa.types.is_string(plain.type) or pa.types.is_large_string(plain.type)):
        return plain
    runs = pc.and_(
        pc.match_substring_regex(plain, _RUNS_IN_A_SPREADSHEET),
        pc.invert(pc.match_substring_regex(plain, _READS_AS_A_PHONE_NUMBER)),
    )
    harmless = pc.binary_join_element_wise(pa.scalar("'", plain.type), plain, pa.scalar("", plain.type))
    return pc.if_else(runs, harmless, plain)


def _timestamps(column: pa.Array) -> pa.Array:
    """`YYYY-MM-DD HH:MM:SS` in UTC, a fraction only where it is not zero."""
    if column.type.tz is not None:
        column = column.cast(pa.timestamp(column.type.unit))  # Arrow keeps them in UTC
    if column.type.unit == "s":
        return column
    try:
        return column.cast(pa.timestamp("s"))  # refused where a fraction would be lost
    except pa.ArrowInvalid:
        return pc.replace_substring_regex(column.cast(pa.string()), r"\.?0*$", "")
