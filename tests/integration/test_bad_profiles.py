"""Customers that are missing, damaged or changed: told, nothing lost, and the next export works."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from sendoff import bootstrap
from sendoff.api.app import create_app
from sendoff.cli.app import app
from sendoff.services.house import House
from sendoff.settings import load
from tests.integration.command_line import PATIENCE_SECONDS, PROGRAM, one_line
from tests.integration.conftest import CUSTOMERS, Maker
from tests.integration.runs import carry_out_next, run_to_its_end

URL = "/api/segments/1/exports"
ASK = {"segment_export_destination_id": 1}
ADULTS = {"attribute_id": "age", "condition": {"operation": "greater", "value": 18}}


def put(profiles: Path, query: str = CUSTOMERS) -> None:
    """The customers that the query selects, moved into place."""
    made = profiles.with_suffix(".new")
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{made}' (FORMAT parquet)")
    made.replace(profiles)


def but(change: str) -> str:
    """The few customers, changed: `EXCLUDE (age)`, `REPLACE (… AS age)`."""
    return f"SELECT * {change} FROM ({CUSTOMERS})"


def damage(profiles: Path) -> None:
    """The footer stays, so that it is known for Parquet; what it says is not there any more."""
    content = profiles.read_bytes()
    profiles.write_bytes(content[-200:])


BAD: list[Callable[[Path], None]] = [Path.unlink, damage]
bad = pytest.mark.parametrize("spoil", BAD, ids=["missing", "damaged"])


def ended_badly(admin: TestClient, house: House, export_id: int = 1) -> str:
    """What the last line of the log says, as `stats.error` does; the export is an error without a file."""
    export = admin.get(f"{URL}/{export_id}").json()["segment_export"]
    assert export["status"] == "error"
    lines = admin.get(f"{URL}/{export_id}/logs").json()["segment_export_logs"]
    assert (lines[-1]["level"], lines[-1]["text"]) == ("error", export["stats"]["error"])
    assert admin.get(f"{URL}/{export_id}/download").status_code == 409
    assert list(house.artifacts.names("exports/")) == []
    return str(export["stats"]["error"])


def next_export_works(admin: TestClient, house: House, profiles: Path) -> None:
    put(profiles)
    export_id = admin.post(URL, json=ASK).json()["segment_export"]["id"]
    carry_out_next(house)
    assert admin.get(f"{URL}/{export_id}").json()["segment_export"]["status"] == "finished"


CALLS: list[tuple[str, str, dict[str, Any] | None]] = [
    ("GET", "/api/attributes", None),
    ("GET", "/api/attributes/email", None),
    ("PATCH", "/api/attributes/email", {"description": "x"}),
    ("GET", "/api/customers_count", None),
    ("GET", "/api/customers/fulltext_search?search_text=a", None),
    ("GET", "/api/customers/c1/attributes", None),
    ("POST", "/api/segments", {"name": "x", "settings": {"conditions_operation": ADULTS}}),
    ("PATCH", "/api/segments/1", {"settings": {"conditions_operation": ADULTS}}),
    ("GET", "/api/segments/1/count", None),
    ("GET", "/api/segments/1/preview", None),
    ("GET", "/api/segments/1/explain?customer_entity_id=c1", None),
    ("GET", "/api/segments/1/waterfall", None),
    ("POST", "/api/segments/export/destinations", {"name": "x", "attribute_ids": ["age"]}),
    ("PATCH", "/api/segments/export/destinations/1", {"attribute_ids": ["age"]}),
]
"""What cannot be answered without the customers."""


@bad
def test_calls_that_need_the_customers_say_what_is_wrong_with_them_and_the_others_answer(
    admin: TestClient,
    segment: Maker,
    destination: Maker,
    profiles: Path,
    tmp_path: Path,
    spoil: Callable[[Path], None],
) -> None:
    segment(settings={"conditions_operation": ADULTS}), destination()
    spoil(profiles)
    house = bootstrap.build(load(tmp_path / "data", profiles=str(profiles)))
    client = TestClient(create_app(house), headers=admin.headers)
    for method, path, body in CALLS:
        answer = client.request(method, path, json=body)
        assert (answer.status_code, str(profiles) in answer.json()["message"]) == (503, True), answer.text
        assert answer.json()["message"] == answer.json()["detail"]
    for path in ("/api/segments", "/api/segments/1", "/api/segments/export/destinations", URL, "/api/users"):
        assert client.get(path).status_code == 200
    assert client.post(URL, json=ASK).status_code == 201
    house.database.close()


def test_a_server_starts_without_its_customers_and_serves_them_once_they_are_there(
    admin: TestClient, segment: Maker, destination: Maker, profiles: Path, tmp_path: Path
) -> None:
    segment(), destination()
    profiles.unlink()
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [*PROGRAM, "serve", "--json", "--data", tmp_path / "data", "--port", "0", "--workers", "1"],
            stdout=subprocess.PIPE, stderr=log, text=True,
            env=os.environ | {"SENDOFF_PROFILES": str(profiles)},
        )  # fmt: skip
    assert process.stdout is not None
    try:
        url = one_line(process.stdout.readline())["url"]
        with httpx.Client(
            base_url=url, headers={"X-Access-Token": admin.headers["X-Access-Token"]}
        ) as client:
            assert client.get("/api/customers_count").status_code == 503
            profiles.write_bytes(b"PAR1 no Parquet PAR1")
            assert client.get("/api/attributes").status_code == 503
            put(profiles)
            assert client.get("/api/customers_count").json()["customer_entities_count"] == 4
            _, file = run_to_its_end(client, 1, 1)
            assert len(file.splitlines()) == 5
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 0, (tmp_path / "log").read_text()
        process.stdout.close()


@bad
def test_customers_that_went_between_asking_and_running_make_the_run_an_error(
    admin: TestClient,
    segment: Maker,
    destination: Maker,
    small_house: House,
    profiles: Path,
    spoil: Callable[[Path], None],
) -> None:
    segment(), destination(attribute_ids=["name"])
    admin.post(URL, json=ASK)
    spoil(profiles)
    carry_out_next(small_house)
    assert str(profiles) in ended_badly(admin, small_house)
    next_export_works(admin, small_house, profiles)


ASKED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "conditions": (ADULTS, {}),
    "columns": ({}, {"attribute_ids": ["name", "age"]}),
    "mandatory": ({}, {"mandatory_attribute_ids": ["age"]}),
}
"""Where `age` stands: in the segment's conditions, or somewhere in the destination."""


