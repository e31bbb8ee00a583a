"""What a URL names: Parquet files, CSV files, or one table of a DuckDB file."""

from __future__ import annotations

import csv
import glob
import gzip
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO
from urllib.parse import parse_qs, unquote

from sqlglot import exp

from sendoff.engines.duckdb.expressions import SOURCE, call, name, text
from sendoff.engines.port import SourceUnavailable, SourceUnusable
from sendoff.errors import invalid

CSV_TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "int": "BIGINT",
    "float": "DOUBLE",
    "bool": "BOOLEAN",
    "date": "DATE",
    # With a zone, or DuckDB would drop the offset of `03:04:05+02:00`; without one it is read as UTC.
    "datetime": "TIMESTAMPTZ",
}
_MAX_CSV_LINE_BYTES = 64 * 2**20
_MAX_CSV_HEADER_CHARACTERS = 2**24


class FileKind(StrEnum):
    PARQUET = "parquet"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class NotedFile:
    """A file as it was when it was noted; any other content is another note."""

    path: str
    size: int
    modified_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Files:
    """Files that one pattern names; columns are matched by name over all of them."""

    pattern: str
    kind: FileKind
    csv_types: Mapping[str, str]

    @property
    def folder(self) -> str:
        """The folder that holds all the pattern can name, absolute."""
        if os.path.isfile(self.pattern) or not glob.has_magic(self.pattern):
            return os.path.dirname(os.path.abspath(self.pattern))
        parts = Path(os.path.abspath(self.pattern)).parts
        plain = next(at for at, part in enumerate(parts) if glob.has_magic(part))
        return str(Path(*parts[:plain]))

    def note(self) -> tuple[NotedFile, ...]:
        """The files there are now, in order of their paths.

        Raises: SourceUnusable where there is none, or one may not be read.
        """
        exact = os.path.isfile(self.pattern)
        paths = [self.pattern] if exact else sorted(glob.glob(self.pattern, recursive=True))
        noted = []
        for path in paths:
            try:
                found = os.stat(path)
            except FileNotFoundError:
                continue  # went between the listing and the look: as if listed a moment later
            if os.path.isfile(path):
                noted.append(NotedFile(os.path.abspath(path), found.st_size, found.st_mtime_ns, found.st_ino))
        if not noted:
            raise SourceUnusable(
                f"There is no file {self.pattern!r}. "
                "Put the customers there, or correct the setting profiles."
            )
        for file in noted:
            if not os.access(file.path, os.R_OK):
                raise SourceUnusable(
                    f"The file {file.path!r} may not be read. Give this user the right to read it."
                )
        return tuple(noted)

    def table(self, files: tuple[NotedFile, ...]) -> exp.Expr:
        """The noted files as a table of DuckDB's.

        Raises: SourceUnusable, where CSV files have unusable headers.
        """
        listed = exp.Array(expressions=[text(glob.escape(file.path)) for file in files])
        # A folder called `a=1` is no column unless somebody says so.
        options: dict[str, exp.Expr] = {"hive_partitioning": exp.false()}
        if self.kind is FileKind.PARQUET:
            # Without it the first file's columns and types are forced on all: 1.5 becomes 2.
            options["union_by_name"] = exp.Boolean(this=len(files) > 1)
            return _aliased("read_parquet", listed, options)
        header = self._header(files)
        types = [
            exp.PropertyEQ(
                this=name(column), expression=text(CSV_TYPES[self.csv_types.get(column, "string")])
            )
            for column in header
        ]
        options |= {
            # Nothing is guessed: a guess skips lines it cannot read, and a customer is gone.
            "auto_detect": exp.false(),
            "columns": exp.Struct(expressions=types),
            "header": exp.true(),
            "delim": text(","),
            "quote": text('"'),
            "escape": text('"'),
            "comment": text(""),
            "nullstr": text(""),
            "allow_quoted_nulls": exp.false(),
            "max_line_size": exp.Literal.number(_MAX_CSV_LINE_BYTES),
        }
        return _aliased("read_csv", listed, options)

    def _header(self, files: tuple[NotedFile, ...]) -> list[str]:
        first = _read_header(files[0].path)
        if len(set(first)) != len(first) or "" in first:
            raise SourceUnusable(
                f"The first line of {files[0].path!r} does not give every column a name of its own. "
                "Correct it."
            )
        for file in files[1:]:
            if _read_header(file.path) != first:
                raise SourceUnusable(
                    f"The first lines of {files[0].path!r} and {file.path!r} differ. "
                    "CSV files read together need the same columns in the same order."
                )
        unknown = [column for column in self.csv_types if column not in first]
        if unknown:
            raise SourceUnusable(
                f"The setting csv_types names {', '.join(map(repr, unknown))}, "
                f"which {files[0].path!r} has not. Correct the setting."
            )
        return first


