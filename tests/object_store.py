"""An S3 of the tests' own: moto's server, in a process of its own on a free port, and buckets in it."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import httpx
import pytest

_RUNNING = re.compile(r"Running on (http://127\.0\.0\.1:[0-9]+)")


@dataclass(frozen=True)
class Bucket:
    """A bucket, looked into past Sendoff: by plain HTTP."""

    server: str
    name: str

    @property
    def url(self) -> str:
        """For the setting `artifacts`."""
        return f"s3://{self.name}/some/where"

    def keys(self) -> list[str]:
        return re.findall("<Key>(.*?)</Key>", httpx.get(f"{self.server}/{self.name}").text)

    def uploads_under_way(self) -> list[str]:
        """Keys of multipart uploads that are neither completed nor aborted."""
        return re.findall("<Key>(.*?)</Key>", httpx.get(f"{self.server}/{self.name}?uploads").text)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Address of the server; one for each test process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"], stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        found = next(filter(None, map(_RUNNING.search, process.stderr)), None)
        assert found, "moto's server ended before it answered"
        # It logs every request: somebody must read, or it would stand still.
        reading = threading.Thread(target=process.stderr.read, daemon=True)
        reading.start()
        yield found[1]
    finally:
        process.terminate()
        process.wait()
    reading.join()
    process.stderr.close()


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """A new, empty bucket; the environment has what reaches it."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_server)
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "sendoff")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret-that-is-never-told")
    made = Bucket(s3_server, f"exports-{uuid4().hex}")
    assert httpx.put(f"{made.server}/{made.name}").status_code == 200
    return made
