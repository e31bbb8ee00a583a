"""The lines of an uploaded CSV file as a person counts them: its header, and the first that is at fault."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from sendoff.attributes.catalogue import DataType
from sendoff.engines.port import Stopped, StopSignal
from sendoff.errors import Invalid, invalid

MAX_LINE_BYTES = 128 * 1024
"""As long as a field may be for Python's reader of CSV."""
MAX_COLUMNS = 1_000
WHOLE_NUMBER = "[ \t\n\f\r]*[+-]?[0-9]+[ \t\n\f\r]*"
SMALLEST, LARGEST = -(2**127), 2**128 - 1
"""DuckDB has 128 bits with a sign, and without one."""

_MOST_DIGITS = 39
_NUMBER = re.compile(WHOLE_NUMBER)
_MALFORMED = "is not well-formed CSV: a quote is left open, or followed by something else than a comma"


@dataclass(frozen=True, slots=True)
class Layout:
    """How many columns there are, and which of them is read, from 0."""

    columns: int
    at: int


def layout_of(path: str, column: str | None) -> Layout:
    """Where the values are.

    Args:
        column: its name in the first line; None: the only one.
    Raises: Invalid. It names no column of the file: without a header the first line is values.
    """
    with _opened(path) as file:
        reader = csv.reader(_lines(file), strict=True)
        try:
            header = next(reader, [])
        except csv.Error:
            raise _at(1, _MALFORMED) from None
    if not header:
        raise invalid("The file has no first line. It must name the columns; then come the values.")
    if len(header) > MAX_COLUMNS:
        raise invalid(f"The file has more than {MAX_COLUMNS:,} columns. Leave out those that are not needed.")
    if column is None:
        if len(header) > 1:
            told = f"The file has {len(header):,} columns. Name the one that has the values."
            raise invalid(told, path="column")
        return Layout(1, 0)
    times = header.count(column)
    if times != 1:
        found = "no column" if times == 0 else f"{times:,} columns"
        told = f"The first line of the file names {found} so. Give a name as it stands there, and there once."
        raise invalid(told, path="column")
    return Layout(len(header), header.index(column))


def first_fault(path: str, layout: Layout, *, data_type: DataType, stop: StopSignal | None) -> Invalid | None:
    """The refusal of the first line that cannot be taken; None where each looks well by itself.

    Slow beside DuckDB, and asked only once that has found a fault: its own words show values, and count
    records instead of lines. Raises: Stopped.
    """
    with _opened(path) as file:
        reader = csv.reader(_lines(file), strict=True)
        while True:
            line = reader.line_num + 1
            if stop is not None and stop.is_set():
                raise Stopped
            try:
                row = next(reader, None)
            except csv.Error:
                return _at(line, _MALFORMED)
            except Invalid as error:
                return error
            if row is None:
                return None
            if line == 1 or not row:
                continue
            if len(row) != layout.columns:
                return _at(
                    line, f"has another number of fields than the first line, which has {layout.columns:,}"
                )
            if (fault := _fault_of(row[layout.at], data_type)) is not None:
                return _at(line, fault)


def _fault_of(value: str, data_type: DataType) -> str | None:
    if "\0" in value:
        return "holds a NUL character, which no value has"
    if data_type is not DataType.INT or not value:
        return None
    if _NUMBER.fullmatch(value):
        digits = value.strip().lstrip("+-").lstrip("0") or "0"  # Python reads at most 4,300
        if len(digits) <= _MOST_DIGITS and SMALLEST <= int(value) <= LARGEST:
            return None
    return "holds no whole number of at most 128 bits; a list of other values is of the type string"


def _opened(path: str) -> TextIO:
    return open(path, encoding="utf-8-sig", errors="surrogateescape", newline="")


def _lines(file: TextIO) -> Iterator[str]:
    """The lines, each with its end. Raises: Invalid."""
    number = 0
    while line := file.readline(MAX_LINE_BYTES):
        number += 1
        if len(line) == MAX_LINE_BYTES and not line.endswith(("\n", "\r")):
            raise _at(number, f"is longer than {MAX_LINE_BYTES:,} bytes")
        try:
            line.encode()
        except UnicodeEncodeError:
            raise _at(number, "is not UTF-8") from None
        yield line


def _at(line: int, fault: str) -> Invalid:
    return invalid(f"Line {line:,} of the file {fault}. Correct it, then upload the file again.")
