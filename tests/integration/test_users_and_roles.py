"""Users and roles, at the HTTP door: nobody grants or commands what they lack."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from sendoff.services.house import House
from tests.integration.conftest import Maker, People, Person

NEW = {"name": "Eve", "email": "Eve@Example.org", "password": "12345678", "role_id": 2}
ADMINISTRATOR, MARKETER, ANALYST = 1, 2, 3


def made(client: Any, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(path, json=body)
    assert answer.status_code == 201, answer.text
    (entity,) = answer.json().values()
    assert isinstance(entity, dict)
    return entity


def test_a_user_is_shown_without_a_password(admin: TestClient) -> None:
    user = made(admin, "/api/users", NEW)
    assert list(user) == [
        "id", "name", "email", "role_id", "disabled", "deleted", "first_login", "last_login", "created",
        "modified",
    ]  # fmt: skip
    assert (user["email"], user["disabled"], user["first_login"]) == ("eve@example.org", 0, None)
    answer = admin.get(f"/api/users/{user['id']}?load_full_structure=1").json()["user"]
    assert answer["role"]["name"] == "Marketer"


def test_anyone_signed_in_lists_users_by_id_and_name_alone(people: People) -> None:
    person = people.holding()
    answer = person.get("/api/users?order_by=name")
    assert answer.json()["users"] == [
        {"id": 1, "name": "Administrator"},
        {"id": person.id, "name": "person 1"},
    ]
    assert person.get("/api/users?order_by=last_login").status_code == 403
    assert person.get("/api/users/1").status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "feature"),
    [
        ("GET", "/api/users/1", "settings/users"),
        ("POST", "/api/users", "settings/users"),
        ("PATCH", "/api/users/1", "settings/users"),
        ("DELETE", "/api/users/1", "settings/users"),
        ("GET", "/api/users/user_roles", "settings/roles"),
        ("GET", "/api/users/user_roles/1", "settings/roles"),
        ("POST", "/api/users/user_roles", "settings/roles"),
        ("PATCH", "/api/users/user_roles/1", "settings/roles"),
        ("DELETE", "/api/users/user_roles/1", "settings/roles"),
    ],
)
def test_every_call_needs_its_feature(people: People, method: str, path: str, feature: str) -> None:
    body: dict[str, Any] = {"PATCH": {"name": "x"}}.get(method, {})
    if method == "POST":
        body = NEW if path == "/api/users" else {"name": "x", "features": []}
    sent = {"json": body} if body else {}
    others = {"settings/users", "settings/roles", "settings/cdp_entities"} - {feature}
    refused = people.holding(*others).client.request(method, path, **sent)
    assert refused.status_code == 403, refused.text
    assert feature in refused.json()["message"]
    allowed = people.admin().request(method, path, **sent)
    assert allowed.status_code in (200, 201, 409), allowed.text


def test_nobody_gives_a_role_that_holds_what_they_lack(people: People) -> None:
    clerk = people.holding(
        "settings/users", "segments/create", "foreign_segments/list", "foreign_segments/view"
    )
    assert made(clerk, "/api/users", {**NEW, "role_id": ANALYST})
    for role in (ADMINISTRATOR, MARKETER):
        answer = clerk.post("/api/users", json={**NEW, "email": "x@y.z", "role_id": role})
        assert answer.status_code == 403
        assert "segments/export" in answer.json()["message"]


@pytest.mark.parametrize(
    "change", [{"email": "a@b.cz"}, {"password": "another one"}, {"role_id": 3}, {"disabled": 1}]
)
def test_nobody_commands_a_user_who_holds_what_they_lack(people: People, change: dict[str, Any]) -> None:
    clerk = people.holding(
        "settings/users", "segments/create", "foreign_segments/list", "foreign_segments/view"
    )
    assert clerk.patch("/api/users/1", json=change).status_code == 403
    assert clerk.patch("/api/users/1", json={"name": "Boss"}).status_code == 200
    assert clerk.delete("/api/users/1").status_code == 403


def test_nobody_puts_into_a_role_what_they_lack(people: People, destination: Maker) -> None:
    there = destination()["id"]
    clerk = people.holding("settings/roles", f"segments/export/{there}")
    role = made(clerk, "/api/users/user_roles", {"name": "R", "features": [f"segments/export/{there}"]})
    assert role["features"] == [f"segments/export/{there}"]
    for features in (["segments/export"], ["settings/users"]):
        refused = clerk.post("/api/users/user_roles", json={"name": "S", "features": features})
        assert refused.status_code == 403
        path = f"/api/users/user_roles/{role['id']}"
        assert clerk.patch(path, json={"features": features}).status_code == 403
    assert clerk.patch("/api/users/user_roles/2", json={"features": []}).status_code == 403
    assert clerk.patch("/api/users/user_roles/2", json={"disabled": 1}).status_code == 403
    assert clerk.delete("/api/users/user_roles/2").status_code == 403


@pytest.mark.parametrize("feature", ["segments/exports", "", "segments/export/0", "segments/export/99", "é"])
def test_an_unknown_feature_is_a_400_with_its_place(admin: TestClient, feature: str) -> None:
    answer = admin.post("/api/users/user_roles", json={"name": "R", "features": ["customers/pii", feature]})
    assert answer.status_code == 400
    assert answer.json()["path"] == "features[1]"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("DELETE", "/api/users/1", None),
        ("PATCH", "/api/users/1", {"disabled": 1}),
        ("PATCH", "/api/users/1", {"role_id": MARKETER}),
        ("PATCH", "/api/users/user_roles/1", {"features": ["settings/users"]}),
        ("PATCH", "/api/users/user_roles/1", {"disabled": 1}),
    ],
)
def test_the_last_active_administrator_stays(
    admin: TestClient, people: People, method: str, path: str, body: dict[str, Any] | None
) -> None:
    sent = {"json": body} if body else {}
    refused = admin.request(method, path, **sent)
    assert refused.status_code == 409
    assert "administrator" in refused.json()["message"]
    assert admin.get("/api/users/1").json()["user"]["disabled"] == 0
    assert "segments/export" in admin.get("/api/users/user_roles/1").json()["role"]["features"]
    if path == "/api/users/1":
        made(admin, "/api/users", {**NEW, "role_id": ADMINISTRATOR})
        assert admin.request(method, path, **sent).status_code == 200


def test_a_new_role_ends_the_sessions_and_counts_at_once(admin: TestClient, people: People) -> None:
    user = made(admin, "/api/users", NEW)
    login = {"email": NEW["email"], "password": NEW["password"]}
    token = people.nobody().post("/api/users/login", json=login).json()["token"]
    eve = people.with_token(token)
    assert eve.get("/api/segments/export/destinations").status_code == 200
    admin.patch(f"/api/users/{user['id']}", json={"role_id": ANALYST})
    assert eve.get("/api/segments").status_code == 401
    token = people.nobody().post("/api/users/login", json=login).json()["token"]
    assert people.with_token(token).get("/api/segments/export/destinations").status_code == 403


def test_a_right_taken_from_a_role_is_gone_at_the_next_call(admin: TestClient, people: People) -> None:
    person = people.holding("segments/export")
    assert person.get("/api/segments/export/destinations").status_code == 200
    admin.patch(f"/api/users/user_roles/{person.role_id}", json={"features": []})
    assert person.get("/api/segments/export/destinations").status_code == 403


def test_an_address_and_a_role_name_are_taken_once(admin: TestClient) -> None:
    user = made(admin, "/api/users", NEW)
    assert admin.post("/api/users", json={**NEW, "email": "EVE@example.ORG"}).status_code == 409
    assert admin.patch("/api/users/1", json={"email": "eve@example.org"}).status_code == 409
    assert admin.patch(f"/api/users/{user['id']}", json={"email": "eve@example.org"}).status_code == 200
    assert admin.post("/api/users/user_roles", json={"name": "Analyst", "features": []}).status_code == 409


def test_a_deleted_user_is_gone_from_lists_and_logins(admin: TestClient, people: People) -> None:
    user = made(admin, "/api/users", NEW)
    deleted = admin.delete(f"/api/users/{user['id']}").json()["user"]
    assert deleted["deleted"] == 1
    assert admin.delete(f"/api/users/{user['id']}").status_code == 200
    assert [each["id"] for each in admin.get("/api/users").json()["users"]] == [1]
    login = {"email": NEW["email"], "password": NEW["password"]}
    assert people.nobody().post("/api/users/login", json=login).status_code == 401
    assert admin.patch(f"/api/users/{user['id']}", json={"name": "x"}).status_code == 409


def test_a_role_that_is_in_use_is_not_deleted(admin: TestClient) -> None:
    user = made(admin, "/api/users", NEW)
    assert admin.delete(f"/api/users/user_roles/{MARKETER}").status_code == 409
    admin.delete(f"/api/users/{user['id']}")
    assert admin.delete(f"/api/users/user_roles/{MARKETER}").json()["role"]["deleted"] == 1
    assert admin.post("/api/users", json=NEW).status_code == 400


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"email": "nothing"}, "email"),
        ({"password": "short"}, "password"),
        ({"role_id": 99}, "role_id"),
        ({"role_id": "1"}, "role_id"),
        ({"disabled": 2}, "disabled"),
        ({"disabled": "1"}, "disabled"),
        ({"name": " "}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"nickname": "x"}, "nickname"),
    ],
)
def test_what_is_wrong_with_a_user_is_told_with_its_place(
    admin: TestClient, change: dict[str, Any], path: str
) -> None:
    for answer in (admin.post("/api/users", json=NEW | change), admin.patch("/api/users/1", json=change)):
        assert answer.status_code == 400, answer.text
        assert answer.json()["path"] == path


def test_the_starting_roles_are_those_of_the_contract(admin: TestClient) -> None:
    roles = {role["name"]: role for role in admin.get("/api/users/user_roles").json()["roles"]}
    assert set(roles) == {"Administrator", "Marketer", "Analyst"}
    assert set(roles["Analyst"]["features"]) == {
        "segments/create", "foreign_segments/list", "foreign_segments/view",
    }  # fmt: skip


def test_one_s_own_name_and_password_are_changed_as_any_other(people: People) -> None:
    clerk: Person = people.holding("settings/users")
    assert (
        clerk.patch(f"/api/users/{clerk.id}", json={"name": "Me", "password": "new password"}).status_code
        == 200
    )


def test_a_role_holds_at_most_a_thousand_features_each_once(admin: TestClient) -> None:
    many = [f"segments/export/{each}" for each in range(1, 1002)]
    for features, told in ((many, "at most 1000 items"), ([many[0], many[1], many[0]], "stands here twice")):
        answer = admin.post("/api/users/user_roles", json={"name": "R", "features": features})
        assert answer.status_code == 400
        assert told in answer.json()["message"]


def test_a_role_of_many_destinations_asks_the_database_no_more_often(
    admin: TestClient, small_house: House, destination: Maker
) -> None:
    ids = [destination(name=str(each))["id"] for each in range(12)]
    queries: list[str] = []
    event.listen(small_house.database.engine, "before_cursor_execute", lambda *of: queries.append(of[2]))
    asked = {}
    for few in (2, 12):
        queries.clear()
        features = [f"segments/export/{each}" for each in ids[:few]]
        made(admin, "/api/users/user_roles", {"name": f"R{few}", "features": features})
        asked[few] = len(queries)
    assert asked[12] == asked[2] > 0
