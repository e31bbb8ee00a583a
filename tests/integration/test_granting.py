"""Nobody grants what they lack, nor commands a user who holds it; for every feature there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from sendoff.access.features import Feature
from sendoff.services.house import House
from sendoff.store.tables import roles
from tests.integration.conftest import Maker, People

ROLES = "/api/users/user_roles"
EVERY = {*map(str, Feature), "segments/export/1", "segments/export/2"}
MANAGING = {"settings/users", "settings/roles"}
LACKABLE = sorted(EVERY - MANAGING)


def all_but(feature: str) -> set[str]:
    """Everything that does not hold the feature: `segments/export` holds those to each destination."""
    implied_by = {"segments/export"} if feature.startswith("segments/export/") else set()
    return EVERY - {feature} - implied_by


class Stage:
    """A clerk and a boss, who holds one feature; and a role and a user who hold nothing."""

    def __init__(self, house: House, people: People, destination: Maker) -> None:
        self.house = house
        destination(), destination()
        self.clerk, self.boss, self.other = people.holding(), people.holding(), people.holding()

    def give(self, role_id: int, features: set[str]) -> None:
        with self.house.database.writing() as connection:
            text = json.dumps(sorted(features))
            connection.execute(update(roles).where(roles.c.id == role_id).values(features=text))

    def ask(self, method: str, path: str, body: object = None) -> int:
        answer = self.clerk.request(method, path, json=body)
        if answer.status_code == 403:
            assert "for you lack" in answer.json()["message"], answer.text
        return int(answer.status_code)


@pytest.fixture
def stage(small_house: House, people: People, destination: Maker) -> Iterator[Stage]:
    made = Stage(small_house, people, destination)
    with made.clerk.client:
        yield made


def test_no_feature_is_granted_by_who_lacks_it(stage: Stage, admin: TestClient) -> None:
    mine, empty = f"{ROLES}/{stage.clerk.role_id}", f"{ROLES}/{stage.other.role_id}"
    for feature in LACKABLE:
        stage.give(stage.clerk.role_id, all_but(feature))
        stage.give(stage.boss.role_id, {feature})
        granted = {"features": [feature]}
        assert stage.ask("POST", ROLES, {"name": "new", **granted}) == 403, feature
        assert stage.ask("PATCH", empty, granted) == 403, feature
        assert stage.ask("PATCH", mine, {"features": sorted(EVERY)}) == 403, feature
        for user in (stage.other, stage.clerk):
            role = {"role_id": stage.boss.role_id}
            assert stage.ask("PATCH", f"/api/users/{user.id}", role) == 403, feature
        changes: tuple[dict[str, Any], ...] = ({"features": []}, {"disabled": 1})
        for change in changes:
            assert stage.ask("PATCH", f"{ROLES}/{stage.boss.role_id}", change) == 403, feature
    assert [role["name"] for role in admin.get(ROLES).json()["roles"]].count("new") == 0
    assert admin.get(empty).json()["role"]["features"] == []


def test_every_feature_is_granted_by_who_holds_it(stage: Stage) -> None:
    for feature in sorted(EVERY):
        stage.give(stage.clerk.role_id, MANAGING | {feature})
        stage.give(stage.other.role_id, set())
        change = {"features": [feature]}
        assert stage.ask("PATCH", f"{ROLES}/{stage.other.role_id}", change) == 200, feature
        assert stage.ask("POST", ROLES, {"name": feature, **change}) == 201, feature
    stage.give(stage.clerk.role_id, MANAGING | {"segments/export"})
    implied = {"features": ["segments/export/2", "segments/export/1"]}
    assert stage.ask("POST", ROLES, {"name": "both", **implied}) == 201


def test_who_holds_what_one_lacks_is_commanded_by_nobody(stage: Stage, admin: TestClient) -> None:
    url = f"/api/users/{stage.boss.id}"
    before = admin.get(url).json()
    for feature in LACKABLE:
        stage.give(stage.clerk.role_id, all_but(feature))
        stage.give(stage.boss.role_id, {feature})
        for change in ({"email": "x@example.org"}, {"role_id": stage.other.role_id}, {"disabled": 1}):
            assert stage.ask("PATCH", url, change) == 403, (feature, change)
        assert stage.ask("DELETE", url) == 403, feature
    assert admin.get(url).json() == before


def test_the_name_alone_of_such_a_user_may_be_changed(stage: Stage, admin: TestClient) -> None:
    stage.give(stage.clerk.role_id, MANAGING)
    stage.give(stage.boss.role_id, {"customers/pii"})
    url = f"/api/users/{stage.boss.id}"
    assert stage.ask("PATCH", url, {"name": "Boss"}) == 200
    assert stage.ask("PATCH", url, {"name": "Boss", "password": "long enough"}) == 403
    email = admin.get(url).json()["user"]["email"]
    assert stage.ask("PATCH", url, {"name": "Boss", "email": email.upper()}) == 200  # the same as before


def test_a_disabled_user_who_holds_more_is_not_enabled_again(stage: Stage, admin: TestClient) -> None:
    stage.give(stage.clerk.role_id, MANAGING)
    stage.give(stage.boss.role_id, {"customers/pii"})
    url = f"/api/users/{stage.boss.id}"
    admin.patch(url, json={"disabled": 1})
    assert stage.ask("PATCH", url, {"disabled": 0}) == 403
    admin.patch(f"{ROLES}/{stage.boss.role_id}", json={"disabled": 1})
    assert stage.ask("PATCH", f"{ROLES}/{stage.boss.role_id}", {"disabled": 0}) == 403


def test_an_unknown_feature_is_a_400_in_a_change_too(stage: Stage, admin: TestClient) -> None:
    url = f"{ROLES}/{stage.other.role_id}"
    for features, path in (
        (["segments/run"], "features[0]"), (["customers/pii", "customers/pii"], "features[1]"),
        (["Customers/PII"], "features[0]"), (["segments/export/01"], "features[0]"),
        (["segments/export/3"], "features[0]"), (["segments/export/x"], "features[0]"),
        (["segments/export/"], "features[0]"), (["segments/export/1\n"], "features[0]"),
        ([1], "features[0]"), ("customers/pii", "features"), (None, "features"),
    ):  # fmt: skip
        refused = admin.patch(url, json={"features": features})
        assert (refused.status_code, refused.json()["path"]) == (400, path), refused.text
    assert admin.get(url).json()["role"]["features"] == []


@pytest.mark.parametrize("how", ["disabled user", "deleted user", "disabled role", "another role"])
def test_only_an_active_administrator_counts_as_one(stage: Stage, admin: TestClient, how: str) -> None:
    second, role = f"/api/users/{stage.boss.id}", f"{ROLES}/{stage.boss.role_id}"
    stage.give(stage.boss.role_id, set(map(str, Feature)))
    ways: dict[str, tuple[str, str, Any]] = {
        "disabled user": ("PATCH", second, {"disabled": 1}),
        "deleted user": ("DELETE", second, None),
        "disabled role": ("PATCH", role, {"disabled": 1}),
        "another role": ("PATCH", second, {"role_id": stage.other.role_id}),
    }
    method, path, body = ways[how]
    assert admin.request(method, path, json=body).status_code == 200
    for last, change in (("/api/users/1", {"disabled": 1}), (f"{ROLES}/1", {"features": ["settings/users"]})):
        refused = admin.patch(last, json=change)
        assert (refused.status_code, "administrator" in refused.json()["message"]) == (409, True)
    assert admin.delete("/api/users/1").status_code == 409
