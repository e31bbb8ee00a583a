"""What DuckDB says went wrong, as a sentence of our own: its texts can hold customers' values."""

from __future__ import annotations

import re
from typing import TypeAlias

import duckdb
import pyarrow as pa

from sendoff.engines.port import SourceUnavailable, SourceUnusable
from sendoff.errors import SendoffError

Failure: TypeAlias = duckdb.Error | OSError | pa.ArrowException | RuntimeError
FAILURES = (duckdb.Error, OSError, pa.ArrowException, RuntimeError)
"""What comes out of DuckDB; from an Arrow reader it is an OSError that holds the class in its text."""

_CLASS = re.compile(r"^(?:[^:]{0,40}: )?([A-Z][A-Za-z ]{0,40}?) Error:")
_UNREADABLE = ("IO", "Invalid Input", "Serialization", "Conversion", "Out of Range")


def failure_class(error: Failure) -> str:
    """DuckDB's class of the error, such as `IO`; never a word of its text beyond that."""
    found = _CLASS.match(str(error))
    return found.group(1) if found else type(error).__name__


def explain(error: Failure, source: str) -> SendoffError:
    """The error to be raised in its place.

    Args:
        source: the pattern or file that was read, as a person knows it.
    """
    kind = failure_class(error)
    if kind == "IO" and "lock" in str(error):
        return SourceUnavailable(
            f"{source!r} is being written by another program. Try again when it is done."
        )
    if kind == "Out of Memory":
        return SourceUnusable(
            f"Reading {source!r} needs more memory than the query may take. "
            "Raise `engine_memory` (`--memory`), or ask for less at once."
        )
    if kind == "Conversion":
        return SourceUnusable(
            f"{source!r} holds a value that does not fit its column's type. "
            "For CSV, look at `csv_types`; files read together need the same types."
        )
    if kind in ("Binder", "Catalog"):
        return SourceUnusable(
            f"{source!r} has not the columns that the query needs, as it had a moment ago. "
            "Look at what was changed in it, then try again."
        )
    if kind in _UNREADABLE:
        return SourceUnusable(
            f"{source!r} cannot be read: it is damaged, or is not of the format that its name says "
            f"(DuckDB: {kind}). Write it again."
        )
    return SourceUnusable(
        f"DuckDB stopped reading {source!r} with an error of class {kind}. Look at the file."
    )
