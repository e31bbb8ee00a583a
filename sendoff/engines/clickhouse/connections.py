"""Connections to ClickHouse over HTTP: each call has its own, and can end its query from beside it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import clickhouse_connect
import pyarrow as pa
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import Error
from clickhouse_connect.driver.external import ExternalData
from clickhouse_connect.driver.httputil import check_env_proxy, get_pool_manager
from sqlglot import exp
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from sendoff.engines.clickhouse.address import Address
from sendoff.engines.clickhouse.definitions import with_definitions
from sendoff.engines.clickhouse.dialect import ClickHouseSpeech
from sendoff.engines.clickhouse.failures import explain
from sendoff.engines.clickhouse.running import ArrowStream, Stoppable
from sendoff.engines.clickhouse.settings import asked_for, longest_statement
from sendoff.engines.port import SourceUnusable, StatementTooLong, StopSignal
from sendoff.engines.sql.speech import VALUE

_CONNECT_SECONDS = 10
_SILENT_SECONDS = 3600
"""Most time between two bytes: a query that finds few rows is silent for long. A server that is gone is
noticed by TCP's keepalive, which the driver sets to 2 minutes."""
_KILL_SECONDS = 0.7
_FORM_FIELD_BYTES = 120_000
"""Most bytes of a statement that goes in a form, which one with files beside it must: the server's setting
http_max_field_value_size is 131,072, and no query can raise it."""
_ARROW = "ArrowStream"
_ENDING = f"\n FORMAT {_ARROW}"
"""What the driver puts behind every statement."""


class Sockets:
    """All of one call's connections, so that they can be cut while a thread reads from one."""

    def __init__(self) -> None:
        self._open: list[socket.socket] = []
        self._cut = False

    def note(self, opened: socket.socket) -> None:
        self._open.append(opened)
        if self._cut:  # the driver tries again what was cut
            self.cut()

    def cut(self) -> None:
        """Whoever reads an answer reads no further; a server ends the query of a client that has gone."""
        self._cut = True
        for each in self._open:
            with suppress(OSError):
                # Of the socket below TLS: a thread may be reading through it.
                socket.socket.shutdown(each, socket.SHUT_RDWR)


class Connection:
    """One call's client. `query_id` names its running query on the server."""

    def __init__(self, client: Client, address: Address, sockets: Sockets) -> None:
        self._client: Any = client
        self._address = address
        self.cut = sockets.cut
        self.query_id = f"sendoff-{uuid4()}"

    def stream(self, sql: str, lists: Mapping[str, pa.Table], speech: ClickHouseSpeech) -> ArrowStream:
        """The answer to the statement, as it comes; `lists` stand beside it under their names.

        Raises: one of `FAILURES`, ServerError, SourceUnusable (settings), StatementTooLong.
        """
        beside, files = self._arranged(sql, lists, speech)
        settings = asked_for(
            self._client.server_settings, statement_bytes=len(beside.encode()), source=self._address.shown
        )
        # In a body where it can be: fields of a form are limited.
        self._client.form_encode_query_params = files is not None
        response = self._client.raw_stream(
            beside,
            settings={**settings, "query_id": self.query_id},
            fmt=_ARROW,
            external_data=files,
        )
        return ArrowStream(response)

    def check(self, sql: str, lists: Mapping[str, pa.Table], speech: ClickHouseSpeech) -> None:
        """The server takes the statement. Raises: StatementTooLong."""
        self._arranged(sql, lists, speech)

    def end(self) -> None:
        """Ends the running query on the server, where there is one; a user may end their own."""
        wanted = exp.EQ(this=exp.column("query_id"), expression=exp.Literal.string(self.query_id))
        with suppress(HTTPError, OSError):
            self._client.http.request(
                "POST",
                f"{self._client.url}/",
                headers=self._client.headers,
                body=f"KILL QUERY WHERE {wanted.sql('clickhouse')} ASYNC",
                timeout=Timeout(_KILL_SECONDS),
                retries=False,
            )

    def _arranged(
        self, sql: str, lists: Mapping[str, pa.Table], speech: ClickHouseSpeech
    ) -> tuple[str, ExternalData | None]:
        """The whole statement, and the lists that go as files: they are read faster, but only with a short
        statement. Raises: StatementTooLong."""
        short = with_definitions(sql, {}, speech)
        if not lists:
            return self._checked(short), None
        if len(short.encode()) > _FORM_FIELD_BYTES:
            inside = {each: table.column(VALUE).to_pylist() for each, table in lists.items()}
            return self._checked(with_definitions(sql, inside, speech)), None
        files = ExternalData()
        for each, table in lists.items():
            files.add_file(file_name=each, data=_as_arrow(table), fmt=_ARROW, structure=f"{VALUE} String")
        return short, files

    def _checked(self, statement: str) -> str:
        length = len(f"{statement}{_ENDING}".encode())
        most = longest_statement(self._client.server_settings)
        if length > most:
            raise StatementTooLong(self._address.shown, length=length, most=most)
        return statement


@contextmanager
def opened(address: Address, stop: StopSignal | None) -> Iterator[Connection]:
    """A connection of the caller's own; closed on leaving.

    Raises: Stopped, SourceUnavailable, SourceUnusable.
    """
    password = address.password().reveal()
    sockets = Sockets()
    pools = _pools(address, sockets)

    def connect() -> Client:
        return clickhouse_connect.get_client(
            interface="https" if address.secure else "http",
            host=address.host,
            port=address.port,
            database=address.database,
            username=address.user,
            password=password,
            pool_mgr=pools,
            connect_timeout=_CONNECT_SECONDS,
            send_receive_timeout=_SILENT_SECONDS,
            query_retries=0,
            autogenerate_session_id=False,
            client_name="sendoff",
        )

    # The server is asked for its version and settings: nothing that could be ended there.
    connecting = Stoppable(stop, end=sockets.cut, cut=sockets.cut)
    try:
        try:
            client = connecting.run(connect)
        except (Error, HTTPError, OSError) as error:
            raise explain(error, address.shown) from None
        finally:
            connecting.close()
        try:
            yield Connection(client, address, sockets)
        finally:
            client.close()
    finally:
        pools.clear()


def _pools(address: Address, sockets: Sockets) -> PoolManager:
    """The driver's own pools, which also note each of their sockets. Raises: SourceUnusable."""
    if address.ca_file is not None and not os.access(address.ca_file, os.R_OK):
        raise SourceUnusable(
            f"The file {address.ca_file!r} cannot be read. Put the authority's certificate there as PEM, or "
            "correct `ca_file`."
        )

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            sockets.note(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            sockets.note(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    scheme = "https" if address.secure else "http"
    through = {f"{scheme}_proxy": check_env_proxy(scheme, address.host, address.port)}
    pools: PoolManager = get_pool_manager(ca_cert=address.ca_file, verify=True, **through)
    pools.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return pools


def _as_arrow(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    found: bytes = sink.getvalue().to_pybytes()
    return found
