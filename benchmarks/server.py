"""A `sendoff serve` of the benchmarks' own, and a client of its API."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from benchmarks.baselines import THREADS
from benchmarks.make_data import DATA
from benchmarks.segment import COLUMNS, CONDITIONS

FINAL = {"finished", "error", "canceled"}
START_SECONDS = 60.0
STOP_SECONDS = 15.0
LOOK_SECONDS = 0.02
"""How often the status is asked for: an export's time is known to about this. Asking costs the two cores
4 ms each time."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `client` is signed in, its base the API's."""

    pid: int
    folder: Path
    url: str
    token: str
    client: httpx.Client

    def segment(self, *, name: str = "measured", conditions: Json | None = None) -> int:
        settings = {"conditions_operation": CONDITIONS if conditions is None else conditions}
        body = {"name": name, "settings": settings}
        return int(self.asked("POST", "/segments", body)["segment"]["id"])

    def destination(self, *, name: str = "download", **settings: object) -> int:
        body = {
            "name": name,
            "settings": {"type": "download", "format": "csv", **settings},
            "attribute_ids": list(COLUMNS[1:]),
        }
        answer = self.asked("POST", "/segments/export/destinations", body)
        return int(answer["segment_export_destination"]["id"])

    def start(self, segment_id: int, destination_id: int) -> int:
        body = {"segment_export_destination_id": destination_id}
        return int(self.asked("POST", f"/segments/{segment_id}/exports", body)["segment_export"]["id"])

    def export(self, segment_id: int, export_id: int) -> Json:
        found: Json = self.asked("GET", f"/segments/{segment_id}/exports/{export_id}")["segment_export"]
        return found

    def wait(
        self,
        segment_id: int,
        export_id: int,
        until: Callable[[Json], bool],
        *,
        look_seconds: float = LOOK_SECONDS,
    ) -> Json:
        """The export, as soon as `until` holds of it. Raises RuntimeError when it ends otherwise."""
        while True:
            export = self.export(segment_id, export_id)
            if until(export):
                return export
            if export["status"] in FINAL:
                raise RuntimeError(f"export {export_id} is {export['status']}: {export['stats']}")
            time.sleep(look_seconds)

    def run(self, segment_id: int, destination_id: int) -> tuple[float, Json]:
        """Seconds from POST to `finished`, and the finished export."""
        began = time.monotonic()
        export_id = self.start(segment_id, destination_id)
        export = self.wait(segment_id, export_id, lambda export: export["status"] == "finished")
        return time.monotonic() - began, export

    def asked(self, method: str, path: str, body: Json | None = None) -> Json:
        response = self.client.request(method, path, json=body)
        if response.is_error:
            raise RuntimeError(f"{method} {path}: {response.status_code} {response.text[:500]}")
        answer: Json = response.json()
        return answer


@contextmanager
def serving(profiles: Path | str, *, workers: int = 2) -> Iterator[Server]:
    """A server over these customers, with a data folder that is gone afterwards."""
    program = Path(sys.executable).with_name("sendoff")
    with TemporaryDirectory(dir=DATA) as folder:
        data = Path(folder) / "instance"
        made = subprocess.run(
            [program, "init", "--data", data, "--profiles", profiles, "--admin-email", "admin@example.com",
             "--admin-password", "correct horse battery", "--json"],
            check=True, capture_output=True,
        )  # fmt: skip
        token = json.loads(made.stdout)["token"]
        port = _free_port()
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen(
                [program, "serve", "--data", data, "--port", str(port), "--workers", str(workers)],
                stdout=log, stderr=log, env={**os.environ, "SENDOFF_ENGINE_THREADS": str(THREADS)},
            )  # fmt: skip
        url = f"http://127.0.0.1:{port}/api"
        try:
            with httpx.Client(base_url=url, headers={"X-Access-Token": token}, timeout=300) as client:
                _wait_until_it_answers(client, process)
                yield Server(process.pid, data, url, token, client)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_it_answers(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            client.get("/users/auth_options")
            return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the server did not answer within {START_SECONDS:.0f} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
