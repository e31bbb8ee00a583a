"""`Idempotency-Key` of a run: the same asking twice is one export (spec/api.md, Segment exports)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from sendoff.services.house import House
from sendoff.store.tables import roles
from tests.integration.conftest import Maker, People, Person
from tests.integration.movable_clock import MovableClock
from tests.integration.runs import carry_out_next

URL = "/api/segments/1/exports"
KEY = {"Idempotency-Key": "monday"}


@pytest.fixture
def clock(small_house: House) -> MovableClock:
    clock = MovableClock()
    small_house.clock = clock
    return clock


@pytest.fixture
def person(clock: MovableClock, people: People, segment: Maker, destination: Maker) -> Person:
    """Somebody who may export everything, with two segments and two destinations to choose from."""
    for _ in range(2):
        segment()
        destination()
    return people.holding("segments/export")


def ask(client: Any, *, to: int = 1, url: str = URL, headers: dict[str, str] = KEY, **body: Any) -> Any:
    return client.post(url, json={"segment_export_destination_id": to, **body}, headers=headers)


def asked(admin: TestClient) -> list[int]:
    """The ids of all exports of the first segment."""
    return [each["id"] for each in admin.get(URL).json()["segment_exports"]]


def test_the_same_asking_gives_back_the_first_export_as_it_is_now(
    person: Person, admin: TestClient, small_house: House
) -> None:
    first = ask(person, name="x")
    assert first.status_code == 201
    carry_out_next(small_house)
    again = ask(person, name="x")
    shown = person.get(f"{URL}/1").json()["segment_export"]
    assert (again.status_code, shown["status"]) == (200, "finished")
    assert again.json() == {"segment_export": shown | {"file_download_token": None}}
    assert asked(admin) == [1]


def test_the_same_body_may_be_written_in_another_way(person: Person, admin: TestClient) -> None:
    assert ask(person).status_code == 201
    for text in (
        '{ "segment_export_destination_id" : 1 }',
        '{"name": null, "segment_export_destination_id":1}',
    ):
        assert person.post(URL, content=text, headers=KEY).status_code == 200
    assert asked(admin) == [1]


@pytest.mark.parametrize(
    "other", [{"to": 2}, {"name": "y"}, {"name": None}, {"url": "/api/segments/2/exports"}], ids=str
)
def test_another_body_or_segment_is_a_409(person: Person, admin: TestClient, other: dict[str, Any]) -> None:
    assert ask(person, name="x").status_code == 201
    refused = ask(person, **{"name": "x", **other})
    assert (refused.status_code, "Idempotency-Key" in refused.json()["message"]) == (409, True)
    assert asked(admin) == [1]
    assert admin.get("/api/segments/2/exports").json()["segment_exports"] == []


def test_without_a_key_or_with_another_one_it_is_another_export(person: Person, admin: TestClient) -> None:
    for headers in ({}, {}, KEY, {"Idempotency-Key": "Monday"}):
        assert ask(person, headers=headers).status_code == 201
    assert asked(admin) == [1, 2, 3, 4]


def test_a_key_is_its_user_s_own(person: Person, people: People, admin: TestClient) -> None:
    assert ask(person).status_code == 201
    theirs = ask(people.holding("segments/export"), name="theirs")
    assert (theirs.status_code, theirs.json()["segment_export"]["id"]) == (201, 2)


def test_rights_are_looked_at_again(person: Person, small_house: House) -> None:
    assert ask(person).status_code == 201
    for features, status in (
        ('["segments/export/2"]', 403), ('["foreign_segments/edit"]', 403), ('["segments/export/1"]', 200),
    ):  # fmt: skip
        with small_house.database.writing() as connection:
            connection.execute(update(roles).where(roles.c.id == person.role_id).values(features=features))
        assert ask(person).status_code == status, features
    strict = small_house.settings.model_copy(update={"strict_export_rights": True})
    small_house.settings = strict
    assert ask(person).status_code == 403


def test_a_key_holds_for_a_day_and_then_may_mean_something_else(
    person: Person, clock: MovableClock, admin: TestClient
) -> None:
    assert ask(person).status_code == 201
    clock.forward(hours=24)
    assert ask(person).status_code == 200
    clock.forward(seconds=1)
    assert ask(person, name="another").status_code == 201
    assert ask(person).status_code == 409
    assert asked(admin) == [1, 2]


def test_what_became_of_the_first_one_changes_nothing(person: Person, admin: TestClient) -> None:
    assert ask(person).status_code == 201
    person.delete(f"{URL}/1")
    admin.patch("/api/segments/1", json={"disabled": 1})
    admin.delete("/api/segments/export/destinations/1")
    again = ask(person)
    assert (again.status_code, again.json()["segment_export"]["status"]) == (200, "canceled")


def test_a_refused_run_uses_no_key_up(person: Person, admin: TestClient) -> None:
    admin.patch("/api/segments/1", json={"disabled": 1})
    assert ask(person).status_code == 400
    admin.patch("/api/segments/1", json={"disabled": 0})
    assert ask(person).status_code == 201


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_a_key_of_no_or_too_many_characters_is_refused(person: Person, admin: TestClient, key: str) -> None:
    refused = ask(person, headers={"Idempotency-Key": key})
    assert (refused.status_code, refused.json()["path"].lower()) == (400, "idempotency-key")
    assert asked(admin) == []
