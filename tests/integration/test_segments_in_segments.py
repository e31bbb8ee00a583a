"""Segments that name other segments: read, kept from circles, kept while used, and kept for a run."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import event
from starlette.testclient import TestClient

from sendoff.access.features import Feature
from sendoff.engines.port import Limits
from sendoff.services import segments
from sendoff.services.context import Caller, Context
from sendoff.services.house import House
from sendoff.store import segment_uses
from tests.integration.conftest import Maker, People
from tests.integration.runs import carry_out_next

ADULTS = {"attribute_id": "age", "condition": {"operation": "number_greater_than", "value": 18}}
CHILDREN = {"attribute_id": "age", "condition": {"operation": "number_lower_than", "value": 17}}


def settings(conditions: Any) -> dict[str, Any]:
    return {"settings": {"conditions_operation": conditions}}


def named(segment_id: int, **more: Any) -> dict[str, Any]:
    return {"segment_id": segment_id, **more}


def count(client: Any, segment_id: int) -> int:
    answer = client.get(f"/api/segments/{segment_id}/count")
    assert answer.status_code == 200, answer.text
    found: int = answer.json()["count"]
    return found


def test_a_segment_means_what_the_one_that_it_names_means(admin: TestClient, segment: Maker) -> None:
    adults = segment(name="Adults", **settings(ADULTS))
    same = segment(**settings(named(adults["id"])))
    others = segment(**settings({"operation": "and", "operands": [named(adults["id"], negation=True)]}))
    everybody = segment(**settings({}))
    assert count(admin, same["id"]) == count(admin, adults["id"]) > 0
    assert count(admin, same["id"]) + count(admin, others["id"]) == count(admin, everybody["id"])
    said = admin.get(f"/api/segments/{same['id']}/describe").json()["description"]
    assert "Adults" in said
    # It is followed when it changes.
    admin.patch(f"/api/segments/{adults['id']}", json=settings(CHILDREN))
    assert count(admin, same["id"]) == count(admin, adults["id"])


def test_a_circle_is_refused_with_its_chain(admin: TestClient, segment: Maker) -> None:
    first = segment(**settings(ADULTS))["id"]
    second = segment(**settings(named(first)))["id"]
    third = segment(**settings(named(second)))["id"]
    for target in (first, second, third):
        answer = admin.patch(f"/api/segments/{first}", json=settings(named(target)))
        assert answer.status_code == 400, target
        assert "refer to itself" in answer.text
    assert f"{first} -> {third} -> {second} -> {first}" in answer.text


def test_a_segment_is_kept_while_others_name_it(
    admin: TestClient, segment: Maker, destination: Maker
) -> None:
    used = segment(name="Used", **settings(ADULTS))["id"]
    user = segment(name="User", **settings(named(used)))["id"]
    refused = admin.delete(f"/api/segments/{used}")
    assert refused.status_code == 409
    assert f"segment {user} ('User') uses it" in refused.json()["message"]
    limited = admin.patch(f"/api/segments/{used}", json=settings({"limit": 1, "of": ADULTS}))
    assert limited.status_code == 409
    assert admin.get(f"/api/segments/{used}/dependants").json() == {
        "segments": [{"id": user, "name": "User"}],
        "others": 0,
    }
    admin.delete(f"/api/segments/{user}")  # what is in the trash uses nothing
    assert admin.get(f"/api/segments/{used}/dependants").json() == {"segments": [], "others": 0}
    assert admin.delete(f"/api/segments/{used}").status_code == 200
    # And one that is taken out of the trash says what it lacks.
    admin.post(f"/api/segments/{user}/restore")
    run = {"segment_export_destination_id": destination()["id"]}
    for lacking in (
        admin.get(f"/api/segments/{user}/count"),
        admin.post(f"/api/segments/{user}/exports", json=run),
    ):
        assert lacking.status_code == 400
        assert f"Segment {used} ('Used') is in the trash" in lacking.text


def test_one_names_only_what_one_may_see(admin: TestClient, segment: Maker, people: People) -> None:
    hidden = segment(name="Hidden", **settings(ADULTS))["id"]
    author = people.holding(Feature.SEGMENTS_CREATE)
    refusals = [
        author.post("/api/segments", json={"name": "Mine", **settings(named(each))})
        for each in (hidden, 10**6)
    ]
    assert [answer.status_code for answer in refusals] == [400, 400]
    told = [answer.json()["message"] for answer in refusals]
    assert told[0].replace(str(hidden), "?") == told[1].replace(str(10**6), "?")
    assert "Hidden" not in refusals[0].text


def test_a_segment_that_one_may_see_is_used_with_all_that_it_names(
    admin: TestClient, segment: Maker, people: People
) -> None:
    hidden = segment(name="Hidden", **settings(ADULTS))["id"]
    shared = segment(name="Shared", **settings(named(hidden)))["id"]
    author = people.holding(Feature.SEGMENTS_CREATE)
    admin.post(f"/api/acl/segments/{shared}", json={"user_id": author.id, "permission": "read"})
    mine = segment(client=author, name="Mine", **settings(named(shared)))["id"]
    assert count(author, mine) == count(author, shared) > 0
    both = {"operation": "and", "operands": [named(shared), named(hidden)]}
    refused = author.patch(f"/api/segments/{mine}", json=settings(both))
    assert refused.status_code == 400
    assert f"There is no segment {hidden} that you may use" in refused.text


def test_those_whom_one_may_not_see_are_counted_alone(
    admin: TestClient, segment: Maker, people: People
) -> None:
    author = people.holding(Feature.SEGMENTS_CREATE)
    used = segment(client=author, name="Mine", **settings(ADULTS))["id"]
    segment(name="Secret plans", **settings(named(used)))
    answer = author.get(f"/api/segments/{used}/dependants")
    assert answer.json() == {"segments": [], "others": 1}
    refused = author.delete(f"/api/segments/{used}")
    assert refused.status_code == 409
    assert "1 that you may not see uses it" in refused.text
    assert "Secret" not in refused.text


def test_the_conditions_of_those_that_name_a_segment_are_not_read_for_the_list_of_them(
    small_house: House, admin: TestClient, segment: Maker
) -> None:
    used = segment(**settings(ADULTS))["id"]
    users = [segment(**settings(named(used)))["id"] for _ in range(3)]
    asked: list[str] = []
    event.listen(
        small_house.database.reading_engine, "before_cursor_execute", lambda *of: asked.append(of[2])
    )
    with small_house.database.reading() as connection:
        caller = Caller(1, "Ann", frozenset({Feature.FOREIGN_SEGMENTS_VIEW}))
        context = Context(small_house, connection, caller, small_house.clock())
        found = segment_uses.users_of_segment(connection, used)
        assert [row.id for row in segments.visible(context, found)[0]] == users
    assert asked
    assert not any("conditions_operation" in statement for statement in asked)


def test_a_run_keeps_what_was_named_when_it_was_asked(
    small_house: House, admin: TestClient, segment: Maker, destination: Maker
) -> None:
    used = segment(**settings(ADULTS))["id"]
    user = segment(**settings(named(used)))["id"]
    adults, children = count(admin, user), count(admin, segment(**settings(CHILDREN))["id"])
    assert adults != children
    body = {"segment_export_destination_id": destination()["id"]}
    asked = admin.post(f"/api/segments/{user}/exports", json=body).json()["segment_export"]["id"]
    admin.patch(f"/api/segments/{used}", json=settings(CHILDREN))
    carry_out_next(small_house)
    export = admin.get(f"/api/segments/{user}/exports/{asked}").json()["segment_export"]
    assert export["status"] == "finished"
    assert export["stats"]["rows"]["exported"] == adults
    manifest = json.loads(b"".join(small_house.artifacts.read(f"exports/{asked}/1/manifest.json")))
    assert manifest["conditions_operation"] == named(used)
    assert manifest["references"]["segments"][str(used)]["conditions_operation"] == ADULTS


def test_a_limit_is_kept_by_counts_and_exports(
    small_house: House, admin: TestClient, segment: Maker, destination: Maker
) -> None:
    order = [{"attribute_id": "age", "direction": "desc"}]
    limited = segment(**settings({"limit": 1, "order_by": order, "of": ADULTS}))["id"]
    assert count(admin, limited) == 1
    body = {"segment_export_destination_id": destination()["id"]}
    asked = admin.post(f"/api/segments/{limited}/exports", json=body).json()["segment_export"]["id"]
    carry_out_next(small_house)
    export = admin.get(f"/api/segments/{limited}/exports/{asked}").json()["segment_export"]
    assert export["stats"]["rows"]["exported"] == 1


def test_what_is_named_is_read_no_further_than_a_tree_may_be_large(
    small_house: House, admin: TestClient, segment: Maker, destination: Maker
) -> None:
    numbers = list(range(60_000))
    listed = {"attribute_id": "age", "condition": {"operation": "in", "value": numbers}}
    between = {"attribute_id": "age", "condition": {"operation": "number_between", "value": [1, 2]}}
    many = {"operation": "or", "operands": [between] * 4_000}
    asked = {"segment_export_destination_id": destination()["id"]}
    used = [segment(**settings(ADULTS))["id"] for _ in range(5)]
    user = segment(**settings({"operation": "or", "operands": [named(each) for each in used]}))["id"]
    for large, fitting, told in ((many, 2, "10,000 conditions"), (listed, 1, "100,000 values in all lists")):
        for at, each in enumerate(used):  # each fits by itself, and all of them together do not
            document = large if at < fitting else ADULTS
            assert admin.patch(f"/api/segments/{each}", json=settings(document)).status_code == 200
        assert admin.post(f"/api/segments/{user}/exports", json=asked).status_code == 201
        carry_out_next(small_house)
        for each in used:
            assert admin.patch(f"/api/segments/{each}", json=settings(large)).status_code == 200
        refused = admin.post(f"/api/segments/{user}/exports", json=asked)
        assert refused.status_code == 400
        assert f"There are more than {told}, the most there may be" in refused.json()["message"]


def test_what_the_engine_cannot_do_is_refused_by_name_when_it_is_saved(
    small_house: House, admin: TestClient, segment: Maker
) -> None:
    class Poorer:
        """The same engine, less able."""

        def __getattr__(self, name: str) -> Any:
            return getattr(able, name)

        limits = Limits(refused={"number_greater_than": "It cannot count that far."}, list_values=2)

    used = segment(name="Adults", **settings(ADULTS))["id"]
    able = small_house.profiles
    small_house.profiles = Poorer()
    listed = {"attribute_id": "age", "condition": {"operation": "in", "value": [1, 2, 3]}}
    tree = {"operation": "or", "operands": [CHILDREN, ADULTS, named(used), listed]}
    answer = admin.post("/api/segments", json={"name": "Much", **settings(tree)})
    assert answer.status_code == 400
    for place in (
        "conditions_operation.operands[1].condition.operation: The operation 'number_greater_than' is not",
        f"conditions_operation.operands[2]: In segment {used} ('Adults'): The operation 'number_greater",
        "conditions_operation.operands[3].condition.value: The list has 3 values",
    ):
        assert place in answer.json()["message"]
    assert "is not possible on this source. It cannot count" in answer.text
    assert "operands[0]" not in answer.text
