"""The OpenAPI document says what everything in it means, and which errors there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sendoff import bootstrap
from sendoff.api.app import create_app
from sendoff.settings import load

METHODS = {"get", "post", "put", "patch", "delete"}
NEED_NO_TOKEN = {"auth_options", "log_in", "log_out", "renew"}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("openapi")
    house = bootstrap.build(load(folder, profiles="customers.parquet"))
    try:
        return create_app(house).openapi()
    finally:
        house.database.close()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        assert set(item) <= METHODS
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


def properties(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of every schema in the document, wherever it stands."""
    if isinstance(node, dict):
        if "properties" in node and "type" in node:
            yield from ((f"{place}.{name}", schema) for name, schema in node["properties"].items())
        for key, value in node.items():
            yield from properties(value, f"{place}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from properties(value, f"{place}/{number}")


def test_every_property_says_what_it_is(document: dict[str, Any]) -> None:
    found = dict(properties(document))
    assert len(found) > 150
    assert not [place for place, schema in found.items() if not schema.get("description", "").strip()]


def test_every_shape_says_what_it_is(document: dict[str, Any]) -> None:
    shapes = document["components"]["schemas"]
    assert not [name for name, schema in shapes.items() if not schema.get("description")]


def test_every_parameter_says_what_it_is(document: dict[str, Any]) -> None:
    found = [
        (f"{place} {parameter['name']}", parameter)
        for place, operation in operations(document)
        for parameter in operation.get("parameters", [])
    ]
    assert len(found) > 100
    assert not [place for place, parameter in found if not parameter.get("description", "").strip()]


def test_every_call_has_a_summary_a_name_of_its_own_and_a_described_group(document: dict[str, Any]) -> None:
    found = dict(operations(document))
    assert not [place for place, operation in found.items() if not operation.get("summary")]
    names = [operation["operationId"] for operation in found.values()]
    assert sorted(names) == sorted(set(names))
    described = {tag["name"] for tag in document["tags"] if tag["description"]}
    assert {tag for operation in found.values() for tag in operation["tags"]} == described


def test_every_call_lists_its_errors_in_the_one_shape(document: dict[str, Any]) -> None:
    for place, operation in operations(document):
        answers = operation["responses"]
        expected = {"503"}
        if operation["operationId"] not in NEED_NO_TOKEN:
            expected.add("401")
        if operation.get("parameters") or "requestBody" in operation:
            expected.add("400")
        if "requestBody" in operation:
            expected.add("413")
        if re.search(r"\{\w+\}", place):
            expected.add("404")
        assert expected <= set(answers), place
        assert "422" not in answers, place
        for status, answer in answers.items():
            assert answer["description"], place
            if int(status) >= 400:
                schema = answer["content"]["application/json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/ErrorAnswer"}, place


def test_only_the_login_needs_no_token(document: dict[str, Any]) -> None:
    without = {o["operationId"] for _, o in operations(document) if not o.get("security")}
    assert without == NEED_NO_TOKEN
    optional = {o["operationId"] for _, o in operations(document) if {} in o.get("security", [])}
    assert optional == {"download_export"}


def test_the_document_holds_no_shape_that_nothing_refers_to(document: dict[str, Any]) -> None:
    text = str(document)
    shapes = document["components"]["schemas"]
    assert not [name for name in shapes if f"'#/components/schemas/{name}'" not in text]


def test_every_routed_call_is_in_the_document(document: dict[str, Any]) -> None:
    routes = Path(__file__).parents[2] / "sendoff" / "api" / "routes"
    written = sum(len(re.findall(r"^@router\.\w+\(", file.read_text(), re.M)) for file in routes.glob("*.py"))
    assert written == len(list(operations(document)))
