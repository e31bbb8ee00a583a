"""Lists of large entities: bounded, and not read on the event loop."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, true, update
from starlette.testclient import TestClient

from sendoff.services.house import House
from sendoff.store import sizes
from sendoff.store.tables import destinations, exports, roles, segments
from tests.integration.conftest import Maker, People

LARGE = '{"x": "' + "é" * 2**19 + '"}'
"""A little over 1 MiB."""
EXPORTS = "/api/segments/1/exports"


@pytest.fixture
def some(people: People, admin: TestClient, segment: Maker, destination: Maker) -> None:
    """Three of everything, the first ones large."""
    for _ in range(3):
        segment()
        destination()
        admin.post(EXPORTS, json={"segment_export_destination_id": 1})
        admin.post("/api/acl/segments/1", json={"user_id": people.holding().id, "permission": "read"})
    admin.delete(f"{EXPORTS}/1")


def enlarge(house: House, column: Any) -> None:
    with house.database.writing() as connection:
        others = column.table.c.id > 1 if column.table is roles else true()  # the first is the caller's
        connection.execute(update(column.table).where(others).values({column: LARGE}))


CASES = [
    (segments.c.conditions_operation, "/api/segments?"),
    (segments.c.frontend_settings, "/api/segments?"),
    (exports.c.conditions_operation, f"{EXPORTS}?"),
    (segments.c.destination_parameters, f"{EXPORTS}?load_full_structure=1"),
    (destinations.c.frontend_settings, f"{EXPORTS}?load_full_structure=1"),
    (destinations.c.frontend_settings, "/api/segments/export/destinations?"),
    (exports.c.conditions_operation, f"{EXPORTS}/1/history?load_full_structure=1"),
    (segments.c.conditions_operation, f"{EXPORTS}/1/history?load_full_structure=1"),
    (segments.c.conditions_operation, "/api/acl/segments/1?load_full_structure=1"),
    (roles.c.features, "/api/users/user_roles?"),
]


@pytest.mark.parametrize(("column", "path"), CASES)
def test_a_list_past_the_bytes_of_an_answer_is_refused(
    some: None, small_house: House, admin: TestClient, monkeypatch: pytest.MonkeyPatch, column: Any, path: str
) -> None:
    monkeypatch.setattr(sizes, "MAX_PAGE_BYTES", 2**20)
    assert admin.get(path).status_code == 200
    enlarge(small_house, column)
    answer = admin.get(path)
    assert (answer.status_code, answer.json()["path"]) == (400, "limit")
    assert "MiB" in answer.json()["message"]
    assert admin.get(f"{path}&limit=1").status_code == 200


@pytest.mark.parametrize(("column", "path"), [CASES[0], CASES[3], CASES[6]])
def test_a_large_answer_is_not_made_on_the_event_loop(
    some: None, small_house: House, admin: TestClient, column: Any, path: str
) -> None:
    patient: list[str] = []
    event.listen(
        small_house.database.reading_engine, "before_cursor_execute", lambda *of: patient.append(of[2])
    )
    small = admin.get(path)
    assert patient == []
    enlarge(small_house, column)
    large = admin.get(path)
    assert patient != []
    assert len(large.content) > 2**20 > len(small.content)
