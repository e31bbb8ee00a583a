"""CSV files as a table of DuckDB's, with nothing guessed: RFC 4180, UTF-8, a header, text unless declared."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Mapping, Sequence
from typing import IO

from sqlglot import exp

from sendoff.engines.duckdb.dialect import text
from sendoff.engines.port import SourceUnavailable, SourceUnusable
from sendoff.engines.sql.speech import SOURCE, call, cast, name

TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "int": "BIGINT",
    "float": "DOUBLE",
    "bool": "BOOLEAN",
    "date": "DATE",
    # With a zone, or DuckDB would drop the offset of `03:04:05+02:00`; without one it is read as UTC.
    "datetime": "TIMESTAMPTZ",
}

# What DuckDB's casts would take and change without a word: 1.5 becomes 2, a time of day is dropped.
_SHAPES: Mapping[str, str] = {
    "int": r"\s*[+-]?[0-9]+\s*",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "datetime": r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?( ?(Z|[+-][0-9]{2}(:?[0-9]{2})?))?)?",
}
_UNREADABLE = "?"
_BEYOND_MICROSECONDS = r"(\.[0-9]{6})[0-9]+"

_MAX_LINE_BYTES = 64 * 2**20
_MAX_HEADER_CHARACTERS = 2**24


def header(paths: Sequence[str]) -> list[str]:
    """The column names, the same in each of the files.

    Raises: SourceUnusable, SourceUnavailable.
    """
    first = _read_header(paths[0])
    if len({column.lower() for column in first}) != len(first) or "" in first:
        raise SourceUnusable(
            f"The first line of {paths[0]!r} does not give every column a name of its own. Correct it."
        )
    for path in paths[1:]:
        if _read_header(path) != first:
            raise SourceUnusable(
                f"The first lines of {paths[0]!r} and {path!r} differ. "
                "CSV files read together need the same columns in the same order."
            )
    return first


def table(
    listed: exp.Expr, columns: Sequence[str], types: Mapping[str, str], options: Mapping[str, exp.Expr]
) -> exp.Expr:
    """The files as a table; `types` are keys of `TYPES`, a column not among them is text.

    A value that is not of its column's type ends the query with DuckDB's class `Conversion`.
    """
    all_text = [exp.PropertyEQ(this=name(column), expression=text("VARCHAR")) for column in columns]
    as_text = {
        # A guess skips lines that it cannot read, and a customer is gone.
        "auto_detect": exp.false(),
        "columns": exp.Struct(expressions=all_text),
        "header": exp.true(),
        "delim": text(","),
        "quote": text('"'),
        "escape": text('"'),
        "comment": text(""),
        "nullstr": text(""),
        "allow_quoted_nulls": exp.false(),
        "max_line_size": exp.Literal.number(_MAX_LINE_BYTES),
    }
    reading = exp.Table(this=call("read_csv", listed, *named({**as_text, **options})))
    typed = [
        exp.Alias(this=_typed(exp.Column(this=name(column)), types.get(column, "string")), alias=name(column))
        for column in columns
    ]
    return exp.Select(expressions=typed).from_(reading, copy=False).subquery(name(SOURCE), copy=False)


def named(options: Mapping[str, exp.Expr]) -> list[exp.Expr]:
    """Options as named arguments of a table function."""
    return [exp.EQ(this=exp.Var(this=option), expression=value) for option, value in options.items()]


def _typed(at: exp.Expr, kind: str) -> exp.Expr:
    if kind == "string":
        return at
    shape = _SHAPES.get(kind)
    if shape is None:
        return cast(at, TYPES[kind])
    fits = exp.Or(
        this=exp.Is(this=at, expression=exp.Null()),
        expression=call("regexp_full_match", at.copy(), text(shape)),
    )
    kept = at.copy()
    if kind == "datetime":
        kept = call("regexp_replace", kept, text(_BEYOND_MICROSECONDS), text(r"\1"))
    return cast(exp.Case(ifs=[exp.If(this=fits, true=kept)], default=text(_UNREADABLE)), TYPES[kind])


def _read_header(path: str) -> list[str]:
    try:
        with _open_text(path) as file:
            lines = iter(lambda: file.readline(_MAX_HEADER_CHARACTERS), "")
            line = next(csv.reader(lines, strict=True), None)
    except FileNotFoundError:
        raise SourceUnavailable(f"The file {path!r} went while it was opened. Try again.") from None
    except (UnicodeDecodeError, csv.Error, OSError, EOFError) as error:
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
