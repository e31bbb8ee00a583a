"""What Trino and its driver say went wrong, as a sentence of our own: their texts can hold values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ssl import SSLError

import requests
from trino import exceptions

from sendoff.engines.port import SourceUnavailable, SourceUnusable
from sendoff.errors import SendoffError

FAILURES: tuple[type[Exception], ...] = (
    exceptions.Error, exceptions.HttpError, requests.RequestException, OSError, ValueError, KeyError,
)  # fmt: skip
"""What comes out of the driver; the last two are of an answer that is no JSON, or not Trino's."""

_STATUS = re.compile(r"error (\d{3})")

# Names: core/trino-spi, StandardErrorCode.
_RIGHTS = {"PERMISSION_DENIED"}
_TABLE = {"TABLE_NOT_FOUND", "SCHEMA_NOT_FOUND", "CATALOG_NOT_FOUND", "MISSING_CATALOG_NAME", "NOT_FOUND"}
_COLUMNS = {"COLUMN_NOT_FOUND", "TYPE_MISMATCH", "COLUMN_TYPE_UNKNOWN", "FUNCTION_NOT_FOUND"}
_TOO_LARGE = {"QUERY_TEXT_TOO_LARGE", "STACK_OVERFLOW", "COMPILER_ERROR"}
_ENDED = {"USER_CANCELED", "ADMINISTRATIVELY_KILLED", "ADMINISTRATIVELY_PREEMPTED"}
_LIMIT_TYPE = "INSUFFICIENT_RESOURCES"
_USER_TYPE = "USER_ERROR"


def explain(error: Exception, source: str) -> SendoffError:
    """The error to be raised in its place."""
    if isinstance(error, exceptions.TrinoQueryError):
        return _of_query(str(error.error_name), str(error.error_type), source)
    status = _STATUS.match(str(error)) if isinstance(error, exceptions.Error | exceptions.HttpError) else None
    if status is not None and status.group(1) in ("401", "403"):
        return SourceUnusable(
            f"{source!r} does not let the user in. Correct the user of the URL, the password in it, in "
            "`password_file` or TRINO_PASSWORD, or the token in `token_file` or TRINO_TOKEN."
        )
    if status is not None and status.group(1) in ("400", "404", "405", "410"):
        return SourceUnusable(
            f"{source!r} gives no answer that is one of Trino's (HTTP {status.group(1)}). "
            "Look at host, port and `secure`."
        )
    if any(isinstance(each, SSLError | requests.exceptions.SSLError) for each in _causes(error)):
        return SourceUnusable(
            f"{source!r} does not speak TLS as asked for, or shows a certificate that is not trusted. "
            "Look at `secure`, `ca_file` and the port."
        )
    return SourceUnavailable(
        f"{source!r} did not answer, or was cut off in the middle. Look whether the coordinator runs and can "
        "be reached, then try again."
    )


def _of_query(code: str, kind: str, source: str) -> SendoffError:
    if code in _RIGHTS:
        return SourceUnusable(
            f"{source!r} may not be read by its user. GRANT SELECT on the table to the user; what else it "
            "needs stands in docs/how-to/engines/trino.md."
        )
    if code in _TABLE:
        return SourceUnusable(f"{source!r} names no table of the server. Correct `profiles`.")
    if code in _COLUMNS:
        return SourceUnusable(
            f"{source!r} has not the columns that the query needs, as it had a moment ago (Trino: {code}). "
            "Look at what was changed in it, then try again."
        )
    if code in _TOO_LARGE:
        return SourceUnusable(
            f"{source!r} refuses the query as too large (Trino: {code}). Raise query.max-length of the "
            "server, or ask for less at once."
        )
    if code in _ENDED or kind not in (_USER_TYPE, _LIMIT_TYPE):
        return SourceUnavailable(
            f"{source!r} did not answer to the end (Trino: {code}). Try again; where it happens each time, "
            "look at the server's log."
        )
    if kind == _LIMIT_TYPE:
        return SourceUnusable(
            f"Reading {source!r} needs more memory or time than its user may take (Trino: {code}). "
            "Raise the limits of its resource group, or ask for less at once."
        )
    return SourceUnusable(f"{source!r} refused the query (Trino: {code}). Look at the server's log.")


def _causes(error: BaseException) -> Iterator[BaseException]:
    at: BaseException | None = error
    while at is not None:
        yield at
        at = at.__cause__ or at.__context__
