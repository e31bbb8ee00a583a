"""A data folder whose server and workers are processes that come and go."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import insert, select

from sendoff import bootstrap
from sendoff.services.first_start import make_first
from sendoff.settings import load
from sendoff.store.moments import kept
from sendoff.store.rows import AnyRow
from sendoff.store.tables import destinations, exports, segments
from tests.crash.kept import kept_files
from tests.crash.waiting import PATIENCE_SECONDS, until

PROGRAM = (sys.executable, "-P", "-m", "sendoff.cli.main")
FINAL = {"finished", "error", "canceled"}
COLUMNS = ("name", "email", "age", "spent", "seen")
TREE = {"attribute_id": "age", "condition": {"operation": "number_greater_than", "value": 40}}
"""Of customers numbered from 0, those whose number ends in 40 to 99."""
SETTINGS = (
    {"format": "csv"},
    {"format": "csv", "compression": "gzip"},
    {"format": "parquet"},
    {"format": "csv", "columns": {column: {"treatment": "sha256"} for column in COLUMNS[:2]}},
)
"""Of the destinations 1, 2, 3 and 4."""
PLAIN = (1, 2, 3)
LONG = 4
"""Whose runs take a second and more: two columns are hashed."""

Json = dict[str, Any]


class Server:
    """A running `sendoff serve`; `client` is signed in, its base the API's."""

    def __init__(self, process: subprocess.Popen[bytes], client: httpx.Client) -> None:
        self.process = process
        self.client = client

    def post(self, destination_id: int = 1) -> int:
        """The id of a new export. Raises: httpx.TransportError, where the server went away."""
        answer = self.client.post(
            "/segments/1/exports", json={"segment_export_destination_id": destination_id}
        )
        assert answer.status_code == 201, answer.text
        return int(answer.json()["segment_export"]["id"])

    def cancel(self, export_id: int) -> httpx.Response:
        return self.client.delete(f"/segments/1/exports/{export_id}")

    def export(self, export_id: int) -> Json:
        return self._found(f"/segments/1/exports/{export_id}")["segment_export"]  # type: ignore[no-any-return]

    def exports(self) -> list[Json]:
        """All there are, by their ids."""
        return self._found("/segments/1/exports", limit=1000)["segment_exports"]  # type: ignore[no-any-return]

    def path(self, export_id: int) -> list[str]:
        """The statuses that the export went through, by the ids of its history."""
        entries = self._found(f"/segments/1/exports/{export_id}/history", limit=1000)["history_list"]
        assert [entry["id"] for entry in entries] == sorted(entry["id"] for entry in entries)
        return [entry["segment_export"]["status"] for entry in entries]

    def logs(self, export_id: int) -> list[str]:
        lines = self._found(f"/segments/1/exports/{export_id}/logs", limit=1000)["segment_export_logs"]
        return [line["text"] for line in lines]

    def download(self, export_id: int) -> httpx.Response:
        return self.client.get(f"/segments/1/exports/{export_id}/download")

    def until(self, export_id: int, *statuses: str) -> Json:
        """The export, once it has one of these statuses."""

        def found() -> Json | None:
            export = self.export(export_id)
            return export if export["status"] in statuses else None

        return until(found)

    def until_all_are_final(self) -> list[Json]:
        def found() -> list[Json] | None:
            exports = self.exports()
            return exports if all(export["status"] in FINAL for export in exports) else None

        return until(found, seconds=2 * PATIENCE_SECONDS) if self.exports() else []

    def _found(self, path: str, **parameters: int) -> Json:
        answer = self.client.get(path, params=parameters)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found


class Site:
    """One instance with one segment, and a destination for each of `SETTINGS`."""

    def __init__(self, folder: Path, *, profiles: Path | str, metadata: str = "") -> None:
        self.folder = folder
        self._data = folder / "data"
        self._data.mkdir()
        self._environment = os.environ | {"SENDOFF_PROFILES": str(profiles), "SENDOFF_METADATA": metadata}
        self._processes: list[subprocess.Popen[bytes]] = []
        house = bootstrap.build(load(self._data, profiles=str(profiles), metadata=metadata))
        self._token = make_first(house, email="admin@example.org", password="correct horse")
        now = kept(house.clock())
        with house.database.writing() as connection:
            segment = {"author_id": 1, "user_id": 1, "name": "s", "conditions_operation": json.dumps(TREE)}
            connection.execute(insert(segments).values(**segment, created=now, origin_created=now))
            for settings in SETTINGS:
                destination = {
                    "user_id": 1,
                    "name": "d",
                    "settings": json.dumps({"type": "download", **settings}),
                    "attribute_ids": json.dumps(COLUMNS),
                }
                connection.execute(insert(destinations).values(**destination, created=now))
        self.artifacts = house.settings.data / "artifacts"
        self.metadata_url = house.settings.metadata_url
        self._database = house.database

    def start(self, command: str, *arguments: str) -> subprocess.Popen[bytes]:
        """`sendoff serve` or `sendoff worker` here, as soon as it is a process."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [*PROGRAM, command, "--data", self._data, *arguments],
                env=self._environment, stdout=subprocess.PIPE, stderr=log,
            )  # fmt: skip
        self._processes.append(process)
        return process

    @contextmanager
    def serving(self, *, workers: int) -> Iterator[Server]:
        """A server that takes connections. Still running afterwards, unless the test ended it."""
        process = self.start("serve", "--json", "--port", "0", "--workers", str(workers))
        assert process.stdout is not None
        told = process.stdout.readline()
        assert told, self.log()
        url = json.loads(told)["url"]
        with httpx.Client(
            base_url=f"{url}/api", headers={"X-Access-Token": self._token}, timeout=PATIENCE_SECONDS
        ) as client:
            yield Server(process, client)

    def log(self) -> str:
        """What all its processes wrote so far."""
        return (self.folder / "log").read_text()

    def kept_files(self) -> set[str]:
        return kept_files(self.artifacts)

    def export(self, export_id: int) -> AnyRow:
        """The export as the database has it, whether or not a server runs."""
        with self._database.reading() as connection:
            return connection.execute(select(exports).where(exports.c.id == export_id)).one()

    def close(self) -> None:
        """Every process that it started has ended."""
        for process in self._processes:
            kill(process)
        self._database.close()


def kill(process: subprocess.Popen[bytes]) -> None:
    """It is gone, by SIGKILL where it was there."""
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def terminate(process: subprocess.Popen[bytes], *, seconds: float) -> int:
    """Its exit code, once it has ended by SIGTERM. Fails after `seconds`."""
    process.send_signal(signal.SIGTERM)
    return process.wait(seconds)
