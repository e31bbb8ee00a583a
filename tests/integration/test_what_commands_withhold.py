"""Commands of somebody who may not see everything, asked of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.integration.command_line import Served, serving

KEPT = {"attribute_id": "age", "condition": {"operation": "number_lower_than", "value": 4711}}


def post(server: Served, place: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = httpx.post(f"{server.url}/api/{place}", json=body, headers={"X-Access-Token": server.token})
    assert answer.is_success, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.fixture
def viewer(tmp_path: Path, set_up: Path) -> Iterator[Served]:
    """May see the customers of the segment 2 (Shown) alone, which names the segment 1 (Merger)."""
    with serving(tmp_path, profiles=set_up / "customers.parquet", workers=0) as server:
        for name, tree in {"Merger": KEPT, "Shown": {"segment_id": 1}}.items():
            post(server, "segments", {"name": name, "settings": {"conditions_operation": tree}})
        role = post(server, "users/user_roles", {"name": "Viewer", "features": ["customers/detail"]})["role"]
        login = {"email": "eve@example.org", "password": "correct horse"}
        user = post(server, "users", {"name": "Eve", "role_id": role["id"], **login})["user"]
        post(server, "acl/segments/2", {"user_id": user["id"], "permission": "read"})
        yield replace(server, token=post(server, "users/login", login)["token"])


def test_a_segment_that_one_may_not_see_is_told_by_its_id_alone(viewer: Served) -> None:
    for arguments in (("describe", "2"), ("explain", "2", "--customer", "c1"), ("waterfall", "2")):
        for form in ((), ("--json",)):
            done = viewer.ask("segments", *arguments, *form)
            assert done.exit_code == 0, done.output
            assert "customer is in segment 1." in done.stdout
            assert not [each for each in ("Merger", "age", "4711") if each in done.stdout], arguments
