"""What ClickHouse's HTTP server adds to its engine, which is that of the package chdb.

Queries, settings, parameters, external data, formats, errors and KILL QUERY are the engine's; here
are requests, users, query ids and responses that are sent as they arise. There are no sessions:
each request has a connection of its own.
"""

from __future__ import annotations

import base64
import gzip
import itertools
import re
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import chdb
import lz4.frame
import pyarrow as pa
import zstandard

from tests.clickhouse_server import PASSWORD, READER, USER

# Of these, what the engine yields in parts can be sent one after the other; others carry a head or a foot.
IN_PARTS = {"ArrowStream", "Native", "RowBinary", "TabSeparated", "TSV", "CSV", "JSONEachRow"}
END_OF_ARROW_STREAM = b"\xff\xff\xff\xff\x00\x00\x00\x00"
# Parameters of a request that are no settings: https://clickhouse.com/docs/interfaces/http
NO_SETTINGS = {
    "query", "database", "default_format", "query_id", "user", "password", "session_id", "session_check",
    "session_timeout", "quota_key", "role", "compress", "decompress", "wait_end_of_query", "buffer_size",
    "client_protocol_version",
}  # fmt: skip
# The statuses of `exceptionCodeToHTTPStatus` in ClickHouse's src/Server/HTTP; all other errors are 500.
STATUSES = {46: 404, 47: 404, 60: 404, 62: 400, 81: 404, 516: 403}
UNPACK = {
    "gzip": gzip.decompress,
    "lz4": lz4.frame.decompress,
    # Streamed by the client, so without a length in its head.
    "zstd": lambda packed: zstandard.ZstdDecompressor().decompressobj().decompress(packed),
}


class Refused(Exception):
    """What the client is told: ClickHouse's number of the error is `code`."""

    def __init__(self, told: str) -> None:
        text = told[told.find("Code: ") :]
        super().__init__(f"{text} (version {chdb.engine_version} (official build))\n")
        number = re.match(r"Code: (\d+)", text)
        self.code = int(number[1]) if number else 1000


@dataclass(frozen=True)
class Request:
    """What a client asks for, wherever in the request it says so."""

    user: str
    query: bytes
    parameters: dict[str, str]
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def query_id(self) -> str:
        return self.parameters.get("query_id") or str(uuid4())

    @property
    def format(self) -> str:
        named = re.search(rb"\bFORMAT\s+(\w+)(?:\s+SETTINGS\s[^;]*)?[\s;]*$", self.query, re.IGNORECASE)
        return named[1].decode() if named else self.parameters.get("default_format", "TabSeparated")


def answer(connection: Any, request: Request, query_id: str) -> Generator[bytes, None, None]:
    """The result in the format asked for, part by part.

    Raises: Refused, also between two parts.
    """
    try:
        _prepare(connection, request, query_id)
        insert = re.match(rb"\s*(INSERT\s.*?)\bFORMAT\s+(\w+)(?:\r?\n|\s)", request.query, re.I | re.S)
        if insert:
            with connection.send_insert(insert[1].decode(), insert[2].decode()) as inserter:
                inserter.append(request.query[insert.end() :])
                inserter.finish()
            return
        sql = _with_ids_of_requests(request.query.decode())
        if request.format in IN_PARTS and re.match(r"[\s(]*(SELECT|WITH)\b", sql, re.IGNORECASE):
            parts = (part.bytes() for part in connection.send_query(sql, request.format))
            first = next(parts, None)
            if first is not None:
                whole = itertools.chain([first], parts)
                yield from _one_arrow_stream(whole) if request.format == "ArrowStream" else whole
                return
            # No rows, no parts: the whole answer still has its head.
        yield connection.query(sql, request.format).bytes()
    except (chdb.ChdbError, RuntimeError) as error:
        raise Refused(str(error)) from error


def _prepare(connection: Any, request: Request, query_id: str) -> None:
    names = [f"{file}_{part}" for file in request.files for part in ("format", "structure", "types")]
    given = {n: v for n, v in request.parameters.items() if n not in NO_SETTINGS and n not in names}
    # Before anything else: under readonly=1 neither of them would be let through.
    connection.query(f"USE {_identifier(request.parameters.get('database') or 'default')}")
    connection.query(f"SET log_comment = {_literal(query_id)}")
    for name in [name for name in given if name.startswith("param_")]:
        connection.query(f"SET {_identifier(name)} = {_literal(given.pop(name))}")
    for name, content in request.files.items():
        columns = request.parameters.get(f"{name}_structure")
        if columns is None:
            types = request.parameters[f"{name}_types"].split(",")
            columns = ", ".join(f"_{number} {kind}" for number, kind in enumerate(types, start=1))
        connection.query(f"CREATE TEMPORARY TABLE {_identifier(name)} ({columns})")
        form = request.parameters.get(f"{name}_format", "TabSeparated")
        with connection.send_insert(f"INSERT INTO {_identifier(name)}", form) as inserter:
            inserter.append(content)
            inserter.finish()
    readonly = given.pop("readonly", None)
    if request.user == READER:
        connection.query("SET readonly = 1")
    for name, value in given.items():
        connection.query(f"SET {_identifier(name)} = {_literal(value)}")
    if readonly is not None:
        connection.query(f"SET readonly = {_literal(readonly)}")


