"""A segment of which no statement can be made that the engine takes is refused where it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from sendoff.engines.registry import open_engine
from sendoff.engines.trino.engine import STATEMENT_BYTES
from sendoff.services.house import House
from tests.engines.trino_server import Answer, TrinoServer, trino_server
from tests.integration.conftest import Maker
from tests.integration.runs import carry_out_next

COLUMNS = [("customer_entity_id", "varchar"), ("name", "varchar")]
DESCRIBED = Answer(
    [("Column", "varchar"), ("Type", "varchar"), ("Extra", "varchar"), ("Comment", "varchar")],
    [[[each, written, "", ""] for each, written in COLUMNS]],
)


@pytest.fixture
def server() -> Iterator[TrinoServer]:
    with trino_server(lambda sql: DESCRIBED) as found:
        yield found


def named_one_of(count: int) -> dict[str, Any]:
    conditions = [
        {"attribute_id": "name", "condition": {"operation": "equals", "value": f"{at:0>300}"}}
        for at in range(count)
    ]
    return {"conditions_operation": {"operation": "or", "operands": conditions}}


def test_a_statement_longer_than_the_engine_takes_is_refused_when_it_is_saved_and_when_it_is_run(
    small_house: House, admin: TestClient, segment: Maker, destination: Maker, server: TrinoServer
) -> None:
    saved_before = segment(settings=named_one_of(4_000))["id"]
    small_house.profiles = open_engine(server.url())
    body = {"name": "Much", "settings": named_one_of(4_000)}
    for refused in (
        admin.post("/api/segments", json=body),
        admin.patch(f"/api/segments/{saved_before}", json=body),
    ):
        assert refused.status_code == 400
        assert f"'trino://127.0.0.1:{server.port}" in refused.json()["message"]
        assert f"takes at most {STATEMENT_BYTES:,}" in refused.json()["message"]
    assert segment(name="Little", settings=named_one_of(40))["name"] == "Little"

    asked = {"segment_export_destination_id": destination()["id"]}
    assert admin.post(f"/api/segments/{saved_before}/exports", json=asked).status_code == 201
    export_id = carry_out_next(small_house)
    export = admin.get(f"/api/segments/{saved_before}/exports/{export_id}").json()["segment_export"]
    assert export["stats"]["error"] == refused.json()["message"]
    assert all(sql.startswith("DESCRIBE") for sql in server.statements)
