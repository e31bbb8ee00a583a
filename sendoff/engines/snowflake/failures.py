"""What Snowflake and its driver say went wrong, as a sentence of our own: their texts can hold values."""

from __future__ import annotations

from snowflake.connector import errors

from sendoff.engines.port import SourceUnavailable, SourceUnusable
from sendoff.errors import SendoffError

FAILURES: tuple[type[Exception], ...] = (errors.Error, OSError)
"""What comes out of the driver."""

# Numbers: https://docs.snowflake.com/en/user-guide/client-connectivity-troubleshooting and the server's own.
_NO_OBJECT = {2003, 2043}
_RIGHTS = {3001}
_COLUMNS = {904, 1038, 2016}
_NO_WAREHOUSE = {606, 57014}
_TIMEOUTS = {630, 604}
_CHANGED_STATES = ("42S02", "42000", "42601", "22")


def explain(error: Exception, source: str) -> SendoffError:
    """The error to be raised in its place."""
    code, state = getattr(error, "errno", None), str(getattr(error, "sqlstate", None) or "")
    if state == "28000" or (isinstance(code, int) and 390100 <= code <= 390199):
        return SourceUnusable(
            f"{source!r} does not let the user in (Snowflake: {code}). Correct the user of the URL, and its "
            "key in `private_key_file`, its token in `token_file` or its password."
        )
    if code in _NO_OBJECT:
        return SourceUnusable(
            f"{source!r} is not there, or may not be read by its role. Correct `profiles` (names are as "
            "they are stored, mostly in capitals), or GRANT what stands in docs/how-to/engines/snowflake.md."
        )
    if code in _RIGHTS:
        return SourceUnusable(
            f"{source!r} may not be read by its role. GRANT what stands in docs/how-to/engines/snowflake.md."
        )
    if code in _NO_WAREHOUSE:
        return SourceUnusable(
            f"{source!r} has no warehouse that runs the query. Name one in `warehouse`, and GRANT USAGE on "
            "it."
        )
    if code in _COLUMNS:
        return SourceUnusable(
            f"{source!r} has not the columns that the query needs, as it had a moment ago "
            f"(Snowflake: {code}). Look at what was changed in it, then try again."
        )
    if code in _TIMEOUTS:
        return SourceUnavailable(
            f"{source!r} ended the query (Snowflake: {code}): it was told to, or its "
            "STATEMENT_TIMEOUT_IN_SECONDS has passed. Try again, with a longer one or a larger warehouse."
        )
    if isinstance(error, errors.ProgrammingError) and state.startswith(_CHANGED_STATES):
        return SourceUnusable(f"{source!r} refused the query (Snowflake: {code}). Look at its query history.")
    return SourceUnavailable(
        f"{source!r} did not answer, or was cut off in the middle. Look whether the account can be reached, "
        "then try again."
    )
