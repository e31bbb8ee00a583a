"""A small SQL warehouse for the real driver: its own Thrift service, answered with what it was given."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
from databricks.sql.thrift_api.TCLIService import TCLIService, ttypes
from thrift.protocol.TBinaryProtocol import TBinaryProtocol
from thrift.transport.TTransport import TMemoryBuffer

from tests.engines.http_serving import serving

_DONE = ttypes.TStatus(ttypes.TStatusCode.SUCCESS_STATUS)
_STATES = ttypes.TOperationState


@dataclass
class DatabricksServer:
    """`answer` is the Arrow of a statement.

    Args:
        status: of HTTP, with which everything is refused.
        error: text with which each query fails, but for DESCRIBE.
        held: queries run until they are canceled.
    """

    answer: Callable[[str], pa.RecordBatch]
    status: int | None = None
    error: str | None = None
    held: bool = False
    port: int = 0
    statements: list[str] = field(default_factory=list)
    sessions: list[dict[str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    canceled: int = 0
    ended: int = 0
    waiting: threading.Event = field(default_factory=threading.Event)

    def url(self, certificate: Path) -> str:
        return (
            f"databricks://token:hidden@127.0.0.1:{self.port}/main/shop/customers"
            f"?warehouse=a1&ca_file={certificate}"
        )


@contextmanager
def databricks_server(server: DatabricksServer, certificate: Path) -> Iterator[DatabricksServer]:
    """The server on 127.0.0.1 over TLS, gone afterwards."""
    processor = TCLIService.Processor(_Service(server))

    class Handler(_Handler):
        warehouse = server
        service = processor

    with serving(Handler, certificate) as server.port:
        yield server


class _Handler(BaseHTTPRequestHandler):
    warehouse: DatabricksServer
    service: Any
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.warehouse.tokens.append(self.headers.get("Authorization", ""))
        answer = TMemoryBuffer()
        if self.warehouse.status is None:
            self.service.process(TBinaryProtocol(TMemoryBuffer(body)), TBinaryProtocol(answer))
        with suppress(OSError):  # the client has gone
            self.send_response(self.warehouse.status or 200)
            self.send_header("Content-Type", "application/x-thrift")
            self.send_header("Content-Length", str(len(answer.getvalue())))
            self.end_headers()
            self.wfile.write(answer.getvalue())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests' output is for the tests."""


class _Service:
    """What of the Thrift service the driver asks for; names are its own."""

    def __init__(self, server: DatabricksServer) -> None:
        self._server = server
        self._answers: dict[bytes, pa.RecordBatch] = {}

    def OpenSession(self, asked: Any) -> Any:
        self._server.sessions.append(asked.configuration or {})
        handle = ttypes.TSessionHandle(ttypes.THandleIdentifier(uuid4().bytes, uuid4().bytes), 0xA508)
        namespace = ttypes.TNamespace(catalogName="main", schemaName="shop")
        return ttypes.TOpenSessionResp(
            _DONE, 0xA508, sessionHandle=handle, configuration={}, initialNamespace=namespace
        )

    def ExecuteStatement(self, asked: Any) -> Any:
        sql = asked.statement
        self._server.statements.append(sql)
        guid = uuid4().bytes
        self._answers[guid] = self._server.answer(sql)
        handle = ttypes.TOperationHandle(
            ttypes.THandleIdentifier(guid, guid), ttypes.TOperationType.EXECUTE_STATEMENT, True
        )
        return ttypes.TExecuteStatementResp(_DONE, handle)

    def GetOperationStatus(self, asked: Any) -> Any:
        describes = self._server.statements[-1].startswith("DESCRIBE")
        if self._server.error is not None and not describes:
            return ttypes.TGetOperationStatusResp(
                _DONE, _STATES.ERROR_STATE, errorMessage=self._server.error, sqlState="42000"
            )
        if self._server.held and not describes:
            self._server.waiting.set()
            return ttypes.TGetOperationStatusResp(_DONE, _STATES.RUNNING_STATE)
        state = _STATES.CANCELED_STATE if self._server.canceled else _STATES.FINISHED_STATE
        return ttypes.TGetOperationStatusResp(_DONE, state)

    def GetResultSetMetadata(self, asked: Any) -> Any:
        schema = self._answers[asked.operationHandle.operationId.guid].schema
        return ttypes.TGetResultSetMetadataResp(
            _DONE,
            schema=ttypes.TTableSchema(_columns(schema.names)),
            resultFormat=ttypes.TSparkRowSetType.ARROW_BASED_SET,
            lz4Compressed=False,
            arrowSchema=schema.serialize().to_pybytes(),
        )

    def FetchResults(self, asked: Any) -> Any:
        batch = self._answers[asked.operationHandle.operationId.guid]
        held = ttypes.TSparkArrowBatch(batch.serialize().to_pybytes(), batch.num_rows)
        rows = ttypes.TRowSet(startRowOffset=0, rows=[], arrowBatches=[held])
        return ttypes.TFetchResultsResp(
            _DONE, hasMoreRows=False, results=rows, resultSetMetadata=self.GetResultSetMetadata(asked)
        )

    def CancelOperation(self, asked: Any) -> Any:
        self._server.canceled += 1
        self._server.held = False
        return ttypes.TCancelOperationResp(_DONE)

    def CloseOperation(self, asked: Any) -> Any:
        return ttypes.TCloseOperationResp(_DONE)

    def CloseSession(self, asked: Any) -> Any:
        self._server.ended += 1
        return ttypes.TCloseSessionResp(_DONE)


def _columns(names: Sequence[str]) -> list[Any]:
    text = ttypes.TPrimitiveTypeEntry(ttypes.TTypeId.STRING_TYPE)
    kind = ttypes.TTypeDesc([ttypes.TTypeEntry(primitiveEntry=text)])
    return [ttypes.TColumnDesc(each, kind, at + 1) for at, each in enumerate(names)]
