"""The API against its own OpenAPI document: requests that it describes, and requests that it does not.

`SENDOFF_PROOF_RUNS` is the number of requests for each call of the API.
"""

from __future__ import annotations

import copy
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from sendoff import bootstrap
from sendoff.api.app import create_app
from sendoff.services import runs
from sendoff.services.house import House
from sendoff.settings import load
from tests.integration.conftest import People

PHASES = (Phase.generate, Phase.shrink)
RUNS = int(os.environ.get("SENDOFF_PROOF_RUNS", "12"))

IDS: dict[str, Any] = {
    "segment_id": 1,
    "export_id": 1,
    "history_id": 1,
    "destination_id": 1,
    "user_id": 2,
    "role_id": 2,
    "value_list_id": 1,
    "attribute_id": "email",
    "customer_entity_id": "c1",
}
"""What there is: see the fixture `furnished`."""

CANCEL = "DELETE /api/segments/{segment_id}/exports/{export_id}"
OTHER_IDS: dict[str, dict[str, Any]] = {CANCEL: {"export_id": 2}}

BODIES: dict[str, Any] = {
    "segment_export_destination_id": 1,
    "user_id": 3,
    "role_id": 1,
    "email": "new@example.org",
    "password": "correct horse",
    "features": ["segments/export"],
    "attribute_ids": ["name"],
    "mandatory_attribute_ids": ["email"],
    "settings": {},
}
"""What the document cannot say of a body's values: which there are, and what they must be like."""

OTHER_BODIES: dict[str, dict[str, Any]] = {
    "POST /api/segments": {"settings": {"conditions_operation": {}}},
    "PATCH /api/segments/{segment_id}": {"settings": {"conditions_operation": {}}},
    "POST /api/users/login": {"email": "admin@example.org"},
}

FILES: dict[str, str] = {"POST /api/value_lists": "number\n1\n"}
"""Bodies that are no JSON."""


def strict(document: dict[str, Any]) -> dict[str, Any]:
    """The document, but what it does not name may not be answered."""
    document = copy.deepcopy(document)
    for shape in document["components"]["schemas"].values():
        if "properties" in shape:
            shape.setdefault("additionalProperties", False)
    return document


# Each test puts its own house in; what the application says of itself does not depend on it.
APP = create_app(cast(House, None))
load_all_checks()
SCHEMA = schemathesis.openapi.from_dict(strict(APP.openapi()))
SCHEMA.app = APP
OPERATIONS: dict[str, APIOperation] = {
    operation.label: operation
    for operation in (found.ok() for found in SCHEMA.get_all_operations())  # type: ignore[union-attr]
}
LOGINS = {label for label in OPERATIONS if label.endswith("/login")}


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory, set_up: Path) -> tuple[Path, str]:
    """An instance with one of everything, a finished and a waiting export; and its administrator's token."""
    folder = tmp_path_factory.mktemp("furnished") / "data"
    shutil.copytree(set_up / "data", folder)
    house = bootstrap.build(load(folder, profiles=str(set_up / "customers.parquet")))
    people = People(house)
    admin = people.admin()
    for _ in range(2):
        people.holding("segments/create")
    admin.post("/api/segments", json={"name": "All", "settings": {"conditions_operation": {}}})
    columns = ["name", "tags", "address"]
    admin.post("/api/segments/export/destinations", json={"name": "File", "attribute_ids": columns})
    admin.post("/api/acl/segments/1", json={"user_id": 2, "permission": "read"})
    admin.post("/api/value_lists", params={"name": "Known"}, content="email\nann@example.org\n")
    admin.post("/api/segments/1/exports", json={"segment_export_destination_id": 1})
    claimed = runs.claim(house, owner="test")
    assert claimed is not None
    runs.execute(house, claimed, stop=Event(), watch=lambda rows: None)
    admin.post("/api/segments/1/exports", json={"segment_export_destination_id": 1})
    house.database.close()
    return folder, admin.headers["X-Access-Token"]


@pytest.fixture
def token(tmp_path: Path, set_up: Path, furnished: tuple[Path, str]) -> Iterator[str]:
    """The token of the administrator of the house that answers in this test: a copy of the furnished one."""
    folder, value = furnished
    shutil.copytree(folder, tmp_path / "data")
    house = bootstrap.build(load(tmp_path / "data", profiles=str(set_up / "customers.parquet")))
    APP.state.house = house
    yield value
    APP.state.house = None
    house.database.close()


def asked(requests: st.SearchStrategy[Case], *, runs: int, token: str, **checks: Any) -> set[int]:
    """The statuses of the answers, all of which the document allows."""
    headers = {"X-Access-Token": token}
    statuses: set[int] = set()

    @given(case=requests)
    @settings(
        max_examples=runs, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck)
    )
    def ask(case: Case) -> None:
        answer = case.call()
        statuses.add(answer.status_code)
        case.validate_response(answer, headers=headers, **checks)

    ask()
    return statuses


@pytest.mark.parametrize("label", OPERATIONS)
def test_a_request_as_described_gets_an_answer_as_described(label: str, token: str) -> None:
    operation = OPERATIONS[label]
    ids = IDS | OTHER_IDS.get(label, {})
    values = BODIES | OTHER_BODIES.get(label, {})
    if label in LOGINS:
        login = {"email": "admin@example.org", "password": values["password"]}
        values["token"] = TestClient(APP).post("/api/users/login", json=login).json()["token"]

    def fitted(case: Case) -> Case:
        if isinstance(case.body, dict):
            case.body = {key: values.get(key, value) for key, value in case.body.items()}
        if label in FILES:
            case.body = FILES[label]
            case.query.pop("column", None)
        if "customer_entity_id" in case.query:
            case.query["customer_entity_id"] = ids["customer_entity_id"]
        return case

    requests = operation.as_strategy(
        headers={"X-Access-Token": token},
        path_parameters={p.name: ids[p.name] for p in operation.path_parameters},
    ).map(fitted)
    # What changes things can be refused the second time, or for what the document cannot say.
    excluded = [] if label.startswith("GET") else [positive_data_acceptance]
    statuses = asked(requests, runs=(RUNS + 1) // 2, token=token, excluded_checks=excluded)
    assert statuses & {200, 201}


@pytest.mark.parametrize("label", OPERATIONS)
def test_any_other_request_is_refused_as_described(label: str, token: str) -> None:
    operation = OPERATIONS[label]
    headers = {"X-Access-Token": token}
    requests = st.one_of(
        operation.as_strategy(headers=headers),
        operation.as_strategy(GenerationMode.NEGATIVE, headers=headers),
    )
    asked(requests, runs=(RUNS + 1) // 2, token=token, excluded_checks=[positive_data_acceptance])