@pytest.mark.parametrize("place", ASKED)
def test_a_column_that_vanished_between_asking_and_running_is_named(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House, profiles: Path, place: str
) -> None:
    tree, there = ASKED[place]
    segment(settings={"conditions_operation": tree}), destination(**there)
    admin.post(URL, json=ASK)
    put(profiles, but("EXCLUDE (age)"))
    carry_out_next(small_house)
    assert "'age'" in ended_badly(admin, small_house)
    next_export_works(admin, small_house, profiles)


@pytest.mark.parametrize("place", ASKED)
def test_a_column_whose_type_is_not_offered_any_more_is_named(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House, profiles: Path, place: str
) -> None:
    tree, there = ASKED[place]
    segment(settings={"conditions_operation": tree}), destination(**there)
    admin.post(URL, json=ASK)
    put(profiles, but("REPLACE (MAP {'years': age} AS age)"))
    carry_out_next(small_house)
    assert "'age'" in ended_badly(admin, small_house)
    next_export_works(admin, small_house, profiles)


@pytest.mark.parametrize(
    ("change", "condition"),
    [
        ("age::VARCHAR AS age", {"operation": "greater", "value": 18}),
        ("age::VARCHAR AS age", {"operation": "equals", "value": 31}),
        ("age > 18 AS age", {"operation": "number_between", "value": [18, 40]}),
        ("{'years': age} AS age", {"operation": "number_equals", "value": 31}),
    ],
)
def test_a_condition_that_a_column_cannot_take_any_more_makes_the_run_an_error(
    admin: TestClient,
    segment: Maker,
    destination: Maker,
    small_house: House,
    profiles: Path,
    change: str,
    condition: dict[str, Any],
) -> None:
    segment(settings={"conditions_operation": {"attribute_id": "age", "condition": condition}})
    destination()
    admin.post(URL, json=ASK)
    put(profiles, but(f"REPLACE ({change})"))
    carry_out_next(small_house)
    assert "conditions_operation.condition." in ended_badly(admin, small_house)
    next_export_works(admin, small_house, profiles)


def test_what_means_the_same_with_the_columns_new_type_still_runs(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House, profiles: Path
) -> None:
    segment(settings={"conditions_operation": ADULTS})
    destination(attribute_ids=["age"], mandatory_attribute_ids=["birthday"])
    admin.post(URL, json=ASK)
    put(profiles, but("REPLACE (age + 0.5 AS age, birthday::TIMESTAMP AS birthday)"))
    carry_out_next(small_house)
    lines = admin.get(f"{URL}/1/download").text.splitlines()
    assert lines[0] == "customer_entity_id,age"
    assert sorted(lines[1:]) == ['"c1",31.5', '"c4",18.5']


def test_a_customer_without_an_id_makes_the_run_an_error(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House, profiles: Path
) -> None:
    segment(), destination(settings={"format": "parquet"})
    admin.post(URL, json=ASK)
    put(profiles, but("REPLACE (nullif(customer_entity_id, 'c2') AS customer_entity_id)"))
    carry_out_next(small_house)
    assert "1 customers have no id in 'customer_entity_id'" in ended_badly(admin, small_house)
    next_export_works(admin, small_house, profiles)


def no_ids(profiles: Path) -> None:
    put(profiles, but("REPLACE (NULL::VARCHAR AS customer_entity_id)"))


def no_id_column(profiles: Path) -> None:
    put(profiles, but("EXCLUDE (customer_entity_id)"))


def id_in_another_case(profiles: Path) -> None:
    put(profiles, but("RENAME (customer_entity_id AS Customer_Entity_ID)"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (Path.unlink, "There is no file"),
        (damage, "cannot be read"),
        (no_ids, "have no id in 'customer_entity_id'"),
        (no_id_column, "has no column 'customer_entity_id'"),
        (id_in_another_case, "It has 'Customer_Entity_ID', which is spelled otherwise."),
    ],
)
def test_the_one_shot_says_what_is_wrong_with_the_customers_and_leaves_nothing(
    profiles: Path, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(profiles)
    (tmp_path / "all.json").write_text(json.dumps({}))
    arguments = [
        "export", "--json", "--profiles", str(profiles), "--conditions", str(tmp_path / "all.json"),
        "--to", str(tmp_path / "out" / "out.csv"),
    ]  # fmt: skip
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 1, done.output
    assert said in one_line(done.stdout)["error"]["message"]
    assert [each for each in tmp_path.glob("out/**/*") if each.is_file()] == []
    put(profiles)
    assert CliRunner().invoke(app, arguments).exit_code == 0
