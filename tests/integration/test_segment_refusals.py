"""What segments refuse at the HTTP door: with the place, and without keeping anything."""

from __future__ import annotations

from starlette.testclient import TestClient

from tests.integration.conftest import Maker

ADULTS = {"attribute_id": "age", "condition": {"operation": "number_greater_than", "value": 18}}


def test_a_list_parameter_that_means_nothing_is_refused(admin: TestClient) -> None:
    for bad in (
        "tag_ids=x", "tag_ids=-1", "tag_ids=3,", "show_my=2", "show_foreign=yes", "order_by=settings",
        "order_by=tags", "limit=1001", "limit=-1", "offset=x", "order_dir=up",
    ):  # fmt: skip
        answer = admin.get(f"/api/segments?{bad}")
        assert answer.status_code == 400, bad
        assert answer.json()["message"] == answer.json()["detail"]
    assert admin.get("/api/segments?nonsense=1").status_code == 200


def test_a_list_by_too_many_tags_is_refused(admin: TestClient) -> None:
    for count, status in ((100, 200), (101, 400), (1_100, 400)):
        tags = [str(tag) for tag in range(1, count + 1)]
        pages = [",".join(tags[at : at + 100]) for at in range(0, count, 100)]
        answer = admin.get("/api/segments", params={"tag_ids": pages})
        assert answer.status_code == status, answer.text
    assert answer.json()["path"] == "tag_ids"


def body_with(conditions: object) -> dict[str, object]:
    return {"name": "x", "settings": {"conditions_operation": conditions}}


def condition(**inner: object) -> dict[str, object]:
    return {"attribute_id": "age", "condition": {"operation": "equals", "value": 1, **inner}}


def with_parameters(parameters: object) -> dict[str, object]:
    return {"name": "x", "settings": {"conditions_operation": {}, "destination_parameters": parameters}}


REFUSED: list[tuple[dict[str, object], str, str]] = [
    ({"name": "x"}, "settings", "missing"),
    ({"name": "x", "settings": {}}, "settings.conditions_operation", "missing"),
    (body_with(None), "conditions_operation", "null"),
    (body_with([]), "conditions_operation", "list"),
    (body_with({"operation": "and", "operands": []}), "conditions_operation.operands", "at least one"),
    (body_with({"operation": "xor", "operands": [ADULTS]}), "conditions_operation.operation", "'xor'"),
    (
        body_with({"operation": "or", "operands": [ADULTS, {"operation": "and", "operands": [{}]}]}),
        "conditions_operation.operands[1].operands[0]",
        "empty",
    ),
    (body_with(condition(operation="like")), "conditions_operation.condition.operation", "'like'"),
    (body_with(condition(value="'; DROP--")), "conditions_operation.condition.value", "'; DROP--"),
    (body_with(condition(more=1)), "conditions_operation.condition", "'more'"),
    (body_with({**condition(), "attribute_id": "gone"}), "conditions_operation.attribute_id", "'gone'"),
    ({**body_with({}), "name": " "}, "name", "blank"),
    ({**body_with({}), "name": "a\0b"}, "name", "not allowed"),
    ({**body_with({}), "name": "x" * 201}, "name", "200"),
    ({**body_with({}), "tags": ["1"]}, "tags[0]", "integer"),
    ({**body_with({}), "tags": [True]}, "tags[0]", "integer"),
    ({**body_with({}), "disabled": 2}, "disabled", "boolean"),
    ({**body_with({}), "id": 3}, "id", "not known"),
    ({**body_with({}), "frontend_settings": []}, "frontend_settings", "dictionary"),
    (with_parameters({"7": {"a": []}}), "settings.destination_parameters.7.a", "wanted"),
    (with_parameters({"x": {}}), "settings.destination_parameters.x.[key]", "not allowed"),
    ({"name": "x", "settings": {"conditions_operation": {}, "more": 1}}, "settings.more", "not known"),
]


