"""A small server that speaks as much of Snowflake's own protocol as its real driver asks for.

The protocol is not documented: the paths and shapes are those that the driver sends and reads (5.2).
"""

from __future__ import annotations

import base64
import gzip
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from uuid import uuid4

import pyarrow as pa

from tests.engines.http_serving import serving

_ROW_TYPE = {"nullable": True, "length": None, "byteLength": None, "precision": None, "scale": None}


@dataclass
class SnowflakeServer:
    """`described` is what DESCRIBE tells, `answer` the Arrow of each query.

    Args:
        logical: what the columns of the answer are to Snowflake: `FIXED`, `TEXT` and so on, with its numbers.
        login_error: code with which nobody is let in.
        query_error: code and SQLSTATE with which each query fails.
        held: queries run until they are aborted.
    """

    described: Sequence[tuple[str, str]]
    answer: pa.RecordBatch | None = None
    logical: Sequence[Mapping[str, Any]] = ()
    login_error: str | None = None
    query_error: tuple[str, str] | None = None
    held: bool = False
    port: int = 0
    statements: list[str] = field(default_factory=list)
    logins: list[dict[str, Any]] = field(default_factory=list)
    aborted: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    waiting: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return (
            f"snowflake://ADA:hidden@acc/SHOP/PUBLIC/CUSTOMERS?host=127.0.0.1&port={self.port}"
            "&secure=false&warehouse=W"
        )


@contextmanager
def snowflake_server(server: SnowflakeServer) -> Iterator[SnowflakeServer]:
    """The server on 127.0.0.1, gone afterwards."""

    class Handler(_Handler):
        snowflake = server

    with serving(Handler) as server.port:
        yield server


class _Handler(BaseHTTPRequestHandler):
    snowflake: SnowflakeServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        server, path = self.snowflake, self.path.partition("?")[0]
        match path:
            case "/session/v1/login-request":
                server.logins.append(json.loads(body)["data"])
                self._login()
            case "/queries/v1/query-request":
                asked = json.loads(body)
                server.statements.append(asked["sqlText"])
                self._begun() if asked["asyncExec"] else self._described()
            case "/session":
                server.ended.append(path)
                self._send(None)
            case _ if path.endswith("/abort-request"):
                server.aborted.append(path.split("/")[2])
                server.held = False
                self._send(None)
            case _:
                self._send(None)

    def do_GET(self) -> None:
        server, path = self.snowflake, self.path.partition("?")[0]
        query_id = path.split("/")[-2 if path.endswith("/result") else -1]
        if path.endswith("/result"):
            self._result(query_id)
            return
        if server.held:
            server.waiting.set()
        running = {"id": query_id, "status": "RUNNING", "state": "RUNNING"}
        status: dict[str, Any] = running if server.held else {"id": query_id, "status": "SUCCESS"}
        if server.query_error is not None:
            code = server.query_error[0]
            status = {
                "id": query_id,
                "status": "FAILED_WITH_ERROR",
                "errorCode": code,
                "errorMessage": "hidden",
            }
        self._send({"queries": [status]})

    def _login(self) -> None:
        if self.snowflake.login_error is not None:
            self._fail(self.snowflake.login_error, {})
            return
        names = {"databaseName": "SHOP", "schemaName": "PUBLIC", "warehouseName": "W", "roleName": "R"}
        self._send(
            {
                "token": "t",
                "masterToken": "m",
                "sessionId": 1,
                "validityInSeconds": 3600,
                "masterValidityInSeconds": 14400,
                "parameters": [],
                "sessionInfo": names,
                "displayUserName": "ADA",
                "serverVersion": "9",
                "firstLogin": False,
                "healthCheckInterval": 45,
            }
        )

    def _described(self) -> None:
        text = {**_ROW_TYPE, "type": "text", "length": 100, "byteLength": 400}
        self._send(
            {
                **_whole(str(uuid4()), len(self.snowflake.described)),
                "queryResultFormat": "json",
                "rowtype": [{**text, "name": each} for each in ("name", "type")],
                "rowset": [list(each) for each in self.snowflake.described],
            }
        )

    def _begun(self) -> None:
        query_id = str(uuid4())
        data = {
            "queryId": query_id,
            "getResultUrl": f"/queries/{query_id}/result",
            "queryAbortsAfterSecs": 300,
        }
        self._send(data, code="333334")

    def _result(self, query_id: str) -> None:
        server = self.snowflake
        if server.query_error is not None:
            code, state = server.query_error
            self._fail(code, {"queryId": query_id, "sqlState": state, "errorCode": code})
            return
        assert server.answer is not None
        names = server.answer.schema.names
        types = [{**_ROW_TYPE, **each, "name": at} for at, each in zip(names, server.logical, strict=True)]
        self._send(
            {
                **_whole(query_id, server.answer.num_rows),
                "queryResultFormat": "arrow",
                "rowtype": [{**each, "type": str(each["type"]).lower()} for each in types],
                "rowsetBase64": _as_arrow(server.answer, server.logical),
            }
        )

    def _send(self, data: Any, *, code: str | None = None) -> None:
        self._write({"success": True, "code": code, "message": None, "data": data})

    def _fail(self, code: str, data: Any) -> None:
        self._write({"success": False, "code": code, "message": "hidden", "data": data})

    def _write(self, body: dict[str, Any]) -> None:
        written = json.dumps(body).encode()
        with suppress(OSError):  # the client has gone
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests' output is for the tests."""


def _whole(query_id: str, rows: int) -> dict[str, Any]:
    return {
        "queryId": query_id, "total": rows, "returned": rows, "parameters": [], "statementTypeId": 4096,
        "version": 1,
    }  # fmt: skip


def _as_arrow(batch: pa.RecordBatch, logical: Sequence[Mapping[str, Any]]) -> str:
    fields = [
        pa.field(
            held.name,
            held.type,
            metadata={"logicalType": each["type"], **{key: str(each[key]) for key in each if key != "type"}},
        )
        for held, each in zip(batch.schema, logical, strict=True)
    ]
    schema = pa.schema(fields)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
    return base64.b64encode(sink.getvalue().to_pybytes()).decode()
