"""What a segment names may change between the look at its conditions and their writing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from sendoff.services import segments
from tests.integration.conftest import Maker

URL = "/api/segments"

Meanwhile = Callable[[Callable[[], Any]], None]


@pytest.fixture
def after_the_check(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Once, what is given is done between the check of conditions and the transaction that writes them."""

    def set_up(act: Callable[[], Any]) -> None:
        checked = segments.checked

        def then_act(*arguments: Any, **named: Any) -> segments.Settings:
            settings = checked(*arguments, **named)
            monkeypatch.setattr(segments, "checked", checked)
            assert act().status_code == 200
            return settings

        monkeypatch.setattr(segments, "checked", then_act)

    return set_up


def body(conditions: dict[str, Any]) -> dict[str, Any]:
    return {"name": "Late", "settings": {"conditions_operation": conditions}}


def test_a_segment_that_was_deleted_meanwhile_is_not_named(
    admin: TestClient, segment: Maker, after_the_check: Meanwhile
) -> None:
    used = segment()["id"]
    after_the_check(lambda: admin.delete(f"{URL}/{used}"))
    late = admin.post(URL, json=body({"segment_id": used}))
    assert (late.status_code, "deleted just now" in late.text) == (409, True)
    assert len(admin.get(URL).json()["segments"]) == 0


def test_a_value_list_that_was_deleted_meanwhile_is_not_named(
    admin: TestClient, after_the_check: Meanwhile
) -> None:
    made = admin.post("/api/value_lists", params={"name": "Names"}, content=b"name\nann\n")
    listed = made.json()["value_list"]["id"]
    after_the_check(lambda: admin.delete(f"/api/value_lists/{listed}"))
    condition = {"operation": "in_list", "value": listed}
    late = admin.post(URL, json=body({"attribute_id": "name", "condition": condition}))
    assert (late.status_code, "deleted just now" in late.text) == (409, True)


def test_a_circle_that_was_closed_meanwhile_is_refused(
    admin: TestClient, segment: Maker, after_the_check: Meanwhile
) -> None:
    first, second = segment()["id"], segment()["id"]
    after_the_check(lambda: admin.patch(f"{URL}/{first}", json=body({"segment_id": second})))
    late = admin.patch(f"{URL}/{second}", json=body({"segment_id": first}))
    assert (late.status_code, "names this one" in late.text) == (409, True)
    assert admin.get(f"{URL}/{first}/count").status_code == 200