def _with_ids_of_requests(sql: str) -> str:
    """The engine names queries itself: the id that the request gave is its `log_comment`."""
    given = "Settings['log_comment']"
    if re.match(r"\s*KILL\s+QUERY\b", sql, re.IGNORECASE):
        return re.sub(r"\bquery_id\b", given, sql)
    processes = f"(SELECT * REPLACE ({given} AS query_id) FROM system.processes)"
    return re.sub(r"\bsystem\.processes\b", processes, sql)


def _one_arrow_stream(streams: Iterable[bytes]) -> Iterator[bytes]:
    """Each part is a stream of its own; a client reads one, with one head and one end."""
    for number, stream in enumerate(streams):
        for message in pa.ipc.MessageReader.open_stream(stream):
            if number == 0 or message.type != "schema":
                yield message.serialize().to_pybytes()
    yield END_OF_ARROW_STREAM


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _identifier(name: str) -> str:
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


class Handler(BaseHTTPRequestHandler):
    """One client's connection, for as many requests as it likes."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each short answer waits for 40 ms
    folder: str

    def do_GET(self) -> None:
        if urlsplit(self.path).path == "/ping":
            self._send_whole(200, b"Ok.\n", {})
        else:
            self.do_POST()

    def do_POST(self) -> None:
        body = self._body()
        try:
            request = self._request(body)
            self._run(request)
        except Refused as refused:
            told = {"X-ClickHouse-Exception-Code": str(refused.code)}
            self._send_whole(STATUSES.get(refused.code, 500), str(refused).encode(), told)

    def _run(self, request: Request) -> None:
        query_id = request.query_id
        connection = chdb.connect(self.folder)
        # Closed before the engine's query has ended, a connection ends that query.
        with closing(connection), closing(answer(connection, request, query_id)) as parts:
            first = next(parts, b"")
            tag = uuid4().hex[:16]
            self.send_response(200)
            for name, value in {
                "X-ClickHouse-Query-Id": query_id, "X-ClickHouse-Format": request.format,
                "X-ClickHouse-Timezone": "UTC", "X-ClickHouse-Exception-Tag": tag,
                "X-ClickHouse-Summary": "{}", "Transfer-Encoding": "chunked",
            }.items():  # fmt: skip
                self.send_header(name, value)
            self.end_headers()
            with suppress(ConnectionError):  # the client has gone: so does its query
                try:
                    self._send_part(first)
                    for part in parts:
                        self._send_part(part)
                    self.wfile.write(b"0\r\n\r\n")
                except Refused as refused:
                    # Too late for a status: the text, and an end that is none.
                    text = str(refused).rstrip()
                    size = len(text.encode())
                    self._send_part(
                        f"\r\n__exception__\r\n{tag}\r\n{text}\r\n{size} {tag}\r\n__exception__\r\n".encode()
                    )
                    self.close_connection = True

    def _send_part(self, part: bytes) -> None:
        if part:  # an empty one would say that the response has ended
            self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))

    def _send_whole(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _request(self, body: bytes) -> Request:
        parameters = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        files = {}
        if self.headers.get_content_type() == "multipart/form-data":
            form = BytesParser(policy=HTTP).parsebytes(
                f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode() + body
            )
            body = b""
            for item in form.iter_parts():
                name = str(item.get_param("name", header="content-disposition"))
                content = item.get_payload(decode=True)
                assert isinstance(content, bytes)
                if item.get_filename() is None:
                    parameters[name] = content.decode()
                else:
                    files[name] = content
        packing = self.headers.get("Content-Encoding")
        text = UNPACK[packing](body) if packing else body
        # A query of the address stands before what is posted.
        query = b"\n".join(filter(None, (parameters.get("query", "").encode(), text)))
        return Request(self._user(parameters), query, parameters, files)

    def _user(self, parameters: dict[str, str]) -> str:
        user = self.headers.get("X-ClickHouse-User") or parameters.get("user", "default")
        password = self.headers.get("X-ClickHouse-Key") or parameters.get("password", "")
        scheme, _, given = self.headers.get("Authorization", "").partition(" ")
        if scheme == "Basic":
            user, _, password = base64.b64decode(given).decode().partition(":")
        if user not in (USER, READER) or password != PASSWORD:
            why = "Authentication failed: password is incorrect, or there is no user with such name."
            raise Refused(f"Code: 516. DB::Exception: {user}: {why} (AUTHENTICATION_FAILED)")
        return user

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is said of requests."""


def serve(folder: str) -> None:
    """Answer on a free port, written to standard output, until the process is ended."""
    Handler.folder = folder
    # An engine lives as long as a connection to it: this one keeps it between requests.
    with closing(chdb.connect(folder)), ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        print(server.server_port, flush=True)  # noqa: T201
        server.serve_forever()


if __name__ == "__main__":
    serve(sys.argv[1])
