"""The rights table of exports, whole, at the HTTP door (spec/api.md, Rights)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update
from starlette.testclient import TestClient

from sendoff.access.features import Feature
from sendoff.access.passwords import download_token
from sendoff.services.house import House
from sendoff.store import segment_users as segment_acl
from sendoff.store.tables import export_history, exports, roles, segment_users, segments
from tests.integration.conftest import Maker, People, Person
from tests.integration.runs import carry_out_next

VIEW, EDIT, EXPORT = "foreign_segments/view", "foreign_segments/edit", "segments/export"
TO_1, TO_2 = "segments/export/1", "segments/export/2"
RELEVANT = (VIEW, EDIT, EXPORT, TO_1, TO_2)
OTHERS = tuple(str(feature) for feature in Feature if feature not in RELEVANT)
PAIRS = [frozenset(pair) for pair in combinations(RELEVANT, 2)]
SINGLE = [frozenset({each}) for each in RELEVANT]
STRICTLY_HELD = [frozenset(), *SINGLE, *PAIRS, frozenset(OTHERS), frozenset((*RELEVANT, *OTHERS))]
HELD = [*STRICTLY_HELD, *(frozenset({each}) for each in OTHERS)]
ACLS = ("none", "read", "write", "author")
NOW = "2026-11-24 00:00:00.000000"
FINISHED, WAITING, DESTINATIONS = {1: 1, 2: 2, 3: 3}, {1: 4, 2: 5}, {1, 2, 3}
"""Ids of exports by destination: three that are finished, two that can be canceled."""


@dataclass(frozen=True)
class Row:
    """One call on one export, by which right, and what it answers to those who have it."""

    right: str
    method: str
    path: str
    status: int = 200


TABLE = (
    Row("read", "GET", "/{finished}"),
    Row("read", "GET", "/{finished}/history"),
    Row("read", "GET", "/{finished}/history/{entry}"),
    Row("read", "GET", "/{finished}/logs"),
    Row("export", "POST", "", 201),
    Row("export", "GET", "/{finished}/download"),
    Row("export", "GET", "/{finished}/download?token={token}"),
    Row("cancel", "DELETE", "/{waiting}"),
)


def sees(held: frozenset[str], acl: str) -> bool:
    return acl != "none" or bool(held & {VIEW, EDIT})


def reached_by_export(held: frozenset[str], acl: str, *, strict: bool) -> set[int]:
    """The destinations that the export features alone reach."""
    if strict and not sees(held, acl):
        return set()
    if EXPORT in held:
        return DESTINATIONS
    return {to for to, feature in ((1, TO_1), (2, TO_2)) if feature in held}


class Stage:
    """One segment of somebody else's with exports to three destinations, and one person."""

    def __init__(self, house: House, people: People, segment: Maker, destination: Maker) -> None:
        self.house = house
        author = people.holding("segments/create")
        self.nobody = people.nobody()
        self.person: Person = people.holding()
        self.segment_id, self.author_id = segment(author)["id"], author.id
        self.url = f"/api/segments/{self.segment_id}/exports"
        admin = people.admin()
        for to in sorted(DESTINATIONS):
            assert destination(attribute_ids=["name"])["id"] == to
            assert admin.post(self.url, json={"segment_export_destination_id": to}).status_code == 201
            assert carry_out_next(house) == FINISHED[to]
        for to, export_id in WAITING.items():
            answer = admin.post(self.url, json={"segment_export_destination_id": to}).json()
            assert answer["segment_export"]["id"] == export_id
        with house.database.reading() as connection:
            nonces = connection.execute(select(exports.c.id, exports.c.token_nonce)).all()
            entries = select(export_history.c.export_id, func.min(export_history.c.id))
            found = connection.execute(entries.group_by(export_history.c.export_id))
            self.first_history = {int(export_id): int(entry) for export_id, entry in found}
        self.tokens = {
            row.id: download_token(
                instance_key=house.instance_key.reveal(),
                export_id=row.id,
                user_id=self.person.id,
                nonce=row.token_nonce,
            )
            for row in nonces
        }

    def give(self, held: frozenset[str], acl: str) -> None:
        with self.house.database.writing() as connection:
            connection.execute(
                update(roles).where(roles.c.id == self.person.role_id).values(features=json.dumps([*held]))
            )
            author = self.person.id if acl == "author" else self.author_id
            connection.execute(update(segments).values(author_id=author))
            connection.execute(delete(segment_users))
            if acl in ("read", "write"):
                segment_acl.add(connection, self.segment_id, user_id=self.person.id, permission=acl, now=NOW)

    def wait_again(self, export_id: int) -> None:
        with self.house.database.writing() as connection:
            connection.execute(update(exports).where(exports.c.id == export_id).values(status="waiting"))

    def ask(self, row: Row, to: int, *, client: Any = None) -> Any:
        path = row.path.format(
            finished=FINISHED[to],
            waiting=WAITING[to],
            entry=self.first_history[FINISHED[to]],
            token=self.tokens[FINISHED[to]],
        )
        if client is None:
            client = self.nobody if "{token}" in row.path else self.person
        body = {"segment_export_destination_id": to} if row.method == "POST" else None
        return client.request(row.method, self.url + path, json=body)

    def listed(self) -> set[int] | None:
        """The destinations of the first exports that the person is shown; None: no list at all."""
        answer = self.person.get(f"{self.url}?limit=5")
        if answer.status_code == 403:
            return None
        return {each["segment_export_destination_id"] for each in answer.json()["segment_exports"]}


