"""Why a customer is in a segment or not, at the HTTP door."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from sendoff.api.asking import json_answer
from sendoff.api.routes import segment_why
from sendoff.engines.port import Query
from sendoff.services.house import House
from tests.integration.conftest import Maker, People

Why = Callable[..., dict[str, Any]]


def about(attribute_id: str, operation: str, value: object = None, **more: object) -> dict[str, Any]:
    inner = {"operation": operation} if value is None else {"operation": operation, "value": value}
    return {"attribute_id": attribute_id, "condition": inner, **more}


def joined(operation: str, *operands: object, **more: object) -> dict[str, Any]:
    return {"operation": operation, "operands": list(operands), **more}


@pytest.fixture
def why(admin: TestClient, segment: Maker) -> Why:
    """The explanation of a new segment of these conditions, for a customer."""

    def ask(conditions: object, customer: str, client: Any = None) -> dict[str, Any]:
        made = segment(settings={"conditions_operation": conditions})
        answer = (client or admin).get(
            f"/api/segments/{made['id']}/explain", params={"customer_entity_id": customer}
        )
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return ask


def test_each_node_says_what_it_asks_what_the_customer_has_and_whether_it_holds(why: Why) -> None:
    tree = joined(
        "and",
        about("age", "number_greater_than", 18),
        joined("or", about("name", "equals", "bob"), about("tags", "contains", "GOLD"), negation=True),
        about("birthday", "is_set", negation=True),
    )
    found = why(tree, "c1")
    assert list(found) == ["segment_id", "customer_entity_id", "as_of", "selected", "tree"]
    assert (found["customer_entity_id"], found["selected"]) == ("c1", False)
    root = found["tree"]
    assert (root["path"], root["kind"], root["holds"]) == ("conditions_operation", "and", False)
    assert root["sentence"] == "All of these hold."
    age, either, birthday = root["parts"]
    assert age == {
        "path": "conditions_operation.operands[0]", "kind": "condition", "sentence": "‘age’ is at least 18.",
        "negation": False, "holds": True, "attribute_id": "age", "withheld": None, "values": [31],
        "more_values": 0, "quantifier": None, "element": None, "parts": [], "more_parts": 0,
    }  # fmt: skip
    assert (either["kind"], either["negation"], either["holds"]) == ("or", True, False)
    assert either["sentence"] == "Not (one of these holds)."
    name, tags = either["parts"]
    assert (name["path"], name["holds"]) == ("conditions_operation.operands[1].operands[0]", False)
    assert (tags["values"], tags["holds"]) == (["gold", "new"], True)
    assert (birthday["sentence"], birthday["values"]) == ("Not (‘birthday’ is set).", ["1993-02-03"])
    assert (birthday["negation"], birthday["holds"]) == (True, False)


def test_the_answer_agrees_with_the_segment_for_every_customer(
    why: Why, admin: TestClient, segment: Maker
) -> None:
    for tree in (
        {},
        about("tags", "not_equal", "gold"),
        joined("or", about("age", "is_not_set"), about("email", "contains", "istanbul")),
        {"sample": {"percent": 50, "salt": "x"}},
        {"limit": 2, "order_by": [{"attribute_id": "age", "direction": "desc"}], "of": {}},
    ):
        made = segment(settings={"conditions_operation": tree})
        rows = admin.get(f"/api/segments/{made['id']}/preview").json()["rows"]
        selected = {row["customer_entity_id"] for row in rows}
        found = {each for each in ("c1", "c2", "c3", "c4") if why(tree, each)["selected"]}
        assert found == selected, tree


def test_an_attribute_operation_on_a_compound_is_told_element_by_element(
    small_house: House, admin: TestClient, why: Why, profiles: Path
) -> None:
    orders = "[NULL, {'shop': 'Brno', 'paid': 5}, {'shop': NULL, 'paid': NULL}, {'shop': 'Praha', 'paid': 1}]"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 'c1' AS customer_entity_id, {orders} AS orders) TO '{profiles}'")
    operands: list[dict[str, Any]] = [
        {"condition": {"operation": "equals", "value": "praha", "sub_attribute_id": "shop"}},
        {"condition": {"operation": "greater", "value": 2, "sub_attribute_id": "paid"}},
    ]
    found = why({"attribute_id": "orders", **joined("and", *operands)}, "c1")
    root = found["tree"]
    assert (root["sentence"], root["holds"]) == ("Of some element of ‘orders’ all of these hold.", False)
    assert [part["element"] for part in root["parts"]] == [1, 3]
    assert [[each["holds"] for each in part["parts"]] for part in root["parts"]] == [
        [False, True],
        [True, False],
    ]
    assert [each["values"] for part in root["parts"] for each in part["parts"]] == [
        ["Brno"], [5], ["Praha"], [1],
    ]  # fmt: skip
    apart = why(joined("and", *({"attribute_id": "orders", **each} for each in operands)), "c1")
    assert apart["selected"] is True
    assert apart["tree"]["parts"][0]["values"] == ["Brno", "Praha"]
    counted = why({"attribute_id": "orders", "quantifier": {"at_least": 2}, **joined("or", *operands)}, "c1")
    assert (counted["selected"], counted["tree"]["quantifier"]) == (True, {"at_least": 2})


def test_long_values_are_cut_and_many_are_counted(why: Why, profiles: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT 'c1' AS customer_entity_id, repeat('x', 5000) AS name, range(25) AS numbers, "
            f"[{{'n': 1}}, {{'n': 2}}, {{'n': 1}}] || [{{'n': 0}} for _ in range(30)] AS records) "
            f"TO '{profiles}'"
        )
    tree = joined("and", about("name", "is_set"), about("numbers", "equals", 24))
    name, numbers = why(tree, "c1")["tree"]["parts"]
    assert name["values"] == ["x" * 200 + "…"]
    assert (numbers["values"], numbers["more_values"], numbers["holds"]) == (list(range(10)), 15, True)
    inner = {"condition": {"operation": "equals", "value": 2, "sub_attribute_id": "n"}}
    records = why({"attribute_id": "records", **joined("and", inner)}, "c1")["tree"]
    assert (len(records["parts"]), records["more_parts"]) == (10, 23)
    assert [part["element"] for part in records["parts"] if part["holds"]] == [1]


def nodes(told: dict[str, Any]) -> int:
    return 1 + sum(map(nodes, told["parts"]))


def test_of_a_large_tree_fewer_elements_and_values_are_told_and_the_truth_stays(
    why: Why, profiles: Path
) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'c1' AS customer_entity_id, range(25) AS numbers, "
            f"[{{'n': number}} for number in range(30)] AS records) TO '{profiles}'"
        )

    def asked(count: int, at_first: int) -> dict[str, Any]:
        inner = [
            {"condition": {"operation": "equals", "value": value, "sub_attribute_id": "n"}}
            for value in range(at_first, at_first + count)
        ]
        return {"attribute_id": "records", **joined("or", *inner)}

    one = why(asked(1_999, 29), "c1")
    assert (one["selected"], one["tree"]["holds"]) == (True, True)
    assert (len(one["tree"]["parts"]), one["tree"]["more_parts"]) == (5, 25)
    (true,) = [part for part in one["tree"]["parts"] if part["holds"]]
    assert (true["element"], [each["holds"] for each in true["parts"]].count(True)) == (29, 1)
    none = why(asked(1_999, 30), "c1")
    assert (none["selected"], none["tree"]["more_parts"]) == (False, 25)

    many = why(joined("and", *(asked(9, 29) for _ in range(500))), "c1")
    assert many["selected"] is True
    assert {len(part["parts"]) for part in many["tree"]["parts"]} == {2}
    assert nodes(many["tree"]) < 11_000

    values = why(joined("or", *(about("numbers", "equals", 24) for _ in range(2_000))), "c1")["tree"]
    assert {(len(part["values"]), part["more_values"]) for part in values["parts"]} == {(5, 20)}
    assert {part["holds"] for part in values["parts"]} == {True}
    assert (len(why(asked(10_000, 29), "c1")["tree"]["parts"])) == 1


PROTECTED = {"is_pii_protected": 1}


@pytest.mark.parametrize("setting", [PROTECTED, {"is_disabled": 1}])
def test_what_would_tell_a_value_that_the_caller_may_not_see_is_not_told(
    people: People, admin: TestClient, why: Why, setting: dict[str, int]
) -> None:
    admin.patch("/api/attributes/age", json=setting)
    clerk = people.holding("foreign_segments/view", "customers/detail")
    old, name = about("age", "number_greater_than", 30), about("name", "equals", "ann")
    for tree in (old, joined("and", old, name), joined("or", old, name, negation=True)):
        for customer in ("c1", "c2"):
            found = why(tree, customer, clerk)
            is_settled = (tree.get("operation") == "and") is (customer == "c2")
            settled = False if tree is not old and is_settled else None
            assert (found["selected"], found["tree"]["holds"]) == (settled, settled), (tree, customer)
            node = found["tree"]["parts"][0] if found["tree"]["parts"] else found["tree"]
            assert node["holds"] is None
            masked = setting is PROTECTED
            assert node["withheld"] == ("protected" if masked else "disabled")
            first = {"c1": ["3***"], "c2": ["4***"]}[customer]
            assert node["values"] == (first if masked else None)
    officer = people.holding("foreign_segments/view", "customers/detail", "customers/pii")
    found = why(old, "c1", officer)
    assert (found["selected"], found["tree"]["values"]) == (
        (True, [31]) if setting is PROTECTED else (None, None)
    )


def test_protected_records_are_masked_and_none_of_their_nodes_is_told(
    people: People, admin: TestClient, why: Why
) -> None:
    admin.patch("/api/attributes/address", json=PROTECTED)
    clerk = people.holding("foreign_segments/view", "customers/detail")
    inner = {"condition": {"operation": "equals", "value": "Praha", "sub_attribute_id": "city"}}
    found = why({"attribute_id": "address", **joined("or", inner)}, "c1", clerk)
    (element,) = found["tree"]["parts"]
    assert [found["selected"], found["tree"]["holds"], element["holds"]] == [None, None, None]
    assert (element["parts"][0]["holds"], element["parts"][0]["values"]) == (None, ["P***"])


def test_a_place_in_an_order_by_a_protected_attribute_is_not_told(
    people: People, admin: TestClient, why: Why
) -> None:
    admin.patch("/api/attributes/age", json=PROTECTED)
    clerk = people.holding("foreign_segments/view", "customers/detail")
    tree = {"limit": 1, "order_by": [{"attribute_id": "age"}], "of": about("name", "is_set")}
    assert why(tree, "c1", clerk)["selected"] is None
    assert [why(tree, each)["selected"] for each in ("c4", "c1")] == [True, False]


def test_a_hidden_attribute_that_the_segment_names_is_told(admin: TestClient, why: Why) -> None:
    admin.patch("/api/attributes/age", json={"is_hidden": 1})
    found = why(about("age", "equals", 31), "c1")
    assert (found["selected"], found["tree"]["values"]) == (True, [31])


def test_only_the_row_and_the_attributes_that_the_tree_uses_are_read_and_once(
    small_house: House, why: Why
) -> None:
    asked: list[Query] = []
    profiles = small_house.profiles

    class Watched:
        def __getattr__(self, name: str) -> Any:
            assert name not in ("count", "counts")
            return getattr(profiles, name)

        @contextmanager
        def rows(self, query: Query, **more: Any) -> Any:
            asked.append(query)
            with profiles.rows(query, **more) as rows:
                yield rows

    small_house.profiles = Watched()
    why(joined("or", about("age", "is_set"), about("name", "is_set"), about("age", "equals", 1)), "c1")
    assert [query.attribute_ids for query in asked] == [("age", "name")]


@pytest.mark.parametrize("customer", ["C1", "c9", "", "c1 ", "c\0", "%"])
def test_an_id_that_no_customer_has_is_a_404(admin: TestClient, segment: Maker, customer: str) -> None:
    url = f"/api/segments/{segment()['id']}/explain"
    answer = admin.get(url, params={"customer_entity_id": customer})
    assert (answer.status_code, "customer" in answer.json()["message"]) == (404, True)
    assert admin.get(url).status_code == 400


def test_a_tree_at_the_limits_is_explained_and_one_of_too_much_to_compare_refused(
    admin: TestClient, segment: Maker, why: Why, profiles: Path
) -> None:
    deep: dict[str, Any] = about("age", "is_set")
    for level in range(64):
        deep = joined(("and", "or")[level % 2], deep, negation=True)
    assert why(deep, "c1")["selected"] is True
    wide = joined("or", *(about("age", "equals", number) for number in range(10_000)))
    assert len(why(wide, "c1")["tree"]["parts"]) == 10_000
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 'c1' AS customer_entity_id, range(1000) AS age) TO '{profiles}'")
    made = segment(settings={"conditions_operation": wide})
    answer = admin.get(f"/api/segments/{made['id']}/explain", params={"customer_entity_id": "c1"})
    assert (answer.status_code, "too large to be explained" in answer.json()["message"]) == (400, True)


def test_an_explanation_is_written_out_beside_the_event_loop(
    why: Why, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_loop: list[bool] = []

    def written(body: dict[str, Any]) -> Response:
        on_a_loop.append(asyncio._get_running_loop() is not None)
        return json_answer(body)

    monkeypatch.setattr(segment_why, "json_answer", written)
    assert why({}, "c1")["selected"] is True
    assert on_a_loop == [False]
