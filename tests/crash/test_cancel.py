"""A cancel at a random moment of a run: answered at once, and soon nothing of the run is left."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sendoff.clock import monotonic_seconds
from tests.crash.site import Server, Site
from tests.crash.waiting import until

PROVING = "SENDOFF_PROOF_RUNS" in os.environ
RUNS = max(1, int(os.environ.get("SENDOFF_PROOF_RUNS", "6")) // 2)
"""For each place where the worker may be."""
SEED = int(os.environ.get("SENDOFF_PROOF_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)
WITHIN_SECONDS = 2.0 if PROVING else 30.0
"""spec/exports.md, The run; a shared machine is given more."""
IDLE_WINDOW_SECONDS = 0.1
IDLE_SHARE = 0.3
"""A process that used less than this of one core over the window computes nothing: a query takes all."""
COPIES = 5

pytestmark = pytest.mark.slow


@pytest.fixture
def large_site(tmp_path: Path, many_customers: Path) -> Iterator[Site]:
    """Whose customers are there several times, so that a run takes its time."""
    folder = tmp_path / "customers"
    folder.mkdir()
    for copy in range(COPIES):
        (folder / f"{copy}.parquet").hardlink_to(many_customers)
    made = Site(tmp_path, profiles=folder / "*.parquet")
    yield made
    made.close()


def threads(process: subprocess.Popen[bytes]) -> int:
    return len(os.listdir(f"/proc/{process.pid}/task"))


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    user, system = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def computes(process: subprocess.Popen[bytes]) -> bool:
    before = cpu_seconds(process)
    threading.Event().wait(IDLE_WINDOW_SECONDS)
    return cpu_seconds(process) - before > IDLE_SHARE * IDLE_WINDOW_SECONDS


def finished(server: Server) -> int:
    return int(server.until(server.post(), "finished")["id"])


@pytest.mark.parametrize("place", ["the server", "another process"])
def test_a_cancel_at_any_moment_leaves_nothing(large_site: Site, place: str) -> None:
    site, moments = large_site, random.Random(f"{SEED} {place}")
    sys.stdout.write(f"cancels in {place}, SENDOFF_PROOF_SEED={SEED}\n")
    with site.serving(workers=1 if place == "the server" else 0) as server:
        worker = server.process if place == "the server" else site.start("worker", "--workers", "1")
        finished(server)
        began = monotonic_seconds()
        finished(server)
        whole = monotonic_seconds() - began
        until(lambda: not computes(worker))
        files, most = list(site.kept_files()), threads(worker)
        done = 0
        while done < RUNS:
            export_id = server.post(moments.choice((1, 2)))
            server.until(export_id, "running", "finished")
            threading.Event().wait(moments.uniform(0, whole))
            answer = server.cancel(export_id)
            if answer.status_code == 409:  # it was faster
                files.extend(name for name in site.kept_files() if name.startswith(f"exports/{export_id}/"))
                continue
            done += 1
            assert answer.json()["segment_export"]["status"] == "canceled"
            until(lambda: site.kept_files() == set(files), seconds=WITHIN_SECONDS)
            until(lambda: threads(worker) <= most and not computes(worker), seconds=WITHIN_SECONDS)
            assert server.path(export_id) == ["waiting", "running", "canceled"]
        finished(server)
