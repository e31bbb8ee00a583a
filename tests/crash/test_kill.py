"""kill -9 at random moments: afterwards every export is whole, or a told error."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading

import httpx
import pytest

from sendoff.clock import monotonic_seconds
from tests.crash.accounts import Accounts
from tests.crash.customers import MANY
from tests.crash.site import PLAIN, Server, Site, kill

RUNS = int(os.environ.get("SENDOFF_PROOF_RUNS", "3"))
SEED = int(os.environ.get("SENDOFF_PROOF_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)
ASKED = 4
"""Exports queued before each kill; two run at once."""
IN_START = 0.2
"""How many of the kills come while the server starts and takes up what was lost."""
SETTLED_BETWEEN = 0.5
"""How often all exports may end before the next kill; else it meets those that are being taken up."""

pytestmark = pytest.mark.slow


class Killing:
    """Kills in a row on one site, and what was promised to clients between them."""

    def __init__(self, site: Site, *, name: str) -> None:
        self.site = site
        self.random = random.Random(f"{SEED} {name}")
        self.promised: set[int] = set()
        self.accounts = Accounts(site, customers=MANY)
        sys.stdout.write(f"kills of {name}, SENDOFF_PROOF_SEED={SEED}\n")

    def measure(self, server: Server) -> float:
        """Seconds that the exports queued before a kill take, undisturbed."""
        began = monotonic_seconds()
        self.ask(server)
        server.until_all_are_final()
        return monotonic_seconds() - began

    def ask(self, server: Server) -> None:
        """Queues exports, fewer where the server goes away meanwhile."""
        try:
            for at in range(ASKED):
                self.promised.add(server.post(PLAIN[at % len(PLAIN)]))
        except httpx.TransportError:
            pass  # an export whose answer did not come may be there or not

    def kill(self, process: subprocess.Popen[bytes], server: Server, *, within: float) -> None:
        """Asks for exports, and kills the process at a random moment from then on."""
        killer = threading.Timer(self.random.uniform(0, within), process.kill)
        killer.start()
        self.ask(server)
        killer.join()
        kill(process)
        self.accounts.check_published()

    def check(self, server: Server) -> None:
        ended = self.accounts.check(server)
        assert self.promised <= {export["id"] for export in server.exports()}
        sys.stdout.write(f"  {ended}\n")


def kill_servers(site: Site, *, times: int, name: str) -> None:
    killing = Killing(site, name=name)
    began = monotonic_seconds()
    with site.serving(workers=2) as server:
        starting = monotonic_seconds() - began
        within = killing.measure(server)
        kill(server.process)
    for _ in range(times):
        if killing.random.random() < IN_START:
            process = site.start("serve", "--json", "--port", "0")
            threading.Event().wait(killing.random.uniform(0, 1.5 * starting))
            kill(process)
            continue
        with site.serving(workers=2) as server:
            if killing.random.random() < SETTLED_BETWEEN:
                killing.check(server)
            killing.kill(server.process, server, within=within)
    with site.serving(workers=2) as server:
        killing.check(server)


def test_exports_survive_kills_of_the_server(site: Site) -> None:
    kill_servers(site, times=RUNS, name="the server")


def test_exports_survive_kills_of_the_server_on_postgresql(site_on_postgres: Site) -> None:
    kill_servers(site_on_postgres, times=max(1, RUNS // 5), name="the server on PostgreSQL")


def test_exports_survive_kills_of_a_worker_process(site: Site) -> None:
    killing = Killing(site, name="a worker")
    with site.serving(workers=0) as server:
        worker = site.start("worker")
        within = killing.measure(server)
        for _ in range(max(2, RUNS // 5)):
            killing.kill(worker, server, within=within)
            worker = site.start("worker")
            if killing.random.random() < SETTLED_BETWEEN:
                killing.check(server)
        killing.check(server)
