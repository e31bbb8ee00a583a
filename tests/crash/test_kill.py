"""kill -9 at random moments: afterwards every export is whole, or a told error."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from itertools import cycle, islice

import httpx
import pytest

from sendoff.clock import monotonic_seconds
from tests.crash.accounts import Accounts
from tests.crash.customers import MANY
from tests.crash.site import PLAIN, Server, Site, kill

PROOF_RUNS = int(os.environ.get("SENDOFF_PROOF_RUNS", "2"))
SEED = int(os.environ.get("SENDOFF_PROOF_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)
ASKED = 4
"""Exports queued before each kill; two run at once."""
SETTLED_BETWEEN = 0.5
"""How often all exports may end before the next kill; else it meets those that are being taken up."""

pytestmark = pytest.mark.slow


class Killing:
    """Kills in a row on one site, and what was promised to clients between them."""

    def __init__(self, site: Site, *, name: str) -> None:
        self.site = site
        self.accounts = Accounts(site, customers=MANY)
        self.random = random.Random(f"{SEED} {name}")
        self.promised: set[int] = set()
        sys.stdout.write(f"kills {name}, SENDOFF_PROOF_SEED={SEED}\n")
        began = monotonic_seconds()
        with site.serving(workers=2) as server:
            self.start_seconds = monotonic_seconds() - began
            began = monotonic_seconds()
            self.ask(server)
            self.check(server)
            self.run_seconds = monotonic_seconds() - began
            kill(server.process)

    def server_at_work(self) -> None:
        with self.site.serving(workers=2) as server:
            if self.random.random() < SETTLED_BETWEEN:
                self.check(server)
            self.kill_while_asking(server.process, server)

    def worker_process(self) -> None:
        with self.site.serving(workers=0) as server:
            self.kill_while_asking(self.site.start("worker"), server)
            another = self.site.start("worker")
            if self.random.random() < SETTLED_BETWEEN:
                self.check(server)
            kill(another)
            kill(server.process)

    def server_that_starts(self) -> None:
        """And may take up what was lost, at whatever point of its start."""
        process = self.site.start("serve", "--json", "--port", "0")
        threading.Event().wait(self.random.uniform(0, 1.5 * self.start_seconds))
        kill(process)

    def ask(self, server: Server) -> None:
        """Queues exports, fewer where the server goes away meanwhile."""
        try:
            for at in range(ASKED):
                self.promised.add(server.post(PLAIN[at % len(PLAIN)]))
        except httpx.TransportError:
            pass  # an export whose answer did not come may be there or not

    def kill_while_asking(self, process: subprocess.Popen[bytes], server: Server) -> None:
        """Asks for exports, and kills the process at a random moment from then on."""
        killer = threading.Timer(self.random.uniform(0, self.run_seconds), process.kill)
        killer.start()
        self.ask(server)
        killer.join()
        kill(process)
        self.accounts.check_published()

    def check(self, server: Server) -> None:
        ended = self.accounts.check(server)
        assert self.promised <= {export["id"] for export in server.exports()}
        sys.stdout.write(f"  {ended}\n")


WAYS = (
    Killing.server_at_work,
    Killing.worker_process,
    Killing.server_that_starts,
    Killing.server_at_work,
    Killing.server_at_work,
)


@pytest.mark.parametrize(
    ("sort", "runs"), [("site", PROOF_RUNS), ("site_on_postgres", max(1, PROOF_RUNS // 5))], ids=str
)
def test_every_export_is_whole_or_a_told_error(request: pytest.FixtureRequest, sort: str, runs: int) -> None:
    killing = Killing(request.getfixturevalue(sort), name=sort)
    for way in islice(cycle(WAYS), runs):
        way(killing)
    with killing.site.serving(workers=2) as server:
        killing.check(server)
