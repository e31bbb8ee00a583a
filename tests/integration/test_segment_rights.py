"""The rights table of segments and their ACL, whole, at the HTTP door (spec/api.md, What it stands on)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import delete, update
from starlette.testclient import TestClient

from sendoff.services.house import House
from sendoff.store import segment_users as segment_acl
from sendoff.store.tables import roles, segment_users, segments
from tests.integration.conftest import Maker, People, Person

CREATE, LIST = "segments/create", "foreign_segments/list"
VIEW, EDIT = "foreign_segments/view", "foreign_segments/edit"
DETAIL = "customers/detail"
FEATURES = (CREATE, LIST, VIEW, EDIT, DETAIL, "segments/export", "segments/export/1")
PAIRS = [frozenset({one, other}) for one in (CREATE, DETAIL) for other in FEATURES if other != one]
HELD = [frozenset(), *(frozenset({each}) for each in FEATURES), *PAIRS, frozenset(FEATURES)]
NOW = "2026-11-24 00:00:00.000000"
ACLS = ("none", "read", "write", "author")


def sees(held: frozenset[str], acl: str) -> bool:
    return acl != "none" or bool(held & {VIEW, EDIT})


def changes(held: frozenset[str], acl: str) -> bool:
    return acl == "write" or (acl == "author" and CREATE in held) or EDIT in held


def commands(held: frozenset[str], acl: str) -> bool:
    return acl == "author" or EDIT in held


@dataclass(frozen=True)
class Row:
    """One call, whom it is allowed to, and what it answers them."""

    method: str
    path: str
    body: object
    allowed: Callable[[frozenset[str], str], bool]
    status: int = 200


TABLE = (
    Row("GET", "/api/segments/{id}", None, sees),
    Row("GET", "/api/segments/{id}/count", None, sees),
    Row("GET", "/api/segments/{id}/describe", None, sees),
    Row("GET", "/api/segments/{id}/preview", None, lambda held, acl: sees(held, acl) and DETAIL in held),
    Row("GET", "/api/segments/{id}/waterfall", None, sees),
    Row(
        "GET",
        "/api/segments/{id}/explain?customer_entity_id=c1",
        None,
        lambda held, acl: sees(held, acl) and DETAIL in held,
    ),
    Row("GET", "/api/acl/segments/{id}", None, sees),
    Row("PATCH", "/api/segments/{id}", {"description": "new"}, changes),
    Row("DELETE", "/api/segments/{id}", None, changes),
    Row("POST", "/api/segments/{id}/restore", None, changes),
    Row("POST", "/api/acl/segments/{id}", {"user_id": 1, "permission": "read"}, commands, 201),
    Row("PATCH", "/api/acl/segments/{id}/users/1", {"permission": "write"}, commands),
    Row("DELETE", "/api/acl/segments/{id}/users/1", None, commands),
)  # each finds the segment as the one before leaves it to someone who is allowed


class Stage:
    """One segment of somebody else's, and one person whose rights are set as a case wants them."""

    def __init__(self, house: House, person: Person, segment_id: int, author_id: int) -> None:
        self.house, self.person = house, person
        self.segment_id, self.author_id = segment_id, author_id

    def set(self, held: frozenset[str], acl: str) -> None:
        with self.house.database.writing() as connection:
            connection.execute(
                update(roles).where(roles.c.id == self.person.role_id).values(features=json.dumps([*held]))
            )
            author = self.person.id if acl == "author" else self.author_id
            connection.execute(update(segments).values(author_id=author, deleted=False))
            connection.execute(delete(segment_users))
            if acl in ("read", "write"):
                segment_acl.add(connection, self.segment_id, user_id=self.person.id, permission=acl, now=NOW)

    def invite_the_administrator(self) -> None:
        with self.house.database.writing() as connection:
            segment_acl.add(connection, self.segment_id, user_id=1, permission="read", now=NOW)


@pytest.fixture
def stage(people: People, segment: Maker, small_house: House) -> Stage:
    author = people.holding(CREATE)
    return Stage(small_house, people.holding(), segment(author, name="Theirs")["id"], author.id)


