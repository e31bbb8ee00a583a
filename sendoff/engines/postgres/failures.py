"""What PostgreSQL and its driver say went wrong, as a sentence of our own: their texts can hold values."""

from __future__ import annotations

import re
from typing import TypeAlias

import pyarrow as pa
from adbc_driver_manager.dbapi import Error, OperationalError

from sendoff.engines.port import SourceUnavailable, SourceUnusable
from sendoff.errors import SendoffError

Failure: TypeAlias = Error | OSError | pa.ArrowException
FAILURES = (Error, OSError, pa.ArrowException)
"""What comes out of the driver, and of Arrow where it reads a stream."""

# The driver gives no code for these. A server that speaks another language is "cannot be reached".
_REFUSED_LOGIN = re.compile(
    r'FATAL: +(password|role "|no pg_hba|.*authentication)|no password supplied|support SSL|certificate'
)
_NO_DATABASE = re.compile(r"FATAL: +database \"")
_CHANGED = ("42703", "42704", "42804", "3F000", "22P02")
_NOT_FOUND = ("42883", "42P01")
"""A function or operator, a table."""
# What the server says has its code. Without one the driver tells of a lost connection and of a row that it
# cannot read by the same class (c/driver/postgresql/statement.cc of apache/arrow-adbc).
_UNREADABLE = "ReadRecord failed"
_TRY_AGAIN = ("08", "40", "53", "55", "57", "58")
"""Classes: connection, rollback (a standby that must go on), resources, locks, operators, the system."""


def code(error: Failure) -> str | None:
    """PostgreSQL's code of the error, such as `42P01`; None: the server did not say it."""
    found = getattr(error, "sqlstate", None)
    return found if isinstance(found, str) and found else None


def explain(error: Failure, source: str) -> SendoffError:
    """The error to be raised for a statement that failed.

    Args:
        source: the table as a person knows it, without credentials.
    """
    state = code(error)
    if state is None:
        return _without_code(error, source)
    if state == "42501":
        return no_right(source)
    if state in _CHANGED:
        return SourceUnusable(
            f"{source!r} has not the columns that the query needs, as it had a moment ago "
            f"(PostgreSQL: {state}). Look at what was changed in it, then try again."
        )
    if state in _NOT_FOUND:
        return SourceUnusable(
            f"A table or function that {source!r} is made of is not found (PostgreSQL: {state}). Look at "
            "what was changed in it; functions of a view must name what they use with its schema."
        )
    if state == "22023":
        return SourceUnusable(
            f"The server of {source!r} refuses a value of the query (PostgreSQL: {state}), as it does with a "
            "time zone that it does not know. Use another zone, or update the server's time zones."
        )
    if state.startswith(_TRY_AGAIN):
        return SourceUnavailable(
            f"The server of {source!r} ended a query (PostgreSQL: {state}): it is going down, is short of "
            "something, or was told to. Try again; where it happens each time, look at the server's log."
        )
    return SourceUnusable(
        f"Reading {source!r} failed with PostgreSQL's code {state}. Look at the server's log."
    )


def explain_connecting(error: Failure, source: str) -> SendoffError:
    """The error to be raised where there is no connection."""
    state, told = code(error), str(error)
    if state == "3D000" or _NO_DATABASE.search(told):
        return SourceUnusable(f"The server of {source!r} has no such database. Correct `profiles`.")
    if (state or "").startswith("28") or _REFUSED_LOGIN.search(told):
        return SourceUnusable(
            f"The server of {source!r} does not let this user in. Look at the user, the password "
            "(in the URL, in `password_file` or PGPASSWORD) and TLS (`sslmode`, `sslrootcert`)."
        )
    return SourceUnavailable(
        f"The server of {source!r} cannot be reached, or has no connection left. Look at host and port, and "
        "whether it runs, then try again."
    )


def _without_code(error: Failure, source: str) -> SendoffError:
    if isinstance(error, OperationalError) and _UNREADABLE not in str(error):
        return SourceUnavailable(
            f"{source!r} stopped answering in the middle of a query: its server ended it, or the connection "
            "was lost. Try again; where it happens each time, look at the server's log."
        )
    return SourceUnusable(
        f"The driver of {source!r} cannot read an answer of its server ({type(error).__name__}). "
        "Look at what is new in its columns, and update the package adbc-driver-postgresql."
    )


def no_right(source: str) -> SourceUnusable:
    return SourceUnusable(
        f"{source!r} may not be read by this user. GRANT USAGE on its schema and SELECT on the table to it."
    )
