"""What Spark says went wrong, as a sentence of our own: its texts can hold customers' values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

import grpc
import pyarrow as pa
from pyspark.errors import PySparkException, PythonException

from sendoff.engines.port import SourceChanged, SourceUnavailable, SourceUnusable
from sendoff.errors import SendoffError

Failure: TypeAlias = PySparkException | grpc.RpcError | pa.ArrowException
FAILURES = (PySparkException, grpc.RpcError, pa.ArrowException)
"""What comes out of the driver, and of Arrow."""

# Error conditions: https://spark.apache.org/docs/latest/sql-error-conditions.html
_MISSING = (
    "TABLE_OR_VIEW_NOT_FOUND", "PATH_NOT_FOUND", "SCHEMA_NOT_FOUND", "CATALOG_NOT_FOUND",
    "REQUIRES_SINGLE_PART_NAMESPACE", "UNABLE_TO_INFER_SCHEMA", "FAILED_TO_CREATE_PLAN_FOR_DIRECT_QUERY",
)  # fmt: skip
_COLUMNS = ("UNRESOLVED_COLUMN", "FIELD_NOT_FOUND", "DATATYPE_MISMATCH", "UNRESOLVED_FIELD")
_SCHEMAS = (
    "CANNOT_MERGE_SCHEMAS",
    "CANNOT_MERGE_INCOMPATIBLE_DATA_TYPE",
    "CONFLICTING_PARTITION_COLUMN_NAMES",
)
_RIGHTS = ("INSUFFICIENT_PERMISSIONS", "UNAUTHORIZED_ACCESS")
_SESSION = ("INVALID_HANDLE", "RESPONSE_ALREADY_RECEIVED", "OPERATION_CANCELED", "NO_ACTIVE_SESSION")
_GONE = ("FAILED_READ_FILE.FILE_NOT_EXIST", "_LEGACY_ERROR_TEMP_2055")
_DAMAGED = ("FAILED_READ_FILE", "CANNOT_READ_FILE_FOOTER", "PARQUET_CONVERSION_FAILURE")
_SETTINGS = ("CANNOT_MODIFY_CONFIG", "CANNOT_MODIFY_STATIC_CONFIG")

_UNREACHABLE = {
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.CANCELLED,
    grpc.StatusCode.ABORTED,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
}
_SHUT = {grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.PERMISSION_DENIED}

_LOST: Mapping[str, str] = {
    "executorlostfailure": "an executor was lost, and those that took over its work too",
    "was shut down": "the application ended in the middle",
    "stopped sparkcontext": "the application has ended",
    "fetchfailed": "what an executor had prepared was lost",
    "outofmemoryerror": "an executor ran out of memory",
    "all masters are unresponsive": "the cluster's master was lost",
}
"""What stands, in lower case, in Spark's own text of a job that failed; it has no condition."""

_CONDITION = re.compile(r"\[([A-Z][A-Z_.]+)\]")
_RAISED = re.compile(r"^([A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Stopped))\b", re.MULTILINE)


def explain(error: Exception, source: str) -> SendoffError:
    """The error to be raised in its place.

    Args:
        source: the table or folder that was read, as a person knows it.
    """
    if isinstance(error, PythonException):
        return _by_an_executor(str(error), source)
    condition = error.getCondition() if isinstance(error, PySparkException) else None
    if condition is not None:
        # One within another is the better told: why a folder's files make no table.
        told = [*reversed(_CONDITION.findall(str(error))), condition]
        known = (found for each in told if (found := _by_condition(each, source)) is not None)
        return next(known, None) or SourceUnusable(
            f"{source!r} refused the query (Spark: {condition}). Look at the log of the Spark Connect server."
        )
    status = _status(error)
    if status in _SHUT:
        return SourceUnusable(
            f"{source!r} does not let us in. Correct the token in `token_file`, or in the variable "
            "SPARK_CONNECT_AUTHENTICATE_TOKEN."
        )
    if status in _UNREACHABLE or isinstance(error, pa.ArrowException):
        return SourceUnavailable(
            f"{source!r} did not answer, or was cut off in the middle. Look whether the Spark Connect server "
            "runs, can be reached, and speaks TLS as `use_ssl` says, then try again."
        )
    return _by_text(str(error).lower(), source)


def _by_condition(condition: str, source: str) -> SendoffError | None:
    if condition.startswith(_MISSING):
        return SourceUnusable(
            f"{source!r} names no table or folder of Parquet files that Spark can find. Correct `profiles`."
        )
    if condition.startswith(_COLUMNS):
        return SourceUnusable(
            f"{source!r} has not the columns that the query needs, as it had a moment ago. "
            "Look at what was changed in it, then try again."
        )
    if condition.startswith(_SCHEMAS):
        return SourceUnusable(
            f"{source!r} has files whose columns cannot be read together (Spark: {condition}). "
            "Give a column one type in all files."
        )
    if condition.startswith(_RIGHTS):
        return SourceUnusable(f"{source!r} may not be read by its user. Grant SELECT on it.")
    if condition.startswith(_SETTINGS):
        return SourceUnusable(
            f"{source!r} does not let its sessions set what the query needs (Spark: {condition}). "
            "docs/how-to/engines/spark.md lists the settings."
        )
    if condition.startswith(_GONE):
        return SourceChanged(f"A file of {source!r} went while it was read. Try again.")
    if condition.startswith(_DAMAGED):
        return SourceUnusable(
            f"A file of {source!r} cannot be read (Spark: {condition}): it is damaged, or of another type "
            "than the table says. Look at the log of the Spark Connect server for its name."
        )
    if condition.startswith(_SESSION):
        return SourceUnavailable(
            f"The session over {source!r} was ended by the Spark Connect server (Spark: {condition}). "
            "Try again."
        )
    return None


def _by_text(text: str, source: str) -> SendoffError:
    if "maxresultsize" in text:
        return SourceUnusable(
            f"The rows of {source!r} are more than the Spark Connect server takes in at once. Raise its "
            "spark.driver.maxResultSize and memory, or let the executors write the export."
        )
    for sign, what in _LOST.items():
        if sign in text:
            return SourceUnavailable(
                f"{source!r} could not be read to the end: {what}. Look at the cluster, then try again."
            )
    return SourceUnusable(f"Reading {source!r} failed. Look at the log of the Spark Connect server.")


def _by_an_executor(text: str, source: str) -> SendoffError:
    """Our own code failed there; the class of what it raised is all that is told."""
    raised = _RAISED.findall(text)
    kind = raised[-1].rpartition(".")[2] if raised else "an error"
    if kind in ("ModuleNotFoundError", "ImportError", "AttributeError"):
        return SourceUnusable(
            f"The executors of {source!r} cannot write an export ({kind}). Install the same version of "
            "sendoff for their Python, with the extra of the artifact store."
        )
    return SourceUnavailable(
        f"An executor of {source!r} could not write its part of the export ({kind}). Look whether the "
        "executors reach the artifact store, then try again."
    )


def _status(error: Exception) -> grpc.StatusCode | None:
    if isinstance(error, grpc.RpcError):
        code = getattr(error, "code", None)
        return code() if callable(code) else None
    told = getattr(error, "getGrpcStatusCode", None)
    return told() if callable(told) else None
