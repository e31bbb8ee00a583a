"""Bodies that mean harm: every call that takes one refuses them, changes nothing, and never fails."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from typing import Any, cast

import pytest
import uvicorn
from httpx import Response
from starlette.testclient import TestClient

from sendoff.api.app import create_app
from sendoff.services.house import House
from tests.integration.conftest import Maker, People

DOCUMENT = create_app(cast(House, None)).openapi()
IDS = {"segment_id": "1", "destination_id": "1", "user_id": "2", "role_id": "4", "attribute_id": "email"}
"""What there is: see the fixture `furnished`."""

GOOD: dict[str, dict[str, Any]] = {
    "run_export": {"segment_export_destination_id": 1, "name": "x"},
    "create_destination": {"name": "x"},
    "create_segment": {"name": "x", "settings": {"conditions_operation": {}}},
    "invite": {"user_id": 3, "permission": "read"},
    "change_invitation": {"permission": "write"},
    "create_role": {"name": "x", "features": []},
    "create_user": {"name": "x", "email": "x@example.org", "password": "correct horse", "role_id": 4},
    "log_in": {"email": "admin@example.org", "password": "correct horse"},
    "renew": {"token": "x"},
    "log_out": {"token": "x"},
}
"""What calls need in a body; those that are not here need nothing."""

LOGINS = {"log_in", "renew", "log_out"}
Call = tuple[str, str, str, dict[str, Any]]


def calls() -> Iterator[Call]:
    """Name, method, path and the shape of the body of every call that takes one of JSON."""
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {"content": {}})["content"]
            if "application/json" in content:
                shape = resolved(content["application/json"]["schema"])
                yield operation["operationId"], method.upper(), path.format(**IDS), shape


def resolved(shape: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in shape:
        return shape
    found: dict[str, Any] = DOCUMENT["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    return found


CALLS = list(calls())


@pytest.fixture
def furnished(admin: TestClient, people: People, segment: Maker, destination: Maker) -> TestClient:
    """One of everything, and the administrator."""
    segment(), destination()
    people.holding("segments/create"), people.holding()
    invitation = {"user_id": 2, "permission": "read"}
    assert admin.post("/api/acl/segments/1", json=invitation).status_code == 201
    return admin


LISTS = [
    "/api/segments", "/api/segments/1/exports", "/api/segments/export/destinations", "/api/acl/segments/1",
    "/api/attributes", "/api/users", "/api/users/user_roles",
]  # fmt: skip


def all_there_is(client: TestClient) -> list[Any]:
    return [client.get(path).json() for path in LISTS]


def assert_refused(answer: Response, *statuses: int) -> None:
    assert answer.status_code in statuses, (answer.request.method, answer.request.url, answer.text[:300])
    assert answer.json()["message"] == answer.json()["detail"]
    assert answer.json()["message"].endswith((".", "?"))


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "blank": b" \n",
    "cut off": b'{"name": "x',
    "a comma too many": b'{"name": "x",}',
    "two values": b"{}{}",
    "single quotes": b"{'name': 'x'}",
    "a comment": b'{"name": "x"} // x',
    "a form": b"name=x&settings=%7B%7D",
    "XML": b'<?xml version="1.0"?><name>x</name>',
    "packed": gzip.compress(b'{"name": "x"}'),
    "not UTF-8": b'{"name": "\xff"}',
    "UTF-16": '{"name": "x"}'.encode("utf-16"),
    "NUL bytes": b"\0" * 100,
    "a list": b"[]",
    "a list of objects": b'[{"name": "x"}]',
    "a text": b'"name"',
    "a number": b"1",
    "null": b"null",
    "true": b"true",
    "a key twice": b'{"name": "x", "name": "x"}',
    "a key twice by an escape": b'{"name": "x", "n\\u0061me": "x"}',
    "NaN": b'{"name": NaN}',
    "Infinity": b'{"name": -Infinity}',
    "a float too large": b'{"name": 1e999}',
    "an integer too long": b'{"name": ' + b"9" * 5000 + b"}",
    "half a character": b'{"name": "\\ud800"}',
    "half a character in a key": b'{"\\udfff": 1}',
    "a key of Python's": b'{"__class__": {"__init__": 1}}',
    "deep lists": b"[" * 30_000,
    "deep objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "deep in a field": b'{"name":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
}
"""Small enough for the logins too."""


def test_a_hostile_body_is_refused_by_every_call_and_changes_nothing(furnished: TestClient) -> None:
    before = all_there_is(furnished)
    for what, body in HOSTILE.items():
        for _, method, path, _ in CALLS:
            assert_refused(furnished.request(method, path, content=body), 400)
        assert all_there_is(furnished) == before, what


def test_a_body_nested_a_hundred_thousand_deep_is_refused_by_every_call(furnished: TestClient) -> None:
    for name, method, path, _ in CALLS:
        for opened in (b"[", b'{"a":', b'[{"":'):
            answer = furnished.request(method, path, content=opened * 100_000)
            assert_refused(answer, 413 if name in LOGINS else 400)


CONTENT_TYPES = [
    "text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json; charset=utf-16",
    "application/x-www-form-urlencoded", "nonsense", "",
]  # fmt: skip


def test_a_body_is_read_as_json_whatever_its_content_type_says(furnished: TestClient) -> None:
    for at, content_type in enumerate(CONTENT_TYPES):
        headers = {"Content-Type": content_type}
        for _, method, path, _ in CALLS:
            assert_refused(furnished.request(method, path, content=b"name=x", headers=headers), 400)
        good = json.dumps({"name": f"Role {at}", "features": []})
        made = furnished.post("/api/users/user_roles", content=good, headers=headers)
        assert made.status_code == 201, made.text


TYPES: dict[str, Any] = {
    "null": None, "boolean": True, "integer": 7, "number": 1.5, "string": "x", "array": [{}],
    "object": {"a": []},
}  # fmt: skip


def taken(shape: dict[str, Any]) -> set[str]:
    """The types of JSON that a field takes."""
    shape = resolved(shape)
    if "anyOf" in shape:
        return set().union(*(taken(each) for each in shape["anyOf"]))
    found = shape.get("type", list(TYPES))
    types = {found} if isinstance(found, str) else set(found)
    return types | {"integer"} if "number" in types else types


def test_a_field_of_another_type_is_refused_with_its_place(furnished: TestClient) -> None:
    before = all_there_is(furnished)
    asked = 0
    for name, method, path, shape in CALLS:
        for field, its_shape in shape["properties"].items():
            for kind in TYPES.keys() - taken(its_shape):
                if kind == "boolean" and its_shape.get("enum") == [0, 1]:
                    continue  # a flag is understood as true and false too
                body = GOOD.get(name, {}) | {field: TYPES[kind]}
                answer = furnished.request(method, path, json=body)
                assert_refused(answer, 400)
                assert answer.json()["path"].split(".")[0].split("[")[0] == field, (body, answer.text)
                asked += 1
    assert asked > 200
    assert all_there_is(furnished) == before


EXTREME: list[Any] = [
    -1, 0, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**300, 5e-324, "", " ", "\0", "a\0b", "\x1b[2J", "\u202e",
    "\ufeff", "🧨" * 100, "x" * 201, "x" * 20_000, "../../etc/passwd", "'; DROP TABLE users;--", "%s%n",
    [], [1, "1", None], [[]], ["x"] * 6000, {}, {"": None}, {"a": 1}, {str(at): at for at in range(20_000)},
    {"type": "x"}, {"format": "../x"}, {"conditions_operation": {"operands": [[]]}}, {"columns": {"\0": {}}},
]  # fmt: skip


def test_a_field_of_any_value_is_never_a_failure(furnished: TestClient) -> None:
    for name, method, path, shape in CALLS:
        for field in shape["properties"] if name not in LOGINS else ():
            for value in EXTREME:
                answer = furnished.request(method, path, json=GOOD.get(name, {}) | {field: value})
                assert answer.status_code in (200, 201, 400, 409), (name, field, value, answer.text)
    for path in LISTS:
        assert furnished.get(path).status_code == 200


DESTINATION_ID = "segment_export_destination_id"
DESTINATIONS = "/api/segments/export/destinations"
UNKNOWN: list[tuple[str, str, dict[str, Any], str]] = [
    ("POST", "/api/segments/1/exports", {DESTINATION_ID: 99}, DESTINATION_ID),
    ("POST", "/api/acl/segments/1", {"user_id": 99, "permission": "read"}, "user_id"),
    ("POST", "/api/users", GOOD["create_user"] | {"role_id": 99}, "role_id"),
    ("PATCH", "/api/users/2", {"role_id": 99}, "role_id"),
    ("POST", "/api/users/user_roles", {"name": "x", "features": ["segments/fly"]}, "features[0]"),
    ("PATCH", "/api/users/user_roles/4", {"features": ["segments/export/" + "9" * 20]}, "features[0]"),
    ("POST", DESTINATIONS, {"name": "x", "attribute_ids": ["gone"]}, "attribute_ids[0]"),
    ("PATCH", f"{DESTINATIONS}/1", {"attribute_ids": ["age", "Age"]}, "attribute_ids[1]"),
    ("PATCH", f"{DESTINATIONS}/1", {"mandatory_attribute_ids": [""]}, "mandatory_attribute_ids[0]"),
    ("PATCH", f"{DESTINATIONS}/1", {"settings": {"type": "pigeon"}}, "settings.type"),
    ("PATCH", f"{DESTINATIONS}/1", {"settings": {"format": "xlsx"}}, "settings.format"),
]  # fmt: skip


def test_what_a_body_names_and_there_is_not_is_refused_with_its_place(furnished: TestClient) -> None:
    before = all_there_is(furnished)
    for method, path, body, place in UNKNOWN:
        answer = furnished.request(method, path, json=body)
        assert_refused(answer, 400)
        assert answer.json()["path"] == place, answer.text
    assert all_there_is(furnished) == before


def test_an_unknown_or_impossible_id_in_a_path_is_a_404_for_every_call_that_takes_a_body(
    furnished: TestClient,
) -> None:
    for id_ in ("99", "0", "-1", "1.0", "+1", "1_0", "%201", "x", "9" * 30, "%00", "1%2F..", "١"):
        for name, method, path, _ in CALLS:
            for known in ("/segments/1", "/destinations/1", "/users/2", "/user_roles/4", "/attributes/email"):
                if known in path:
                    asked = path.replace(known, known.rsplit("/", 1)[0] + f"/{id_}")
                    answer = furnished.request(method, asked, json=GOOD.get(name, {}))
                    assert answer.status_code == 404, (method, asked, answer.text)


@pytest.fixture
def port(people: People) -> Iterator[int]:
    """Where a real server listens."""
    config = uvicorn.Config(
        people.app, port=0, log_level="critical", lifespan="off", timeout_graceful_shutdown=1
    )
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


LARGE = 33 * 1024 * 1024


def answered(port: int, token: str, headers: str, *, method: str, path: str, body: bytes = b"") -> bytes:
    """The status line of the answer to a request whose body never ends: it must come before the end."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nX-Access-Token: {token}\r\n{headers}\r\n\r\n"
        connection.sendall(head.encode() + body)
        return connection.recv(64 * 1024).split(b"\r\n", 1)[0]


def test_a_body_that_is_told_to_be_too_large_is_refused_before_it_is_sent(
    furnished: TestClient, port: int
) -> None:
    token = furnished.headers["X-Access-Token"]
    for _, method, path, _ in CALLS:
        for length in (LARGE, 10**15):
            line = answered(port, token, f"Content-Length: {length}", method=method, path=path, body=b"{")
            assert line.startswith(b"HTTP/1.1 413 "), (method, path, line)


def test_a_body_in_chunks_is_refused_once_it_is_too_large(furnished: TestClient, port: int) -> None:
    token = furnished.headers["X-Access-Token"]
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    for name, method, path, _ in (CALLS[0], CALLS[-1], next(call for call in CALLS if call[0] == "log_in")):
        body = chunk * (1 if name in LOGINS else 33)
        line = answered(port, token, "Transfer-Encoding: chunked", method=method, path=path, body=body)
        assert line.startswith(b"HTTP/1.1 413 "), (method, path, line)
