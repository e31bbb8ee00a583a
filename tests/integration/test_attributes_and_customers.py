"""Attributes and customers, at the HTTP door."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.integration.conftest import Maker, People


def values(client: Any, customer_id: str, **parameters: Any) -> list[tuple[str, Any]]:
    answer = client.get(f"/api/customers/{quote(customer_id, safe='')}/attributes", params=parameters)
    assert answer.status_code == 200, answer.text
    rows = answer.json()["customer_attributes"]
    assert {row["customer_entity_id"] for row in rows} <= {customer_id}
    return [(row["attribute_id"], row["value"]) for row in rows]


def found(client: Any, text: str) -> list[str]:
    answer = client.get("/api/customers/fulltext_search", params={"search_text": text})
    assert answer.status_code == 200, answer.text
    return sorted(customer["customer_entity_id"] for customer in answer.json()["customers"])


def protect(admin: TestClient, attribute_id: str, **change: int) -> None:
    body = change or {"is_pii_protected": 1}
    assert admin.patch(f"/api/attributes/{attribute_id}", json=body).status_code == 200


def test_attributes_are_those_of_the_source(admin: TestClient) -> None:
    answer = admin.get("/api/attributes?order_by=order_index").json()
    assert [(a["id"], a["data_type"], a["is_unique"]) for a in answer["attributes"]] == [
        ("name", "string", 1),
        ("email", "string", 1),
        ("age", "int", 1),
        ("birthday", "date", 1),
        ("tags", "string", 0),
        ("address", 'compound([["city", "city", "string"], ["zip", "zip", "int"]])', 1),
    ]
    assert list(answer["attributes"][0]) == [
        "id", "source_id", "name", "data_type", "is_disabled", "is_unique", "is_hidden", "is_system",
        "is_pii_protected", "order_index", "description", "tags", "created", "modified",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("limit=2", ["address", "age"]),
        ("limit=2&offset=4", ["name", "tags"]),
        ("order_dir=DESC&limit=1", ["tags"]),
        ("order_by=data_type&limit=1", ["address"]),
        ("name_filter=AG", ["age", "tags"]),
        ("name_filter=%25", []),
    ],
)
def test_attributes_are_ordered_paged_and_filtered(admin: TestClient, query: str, ids: list[str]) -> None:
    assert [each["id"] for each in admin.get(f"/api/attributes?{query}").json()["attributes"]] == ids


def test_what_is_set_on_an_attribute_is_shown(admin: TestClient) -> None:
    body = {"name": "E-mail", "description": "x", "tags": [7], "order_index": 9, "is_hidden": 1}
    changed = admin.patch("/api/attributes/email", json=body).json()["attribute"]
    assert {key: changed[key] for key in body} == body
    assert admin.patch("/api/attributes/email", json={"description": ""}).json()["attribute"]["tags"] == [7]
    assert "email" not in [each["id"] for each in admin.get("/api/attributes").json()["attributes"]]
    listed = admin.get("/api/attributes?show_hidden=1&name_filter=e-MAIL").json()["attributes"]
    assert [each["id"] for each in listed] == ["email"]


def test_attributes_are_read_by_all_and_written_by_right(people: People) -> None:
    person = people.holding("settings/users", "customers/pii")
    assert person.get("/api/attributes").status_code == 200
    assert person.get("/api/attributes/email").status_code == 200
    refused = person.patch("/api/attributes/email", json={"is_pii_protected": 1})
    assert refused.status_code == 403
    assert "settings/cdp_entities" in refused.json()["message"]
    assert people.nobody().get("/api/attributes").status_code == 401


def test_an_unknown_attribute_is_a_404(people: People) -> None:
    for method, client in (("GET", people.admin()), ("PATCH", people.holding())):
        for name in ("nope", "a/b", quote("é'\"\x00;"), "customer_entity_id"):
            answer = client.client if hasattr(client, "client") else client
            sent = {"json": {"name": "x"}} if method == "PATCH" else {}
            assert answer.request(method, f"/api/attributes/{name}", **sent).status_code == 404


def test_a_customer_is_a_row_for_each_known_value(admin: TestClient) -> None:
    assert values(admin, "c1") == [
        ("name", "Ann"),
        ("email", "ann@example.org"),
        ("age", 31),
        ("birthday", "1993-02-03"),
        ("tags", "gold"),
        ("tags", "new"),
        ("address", {"city": "Praha", "zip": 11000}),
    ]
    assert values(admin, "c3") == [("name", "100% _o'k\""), ("birthday", "2000-02-29"), ("tags", "gold")]
    assert ("tags", "new") not in values(admin, "c1", attribute_values_max_count=1)
    assert values(admin, "c1", limit=1, offset=2) == [("age", 31)]


@pytest.mark.parametrize("customer_id", ["nobody", "C1", "c1 ", "c_", "%", "'; --", "c1\x00", "é" * 3000])
def test_an_unknown_customer_is_a_404(admin: TestClient, customer_id: str) -> None:
    answer = admin.get(f"/api/customers/{quote(customer_id, safe='')}/attributes")
    assert answer.status_code == 404, answer.text


@pytest.mark.parametrize(
    ("path", "feature"),
    [
        ("/api/customers/c1/attributes", "customers/detail"),
        ("/api/customers/fulltext_search?search_text=a", "customers/search"),
    ],
)
def test_looking_at_customers_needs_its_feature(people: People, path: str, feature: str) -> None:
    others = {"customers/detail", "customers/search", "customers/pii", "segments/export"} - {feature}
    refused = people.holding(*others).get(path)
    assert refused.status_code == 403
    assert feature in refused.json()["message"]
    assert people.holding(feature).get(path).status_code == 200


def test_protected_values_are_masked_on_pages_unless_one_may_see_them(
    admin: TestClient, people: People
) -> None:
    protect(admin, "email")
    protect(admin, "tags")
    protect(admin, "address")
    clerk = people.holding("customers/detail", "customers/search")
    shown = values(clerk, "c1")
    assert ("email", "a******") in shown
    assert [value for key, value in shown if key == "tags"] == ["g***", "n***"]
    assert ("address", {"city": "P***", "zip": "1***"}) in shown
    answer = clerk.get("/api/customers/fulltext_search", params={"search_text": "c1"})
    assert answer.json()["customers"][0]["attributes"]["email"] == "a******"
    assert ("email", "ann@example.org") in values(people.holding("customers/detail", "customers/pii"), "c1")


def test_protected_values_are_masked_in_previews(admin: TestClient, people: People, segment: Maker) -> None:
    protect(admin, "email")
    made = segment(
        settings={
            "conditions_operation": {
                "attribute_id": "name",
                "condition": {"operation": "equals", "value": "ann"},
            }
        }
    )
    path = f"/api/segments/{made['id']}/preview"
    clerk = people.holding("foreign_segments/view", "customers/detail")
    assert clerk.get(path).json()["rows"][0]["email"] == "a******"
    assert admin.get(path).json()["rows"][0]["email"] == "ann@example.org"


def test_nobody_finds_a_customer_by_a_protected_value(admin: TestClient, people: People) -> None:
    clerk = people.holding("customers/search")
    assert found(clerk, "ann@") == ["c1"]
    protect(admin, "email")
    assert found(clerk, "ann@") == []
    assert found(admin, "ann@") == ["c1"]


def test_hidden_attributes_are_left_out_unless_asked_for_and_disabled_ones_always(admin: TestClient) -> None:
    protect(admin, "age", is_hidden=1)
    protect(admin, "birthday", is_disabled=1)
    assert {key for key, _ in values(admin, "c1")} == {"name", "email", "tags", "address"}
    assert {key for key, _ in values(admin, "c1", show_hidden=1)} == {
        "name",
        "email",
        "age",
        "tags",
        "address",
    }


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ANN", ["c1"]),
        ("C", ["c1", "c2", "c3", "c4"]),
        ("%", ["c3"]),
        ("_o'K\"", ["c3"]),
        ("istanbul", ["c4"]),
        ("İSTANBUL", ["c4"]),
        ("gold", ["c1", "c3"]),
        ("Praha", []),
        ("\x00", []),
        ("a\x00", []),
    ],
)
def test_search_finds_a_part_of_id_or_text_without_case(admin: TestClient, text: str, ids: list[str]) -> None:
    assert found(admin, text) == ids


def test_a_search_for_nothing_or_too_much_is_refused(admin: TestClient) -> None:
    for text in ("", "x" * 1001):
        answer = admin.get("/api/customers/fulltext_search", params={"search_text": text})
        assert answer.status_code == 400
        assert answer.json()["path"] == "search_text"


def test_customers_are_counted(people: People) -> None:
    assert people.holding().get("/api/customers_count").json() == {
        "customer_entities_count": 4,
        "customers_before_stitching_count": 4,
    }
    assert people.nobody().get("/api/customers_count").status_code == 401
