"""A small server that speaks Trino's REST protocol, for the real driver: it answers with what it was given.

https://trino.io/docs/current/develop/client-protocol.html
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.engines.http_serving import serving


@dataclass
class Answer:
    """To one statement: pages of rows, each of which may come after it is let go.

    Args:
        held: pages from this one on come only once the query is canceled or `let_go` is set.
        cut: the connection ends in the middle of this page.
    """

    columns: Sequence[tuple[str, str]] = ()
    pages: Sequence[Sequence[Sequence[Any]]] = ()
    error: dict[str, Any] | None = None
    status: int | None = None
    held: int | None = None
    cut: int | None = None


@dataclass
class TrinoServer:
    """`statements` are those that came, `canceled` the queries that were ended by their client."""

    port: int
    answer: Callable[[str], Answer]
    statements: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    canceled: list[str] = field(default_factory=list)
    asked: threading.Event = field(default_factory=threading.Event)
    waiting: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)
    answers: dict[str, Answer] = field(default_factory=dict)

    def url(self, table: str = "main/shop/customers", **parameters: str) -> str:
        query = "&".join(f"{key}={value}" for key, value in parameters.items())
        return f"trino://ada@127.0.0.1:{self.port}/{table}" + (f"?{query}" if query else "")


@contextmanager
def trino_server(answer: Callable[[str], Answer]) -> Iterator[TrinoServer]:
    """A server on 127.0.0.1, gone afterwards with all its threads."""
    server = TrinoServer(0, answer)

    class Handler(_Handler):
        trino = server

    with serving(Handler) as server.port:
        try:
            yield server
        finally:
            server.let_go.set()


class _Handler(BaseHTTPRequestHandler):
    trino: TrinoServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        sql = self.rfile.read(int(self.headers["Content-Length"])).decode()
        server = self.trino
        server.statements.append(sql)
        server.headers.append({key.lower(): value for key, value in self.headers.items()})
        server.asked.set()
        answer = server.answer(sql)
        if answer.status is not None:
            self._send(answer.status, b"")
            return
        query_id = f"query_{len(server.statements)}"
        server.answers[query_id] = answer
        self._send_page(query_id, answer, page=None)

    def do_GET(self) -> None:
        query_id, page = self.path.rsplit("/", 2)[-2:]
        answer = self.trino.answers[query_id]
        if answer.held is not None and int(page) >= answer.held:
            self.trino.waiting.set()
            self.trino.let_go.wait()
        if answer.cut == int(page):
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        self._send_page(query_id, answer, page=int(page))

    def do_DELETE(self) -> None:
        self.trino.canceled.append(self.path.rsplit("/", 2)[-2])
        self.trino.let_go.set()
        self._send(204, b"")

    def _send_page(self, query_id: str, answer: Answer, *, page: int | None) -> None:
        at = 0 if page is None else page + 1
        base = f"http://127.0.0.1:{self.trino.port}/v1/statement"
        body: dict[str, Any] = {"id": query_id, "infoUri": base, "stats": {"state": "RUNNING"}}
        if page is not None and answer.error is not None:
            body["error"] = answer.error
        elif at <= len(answer.pages):
            body["nextUri"] = f"{base}/executing/{query_id}/{at}"
        if page is not None and answer.error is None and answer.columns:
            body["columns"] = [_column(*each) for each in answer.columns]
            body["data"] = list(answer.pages[page]) if page < len(answer.pages) else []
        self._send(200, json.dumps(body).encode())

    def _send(self, status: int, body: bytes) -> None:
        with suppress(OSError):  # the client has gone
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests' output is for the tests."""


def _column(column_name: str, written: str) -> dict[str, Any]:
    raw = written.partition("(")[0]
    return {
        "name": column_name,
        "type": written,
        "typeSignature": {"rawType": raw, "arguments": [{"kind": "LONG", "value": 9}] * 2},
    }
