"""A small server that speaks as much of BigQuery's REST API as its real client asks for.

https://cloud.google.com/bigquery/docs/reference/rest
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.engines.http_serving import serving

PAGE_ROWS = 2


@dataclass
class BigQueryServer:
    """`fields` are the table's; each query has `shown` and `rows`, in BigQuery's own JSON.

    Args:
        table_error: HTTP status and reason, in the place of the table.
        query_error: reason with which each query fails.
        held: queries are not done before they are canceled.
    """

    fields: Sequence[dict[str, Any]]
    shown: Sequence[dict[str, Any]] = ()
    rows: Sequence[Sequence[Any]] = ()
    table_error: tuple[int, str] | None = None
    query_error: str | None = None
    held: bool = False
    port: int = 0
    queries: list[str] = field(default_factory=list)
    canceled: list[str] = field(default_factory=list)
    waiting: threading.Event = field(default_factory=threading.Event)

    def url(self, account_file: Path) -> str:
        endpoint = f"http://127.0.0.1:{self.port}"
        return f"bigquery://p/d/t?credentials_file={account_file}&endpoint={endpoint}&storage=false"


@contextmanager
def bigquery_server(server: BigQueryServer) -> Iterator[BigQueryServer]:
    """The server on 127.0.0.1, gone afterwards."""

    class Handler(_Handler):
        bigquery = server

    with serving(Handler) as server.port:
        yield server


def account_file(folder: Path, *, token_port: int) -> Path:
    """A service account's key; its tokens are to be had at that port."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    account = {
        "type": "service_account",
        "client_email": "sendoff@example.com",
        "private_key": key.decode(),
        "token_uri": f"http://127.0.0.1:{token_port}/token",
    }
    file = folder / "account.json"
    file.write_text(json.dumps(account))
    return file


class _Handler(BaseHTTPRequestHandler):
    bigquery: BigQueryServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server = self.bigquery
        if self.path == "/token":
            self._send(200, {"access_token": "a-token", "expires_in": 3600, "token_type": "Bearer"})
        elif "/cancel" in self.path:
            server.canceled.append(self.path.split("/jobs/")[1].partition("/")[0])
            server.held = False
            self._send(200, {"job": self._job(server.canceled[-1])})
        else:
            asked = json.loads(body)
            server.queries.append(asked["configuration"]["query"]["query"])
            self._send(200, self._job(asked["jobReference"]["jobId"]))

    def do_GET(self) -> None:
        server = self.bigquery
        path, _, query = self.path.partition("?")
        if "/tables/" in path and not path.endswith("/data"):
            self._table()
        elif "/queries/" in path and "startIndex" not in query and "pageToken" not in query:
            self._result(path.rpartition("/")[2])
        elif path.endswith("/data") or "/queries/" in path:
            at = int(query.partition("pageToken=")[2].partition("&")[0] or 0)
            page: dict[str, Any] = {"rows": self._rows(at)}
            if at + PAGE_ROWS < len(server.rows):
                page["pageToken"] = str(at + PAGE_ROWS)
            self._send(200, {**page, "totalRows": str(len(server.rows)), "jobComplete": True})
        else:
            self._send(200, self._job(path.rpartition("/")[2]))

    def _table(self) -> None:
        if self.bigquery.table_error is not None:
            self._fail(*self.bigquery.table_error)
            return
        reference = {"projectId": "p", "datasetId": "d", "tableId": "t"}
        self._send(200, {"tableReference": reference, "schema": {"fields": list(self.bigquery.fields)}})

    def _result(self, job_id: str) -> None:
        server = self.bigquery
        if server.query_error is not None:
            self._fail(400, server.query_error)
            return
        reference = {"projectId": "p", "jobId": job_id, "location": "EU"}
        if server.held:
            server.waiting.set()
            self._send(200, {"jobReference": reference, "jobComplete": False})
            return
        body: dict[str, Any] = {
            "jobReference": reference,
            "jobComplete": True,
            "totalRows": str(len(server.rows)),
            "schema": {"fields": list(server.shown)},
        }
        self._send(200, body)

    def _rows(self, at: int) -> list[dict[str, Any]]:
        page = self.bigquery.rows[at : at + PAGE_ROWS]
        return [{"f": [{"v": value} for value in row]} for row in page]

    def _job(self, job_id: str) -> dict[str, Any]:
        done = not self.bigquery.held
        destination = {"projectId": "p", "datasetId": "_anonymous", "tableId": "anonymous"}
        return {
            "id": f"p:EU.{job_id}",
            "jobReference": {"projectId": "p", "jobId": job_id, "location": "EU"},
            "configuration": {"query": {"destinationTable": destination}, "jobType": "QUERY"},
            "status": {"state": "DONE" if done else "RUNNING"},
            "statistics": {"query": {"statementType": "SELECT"}},
        }

    def _fail(self, status: int, reason: str) -> None:
        errors = [{"reason": reason, "message": "hidden", "domain": "global"}]
        self._send(status, {"error": {"code": status, "message": "hidden", "errors": errors}})

    def _send(self, status: int, body: dict[str, Any]) -> None:
        written = json.dumps(body).encode()
        with suppress(OSError):  # the client has gone
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests' output is for the tests."""
