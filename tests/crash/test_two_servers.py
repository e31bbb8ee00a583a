"""Two servers at once on one data folder."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crash.accounts import Accounts
from tests.crash.customers import FEW
from tests.crash.site import PLAIN, Site

EXPORTS = 64

pytestmark = pytest.mark.slow


@pytest.fixture
def small_site(tmp_path: Path, few_customers: Path) -> Iterator[Site]:
    made = Site(tmp_path, profiles=few_customers)
    yield made
    made.close()


def test_each_export_runs_once_whichever_server_takes_it(small_site: Site) -> None:
    site = small_site
    with (
        ThreadPoolExecutor(4) as asking,
        site.serving(workers=2) as one,
        site.serving(workers=2) as two,
    ):
        servers = (one, two)
        asked = list(asking.map(lambda at: servers[at % 2].post(PLAIN[at % len(PLAIN)]), range(EXPORTS)))
        assert Accounts(site, customers=FEW).check(one) == {"finished": EXPORTS}
        for export_id in asked:
            assert two.path(export_id) == ["waiting", "running", "finished"]
            assert site.export(export_id).attempt == 1
        lines = [two.logs(export_id) for export_id in asked]
    assert all(sum("began" in line for line in each) == 1 for each in lines)
