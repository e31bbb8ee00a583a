"""An export from POST to file, through the API and a worker, on a real database and real files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sqlalchemy import insert
from starlette.testclient import TestClient

from sendoff import bootstrap
from sendoff.api.app import create_app
from sendoff.services.first_start import make_first
from sendoff.services.house import House
from sendoff.settings import load
from sendoff.store.moments import kept
from sendoff.store.tables import destinations, segments
from sendoff.worker.loop import Workers

CUSTOMERS = 20_000
TREE = {
    "operation": "and",
    "operands": [
        {"attribute_id": "name", "condition": {"operation": "contains", "value": "N1"}, "negation": False},
        {"attribute_id": "age", "condition": {"operation": "number_greater_than", "value": 50}},
    ],
}
EXPECTED = {f"c{i}" for i in range(CUSTOMERS) if i % 7 == 1 and i >= 50}


@pytest.fixture
def house(tmp_path: Path, metadata_url: str) -> Iterator[House]:
    file = tmp_path / "customers.parquet"
    duckdb.connect().execute(
        f"COPY (SELECT 'c' || i AS customer_entity_id, 'n' || (i % 7) AS name, i AS age "
        f"FROM range({CUSTOMERS}) t(i)) TO '{file}'"
    )
    built = bootstrap.build(load(tmp_path / "data", profiles=str(file), metadata=metadata_url))
    yield built
    built.database.close()


@pytest.fixture
def client(house: House) -> Iterator[TestClient]:
    token = make_first(house, email="admin@example.org", password="correct horse")
    now = kept(house.clock())
    with house.database.writing() as connection:
        connection.execute(
            insert(segments).values(
                author_id=1,
                user_id=1,
                name="Young & old",
                conditions_operation=json.dumps(TREE),
                created=now,
                origin_created=now,
            )
        )
        connection.execute(
            insert(destinations).values(
                user_id=1, name="file", settings="{}", attribute_ids='["name", "age"]', created=now
            )
        )
    with TestClient(create_app(house), headers={"X-Access-Token": token}) as opened:
        yield opened


@pytest.fixture
def workers(house: House) -> Iterator[Workers]:
    running = Workers(house, count=1)
    running.start()
    yield running
    running.stop()
    assert not [t.name for t in threading.enumerate() if t.name.startswith("sendoff-")]


def run(client: TestClient, **headers: str) -> dict[str, Any]:
    answer = client.post(
        "/api/segments/1/exports", json={"segment_export_destination_id": 1, "name": "x"}, headers=headers
    )
    assert answer.status_code in (200, 201), answer.text
    export: dict[str, Any] = answer.json()["segment_export"]
    return export


def until_final(client: TestClient, export_id: int) -> dict[str, Any]:
    for _ in range(3000):
        export: dict[str, Any] = client.get(f"/api/segments/1/exports/{export_id}").json()["segment_export"]
        if export["status"] not in ("waiting", "running"):
            return export
        threading.Event().wait(0.01)
    raise AssertionError(f"still {export['status']}")


def test_an_export_gets_exactly_its_customers_out(client: TestClient, workers: Workers, house: House) -> None:
    asked = run(client)
    assert asked["status"] == "waiting"
    assert asked["settings"] == {"conditions_operation": TREE}
    assert asked["file_download_token"] is None
    export = until_final(client, asked["id"])
    assert export["status"] == "finished", export["stats"]
    assert export["stats"]["rows"] == {"matched": len(EXPECTED), "exported": len(EXPECTED)}
    assert set(export["stats"]["statuses_history"]) == {"waiting", "running", "finished"}

    file = client.get(f"/api/segments/1/exports/{export['id']}/download")
    assert file.headers["etag"] == f'"{hashlib.sha256(file.content).hexdigest()}"'
    assert file.headers["content-disposition"] == 'attachment; filename="Young-old-1.csv"'
    read = list(csv.reader(io.StringIO(file.text)))
    assert read[0] == ["customer_entity_id", "name", "age"]
    ids = [row[0] for row in read[1:]]
    assert len(ids) == len(EXPECTED)
    assert set(ids) == EXPECTED
    manifest = json.loads(b"".join(house.artifacts.read("exports/1/1/manifest.json")))
    assert (manifest["rows"], manifest["bytes"]) == (len(EXPECTED), len(file.content))
    assert manifest["conditions_operation"] == TREE


def test_a_download_token_opens_one_file_and_is_revoked_with_the_right(
    client: TestClient, workers: Workers, house: House
) -> None:
    export = until_final(client, run(client)["id"])
    token = export["file_download_token"]
    nobody = TestClient(client.app)
    url = f"/api/segments/1/exports/{export['id']}/download"
    assert nobody.get(url, params={"token": token}).status_code == 200
    assert nobody.get(url, params={"file_download_token": token}).status_code == 200
    assert nobody.get(url, params={"token": token[:-1] + "x"}).status_code == 401
    assert nobody.get(url).status_code == 401
    with house.database.writing() as connection:
        connection.exec_driver_sql("UPDATE roles SET features = '[]'")
    assert nobody.get(url, params={"token": token}).status_code == 403


def test_ranges_of_a_file_are_served(client: TestClient, workers: Workers) -> None:
    export = until_final(client, run(client)["id"])
    url = f"/api/segments/1/exports/{export['id']}/download"
    whole = client.get(url).content
    part = client.get(url, headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.content) == (206, whole[5:10])
    assert client.get(url, headers={"Range": "bytes=-4"}).content == whole[-4:]
    assert client.get(url, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416


def test_a_waiting_export_is_canceled_at_once_and_for_good(client: TestClient) -> None:
    export_id = run(client)["id"]
    canceled = client.delete(f"/api/segments/1/exports/{export_id}")
    assert (canceled.status_code, canceled.json()["segment_export"]["status"]) == (200, "canceled")
    again = client.delete(f"/api/segments/1/exports/{export_id}")
    assert again.status_code == 409
    assert again.json()["message"] == again.json()["detail"]
    assert client.get(f"/api/segments/1/exports/{export_id}/download").status_code == 409


def test_history_and_logs_tell_the_life_of_an_export(client: TestClient, workers: Workers) -> None:
    export_id = until_final(client, run(client)["id"])["id"]
    url = f"/api/segments/1/exports/{export_id}"
    entries = client.get(f"{url}/history").json()["history_list"]
    assert [entry["segment_export"]["status"] for entry in entries] == ["waiting", "running", "finished"]
    assert all(entry["segment_export"]["settings"] == {} for entry in entries)
    item = client.get(f"{url}/history/{entries[1]['id']}").json()["history"]
    assert item["diff"] == {"status": {"from": "waiting", "to": "running"}}
    assert client.get(f"{url}/history/99999").status_code == 404
    logs = client.get(f"{url}/logs", params={"limit": 1}).json()
    assert len(logs["segment_export_logs"]) == 1
    assert logs["selection_settings"] == {"limit": 1, "offset": None, "order_by": "id", "order_dir": "ASC"}


def test_an_idempotency_key_runs_an_export_once(client: TestClient) -> None:
    first = run(client, **{"Idempotency-Key": "k"})
    assert run(client, **{"Idempotency-Key": "k"})["id"] == first["id"]
    other = client.post(
        "/api/segments/1/exports",
        json={"segment_export_destination_id": 1, "name": "y"},
        headers={"Idempotency-Key": "k"},
    )
    assert other.status_code == 409


def test_full_structure_adds_the_related_entities(client: TestClient) -> None:
    export_id = run(client)["id"]
    url = f"/api/segments/1/exports/{export_id}?load_full_structure=1"
    export = client.get(url).json()["segment_export"]
    assert export["user"] == {"id": 1, "name": "Administrator"}
    assert export["segment"]["name"] == "Young & old"
    assert export["segment_export_destination"]["name"] == "file"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/api/segments/1/exports?limit=1001", None, 400),
        ("GET", "/api/segments/1/exports?limit=x", None, 400),
        ("GET", "/api/segments/1/exports?order_by=settings", None, 400),
        ("GET", "/api/segments/1/exports?order_by=created&order_dir=DESC&nonsense=1", None, 200),
        ("GET", "/api/segments/2/exports", None, 404),
        ("GET", "/api/segments/x/exports", None, 404),
        ("GET", f"/api/segments/{10**30}/exports", None, 404),
        ("GET", "/api/segments/1/exports/77", None, 404),
        ("POST", "/api/segments/1/exports", b"{", 400),
        ("POST", "/api/segments/1/exports", b"[" * 100_000, 400),
        ("POST", "/api/segments/1/exports", b'{"segment_export_destination_id": "1"}', 400),
        ("POST", "/api/segments/1/exports", b'{"segment_export_destination_id": 1, "x": 1}', 400),
        ("POST", "/api/segments/1/exports", b'{"segment_export_destination_id": 99}', 400),
        ("POST", "/api/segments/1/exports", b'{"segment_export_destination_id": 1, "name": "\\u0000"}', 400),
        ("POST", "/api/segments/1/exports", b'{"segment_export_destination_id": 1, "name": "\\ud800"}', 400),
    ],
)
def test_bad_input_is_told_in_the_house_style(
    client: TestClient, method: str, path: str, body: bytes | None, status: int
) -> None:
    answer = client.request(method, path, content=body)
    assert answer.status_code == status, answer.text
    if status != 200:
        assert answer.json()["message"] == answer.json()["detail"]


def test_a_vanished_attribute_makes_the_run_a_told_error(
    client: TestClient, workers: Workers, house: House
) -> None:
    with house.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE segments SET conditions_operation = "
            '\'{"attribute_id": "gone", "condition": {"operation": "is_set"}}\''
        )
    export = until_final(client, run(client)["id"])
    assert export["status"] == "error"
    assert "gone" in export["stats"]["error"]


def test_one_idempotency_key_at_the_same_moment_runs_one_export(client: TestClient) -> None:
    for key in "abcde":
        with ThreadPoolExecutor(4) as asking:
            asked = [asking.submit(run, client, **{"Idempotency-Key": key}) for _ in range(4)]
        assert len({answer.result()["id"] for answer in asked}) == 1