@pytest.mark.parametrize("acl", ACLS)
def test_each_call_on_a_segment_asks_for_the_rights_of_the_table(stage: Stage, acl: str) -> None:
    wrong = []
    for held in HELD:
        stage.set(held, acl)
        for row in TABLE:
            if row.path.endswith("/users/1") and not row.allowed(held, acl) and row.method == "PATCH":
                stage.invite_the_administrator()  # else the ids do not belong together, which is a 404
            path = row.path.format(id=stage.segment_id)
            answer = stage.person.request(row.method, path, json=row.body)
            expected = row.status if row.allowed(held, acl) else 403
            if answer.status_code != expected:
                wrong.append((row.method, row.path, sorted(held), acl, answer.status_code, expected))
    assert wrong == []


def test_a_refused_call_changes_nothing(stage: Stage, admin: TestClient) -> None:
    stage.set(frozenset({VIEW, LIST, "segments/export"}), "read")
    url = f"/api/segments/{stage.segment_id}"
    before = admin.get(url).json()
    for row in TABLE[7:11]:
        path = row.path.format(id=stage.segment_id)
        assert stage.person.request(row.method, path, json=row.body).status_code == 403
    assert admin.get(url).json() == before
    assert [each["user_id"] for each in invited(admin, stage.segment_id)] == [stage.person.id]


@pytest.mark.parametrize("acl", ACLS)
def test_a_list_shows_whole_segments_names_alone_or_nothing(stage: Stage, acl: str) -> None:
    wrong = []
    for held in HELD:
        stage.set(held, acl)
        listed = stage.person.get("/api/segments").json()["segments"]
        if sees(held, acl):
            right = [each["settings"] for each in listed] == [
                {"conditions_operation": {}, "destination_parameters": {}}
            ]
        elif LIST in held:
            named = {"id": stage.segment_id, "name": "Theirs"}
            nothing = dict.fromkeys(listed[0].keys() - named.keys()) if listed else {}
            right = listed == [{**nothing, **named}] and len(nothing) == 13
        else:
            right = listed == []
        if not right:
            wrong.append((sorted(held), listed))
    assert wrong == []


def test_a_list_with_names_alone_takes_every_parameter_of_what_it_shows(stage: Stage) -> None:
    stage.set(frozenset({LIST}), "none")
    for query in ("order_by=name&show_foreign=1", "order_by=segment_type", "name_filter=thei"):
        answer = stage.person.get(f"/api/segments?load_full_structure=1&{query}")
        assert [each["name"] for each in answer.json()["segments"]] == ["Theirs"]


@pytest.mark.parametrize("query", ["order_by=description", "order_by=customers_count", "tag_ids=3"])
def test_a_list_with_names_alone_tells_nothing_else_by_its_order_or_filters(stage: Stage, query: str) -> None:
    refused = 0
    for held in HELD:
        stage.set(held, "none")
        sees_names_alone = LIST in held and not sees(held, "none")
        for shown in ("show_my=0", "show_foreign=1&show_my=1", "show_my=1", "show_shared_with_me=1"):
            answer = stage.person.get(f"/api/segments?{query}&{shown}")
            is_told = sees_names_alone and shown in ("show_my=0", "show_foreign=1&show_my=1")
            assert answer.status_code == (403 if is_told else 200), (held, shown)
            refused += is_told
    assert refused


def test_creating_asks_for_the_right_to_create(stage: Stage) -> None:
    body = {"name": "New", "settings": {"conditions_operation": {}}}
    for held in HELD:
        stage.set(held, "none")
        answer = stage.person.post("/api/segments", json=body)
        assert answer.status_code == (201 if CREATE in held else 403), held
        if CREATE in held:
            assert answer.json()["segment"]["author_id"] == stage.person.id


def test_the_right_is_looked_at_before_the_conditions(stage: Stage) -> None:
    stage.set(frozenset({VIEW}), "none")
    body = {"name": "New", "settings": {"conditions_operation": {"attribute_id": "probe", "condition": {}}}}
    assert stage.person.post("/api/segments", json=body).status_code == 403
    assert stage.person.patch(f"/api/segments/{stage.segment_id}", json=body).status_code == 403


