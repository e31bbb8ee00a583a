"""`/api/docs` and `/api/openapi.json`: open to everybody, and whole without anybody else's server."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.integration.conftest import People


@pytest.fixture
def nobody(people: People) -> TestClient:
    return people.nobody()


def test_the_page_and_all_it_names_are_served_without_a_login(nobody: TestClient) -> None:
    page = nobody.get("/api/docs")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    named = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    assert len(named) == 6
    for address in named:
        if not address.startswith("data:"):
            assert nobody.get(f"/api/{address}").status_code == 200, address


def test_the_address_of_the_server_leads_to_the_page(nobody: TestClient) -> None:
    answer = nobody.get("/", follow_redirects=True)
    assert (answer.status_code, answer.url.path) == (200, "/api/docs")


def test_the_page_asks_no_other_server_and_runs_nothing_inline(nobody: TestClient) -> None:
    page = nobody.get("/api/docs")
    assert "://" not in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "<style" not in page.text
    assert not re.search(r"<script[^>]*>[^<]", page.text)


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("docs", "text/html"),
        ("docs/page.js", "javascript"),
        ("docs/swagger-ui/swagger-ui-bundle.js", "javascript"),
        ("docs/swagger-ui/swagger-ui.css", "text/css"),
    ],
)
def test_every_file_says_what_it_is_and_is_asked_for_only_when_it_changed(
    nobody: TestClient, path: str, media_type: str
) -> None:
    first = nobody.get(f"/api/{path}")
    assert media_type in first.headers["content-type"]
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["cache-control"] == "no-cache"
    again = nobody.get(f"/api/{path}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    ["docs/", "docs/nothing", "docs/swagger-ui", "docs/%00", "docs/..%2f..%2fapp.py", "docs/%2fetc%2fpasswd"],
)
def test_nothing_else_is_served_from_there(nobody: TestClient, path: str) -> None:
    answer = nobody.get(f"/api/{path}")
    assert answer.status_code == 404
    assert answer.json()["message"] == answer.json()["detail"]


def test_the_document_needs_no_login_and_keeps_quiet_about_the_page(nobody: TestClient) -> None:
    document = nobody.get("/api/openapi.json")
    assert document.status_code == 200
    assert not [path for path in document.json()["paths"] if "docs" in path]
