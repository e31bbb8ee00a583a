"""Value lists through the API: uploaded, looked at, asked for by segments, deleted."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sendoff.services import uploads, value_lists
from sendoff.services.house import House
from tests.integration.conftest import Maker, People

CREATE, EDIT = "segments/create", "foreign_segments/edit"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for what is temporary."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def upload(client: Any, content: Any, **parameters: str) -> Any:
    return client.post("/api/value_lists", params={"name": "Known", **parameters}, content=content)


def made(client: Any, content: Any, **parameters: str) -> dict[str, Any]:
    answer = upload(client, content, **parameters)
    assert answer.status_code == 201, answer.text
    value_list: dict[str, Any] = answer.json()["value_list"]
    return value_list


def asking(attribute_id: str, operation: str, value_list_id: int) -> dict[str, Any]:
    condition = {"operation": operation, "value": value_list_id}
    return {"conditions_operation": {"attribute_id": attribute_id, "condition": condition}}


def kept(house: House) -> list[str]:
    return list(house.artifacts.names("value_lists/"))


def test_an_uploaded_list_is_shown_with_what_was_counted(admin: TestClient) -> None:
    content = b"id,email\n1,Ann@example.org\n2,ann@EXAMPLE.org\n3,\n4,bob@example.org\n"
    found = made(admin, content, name="Newsletter", column="email")
    assert {key: found[key] for key in found if key not in ("id", "created")} == {
        "user_id": 1,
        "name": "Newsletter",
        "data_type": "string",
        "values_count": 2,
        "rows_count": 4,
        "empty_rows_count": 1,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "deleted": 0,
    }
    path = f"/api/value_lists/{found['id']}"
    assert admin.get(path).json() == {"value_list": found}
    full = admin.get(path, params={"load_full_structure": 1}).json()["value_list"]
    assert full == {**found, "user": {"id": 1, "name": full["user"]["name"]}}
    listed = admin.get("/api/value_lists", params={"name_filter": "LETTER", "load_full_structure": 1})
    assert listed.json()["value_lists"] == [full]


@pytest.mark.parametrize(
    ("attribute_id", "data_type", "content", "inside", "outside"),
    [
        ("email", "string", "email\nANN@example.org\ni̇stanbul@example.org\n", 1, 2),
        ("email", "string", "email\nİstanbul@Example.org\nbob@example.org\n", 2, 1),
        ("age", "int", "age\n+031\n18\n99\n", 2, 1),
        ("tags", "string", "tag\nNEW\n", 1, 1),
    ],
)
def test_a_segment_has_the_customers_whose_values_are_in_the_list(
    admin: TestClient,
    segment: Maker,
    attribute_id: str,
    data_type: str,
    content: str,
    inside: int,
    outside: int,
) -> None:
    value_list = made(admin, content, data_type=data_type)
    for operation, expected in (("in_list", inside), ("not_in_list", outside)):
        asked = segment(settings=asking(attribute_id, operation, value_list["id"]))
        assert admin.get(f"/api/segments/{asked['id']}/count").json()["count"] == expected, operation


def test_a_list_of_many_values_is_sent_in_pieces_and_asked_for(
    admin: TestClient, segment: Maker, temporary: Path
) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"email\nBob@example.org\n"
        for start in range(0, 200_000, 1000):
            yield "".join(f"person{number}@example.org\n" for number in range(start, start + 1000)).encode()

    value_list = made(admin, pieces())
    assert (value_list["values_count"], value_list["rows_count"]) == (200_001, 200_001)
    asked = segment(settings=asking("email", "in_list", value_list["id"]))
    assert admin.get(f"/api/segments/{asked['id']}/count").json()["count"] == 1
    assert list(temporary.glob("sendoff-upload-*")) == []


@pytest.mark.parametrize(
    ("content", "parameters", "path", "told"),
    [
        ("", {}, None, "has no first line"),
        ("email\n\n", {}, None, "holds no value"),
        ("a,b\n1,2\n", {}, "column", "has 2 columns"),
        ("a,b\n1,2\n", {"column": "c"}, "column", "names no column so"),
        ("n\n1\nann@example.org\n", {"data_type": "int"}, None, "Line 3 of the file holds no whole number"),
        (b"email\nann@example.org\xff\n", {}, None, "Line 2 of the file is not UTF-8"),
        ('email\n"ann@example.org\n', {}, None, "Line 2 of the file is not well-formed CSV"),
        ("n\n1\n", {"data_type": "float"}, "data_type", "'string' or 'int'"),
        ("n\n1\n", {"name": " "}, "name", "blank"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_leaves_nothing(
    admin: TestClient,
    small_house: House,
    temporary: Path,
    content: str | bytes,
    parameters: dict[str, str],
    path: str | None,
    told: str,
) -> None:
    answer = upload(admin, content, **parameters)
    assert answer.status_code == 400, answer.text
    assert told in answer.json()["message"]
    assert answer.json().get("path") == path
    assert "ann@example.org" not in answer.text
    assert kept(small_house) == []
    assert list(temporary.glob("sendoff-upload-*")) == []
    assert admin.get("/api/value_lists").json()["value_lists"] == []


def test_a_list_needs_a_name(admin: TestClient) -> None:
    answer = admin.post("/api/value_lists", content="n\n1\n")
    assert (answer.status_code, answer.json()["path"]) == (400, "name")


def test_a_list_has_so_many_values_and_no_more(
    admin: TestClient, small_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(value_lists, "MAX_VALUES", 3)
    assert made(admin, "n\n1\n2\n3\n3\n\n")["values_count"] == 3
    answer = upload(admin, "n\n1\n2\n3\n4\n")
    assert answer.status_code == 400
    assert "more than 3 distinct values" in answer.json()["message"]
    assert len(kept(small_house)) == 1


@pytest.mark.parametrize("in_pieces", [False, True])
def test_a_file_has_so_many_bytes_and_no_more(
    admin: TestClient, temporary: Path, monkeypatch: pytest.MonkeyPatch, in_pieces: bool
) -> None:
    monkeypatch.setattr(uploads, "MAX_UPLOAD_BYTES", 10)

    def sent(content: bytes) -> bytes | Iterator[bytes]:
        return iter([content[:5], content[5:]]) if in_pieces else content

    assert upload(admin, sent(b"n\n1234567\n")).status_code == 201
    answer = upload(admin, sent(b"n\n12345678\n"))
    assert answer.status_code == 413
    assert "larger than 10 bytes" in answer.json()["message"]
    assert list(temporary.glob("sendoff-upload-*")) == []


def test_a_body_larger_than_that_of_other_calls_is_taken(
    admin: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sendoff.api.bodies._SignedInRoute.most_bytes", 100)
    assert made(admin, "n\n" + "1234567890\n" * 100)["values_count"] == 1
    assert admin.post("/api/segments", json={"name": "x" * 100}).status_code == 413


@pytest.mark.parametrize(
    ("features", "sees", "creates"),
    [
        ((), False, False),
        (("segments/export",), False, False),
        ((CREATE,), True, True),
        (("foreign_segments/list",), True, False),
        (("foreign_segments/view",), True, False),
        ((EDIT,), True, False),
    ],
)
def test_who_sees_lists_and_who_uploads_them(
    people: People, features: tuple[str, ...], sees: bool, creates: bool
) -> None:
    value_list = made(people.admin(), "n\n1\n")
    person = people.holding(*features)
    for path in ("/api/value_lists", f"/api/value_lists/{value_list['id']}"):
        assert person.get(path).status_code == (200 if sees else 403)
    answer = upload(person, "n\n1\n")
    assert answer.status_code == (201 if creates else 403)
    if not creates:
        assert CREATE in answer.json()["message"]


def test_who_has_no_token_uploads_nothing(people: People, temporary: Path) -> None:
    assert upload(people.nobody(), "n\n1\n").status_code == 401
    assert list(temporary.iterdir()) == []


def test_a_right_that_is_lost_during_the_upload_leaves_nothing(
    people: People, small_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = people.holding(CREATE)
    take_in = value_lists.take_in

    def take_in_slowly(*given: Any, **more: Any) -> Any:
        content = take_in(*given, **more)
        role = people.admin().patch(f"/api/users/user_roles/{person.role_id}", json={"features": []})
        assert role.status_code == 200
        return content

    monkeypatch.setattr(value_lists, "take_in", take_in_slowly)
    assert upload(person, "n\n1\n").status_code == 403
    assert kept(small_house) == []


def test_a_list_is_deleted_by_its_author_or_who_edits_what_is_others(people: People) -> None:
    author, other = people.holding(CREATE), people.holding(CREATE)
    first, second = made(author, "n\n1\n"), made(author, "n\n1\n")
    paths = [f"/api/value_lists/{each['id']}" for each in (first, second)]
    assert other.delete(paths[0]).status_code == 403
    assert author.delete(paths[0]).json() == {"value_list": {**first, "deleted": 1}}
    assert author.delete(paths[0]).json() == {"value_list": {**first, "deleted": 1}}
    assert people.holding(EDIT).delete(paths[1]).status_code == 200
    assert author.get("/api/value_lists").json()["value_lists"] == []
    assert author.get(paths[0]).json()["value_list"]["deleted"] == 1
    assert author.delete("/api/value_lists/77").status_code == 404


def test_a_list_that_a_segment_names_is_not_deleted(
    people: People, admin: TestClient, segment: Maker
) -> None:
    author = people.holding(CREATE)
    value_list = made(author, "email\nann@example.org\n")
    path = f"/api/value_lists/{value_list['id']}"
    named = asking("email", "in_list", value_list["id"])
    own = segment(author, name="Mine", settings=named)
    foreign = segment(name="Theirs", settings=named)
    answer = author.delete(path)
    assert answer.status_code == 409
    assert f"segment {own['id']} ('Mine')" in answer.json()["message"]
    assert "1 that you may not see" in answer.json()["message"]
    assert "Theirs" not in answer.text
    for each in (own, foreign):
        assert admin.delete(f"/api/segments/{each['id']}").status_code == 200
    assert author.delete(path).status_code == 200
    answer = admin.post("/api/segments", json={"name": "New", "settings": named})
    assert answer.status_code == 400
    assert f"value list {value_list['id']}" in answer.json()["message"]


def test_values_that_are_gone_from_the_store_are_told(
    admin: TestClient, small_house: House, segment: Maker
) -> None:
    value_list = made(admin, "email\nann@example.org\n")
    asked = segment(settings=asking("email", "in_list", value_list["id"]))
    small_house.artifacts.delete("value_lists/")
    answer = admin.get(f"/api/segments/{asked['id']}/count")
    assert answer.status_code == 503
    assert "not in the artifact store any more" in answer.json()["message"]
    assert "ann@example.org" not in json.dumps(answer.json())
