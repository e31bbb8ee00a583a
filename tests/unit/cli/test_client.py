"""The client against servers that are not what they should be."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sendoff.api.problems import STATUS
from sendoff.cli.client import KINDS, Client
from sendoff.cli.downloading import download
from sendoff.errors import Kind, SendoffError
from sendoff.secrets import Secret

FILE = b"customer_entity_id\nc1\n"
ETAG = f'"{hashlib.sha256(FILE).hexdigest()}"'
IN_PARTS = f'"parts-{"0" * 64}"'

Answering = Callable[..., AbstractContextManager[str]]


@pytest.fixture
def answering() -> Answering:
    """Serves one answer to whatever is asked, at the address it gives."""

    @contextmanager
    def serve(
        status: int = 200, body: bytes = b"", headers: dict[str, str] | None = None, length: int | None = None
    ) -> Iterator[str]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body) if length is None else length))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        with HTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()
                thread.join()

    return serve


def test_a_status_means_here_what_it_means_at_the_api() -> None:
    assert {status: kind for kind, status in STATUS.items() if kind is not Kind.FAILED} == KINDS


@pytest.mark.parametrize(
    ("status", "body", "code", "kind"),
    [
        (502, b"<html>Bad Gateway</html>", "no_sendoff", Kind.UNAVAILABLE),
        (500, b'{"message": "Something went wrong."}', "failed", Kind.FAILED),
        (200, b"<html>Welcome</html>", "no_sendoff", Kind.FAILED),
        (200, b"[]", "no_sendoff", Kind.FAILED),
        (404, b'{"detail": "Not Found"}', "no_sendoff", Kind.FAILED),
        (429, b'{"message": "Slower."}', "too_many", Kind.TOO_MANY),
    ],
)
def test_what_is_no_answer_of_the_api_is_told(
    answering: Answering, status: int, body: bytes, code: str, kind: Kind
) -> None:
    with (
        answering(status, body) as url,
        Client(url) as client,
        pytest.raises(SendoffError) as refused,
    ):
        client.get("/segments")
    assert (refused.value.code, refused.value.kind) == (code, kind)


def test_the_token_follows_no_redirect(answering: Answering) -> None:
    with (
        answering(302, headers={"Location": "http://127.0.0.1:1/"}) as url,
        Client(url, Secret("token")) as client,
        pytest.raises(SendoffError, match="is not Sendoff"),
    ):
        client.get("/segments")


@pytest.mark.parametrize(
    ("etag", "length", "code"),
    [
        ('"' + "0" * 64 + '"', None, "download_damaged"),
        ("", None, "download_damaged"),
        (ETAG, len(FILE) + 1, "server_silent"),
        (IN_PARTS, len(FILE) + 1, "server_silent"),
    ],
)
def test_a_damaged_download_leaves_nothing(
    answering: Answering, tmp_path: Path, etag: str, length: int | None, code: str
) -> None:
    with (
        answering(body=FILE, headers={"ETag": etag}, length=length) as url,
        Client(url) as client,
        pytest.raises(SendoffError) as refused,
    ):
        download(client, 1, 1, to=tmp_path / "file.csv")
    assert refused.value.code == code
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("etag", [ETAG, IN_PARTS])
def test_a_whole_download_is_kept(answering: Answering, tmp_path: Path, etag: str) -> None:
    with answering(body=FILE, headers={"ETag": etag}) as url, Client(url) as client:
        assert download(client, 1, 1, to=tmp_path / "file.csv").bytes == len(FILE)
    assert (tmp_path / "file.csv").read_bytes() == FILE
