"""What BigQuery and its client say went wrong, as a sentence of our own: their texts can hold values."""

from __future__ import annotations

import concurrent.futures
from typing import Any

import requests
from google.api_core.exceptions import GoogleAPICallError, GoogleAPIError
from google.auth.exceptions import GoogleAuthError, TransportError

from sendoff.engines.port import SourceUnavailable, SourceUnusable
from sendoff.errors import SendoffError

FAILURES: tuple[type[Exception], ...] = (
    GoogleAPIError,
    GoogleAuthError,
    requests.RequestException,
    concurrent.futures.TimeoutError,
    OSError,
)

# Reasons: https://cloud.google.com/bigquery/docs/error-messages
_TOO_LARGE = {"resourcesExceeded", "responseTooLarge", "billingTierLimitExceeded"}
_QUOTA = {"quotaExceeded", "billingNotEnabled"}
_FOR_A_MOMENT = {
    "rateLimitExceeded",
    "backendError",
    "internalError",
    "jobBackendError",
    "stopped",
    "timeout",
}


def explain(error: Exception, source: str) -> SendoffError:
    """The error to be raised in its place."""
    if isinstance(error, GoogleAuthError) and not isinstance(error, TransportError):
        return _not_let_in(source)
    if not isinstance(error, GoogleAPICallError):
        return _unavailable(source)
    code, reason = int(error.code or 0), _reason(error)
    if code == 401:
        return _not_let_in(source)
    if reason in _FOR_A_MOMENT or code >= 500 or code == 429:
        return _unavailable(source)
    if reason in _QUOTA:
        return SourceUnusable(
            f"The project that queries of {source!r} run in has no quota or no billing left for them "
            f"(BigQuery: {reason}). Raise it, or name another `billing_project`."
        )
    if reason in _TOO_LARGE:
        return SourceUnusable(
            f"{source!r} refuses the query as too large (BigQuery: {reason}). Ask for less at once."
        )
    if code == 403:
        return SourceUnusable(
            f"{source!r} may not be read or queried by this account. Grant the roles that stand in "
            "docs/how-to/engines/bigquery.md."
        )
    if code == 404:
        return SourceUnusable(
            f"{source!r} names no table, or one of another location. Correct `profiles` and its `location`."
        )
    return SourceUnusable(
        f"{source!r} refused the query (BigQuery: {reason or code}). Look at what was changed in it, and at "
        "the project's query history."
    )


def _reason(error: GoogleAPICallError) -> str | None:
    first: Any = error.errors[0] if error.errors else None
    found = first.get("reason") if isinstance(first, dict) else None
    return found if isinstance(found, str) else None


def _not_let_in(source: str) -> SourceUnusable:
    return SourceUnusable(
        f"Google does not let the account of {source!r} in. Look at the file in `credentials_file` or "
        "GOOGLE_APPLICATION_CREDENTIALS."
    )


def _unavailable(source: str) -> SourceUnavailable:
    return SourceUnavailable(
        f"{source!r} did not answer, or was cut off in the middle. Look whether Google's APIs can be reached "
        "from here, then try again."
    )
