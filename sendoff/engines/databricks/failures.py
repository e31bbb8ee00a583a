"""What Databricks and its driver say went wrong, as a sentence of our own: their texts can hold values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ssl import SSLError

import urllib3
from databricks.sql import exc

from sendoff.engines.port import SourceUnavailable, SourceUnusable
from sendoff.errors import SendoffError

FAILURES: tuple[type[Exception], ...] = (exc.Error, urllib3.exceptions.HTTPError, OSError)

_CONDITION = re.compile(r"^\[([A-Z_0-9]+)(?:\.[A-Z_0-9.]+)?\]")
"""Names: https://docs.databricks.com/en/error-messages/error-classes.html"""
_RIGHTS = {"INSUFFICIENT_PERMISSIONS", "PERMISSION_DENIED", "INSUFFICIENT_PRIVILEGES"}
_TABLE = {"TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "CATALOG_NOT_FOUND", "NO_SUCH_CATALOG_EXCEPTION"}
_COLUMNS = {"UNRESOLVED_COLUMN", "FIELD_NOT_FOUND", "DATATYPE_MISMATCH", "UNRESOLVED_FIELD"}


def explain(error: Exception, source: str) -> SendoffError:
    """The error to be raised in its place."""
    status = getattr(error, "context", {}).get("http-code")
    if status in (401, 403):
        return SourceUnusable(
            f"{source!r} does not let us in (HTTP {status}). Correct the token in `token_file` or "
            "DATABRICKS_TOKEN, and let its owner use the warehouse."
        )
    if status in (400, 404):
        return SourceUnusable(
            f"{source!r} knows no such warehouse (HTTP {status}). Correct the host and `warehouse`."
        )
    if isinstance(error, exc.ServerOperationError):
        return _of_query(str(error), source)
    if any(isinstance(each, SSLError | urllib3.exceptions.SSLError) for each in _causes(error)):
        return SourceUnusable(
            f"{source!r} shows a certificate that is not trusted. Name its authority's file in `ca_file`."
        )
    return SourceUnavailable(
        f"{source!r} did not answer, or was cut off in the middle. Look whether the warehouse runs and can "
        "be reached, then try again."
    )


def _of_query(text: str, source: str) -> SendoffError:
    found = _CONDITION.match(text)
    condition = found.group(1) if found else "no condition told"
    if condition in _RIGHTS:
        return SourceUnusable(
            f"{source!r} may not be read by its user. GRANT what stands in docs/how-to/engines/databricks.md."
        )
    if condition in _TABLE:
        return SourceUnusable(f"{source!r} names no table that its user can see. Correct `profiles`.")
    if condition in _COLUMNS:
        return SourceUnusable(
            f"{source!r} has not the columns that the query needs, as it had a moment ago "
            f"(Databricks: {condition}). Look at what was changed in it, then try again."
        )
    return SourceUnusable(
        f"{source!r} refused the query (Databricks: {condition}). Look at the warehouse's query history."
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    pending, seen = [error], set[int]()
    while pending:
        one = pending.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        further = (one.__cause__, one.__context__, getattr(one, "reason", None))
        pending.extend(each for each in further if isinstance(each, BaseException))
