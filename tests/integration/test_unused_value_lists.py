"""Upkeep removes the values of lists that nothing needs any more, and of no others."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from sendoff.artifacts.value_lists import write_list
from sendoff.services import upkeep
from sendoff.services.house import House
from tests.integration.conftest import Maker
from tests.integration.runs import carry_out_next


def uploaded(client: TestClient) -> int:
    answer = client.post("/api/value_lists", params={"name": "Known"}, content="email\nann@example.org\n")
    assert answer.status_code == 201, answer.text
    value_list_id: int = answer.json()["value_list"]["id"]
    return value_list_id


def asking(value_list_id: int) -> dict[str, Any]:
    condition = {"operation": "in_list", "value": value_list_id}
    return {"conditions_operation": {"attribute_id": "email", "condition": condition}}


def kept(house: House) -> list[str]:
    return list(house.artifacts.names("value_lists/"))


def test_the_values_of_a_deleted_list_go_and_those_of_another_stay(
    admin: TestClient, small_house: House
) -> None:
    deleted, other = uploaded(admin), uploaded(admin)
    assert upkeep.remove_unused_lists(small_house) == set()
    assert len(kept(small_house)) == 2
    admin.delete(f"/api/value_lists/{deleted}")
    assert upkeep.remove_unused_lists(small_house) == set()
    assert len(kept(small_house)) == 1
    assert admin.delete(f"/api/value_lists/{other}").status_code == 200
    upkeep.remove_unused_lists(small_house)
    assert kept(small_house) == []
    assert upkeep.remove_unused_lists(small_house) == set()  # nor is it at a loss where there is nothing


def test_an_export_finishes_with_a_list_that_was_deleted_after_it_was_asked_for(
    admin: TestClient, small_house: House, segment: Maker, destination: Maker
) -> None:
    value_list_id = uploaded(admin)
    asked = segment(settings=asking(value_list_id))["id"]
    body = {"segment_export_destination_id": destination()["id"]}
    export_id = admin.post(f"/api/segments/{asked}/exports", json=body).json()["segment_export"]["id"]
    assert admin.delete(f"/api/segments/{asked}").status_code == 200
    assert admin.delete(f"/api/value_lists/{value_list_id}").status_code == 200
    upkeep.remove_unused_lists(small_house)
    assert len(kept(small_house)) == 1
    # It is pinned while it runs, too.
    carry_out_next(small_house, meanwhile=lambda: upkeep.remove_unused_lists(small_house))
    export = admin.get(f"/api/segments/{asked}/exports/{export_id}").json()["segment_export"]
    assert (export["status"], export["stats"]["rows"]["exported"]) == ("finished", 1)
    upkeep.remove_unused_lists(small_house)
    assert kept(small_house) == []


def test_values_that_no_row_names_go_at_the_second_look(admin: TestClient, small_house: House) -> None:
    write_list(small_house.artifacts, "left-behind", [])
    unnamed = upkeep.remove_unused_lists(small_house)
    assert unnamed == {"left-behind"}
    assert len(kept(small_house)) == 1  # its row may be about to be written
    uploaded(admin)
    assert upkeep.remove_unused_lists(small_house, unnamed_before=unnamed) == {"left-behind"}
    assert [name for name in kept(small_house) if "left-behind" in name] == []
    assert len(kept(small_house)) == 1
