"""What a URL names: Parquet files, CSV files, or one table of a DuckDB file."""

from __future__ import annotations

import glob
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qs, unquote

from sqlglot import exp

from sendoff.engines.duckdb import csv_files
from sendoff.engines.duckdb.dialect import text
from sendoff.engines.port import SourceUnusable
from sendoff.engines.sql.speech import SOURCE, call, name
from sendoff.errors import invalid


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
            return os.path.dirname(self.pattern)
        parts = Path(self.pattern).parts
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
                noted.append(NotedFile(path, found.st_size, found.st_mtime_ns, found.st_ino))
        if not noted:
            raise SourceUnusable(
                f"There is no file {self.pattern!r}. Put the customers there, or correct `profiles`."
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
            reading = call("read_parquet", listed, *csv_files.named(options))
            return exp.Table(this=reading, alias=exp.TableAlias(this=name(SOURCE)))
        paths = [file.path for file in files]
        header = csv_files.header(paths)
        unknown = [column for column in self.csv_types if column not in header]
        if unknown:
            raise SourceUnusable(
                f"`csv_types` names {', '.join(map(repr, unknown))}, which {paths[0]!r} has not. Correct it."
            )
        return csv_files.table(listed, header, self.csv_types, options)


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
        if kind not in csv_files.TYPES:
            raise invalid(
                f"The type {kind!r} of {column!r} is none of {', '.join(csv_files.TYPES)}.", path="csv_types"
            )
    if url.startswith("duckdb:"):
        return _parse_table(url)
    plain = url.lower()
    pattern = os.path.abspath(url.removeprefix("file://"))
    if "\0" in url:
        raise invalid("The profiles have a NUL in their path, which no file has.", path="profiles")
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
    names_one = set(once) - {"schema"} == {"table"} and len(once) == len(given)
    if not names_one or not path.strip("/") or "\0" in path:
        raise invalid(
            f"The profiles {url!r} name no file and table: write duckdb:///file.duckdb?table=name.",
            path="profiles",
        )
    relative = path.removeprefix("/")
    if not os.path.exists(relative) and os.path.exists(path):
        relative = path
    return Table(os.path.abspath(relative), **once)
