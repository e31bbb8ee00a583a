"""What ClickHouse says went wrong, as a sentence of our own: its texts can hold customers' values."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from typing import TypeAlias

import pyarrow as pa
from clickhouse_connect.driver.exceptions import Error
from urllib3.exceptions import HTTPError

from sendoff.engines.port import SourceUnavailable, SourceUnusable
from sendoff.errors import SendoffError

Failure: TypeAlias = Error | HTTPError | pa.ArrowException | OSError
FAILURES = (Error, HTTPError, pa.ArrowException, OSError)
"""What comes out of the driver, of the stream it hands over, and of Arrow where that was cut."""

# Whole, since customers' values stand before it: a voucher may read `Code: 60.` too.
_CODE = re.compile(rb"Code: (\d+)\. DB::Exception: ")

# Numbers and names: src/Common/ErrorCodes.cpp of ClickHouse.
_LOGIN = {192, 193, 194, 516}
_RIGHTS = {164, 291, 497}
_TABLE = {60, 81}
_COLUMNS = {8, 10, 16, 47}
_TOO_LARGE = {62, 167, 168, 306, 1000}
_LIMITS = {158, 159, 161, 191, 201, 241, 307, 396}
_SETTINGS = {115, 452}
_FOR_A_MOMENT = {3, 198, 202, 203, 209, 210, 225, 236, 242, 252, 279, 394, 425, 439, 999}


class ServerError(Exception):
    """The server ended a stream with an error of this number."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


def code_within(text: bytes) -> int | None:
    """The number of the error with which a stream ended, of its last bytes."""
    found = _CODE.findall(text)
    return int(found[-1]) if found else None


def explain(error: Exception, source: str) -> SendoffError:
    """The error to be raised in its place.

    Args:
        source: the table that was read, as a person knows it.
    """
    code = getattr(error, "code", None)
    if not isinstance(code, int):
        return _unreachable(error, source)
    if code in _LOGIN:
        return SourceUnusable(
            f"{source!r} does not let the user in. Correct the user of the URL, and the password in it, in "
            "`password_file` or in CLICKHOUSE_PASSWORD."
        )
    if code in _RIGHTS:
        return SourceUnusable(
            f"{source!r} may not be read by its user. GRANT SELECT on the table to the user; what else it "
            "needs stands in docs/how-to/engines/clickhouse.md."
        )
    if code in _TABLE:
        return SourceUnusable(f"{source!r} names no table of the server. Correct `profiles`.")
    if code in _COLUMNS:
        return SourceUnusable(
            f"{source!r} has not the columns that the query needs, as it had a moment ago. "
            "Look at what was changed in it, then try again."
        )
    if code in _TOO_LARGE:
        return SourceUnusable(
            f"{source!r} refuses the query as too large or too deep (ClickHouse: {code}). "
            "Let its user change settings (readonly = 2), or ask for less at once."
        )
    if code in _LIMITS:
        return SourceUnusable(
            f"Reading {source!r} needs more memory, time or rows than its user may take "
            f"(ClickHouse: {code}). Raise the user's limits, or ask for less at once."
        )
    if code in _SETTINGS:
        return SourceUnusable(
            f"{source!r} does not let its user change a setting that the query needs (ClickHouse: {code}). "
            "Loosen the constraints of its settings profile."
        )
    if code in _FOR_A_MOMENT:
        return SourceUnavailable(
            f"{source!r} did not answer to the end (ClickHouse: {code}). Try again; look at the server."
        )
    return SourceUnusable(f"{source!r} refused the query (ClickHouse: {code}). Look at the server's log.")


def _unreachable(error: Exception, source: str) -> SendoffError:
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return SourceUnusable(
            f"{source!r} shows a certificate that is not trusted. Name its authority's file in `ca_file`."
        )
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return SourceUnusable(
            f"{source!r} does not speak TLS as asked for. Look at `secure`, `ca_file` and the port."
        )
    return SourceUnavailable(
        f"{source!r} did not answer, or was cut off in the middle. Look whether the server runs and can be "
        "reached, then try again."
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from; urllib3 keeps some of that in `reason`."""
    pending: list[BaseException] = [error]
    seen: set[int] = set()
    while pending:
        one = pending.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        further = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        pending.extend(each for each in further if isinstance(each, BaseException))
