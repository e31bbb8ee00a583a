"""SIGTERM: what runs is handed back within 10 s, and the next server finishes it."""

from __future__ import annotations

import hashlib

import pytest

from tests.crash.accounts import Accounts
from tests.crash.customers import MANY
from tests.crash.site import LONG, Site, terminate
from tests.crash.waiting import until

WITHIN_SECONDS = 10.0
"""spec/exports.md, The run."""

pytestmark = pytest.mark.slow


def is_handed_back(site: Site, export_id: int) -> bool:
    row = site.export(export_id)
    return (row.status, row.attempt, row.lost_leases) == ("waiting", 1, 0)


def check_handed_back(site: Site, export_id: int) -> None:
    """It waits, without a lost lease or a file, and another server finishes it."""
    assert is_handed_back(site, export_id)
    assert not [name for name in site.kept_files() if name.startswith(f"exports/{export_id}/")]
    with site.serving(workers=1) as server:
        server.until(export_id, "finished")
        Accounts(site, customers=MANY).check(server)
        assert server.path(export_id) == ["waiting", "running", "waiting", "running", "finished"]
    row = site.export(export_id)
    assert (row.attempt, row.lost_leases) == (2, 0)


def test_a_stopped_worker_hands_its_export_back(site: Site) -> None:
    with site.serving(workers=0) as server:
        worker = site.start("worker", "--workers", "1")
        export_id = server.post(LONG)
        server.until(export_id, "running")
        assert terminate(worker, seconds=WITHIN_SECONDS) == 0
        assert terminate(server.process, seconds=WITHIN_SECONDS) == 0
    check_handed_back(site, export_id)


def test_a_stopped_server_hands_its_export_back_while_a_download_is_still_served(site: Site) -> None:
    with site.serving(workers=1) as server:
        finished = server.until(server.post(), "finished")
        path = f"/segments/1/exports/{finished['id']}/download"
        with server.client.stream("GET", path) as download:
            export_id = server.post(LONG)
            server.until(export_id, "running")
            server.process.terminate()
            until(lambda: is_handed_back(site, export_id))
            content = b"".join(download.iter_raw())
        assert download.headers["etag"] == f'"{hashlib.sha256(content).hexdigest()}"'
        assert server.process.wait(WITHIN_SECONDS) == 0
    check_handed_back(site, export_id)