def test_a_refusal_names_the_place_and_keeps_nothing(admin: TestClient) -> None:
    for body, path, said in REFUSED:
        answer = admin.post("/api/segments", json=body)
        assert answer.status_code == 400, answer.text
        assert answer.json()["path"] == path
        assert said in answer.json()["message"]
        assert answer.json()["message"] == answer.json()["detail"]
    assert admin.get("/api/segments").json()["segments"] == []


def test_all_problems_of_a_tree_are_told_at_once(admin: TestClient) -> None:
    operands = [condition(value="a"), ADULTS, {**ADULTS, "attribute_id": "gone"}]
    answer = admin.post("/api/segments", json=body_with({"operation": "and", "operands": operands}))
    assert "conditions_operation.operands[0].condition.value: " in answer.json()["message"]
    assert "conditions_operation.operands[2].attribute_id: " in answer.json()["message"]


def test_a_flood_of_keys_is_one_problem(admin: TestClient) -> None:
    flood = {f"k{i}": 1 for i in range(10_001)}
    for body, path in (
        (body_with({}) | flood, None),
        ({"name": "x", "settings": {"conditions_operation": {}} | flood}, "settings"),
        (with_parameters({"7": flood}), "settings.destination_parameters"),
    ):
        answer = admin.post("/api/segments", json=body)
        assert (answer.status_code, answer.json().get("path")) == (400, path)
        assert answer.json()["message"].count("more than") == 1


def test_hostile_json_is_refused(admin: TestClient) -> None:
    before, after = '{"name": "x", "settings": {"conditions_operation": ', "}}"
    tree = '{"attribute_id": "age", "condition": {"operation": "equals", "value": '
    for value in ("NaN", "Infinity", "1e999", '"\\ud800"', '1, "value": 1', "[", "9" * 5000, "\xff"):
        answer = admin.post("/api/segments", content=f"{before}{tree}{value}}}}}{after}".encode("latin-1"))
        assert answer.status_code == 400, value[:10]
    assert admin.get("/api/segments").json()["segments"] == []


def test_a_change_is_refused_like_a_new_segment(admin: TestClient, segment: Maker) -> None:
    made = segment()
    url = f"/api/segments/{made['id']}"
    for body, path in (
        ({"settings": None}, "settings"),
        ({"settings": {}}, "settings.conditions_operation"),
        ({"settings": {"conditions_operation": None}}, "conditions_operation"),
        ({"name": None}, "name"),
        ({"author_id": 2}, "author_id"),
    ):
        answer = admin.patch(url, json=body)
        assert (answer.status_code, answer.json()["path"]) == (400, path)
    assert admin.get(url).json()["segment"] == made


def test_an_unknown_segment_is_a_404_everywhere(admin: TestClient, segment: Maker) -> None:
    segment()
    for segment_id in ("2", "0", "-1", "x", str(10**30)):
        for method, path, body in calls_on(segment_id):
            answer = admin.request(method, path, json=body)
            assert answer.status_code == 404, (method, path, answer.text)
            assert answer.json()["message"] == answer.json()["detail"]


def calls_on(segment_id: str) -> list[tuple[str, str, object]]:
    url, acl = f"/api/segments/{segment_id}", f"/api/acl/segments/{segment_id}"
    return [
        ("GET", url, None), ("PATCH", url, {"name": "x"}), ("DELETE", url, None),
        ("POST", f"{url}/restore", None), ("GET", f"{url}/count", None), ("GET", f"{url}/preview", None),
        ("GET", f"{url}/describe", None), ("GET", f"{url}/waterfall", None),
        ("GET", f"{url}/explain?customer_entity_id=c1", None), ("GET", acl, None),
        ("POST", acl, {"user_id": 1, "permission": "read"}),
        ("PATCH", f"{acl}/users/1", {"permission": "read"}), ("DELETE", f"{acl}/users/1", None),
    ]  # fmt: skip


def test_a_body_of_more_values_than_can_be_held_is_refused(admin: TestClient) -> None:
    body = b'{"name": "x", "frontend_settings": {"a": [' + b"{}," * 300_000 + b"{}]}}"
    answer = admin.post("/api/segments", content=body)
    assert answer.status_code == 400
    assert answer.json()["message"] == "The JSON holds more than 500,000 values, the most that are read here."
