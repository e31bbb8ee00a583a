"""The rights of destinations, attributes, customers, users and roles, whole, at the HTTP door.

Those of segments and of exports have files of their own (spec/api.md, What it stands on).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from sendoff.access.features import Feature
from sendoff.services.house import House
from sendoff.store.tables import roles
from tests.integration.conftest import Maker, People

EXPORT, TO_1, TO_2 = "segments/export", "segments/export/1", "segments/export/2"
EVERY = frozenset({*map(str, Feature), TO_1, TO_2})
ANYBODY = EVERY | {"nothing"}
READERS = frozenset({EXPORT, "data/sources_and_destinations", "settings/sources_and_destinations"})
DESTINATIONS, ROLES = "/api/segments/export/destinations", "/api/users/user_roles"


def only(*features: str) -> frozenset[str]:
    return frozenset(features)


@dataclass(frozen=True)
class Row:
    """One call, and the features of which each alone allows it."""

    method: str
    path: str
    allowed: frozenset[str]
    body: object = None
    status: int = 200


WRITE = only("settings/sources_and_destinations")
TABLE = (
    Row("GET", DESTINATIONS, READERS | {TO_1, TO_2}),
    Row("GET", f"{DESTINATIONS}/1", READERS | {TO_1}),
    Row("GET", f"{DESTINATIONS}/2", READERS | {TO_2}),
    Row("GET", f"{DESTINATIONS}/3", READERS),
    Row("POST", DESTINATIONS, WRITE, {"name": "x"}, 201),
    Row("PATCH", f"{DESTINATIONS}/1", WRITE, {"name": "x"}),
    Row("DELETE", f"{DESTINATIONS}/3", WRITE),
    Row("GET", "/api/attributes", ANYBODY),
    Row("GET", "/api/condition_operations", ANYBODY),
    Row("GET", "/api/attributes/email", ANYBODY),
    Row("PATCH", "/api/attributes/email", only("settings/cdp_entities"), {"name": "x"}),
    Row("GET", "/api/customers/fulltext_search?search_text=c1", only("customers/search")),
    Row("GET", "/api/customers/c1/attributes", only("customers/detail")),
    Row("GET", "/api/customers_count", ANYBODY),
    Row("GET", "/api/users", ANYBODY),
    Row("GET", "/api/users?order_by=email", only("settings/users")),
    Row("GET", "/api/users/1", only("settings/users")),
    Row("PATCH", "/api/users/{user}", only("settings/users"), {"name": "x", "email": "x@example.org"}),
    Row("DELETE", "/api/users/{thrown_user}", only("settings/users")),
    Row("GET", ROLES, only("settings/roles")),
    Row("GET", f"{ROLES}/1", only("settings/roles")),
    Row("PATCH", f"{ROLES}/{{role}}", only("settings/roles"), {"description": "x"}),
    Row("DELETE", f"{ROLES}/{{thrown_role}}", only("settings/roles")),
)


class Stage:
    """One person whose features a case sets, and users and roles that hold nothing at all."""

    def __init__(self, house: House, people: People, destination: Maker) -> None:
        self.house = house
        for _ in range(3):
            destination()
        self.person, user, thrown = people.holding(), people.holding(), people.holding()
        admin = people.admin()
        unused = [admin.post(ROLES, json={"name": name, "features": []}).json()["role"] for name in "ab"]
        self.ids = {
            "user": user.id,
            "thrown_user": thrown.id,
            "role": unused[0]["id"],
            "thrown_role": unused[1]["id"],
        }

    def give(self, features: frozenset[str]) -> None:
        with self.house.database.writing() as connection:
            text = json.dumps(sorted(features))
            connection.execute(update(roles).where(roles.c.id == self.person.role_id).values(features=text))


@pytest.fixture
def stage(small_house: House, people: People, destination: Maker) -> Iterator[Stage]:
    made = Stage(small_house, people, destination)
    with made.person.client:
        yield made


def held() -> list[frozenset[str]]:
    """Nothing, each feature alone, everything."""
    return [frozenset(), *(frozenset({each}) for each in sorted(EVERY)), EVERY]


def test_each_call_asks_for_the_features_of_the_table(stage: Stage) -> None:
    wrong = []
    for features in held():
        stage.give(features)
        for row in TABLE:
            answer = stage.person.request(row.method, row.path.format(**stage.ids), json=row.body)
            allowed = bool(features & row.allowed) or row.allowed is ANYBODY
            expected = row.status if allowed else 403
            if answer.status_code != expected:
                wrong.append((row.method, row.path, sorted(features), answer.status_code, answer.text))
    assert wrong == []


def test_all_other_features_together_allow_nothing(stage: Stage) -> None:
    wrong = []
    for row in TABLE:
        if row.allowed is not ANYBODY:
            stage.give(EVERY - row.allowed)
            answer = stage.person.request(row.method, row.path.format(**stage.ids), json=row.body)
            if answer.status_code != 403:
                wrong.append((row.method, row.path, answer.status_code, answer.text))
    assert wrong == []


def test_making_users_and_roles_asks_for_its_feature(stage: Stage) -> None:
    new = {"name": "n", "email": "n@example.org", "password": "long enough", "role_id": stage.ids["role"]}
    for path, feature, body in (
        ("/api/users", "settings/users", new), (ROLES, "settings/roles", {"name": "n", "features": []}),
    ):  # fmt: skip
        for features in (*held(), EVERY - {feature}):
            if feature not in features:
                stage.give(features)
                assert stage.person.post(path, json=body).status_code == 403, (path, features)
        stage.give(frozenset({feature}))
        assert stage.person.post(path, json=body).status_code == 201


def test_a_right_to_some_destinations_lists_those_alone(stage: Stage) -> None:
    for features, ids in (({TO_1}, [1]), ({TO_1, TO_2}, [1, 2]), ({TO_2, EXPORT}, [1, 2, 3])):
        stage.give(frozenset(features))
        listed = stage.person.get(DESTINATIONS).json()["segment_export_destinations"]
        assert [each["id"] for each in listed] == ids


def test_of_users_the_id_and_the_name_alone_are_open(stage: Stage) -> None:
    stage.give(EVERY - {"settings/users"})
    listed = stage.person.get("/api/users?load_full_structure=1").json()["users"]
    assert {tuple(each) for each in listed} == {("id", "name")}
    stage.give(frozenset({"settings/users"}))
    assert "email" in stage.person.get("/api/users").json()["users"][0]


def test_a_refusal_names_the_feature_that_is_missing(stage: Stage) -> None:
    for row in TABLE:
        if row.allowed is not ANYBODY:
            stage.give(EVERY - row.allowed)
            answer = stage.person.request(row.method, row.path.format(**stage.ids), json=row.body)
            needed = sorted(row.allowed - {TO_1, TO_2})
            assert [each for each in needed if each in answer.json()["message"]] == needed, answer.text


def test_nobody_without_a_token_does_anything(people: People, stage: Stage) -> None:
    for row in TABLE:
        answer = people.nobody().request(row.method, row.path.format(**stage.ids), json=row.body)
        assert answer.status_code == 401, row


def test_an_unknown_id_is_a_404_before_any_right(stage: Stage, admin: TestClient) -> None:
    stage.give(frozenset())
    for method, path, body in (
        ("GET", f"{DESTINATIONS}/99", None), ("PATCH", f"{DESTINATIONS}/99", {"name": "x"}),
        ("DELETE", f"{DESTINATIONS}/99", None), ("GET", "/api/attributes/none", None),
        ("PATCH", "/api/attributes/none", {"name": "x"}), ("GET", "/api/users/99", None),
        ("PATCH", "/api/users/99", {"name": "x"}), ("DELETE", "/api/users/99", None),
        ("GET", f"{ROLES}/99", None), ("PATCH", f"{ROLES}/99", {"name": "x"}),
        ("DELETE", f"{ROLES}/99", None), ("GET", "/api/users/x", None), ("GET", f"{ROLES}/{2**63}", None),
    ):  # fmt: skip
        for client in (stage.person, admin):
            answer = client.request(method, path, json=body)
            assert answer.status_code == 404, (method, path, answer.text)
            assert answer.json()["message"] == answer.json()["detail"]
