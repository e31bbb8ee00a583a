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


def ask(server: Served, method: str, place: str, body: dict[str, Any]) -> dict[str, Any]:
    headers = {"X-Access-Token": server.token}
    answer = httpx.request(method, f"{server.url}/api/{place}", json=body, headers=headers)
    assert answer.is_success, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.fixture
def administrator(tmp_path: Path, set_up: Path) -> Iterator[Served]:
    """Has made the segments 1 (Merger) and 2 (Shown), which names it."""
    with serving(tmp_path, profiles=set_up / "customers.parquet", workers=0) as server:
        for name, tree in {"Merger": KEPT, "Shown": {"segment_id": 1}}.items():
            ask(server, "POST", "segments", {"name": name, "settings": {"conditions_operation": tree}})
        yield server


@pytest.fixture
def viewer(administrator: Served) -> Served:
    """May see the customers of segment 2 alone."""

    def make(place: str, body: dict[str, Any]) -> dict[str, Any]:
        return ask(administrator, "POST", place, body)

    role = make("users/user_roles", {"name": "Viewer", "features": ["customers/detail"]})["role"]
    login = {"email": "eve@example.org", "password": "correct horse"}
    user = make("users", {"name": "Eve", "role_id": role["id"], **login})["user"]
    make("acl/segments/2", {"user_id": user["id"], "permission": "read"})
    return replace(administrator, token=make("users/login", login)["token"])


def test_whom_a_segment_selects_by_protected_values_is_not_told(
    administrator: Served, viewer: Served
) -> None:
    shown = viewer.ask("segments", "preview", "2")
    assert (shown.exit_code, "c1" in shown.stdout) == (0, True)
    ask(administrator, "PATCH", "attributes/age", {"is_pii_protected": 1})
    shown = viewer.ask("segments", "preview", "2")
    assert shown.exit_code == 0, shown.output
    assert "No customers are shown: the segment asks for a protected attribute" in shown.stdout
    assert ("c1" in shown.stdout, "\ncount      3\n" in shown.stdout) == (False, True)
    preview = viewer.json("segments", "preview", "2")
    assert (preview["count"], preview["rows"]) == (3, [])
    told = viewer.ask("segments", "explain", "2", "--customer", "c1")
    assert told.stdout.startswith("The customer c1 may or may not be in segment 2")


def test_a_segment_that_one_may_not_see_is_told_by_its_id_alone(viewer: Served) -> None:
    for arguments in (("describe", "2"), ("explain", "2", "--customer", "c1"), ("waterfall", "2")):
        for form in ((), ("--json",)):
            done = viewer.ask("segments", *arguments, *form)
            assert done.exit_code == 0, done.output
            assert "customer is in segment 1." in done.stdout
            assert not [each for each in ("Merger", "age", "4711") if each in done.stdout], arguments
