"""The child process that makes the query of a large tree is never left behind, nor is its export lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sendoff.engines.apart import __name__ as child_module
from tests.crash.accounts import Accounts
from tests.crash.customers import FEW
from tests.crash.site import PROGRAM, TREE, Server, Site, kill, terminate
from tests.crash.waiting import until

WITHIN_SECONDS = 10.0
"""spec/exports.md, The run."""

pytestmark = pytest.mark.slow


def large() -> dict[str, Any]:
    """The tree of every site, and 2,000 conditions that all customers satisfy."""
    others = [
        {"attribute_id": "name", "condition": {"operation": "not_equal", "value": f"nobody {at}"}}
        for at in range(2_000)
    ]
    return {"operation": "and", "operands": [*others, TREE]}


@pytest.fixture
def site(tmp_path: Path, few_customers: Path) -> Iterator[Site]:
    made = Site(tmp_path, profiles=few_customers)
    yield made
    made.close()


def children_of(pid: int) -> list[int]:
    """The processes that make queries for that one."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and parent_of(int(folder.name)) == pid and is_at_work(int(folder.name)):
            found.append(int(folder.name))
    return found


def parent_of(pid: int) -> int | None:
    """None for a process that has ended."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return None
    return None if state in "ZX" else int(parent)


def is_at_work(pid: int) -> bool:
    try:
        return child_module.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def with_its_child(site: Site, server: Server) -> tuple[int, int]:
    """A new export of a large segment, and the child process that makes its query, held in the middle."""
    body = {"settings": {"conditions_operation": large()}}
    assert server.client.patch("/segments/1", json=body).status_code == 200
    export_id = server.post()
    return export_id, held(server.process.pid)


def held(parent: int) -> int:
    """Its child, once there is one; it goes on at SIGCONT."""
    (child,) = until(lambda: children_of(parent))
    os.kill(child, signal.SIGSTOP)
    return child


def test_an_export_of_a_large_segment_is_canceled_while_its_query_is_made(site: Site) -> None:
    with site.serving(workers=1) as server:
        export_id, child = with_its_child(site, server)
        assert server.cancel(export_id).status_code == 200
        until(lambda: parent_of(child) is None)
        assert server.post() > export_id
        assert Accounts(site, customers=FEW).check(server) == {"canceled": 1, "finished": 1}


def test_a_stopped_server_hands_an_export_back_while_its_query_is_made(site: Site) -> None:
    with site.serving(workers=1) as server:
        _, child = with_its_child(site, server)
        assert terminate(server.process, seconds=WITHIN_SECONDS) == 0
        assert parent_of(child) is None
    with site.serving(workers=1) as server:
        assert Accounts(site, customers=FEW).check(server) == {"finished": 1}


def test_a_server_is_killed_while_a_query_is_made(site: Site) -> None:
    with site.serving(workers=1) as server:
        _, child = with_its_child(site, server)
        kill(server.process)
    os.kill(child, signal.SIGCONT)
    until(lambda: parent_of(child) is None)
    with site.serving(workers=1) as server:
        assert Accounts(site, customers=FEW).check(server) == {"finished": 1}


def test_an_export_whose_child_is_killed_is_made_once_more(site: Site) -> None:
    with site.serving(workers=1) as server:
        export_id, child = with_its_child(site, server)
        os.kill(child, signal.SIGKILL)
        assert Accounts(site, customers=FEW).check(server) == {"finished": 1}
        assert server.export(export_id)["status"] == "finished"
        assert any("prepare a query" in line for line in server.logs(export_id))


def test_ctrl_c_ends_the_one_shot_while_its_query_is_made(few_customers: Path, tmp_path: Path) -> None:
    (tmp_path / "large.json").write_text(json.dumps(large()))
    process = subprocess.Popen(
        [*PROGRAM, "export", "--json", "--profiles", few_customers, "--conditions", tmp_path / "large.json",
         "--to", tmp_path / "out" / "out.csv"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with process:
        child = held(process.pid)
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=WITHIN_SECONDS)
    assert (process.returncode, json.loads(told)["error"]["code"]) == (130, "interrupted")
    assert parent_of(child) is None
    assert not [each for each in tmp_path.glob("out/**/*") if each.is_file()]
