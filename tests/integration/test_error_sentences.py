"""How the API says no: in whole sentences of its own, not in those of its parts."""

from __future__ import annotations

from starlette.testclient import TestClient

from tests.integration.conftest import People

EXPORTS = "/api/segments/1/exports"
TO = "segment_export_destination_id"
SAID: list[tuple[str, str, object, int, str]] = [
    ("GET", f"{EXPORTS}?limit=5000", None, 400, "limit: This should be less than or equal to 1000."),
    ("GET", f"{EXPORTS}?offset=-1", None, 400, "offset: This should be greater than or equal to 0."),
    ("GET", f"{EXPORTS}?order_dir=up", None, 400, "order_dir: This is ASC or DESC, not 'up'."),
    ("POST", EXPORTS, {TO: "1"}, 400, f"{TO}: This should be a valid integer."),
    ("POST", EXPORTS, {TO: 1, "to": 2}, 400, "to: This key is not known here."),
    ("POST", EXPORTS, {}, 400, f"{TO}: This is missing."),
    ("POST", EXPORTS, [], 400, "This should be a JSON object."),
    ("PATCH", "/api/users/1", {"name": "x" * 201}, 400, "name: This should have at most 200 characters."),
    ("PUT", EXPORTS, None, 405, "This address does not take PUT."),
    ("GET", "/api/nothing", None, 404, "There is nothing at this address."),
    ("GET", "/api/segments/x", None, 404, "There is nothing with the id 'x'."),
]


def test_what_is_wrong_is_said_in_one_voice(admin: TestClient) -> None:
    for method, path, body, status, text in SAID:
        answer = admin.request(method, path, json=body)
        assert (answer.status_code, answer.json()["message"]) == (status, text)
        assert answer.json()["detail"] == text


def test_one_feature_is_not_one_of_several(people: People) -> None:
    answer = people.holding().get("/api/users/1")
    said = "You have no right to see and change users. It needs settings/users. Ask an administrator for it."
    assert (answer.status_code, answer.json()["message"]) == (403, said)