@pytest.fixture
def stage(small_house: House, people: People, segment: Maker, destination: Maker) -> Iterator[Stage]:
    made = Stage(small_house, people, segment, destination)
    with made.person.client, made.nobody:
        yield made


@pytest.mark.parametrize("acl", ACLS)
@pytest.mark.parametrize("strict", [False, True], ids=["usual", "strict"])
def test_each_call_on_an_export_asks_for_the_rights_of_the_table(
    stage: Stage, small_house: House, acl: str, strict: bool
) -> None:
    changed = {"strict_export_rights": strict}
    small_house.settings = small_house.settings.model_copy(update=changed)
    wrong: list[tuple[object, ...]] = []
    for held in STRICTLY_HELD if strict else HELD:
        stage.give(held, acl)
        exportable = reached_by_export(held, acl, strict=strict)
        allowed = {
            "read": DESTINATIONS if sees(held, acl) else exportable,
            "export": exportable,
            "cancel": DESTINATIONS if acl in ("write", "author") or EDIT in held else exportable,
        }
        for to in (1, 2):
            for row in TABLE:
                answer = stage.ask(row, to)
                expected = row.status if to in allowed[row.right] else 403
                if answer.status_code != expected:
                    wrong.append((row, to, sorted(held), answer.status_code, expected))
                if row.method == "DELETE" and answer.status_code == 200:
                    stage.wait_again(WAITING[to])
            shown = stage.person.get(f"{stage.url}/{FINISHED[to]}").json().get("segment_export", {})
            if (shown.get("file_download_token") is not None) != (to in exportable):
                wrong.append(("file_download_token", to, sorted(held)))
        listed = stage.listed()
        if listed != (allowed["read"] or None):
            wrong.append(("list", sorted(held), listed))
    assert wrong == []


def test_a_refused_call_changes_nothing(stage: Stage, admin: TestClient) -> None:
    stage.give(frozenset({VIEW, *OTHERS}), "read")
    before = admin.get(stage.url).json()
    refused = [stage.ask(row, to).status_code for row in TABLE for to in (1, 2) if row.right != "read"]
    assert set(refused) == {403}
    assert admin.get(stage.url).json() == before


def test_a_list_shows_the_token_of_those_files_alone_that_one_may_download(stage: Stage) -> None:
    stage.give(frozenset({VIEW, TO_1}), "none")
    listed = stage.person.get(stage.url).json()["segment_exports"]
    with_token = [each["id"] for each in listed if each["file_download_token"] is not None]
    assert (len(listed), with_token) == (5, [FINISHED[1]])
    assert listed[0]["file_download_token"] == stage.tokens[FINISHED[1]]


def test_a_right_to_a_destination_without_exports_lists_none(stage: Stage) -> None:
    stage.give(frozenset({"segments/export/4"}), "none")
    answer = stage.person.get(stage.url)
    assert (answer.status_code, answer.json()["segment_exports"]) == (200, [])


def test_a_page_of_a_list_is_filled_from_the_exports_that_one_reaches(stage: Stage) -> None:
    stage.give(frozenset({TO_2}), "none")
    page = stage.person.get(f"{stage.url}?limit=1&offset=1").json()["segment_exports"]
    assert [each["id"] for each in page] == [WAITING[2]]


def test_a_refusal_names_what_would_allow_it(stage: Stage) -> None:
    for strict in (False, True):
        changed = {"strict_export_rights": strict}
        stage.house.settings = stage.house.settings.model_copy(update=changed)
        stage.give(frozenset(OTHERS), "none")
        for row in TABLE:
            message = stage.ask(row, 1).json()["message"]
            assert "segments/export, segments/export/1" in message, row
            assert ("foreign_segments/edit" in message) is (row.right != "export" or strict), row
            assert ("foreign_segments/view" in message) is (row.right == "read" or strict), row


def test_nobody_without_a_token_does_anything(stage: Stage) -> None:
    for row in TABLE:
        if "{token}" not in row.path:
            assert stage.ask(row, 1, client=stage.nobody).status_code == 401, row


def test_ids_that_do_not_belong_together_are_a_404_before_any_right(
    stage: Stage, admin: TestClient, segment: Maker
) -> None:
    other, elsewhere = segment()["id"], "/api/segments/999/exports"
    stage.give(frozenset(), "none")
    theirs = f"/api/segments/{other}/exports"
    entry = stage.first_history[1]
    wrong_ids = [
        ("GET", elsewhere), ("POST", elsewhere), ("GET", f"{elsewhere}/1"), ("DELETE", f"{elsewhere}/4"),
        ("GET", f"{theirs}/1"), ("GET", f"{theirs}/1/history"), ("GET", f"{theirs}/1/history/{entry}"),
        ("GET", f"{theirs}/1/logs"), ("GET", f"{theirs}/1/download"), ("DELETE", f"{theirs}/4"),
        ("GET", f"{stage.url}/2/history/{entry}"), ("GET", f"{stage.url}/1/history/999"),
        ("GET", f"{stage.url}/999"), ("GET", f"{stage.url}/999/logs"), ("DELETE", f"{stage.url}/999"),
        ("GET", f"{theirs}/1/download?token={stage.tokens[1]}"),
    ]  # fmt: skip
    for method, path in wrong_ids:
        body = {"segment_export_destination_id": 1} if method == "POST" else None
        for client in (stage.person, admin):
            answer = client.request(method, path, json=body)
            assert answer.status_code == 404, (method, path, answer.text)
            assert answer.json()["message"] == answer.json()["detail"]