@dataclass(frozen=True, slots=True)
class Table:
    """One table or view of a DuckDB file."""

    path: str
    table: str
    schema: str = "main"

    def expression(self) -> exp.Expr:
        alias = exp.TableAlias(this=name(SOURCE))
        return exp.Table(this=name(self.table), db=name(self.schema), alias=alias)


def parse(url: str, csv_types: Mapping[str, str]) -> Files | Table:
    """What the URL names; nothing is opened.

    A path without a scheme, or `file://` before it, is a Parquet or CSV file or a glob of them, by its
    ending. `duckdb:///shop.duckdb?table=customers` is relative to the working directory,
    `duckdb:////srv/shop.duckdb?table=customers` absolute; with three slashes the path is taken as
    absolute where only that one exists. `&schema=` names a schema other than `main`. `%20` and the
    like are read in `duckdb:` URLs alone.

    Raises: Invalid.
    """
    for column, kind in csv_types.items():
        if kind not in CSV_TYPES:
            raise invalid(
                f"The type {kind!r} of {column!r} is none of {', '.join(CSV_TYPES)}.", path="csv_types"
            )
    if url.startswith("duckdb:"):
        return _parse_table(url)
    pattern = url.removeprefix("file://")
    plain = pattern.lower()
    if plain.endswith((".parquet", ".pq")):
        return Files(pattern, FileKind.PARQUET, {})
    if plain.endswith((".csv", ".csv.gz")):
        return Files(pattern, FileKind.CSV, csv_types)
    raise invalid(
        f"The profiles {url!r} cannot be opened: write a file or a glob ending in .parquet, .csv or .csv.gz, "
        "such as folder/*.parquet, or duckdb:///file.duckdb?table=name.",
        path="profiles",
    )


def _parse_table(url: str) -> Table:
    path, _, parameters = url.removeprefix("duckdb:").partition("?")
    path = unquote(path.removeprefix("//"))
    given = parse_qs(parameters, keep_blank_values=True)
    once = {key: values[0] for key, values in given.items() if len(values) == 1 and values[0]}
    if set(once) - {"schema"} != {"table"} or len(once) != len(given) or not path.strip("/"):
        raise invalid(
            f"The profiles {url!r} name no file and table: write duckdb:///file.duckdb?table=name.",
            path="profiles",
        )
    relative = path.removeprefix("/")
    if not os.path.exists(relative) and os.path.exists(path):
        relative = path
    return Table(os.path.abspath(relative), **once)


def _aliased(function: str, files: exp.Expr, options: Mapping[str, exp.Expr]) -> exp.Expr:
    given = [exp.EQ(this=exp.Var(this=option), expression=value) for option, value in options.items()]
    return exp.Table(this=call(function, files, *given), alias=exp.TableAlias(this=name(SOURCE)))


def _read_header(path: str) -> list[str]:
    try:
        with _open_text(path) as file:
            lines = iter(lambda: file.readline(_MAX_CSV_HEADER_CHARACTERS), "")
            line = next(csv.reader(lines, strict=True), None)
    except (UnicodeDecodeError, csv.Error, OSError, EOFError) as error:
        if isinstance(error, FileNotFoundError):
            raise SourceUnavailable(f"The file {path!r} went while it was opened. Try again.") from None
        raise SourceUnusable(
            f"The first line of {path!r} cannot be read ({type(error).__name__}). "
            "The file must be CSV in UTF-8 with the names of the columns first."
        ) from None
    if not line:
        raise SourceUnusable(f"The file {path!r} is empty: its first line must name the columns.")
    return line


def _open_text(path: str) -> IO[str]:
    if path.lower().endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return open(path, encoding="utf-8-sig", newline="")
