"""A preview's counts: of all customers, and to each destination."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.testclient import TestClient

from sendoff.conditions.predicates import Predicate
from sendoff.services.house import House
from tests.integration.conftest import Maker, People

KNOWN_AGE = {"attribute_id": "age", "condition": {"operation": "is_set"}}
DESTINATIONS = "/api/segments/export/destinations"


def preview(client: Any, made: dict[str, Any]) -> dict[str, Any]:
    answer = client.get(f"/api/segments/{made['id']}/preview")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_preview_says_its_share_of_all_customers(admin: TestClient, segment: Maker) -> None:
    found = preview(admin, segment(settings={"conditions_operation": KNOWN_AGE}))
    assert (found["count"], found["customers"], found["share"]) == (3, 4, 0.75)
    assert (found["destinations"], found["more_destinations"]) == ([], False)


def test_each_destination_gets_those_of_whom_its_mandatory_attributes_are_known(
    admin: TestClient, segment: Maker, destination: Maker
) -> None:
    destination(name="All")
    destination(name="Both", mandatory_attribute_ids=["birthday", "tags"])
    either = {"mandatory_attributes_operator": "or"}
    destination(name="Either", mandatory_attribute_ids=["birthday", "tags"], settings=either)
    destination(name="Off", disabled=1)
    made = segment(settings={"conditions_operation": KNOWN_AGE})
    assert preview(admin, made)["destinations"] == [
        {"segment_export_destination_id": 1, "name": "All", "count": 3, "problem": None},
        {"segment_export_destination_id": 2, "name": "Both", "count": 1, "problem": None},
        {"segment_export_destination_id": 3, "name": "Either", "count": 2, "problem": None},
    ]


def test_a_destination_that_demands_what_is_gone_says_so(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House
) -> None:
    destination(name="Gone", mandatory_attribute_ids=["age"]), destination(name="File")
    with small_house.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE destinations SET mandatory_attribute_ids = '[\"gone\"]' WHERE id = 1"
        )
    gone, file = preview(admin, segment())["destinations"]
    assert (gone["count"], "'gone'" in gone["problem"]) == (None, True)
    assert (file["count"], file["problem"]) == (4, None)


def test_a_limited_segment_is_previewed_and_counted_by_its_limit(
    admin: TestClient, segment: Maker, destination: Maker
) -> None:
    destination(mandatory_attribute_ids=["birthday"])
    tree = {"limit": 2, "order_by": [{"attribute_id": "age", "direction": "desc"}], "of": {}}
    found = preview(admin, segment(settings={"conditions_operation": tree}))
    assert (found["count"], found["customers"], found["share"]) == (2, 4, 0.5)
    assert {row["customer_entity_id"] for row in found["rows"]} == {"c1", "c2"}
    assert found["destinations"][0]["count"] == 1


def test_destinations_are_those_that_the_caller_may_read(
    people: People, segment: Maker, destination: Maker
) -> None:
    destination(), destination()
    made = segment()
    for feature, ids in (
        ("segments/export/2", [2]), ("segments/export", [1, 2]), ("data/sources_and_destinations", [1, 2]),
        ("customers/search", []),
    ):  # fmt: skip
        person = people.holding("foreign_segments/view", "customers/detail", feature)
        found = preview(person, made)["destinations"]
        assert [each["segment_export_destination_id"] for each in found] == ids, feature


def test_of_many_destinations_the_first_fifty_are_counted_and_it_is_said(
    admin: TestClient, segment: Maker, destination: Maker
) -> None:
    for _ in range(51):
        destination(mandatory_attribute_ids=["age"])
    found = preview(admin, segment())
    assert [each["segment_export_destination_id"] for each in found["destinations"]] == list(range(1, 51))
    assert {each["count"] for each in found["destinations"]} == {3}
    assert found["more_destinations"] is True
    admin.delete(f"{DESTINATIONS}/7")
    assert preview(admin, segment())["more_destinations"] is False


def test_all_is_counted_in_one_pass(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House
) -> None:
    destination(mandatory_attribute_ids=["age"]), destination()
    passes: list[int] = []
    profiles = small_house.profiles

    class Watched:
        def __getattr__(self, name: str) -> Any:
            assert name != "count"
            return getattr(profiles, name)

        def counts(self, predicates: Sequence[Predicate], **more: Any) -> list[int]:
            passes.append(len(predicates))
            return profiles.counts(predicates, **more)

    small_house.profiles = Watched()
    preview(admin, segment(settings={"conditions_operation": KNOWN_AGE}))
    assert passes == [4]