def test_nobody_without_a_token_does_anything(people: People, stage: Stage) -> None:
    for row in (*TABLE, Row("GET", "/api/segments", None, sees), Row("POST", "/api/segments", {}, sees)):
        path = row.path.format(id=stage.segment_id)
        body = row.body or {"name": "x", "settings": {"conditions_operation": {}}}
        answer = people.nobody().request(row.method, path, json=body)
        assert answer.status_code == 401, (row.method, row.path)


def invited(client: object, segment_id: int) -> list[dict]:
    answer = client.get(f"/api/acl/segments/{segment_id}")  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return answer.json()["segment_users"]  # type: ignore[no-any-return]


def test_an_invitation_is_made_changed_and_ended(people: People, admin: TestClient, segment: Maker) -> None:
    made, guest = segment(), people.holding()
    url, acl = f"/api/segments/{made['id']}", f"/api/acl/segments/{made['id']}"
    answer = admin.post(acl, json={"user_id": guest.id, "permission": "read"})
    assert answer.status_code == 201
    invitation = answer.json()["segment_user"]
    assert list(invitation) == ["id", "permission", "created", "user_id", "segment_id"]
    assert invited(admin, made["id"]) == [invitation]
    assert guest.get(url).status_code == 200
    assert guest.patch(url, json={"description": "x"}).status_code == 403
    again = admin.post(acl, json={"user_id": guest.id, "permission": "write"})
    assert (again.status_code, "already" in again.json()["message"]) == (409, True)
    changed = admin.patch(f"{acl}/users/{guest.id}", json={"permission": "write"})
    assert changed.json() == {"segment_user": {**invitation, "permission": "write"}}
    assert guest.patch(url, json={"description": "x"}).status_code == 200
    ended = admin.delete(f"{acl}/users/{guest.id}")
    assert (ended.status_code, ended.json()) == (200, changed.json())
    assert guest.get(url).status_code == 403
    assert admin.delete(f"{acl}/users/{guest.id}").status_code == 404
    assert admin.patch(f"{acl}/users/{guest.id}", json={"permission": "read"}).status_code == 404


def test_an_invitation_of_another_segment_is_a_404_for_everyone(
    people: People, admin: TestClient, segment: Maker
) -> None:
    first, second, guest = segment(), segment(), people.holding()
    admin.post(f"/api/acl/segments/{first['id']}", json={"user_id": guest.id, "permission": "read"})
    for client in (admin, guest):
        answer = client.delete(f"/api/acl/segments/{second['id']}/users/{guest.id}")
        assert answer.status_code == 404
    assert len(invited(admin, first["id"])) == 1


def test_invitations_that_mean_nothing_are_refused(admin: TestClient, people: People, segment: Maker) -> None:
    made, guest = segment(), people.holding()
    url = f"/api/acl/segments/{made['id']}"
    for body, path in (
        ({"user_id": 999, "permission": "read"}, "user_id"),
        ({"user_id": 1, "permission": "read"}, "user_id"),
        ({"user_id": str(guest.id), "permission": "read"}, "user_id"),
        ({"user_id": 2**63, "permission": "read"}, "user_id"),
        ({"user_id": guest.id, "permission": "own"}, "permission"),
        ({"user_id": guest.id}, "permission"),
        ({"user_id": guest.id, "permission": "read", "segment_id": 2}, "segment_id"),
    ):
        answer = admin.post(url, json=body)
        assert (answer.status_code, answer.json()["path"]) == (400, path), body
    assert invited(admin, made["id"]) == []


def test_a_list_of_invitations_is_paged_and_shows_who_and_what_in_full(
    admin: TestClient, people: People, segment: Maker
) -> None:
    made = segment()
    guests = [people.holding() for _ in range(3)]
    url = f"/api/acl/segments/{made['id']}"
    for guest in guests:
        admin.post(url, json={"user_id": guest.id, "permission": "read"})
    answer = admin.get(f"{url}?limit=2&offset=1&order_by=user_id&order_dir=DESC&load_full_structure=1").json()
    assert [each["user"]["id"] for each in answer["segment_users"]] == [guests[1].id, guests[0].id]
    assert answer["segment_users"][0]["segment"]["name"] == "All"
    assert answer["selection_settings"] == {
        "limit": 2, "offset": 1, "order_by": "user_id", "order_dir": "DESC"
    }  # fmt: skip
    assert admin.get(f"{url}?order_by=name").status_code == 400
