"""What must be true of every export when all is over, whatever happened on the way."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from sendoff.exports.states import Status, may_move
from tests.crash.site import Json, Server, Site
from tests.crash.waiting import until

SENTENCE = re.compile(r"[A-Z].*\.", re.DOTALL)


@cache
def expected_numbers(customers: int) -> pa.Array:
    """The numbers of the customers whom the segment of a site selects, in order."""
    return pa.array([number for number in range(customers) if number % 100 >= 40], pa.int64())


@cache  # a file with its name never changes
def check_file(path: Path, *, customers: int) -> int:
    """How many rows the file has: each customer of the segment in it once, and no other."""
    if path.suffix == ".parquet":
        ids = parquet.read_table(path, columns=["customer_entity_id"])[0]
    else:
        ids = csv.read_csv(path)[0]  # and decompressed, by its ending
    found = pc.cast(pc.utf8_slice_codeunits(ids, 1), pa.int64()).combine_chunks()
    assert found.sort().equals(expected_numbers(customers)), path
    return len(ids)


class Accounts:
    """The exports of one site of that many customers; each is looked at once after its end."""

    def __init__(self, site: Site, *, customers: int) -> None:
        self._site = site
        self._customers = customers
        self._files: dict[int, set[str]] = {}

    def check_published(self) -> None:
        """Each file that has its name is whole, also one that nobody may ask for yet."""
        for path in self._site.artifacts.glob("exports/*/*/customers.*"):
            check_file(path, customers=self._customers)

    def check(self, server: Server) -> dict[str, int]:
        """How many exports ended how; all are final and accounted for, and no other file is left."""
        exports = server.until_all_are_final()
        for export in exports:
            if export["id"] not in self._files:
                self._files[export["id"]] = check_export(
                    server, self._site, export, customers=self._customers
                )
        until(lambda: self._site.kept_files() == set().union(*self._files.values()))
        statuses = [export["status"] for export in exports]
        return {status: statuses.count(status) for status in sorted(set(statuses))}


def check_export(server: Server, site: Site, export: Json, *, customers: int) -> set[str]:
    """The files that belong to the export, which is final and came to that in allowed steps."""
    steps: list[str | None] = [None, *server.path(export["id"])]
    assert all(may_move(Status(a) if a else None, Status(str(b))) for a, b in pairwise(steps)), steps
    assert steps[-1] == export["status"]
    assert set(export["stats"]["statuses_history"]) == set(steps[1:])
    if export["status"] != "finished":
        assert export["file_download_token"] is None
        assert server.download(export["id"]).status_code == 409
        if export["status"] == "error":
            assert SENTENCE.fullmatch(export["stats"]["error"])
        return set()
    folders = list(site.artifacts.glob(f"exports/{export['id']}/*"))
    assert len(folders) == 1, folders
    (file,) = folders[0].glob("customers.*")
    manifest = json.loads((folders[0] / "manifest.json").read_text())
    rows = check_file(file, customers=customers)
    content = file.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    answer = server.download(export["id"])
    assert (answer.content == content, answer.headers["etag"]) == (True, f'"{sha256}"')
    assert export["stats"]["rows"] == {"matched": rows, "exported": rows}
    assert export["stats"]["bytes"] == len(content)
    assert (manifest["rows"], manifest["bytes"], manifest["sha256"]) == (rows, len(content), sha256)
    assert (manifest["export_id"], manifest["attempt"]) == (export["id"], int(folders[0].name))
    return {path.relative_to(site.artifacts).as_posix() for path in (file, folders[0] / "manifest.json")}
