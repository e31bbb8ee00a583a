"""One table of Snowflake, read as Arrow: the port's `Engine`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import pyarrow as pa
import snowflake.connector
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from sqlglot import exp

from sendoff.engines.port import EngineOptions, Limits, SourceUnusable
from sendoff.engines.snowflake.address import Address
from sendoff.engines.snowflake.dialect import SnowflakeSpeech
from sendoff.engines.snowflake.failures import FAILURES, explain
from sendoff.engines.snowflake.schema import TEXT, arrow_type, in_lists, read, scalar
from sendoff.engines.sql.addresses import text_of
from sendoff.engines.sql.arriving import from_arrow
from sendoff.engines.sql.remote import Described, RemoteEngine
from sendoff.engines.sql.silence import silence
from sendoff.engines.sql.speech import name
from sendoff.engines.sql.typed import read_schema
from sendoff.engines.sql.warehouse import lowered_names
from sendoff.errors import SendoffError

STATEMENT_BYTES = 1_000_000
"""https://docs.snowflake.com/en/user-guide/query-size-limits"""
LIST_VALUES = 16_384
"""Most expressions in a list of literals, which older accounts have."""

_CONNECT_SECONDS = 10
_LOGIN_SECONDS = 30
_REQUEST_SECONDS = 60
_ATTEMPTS = 3
_MEMORY_MEGABYTES = 512
_SETTINGS = {
    "TIMEZONE": "UTC",
    "QUOTED_IDENTIFIERS_IGNORE_CASE": False,
    # A query whose client has gone ends.
    "ABORT_DETACHED_QUERY": True,
    "MULTI_STATEMENT_COUNT": 1,
    "QUERY_TAG": "sendoff",
    "CLIENT_TELEMETRY_ENABLED": False,
}


class SnowflakeEngine(RemoteEngine):
    """Moments are cut to microseconds, in conditions and in rows alike."""

    limits = Limits(list_values=LIST_VALUES, statement_bytes=STATEMENT_BYTES)
    failures = FAILURES
    arrow_type = staticmethod(arrow_type)

    def __init__(self, address: Address, options: EngineOptions) -> None:
        super().__init__(address.shown, options)
        self._address = address

    def connect(self) -> Session:
        return Session(self._address)

    def describe(self, session: Session) -> Described:
        at = self._address
        table = exp.Table(this=name(at.table), db=name(at.schema), catalog=name(at.database))
        found = session.tell(f"DESCRIBE TABLE {SnowflakeSpeech().write(table.copy())}")
        columns = [(str(each[0]), read(str(each[1]))) for each in found]
        schema = read_schema(columns, id_column=self._id_column, scalar=scalar, in_lists=in_lists)
        return Described(schema, SnowflakeSpeech(lowered_names(schema, TEXT)), table)

    def explain(self, error: Exception) -> SendoffError:
        return explain(error, self._shown)


class Session:
    """A connection of one call. Statements are begun and then waited for, so that their ids are known."""

    def __init__(self, address: Address) -> None:
        silence("snowflake")
        self._connection: Any = snowflake.connector.connect(
            account=address.account,
            user=address.user,
            database=address.database,
            schema=address.schema,
            warehouse=address.warehouse,
            role=address.role,
            session_parameters=_SETTINGS,
            connect_timeout=_CONNECT_SECONDS,
            login_timeout=_LOGIN_SECONDS,
            request_timeout=_REQUEST_SECONDS,
            retry_max_attempts=_ATTEMPTS,
            client_memory_limit=_MEMORY_MEGABYTES,
            platform_detection_timeout_seconds=0,
            enable_server_session_keep_alive_auto_detection=False,
            client_store_temporary_credential=False,
            **_way(address),
            **_credential(address),
        )
        self._running: str | None = None

    def tell(self, sql: str) -> list[Sequence[Any]]:
        """The answer to a statement that reads nothing."""
        with self._connection.cursor() as cursor:
            found: list[Sequence[Any]] = cursor.execute(sql).fetchall()
            return found

    def ask(self, sql: str, /) -> list[Sequence[Any]]:
        found: list[Sequence[Any]] = self._started(sql).fetchall()
        return found

    def batches(self, sql: str, schema: pa.Schema, /) -> Iterator[pa.RecordBatch]:
        for table in self._started(sql).fetch_arrow_batches():
            yield from from_arrow(table, schema)

    def cancel(self) -> None:
        if self._running is not None:
            with suppress(*FAILURES), self._connection.cursor() as cursor:
                cursor.abort_query(self._running)

    def close(self) -> None:
        with suppress(*FAILURES):
            self._connection.close()

    def _started(self, sql: str) -> Any:
        cursor = self._connection.cursor()
        self._running = cursor.execute_async(sql)["queryId"]
        cursor.get_results_from_sfqid(self._running)
        return cursor


def _way(address: Address) -> dict[str, Any]:
    if address.host is None:
        return {}
    way: dict[str, Any] = {"host": address.host, "protocol": "https" if address.secure else "http"}
    return way if address.port is None else {**way, "port": address.port}


def _credential(address: Address) -> dict[str, Any]:
    """Raises: SourceUnusable."""
    if address.private_key_file is not None:
        return {"authenticator": "SNOWFLAKE_JWT", "private_key": _private_key(address)}
    token = address.token()
    if token is not None:
        return {"authenticator": "PROGRAMMATIC_ACCESS_TOKEN", "token": token.reveal()}
    password = address.password()
    if password is None:
        raise SourceUnusable(
            f"There is no credential for {address.shown!r}. Name a `private_key_file`, a `token_file` or a "
            "`password_file`, or set SNOWFLAKE_TOKEN or SNOWFLAKE_PASSWORD."
        )
    return {"password": password.reveal()}


def _private_key(address: Address) -> bytes:
    """Raises: SourceUnusable."""
    assert address.private_key_file is not None
    written, secret = text_of(address.private_key_file, "private_key_file"), address.key_password()
    try:
        key = load_pem_private_key(written.encode(), secret.reveal().encode() if secret else None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise SourceUnusable(
            f"The private key for {address.shown!r} cannot be used. Put it into {address.private_key_file!r} "
            "as PKCS#8 PEM, and its password, if it has one, into SNOWFLAKE_PRIVATE_KEY_PASSWORD or "
            "`password_file`."
        ) from None
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
