"""`sendoff token`, at the command line, and its tokens at the HTTP door."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from sendoff.cli.app import app
from sendoff.services.house import House
from tests.integration.conftest import Maker, People
from tests.integration.runs import carry_out_next


@pytest.fixture
def data(small_house: House) -> str:
    """A data folder with the settings that `sendoff init` writes."""
    settings = small_house.settings
    (settings.data / "sendoff.toml").write_text(f"profiles = {json.dumps(settings.profiles)}\n")
    return str(settings.data)


def sendoff(*arguments: str) -> dict[str, Any]:
    done = CliRunner().invoke(app, [*arguments, "--json"])
    assert done.exit_code == 0, done.output
    (line,) = done.stdout.splitlines()
    told: dict[str, Any] = json.loads(line)
    return told


def test_a_token_works_until_it_is_revoked(data: str, people: People) -> None:
    made = sendoff("token", "create", "--data", data, "--email", "Admin@example.org", "--name", "nightly")
    client = people.with_token(made["token"])
    assert client.get("/api/users").status_code == 200
    listed = sendoff("token", "list", "--data", data, "--email", "admin@example.org")["tokens"]
    assert [(token["id"], token["name"]) for token in listed][-1] == (made["id"], "nightly")
    assert made["token"] not in json.dumps(listed)
    assert sendoff("token", "revoke", str(made["id"]), "--data", data) == {"revoked": made["id"]}
    assert client.get("/api/users").status_code == 401


def test_a_new_password_leaves_api_tokens_and_deletion_does_not(data: str, people: People) -> None:
    admin = people.admin()
    body = {"name": "Eve", "email": "eve@example.org", "password": "12345678", "role_id": 2}
    path = f"/api/users/{admin.post('/api/users', json=body).json()['user']['id']}"
    eve = people.with_token(sendoff("token", "create", "--data", data, "--email", "eve@example.org")["token"])
    assert admin.patch(path, json={"password": "another one"}).status_code == 200
    assert eve.get("/api/users").status_code == 200
    assert admin.delete(path).status_code == 200
    assert eve.get("/api/users").status_code == 401
    refused = CliRunner().invoke(app, ["token", "create", "--data", data, "--email", "eve@example.org"])
    assert refused.exit_code == 1


def test_revoked_download_links_open_nothing_and_new_ones_do(
    data: str, people: People, segment: Maker, destination: Maker
) -> None:
    admin, nobody = people.admin(), people.nobody()
    asked = {"segment_export_destination_id": destination()["id"]}
    exports = f"/api/segments/{segment()['id']}/exports"
    assert admin.post(exports, json=asked).status_code == 201
    export_id = carry_out_next(people.house)
    path = f"{exports}/{export_id}"
    old = {"token": admin.get(path).json()["segment_export"]["file_download_token"]}
    assert nobody.get(f"{path}/download", params=old).status_code == 200
    assert sendoff("token", "revoke-links", str(export_id), "--data", data) == {"export_id": export_id}
    assert nobody.get(f"{path}/download", params=old).status_code == 401
    new = {"token": admin.get(path).json()["segment_export"]["file_download_token"]}
    assert nobody.get(f"{path}/download", params=new).status_code == 200
    assert "revoked" in admin.get(f"{path}/logs").json()["segment_export_logs"][-1]["text"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["revoke-links", "999"], "unknown"),
        (["create", "--email", "nobody@example.org"], "unknown"),
        (["create", "--email", "admin@example.org", "--name", "x" * 201], "invalid"),
        (["revoke", "999"], "unknown"),
    ],
)
def test_what_cannot_be_done_is_one_line_of_json(data: str, arguments: list[str], code: str) -> None:
    done = CliRunner().invoke(app, ["token", *arguments, "--data", data, "--json"])
    assert done.exit_code != 0
    assert json.loads(done.stdout)["error"]["code"] == code


def test_a_folder_that_is_not_set_up_is_left_as_it_is(small_house: House) -> None:
    empty = small_house.settings.data / "empty"
    done = CliRunner().invoke(app, ["token", "create", "--data", str(empty), "--email", "admin@example.org"])
    assert done.exit_code == 2
    assert not empty.exists()
