"""Every list of the API: its page, its order, its echo and what it refuses (spec/api.md, House style)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sendoff import bootstrap
from sendoff.settings import load
from tests.integration.conftest import People
from tests.integration.movable_clock import MovableClock
from tests.integration.runs import carry_out_next


@dataclass(frozen=True)
class List:
    """One list: where it is, what its entities can be ordered by, and what it echoes beside the page."""

    path: str
    key: str
    columns: tuple[str, ...]
    others: tuple[str, ...] = ()
    filters: dict[str, object] = field(default_factory=dict)
    default_order: str | None = "id"


LISTS = (
    List(
        "/api/segments/1/exports",
        "segment_exports",
        ("id", "user_id", "segment_id", "segment_export_destination_id", "name", "status", "created"),
        others=("settings", "frontend_settings", "stats", "file_download_token"),
    ),
    List("/api/segments/1/exports/1/history", "history_list", ("id", "created"), others=("segment_export",)),
    List(
        "/api/segments/1/exports/1/logs",
        "segment_export_logs",
        ("id", "created"),
        others=("segment_export_id", "level", "text"),
    ),
    List(
        "/api/segments",
        "segments",
        (
            "id", "user_id", "author_id", "name", "description", "disabled", "deleted", "segment_type",
            "customers_count", "last_export", "created", "origin_created",
        ),
        others=("settings", "frontend_settings", "tags"),
        filters={
            "name_filter": None, "tag_ids": None, "show_my": 0, "show_shared_with_me": 0, "show_foreign": 0,
            "show_deleted": 0,
        },
    ),
    List(
        "/api/acl/segments/1", "segment_users", ("id", "permission", "created", "user_id", "segment_id")
    ),
    List(
        "/api/segments/export/destinations",
        "segment_export_destinations",
        (
            "id", "user_id", "name", "description", "disabled", "deleted", "icon", "mi_workspace_id",
            "last_export", "created",
        ),
        others=("settings", "frontend_settings", "attribute_ids", "mandatory_attribute_ids"),
        filters={"name_filter": None},
    ),
    List(
        "/api/value_lists",
        "value_lists",
        (
            "id", "user_id", "name", "data_type", "values_count", "rows_count", "empty_rows_count", "bytes",
            "sha256", "deleted", "created",
        ),
        filters={"name_filter": None},
    ),
    List(
        "/api/attributes",
        "attributes",
        (
            "id", "source_id", "name", "data_type", "is_disabled", "is_unique", "is_hidden", "is_system",
            "is_pii_protected", "order_index", "description", "created", "modified",
        ),
        others=("tags",),
        filters={"name_filter": None, "show_hidden": 0},
    ),
    List(
        "/api/customers/c1/attributes",
        "customer_attributes",
        ("customer_entity_id", "attribute_id"),
        others=("value",),
        filters={"attribute_values_max_count": 10, "show_hidden": 0},
        default_order=None,
    ),
    List(
        "/api/users",
        "users",
        (
            "id", "name", "email", "role_id", "disabled", "deleted", "first_login", "last_login", "created",
            "modified",
        ),
        filters={"name_filter": None},
    ),
    List(
        "/api/users/user_roles",
        "roles",
        ("id", "name", "description", "disabled", "deleted", "created", "modified"),
        others=("features",),
        filters={"name_filter": None},
    ),
)  # fmt: skip
EACH = pytest.mark.parametrize("of", LISTS, ids=[each.key for each in LISTS])


@pytest.fixture(scope="module")
def admin(tmp_path_factory: pytest.TempPathFactory, set_up: Path) -> Iterator[TestClient]:
    """The administrator of an instance with several of everything, all made in one moment."""
    folder = tmp_path_factory.mktemp("lists") / "data"
    shutil.copytree(set_up / "data", folder)
    house = bootstrap.build(load(folder, profiles=str(set_up / "customers.parquet")), clock=MovableClock())
    people = People(house)
    with people.admin() as client:
        for name in ("same", "same", "Other", "same"):
            client.post("/api/segments", json={"name": name, "settings": {"conditions_operation": {}}})
            client.post("/api/segments/export/destinations", json={"name": name})
            client.post("/api/value_lists", params={"name": name}, content=f"name\n{name}\n")
            person = people.holding("segments/create")
            invitation = {"user_id": person.id, "permission": "read" if name == "same" else "write"}
            client.post("/api/acl/segments/1", json=invitation)
        client.patch("/api/attributes/tags", json={"is_pii_protected": 1, "name": "Another"})
        for to in (1, 2, 1, 3):
            client.post("/api/segments/1/exports", json={"segment_export_destination_id": to})
        carry_out_next(house)
        yield client
    house.database.close()


def page(admin: TestClient, of: List, **parameters: Any) -> list[dict[str, Any]]:
    answer = admin.get(of.path, params=parameters)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()[of.key]
    return found


@EACH
def test_a_list_is_its_entities_and_what_was_asked_for(admin: TestClient, of: List) -> None:
    usual = {"limit": 20, "offset": None, "order_by": of.default_order, "order_dir": "ASC"}
    answer = admin.get(of.path).json()
    assert list(answer) == [of.key, "selection_settings"]
    assert answer["selection_settings"] == {**usual, **of.filters}
    assert len(answer[of.key]) > 2
    column = of.columns[-1]
    asked = {"limit": "3", "offset": "1", "order_by": column, "order_dir": "DESC", "nonsense": "1"}
    settings = admin.get(of.path, params=asked).json()["selection_settings"]
    assert settings == {"limit": 3, "offset": 1, "order_by": column, "order_dir": "DESC", **of.filters}


@EACH
def test_a_list_is_ordered_by_every_column_it_shows_but_json_and_tokens(admin: TestClient, of: List) -> None:
    shown = {key for entity in page(admin, of) for key in entity}
    if of.key != "history_list":  # its entries are ordered by the moment of a change, which they do not show
        assert shown == {*of.columns, *of.others}
    for column in of.columns:
        values = [e.get(column) for e in page(admin, of, order_by=column)]
        upwards: list[Any] = [value for value in values if value is not None]
        assert values[len(values) - len(upwards) :] == upwards, column  # what is unknown comes first
        downwards = page(admin, of, order_by=column, order_dir="DESC")
        assert upwards == sorted(upwards), column
        assert [e.get(column) for e in downwards if e.get(column) is not None] == upwards[::-1], column
    for column in (*of.others, "nonsense", "", "id; --", "rowid"):
        answer = admin.get(of.path, params={"order_by": column})
        assert (answer.status_code, answer.json()["path"]) == (400, "order_by"), column


@EACH
def test_pages_never_overlap_whatever_the_order(admin: TestClient, of: List) -> None:
    for column in of.columns:
        for direction in ("ASC", "DESC"):
            order = {"order_by": column, "order_dir": direction}
            whole = page(admin, of, **order)
            paged = [page(admin, of, limit=2, offset=at, **order) for at in range(0, len(whole), 2)]
            assert [entity for part in paged for entity in part] == whole, order
            if "id" in of.columns and len({entity.get(column) for entity in whole}) == 1:
                ids = [entity["id"] for entity in whole]
                assert ids == sorted(ids, reverse=direction == "DESC"), order


@EACH
def test_a_page_has_from_none_to_a_thousand(admin: TestClient, of: List) -> None:
    assert page(admin, of, limit=0) == []
    assert page(admin, of, limit=1000, offset=0) == page(admin, of)
    assert page(admin, of, offset=2**63 - 1) == []


@EACH
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("limit", ["1001", "-1", "x", "", "1e3", "10" * 20]),
        ("offset", ["-1", "x", "", "1.5", str(2**63)]),
        ("order_dir", ["UP", "", "ASC, id"]),
    ],
)
def test_a_parameter_that_means_nothing_is_refused(
    admin: TestClient, of: List, name: str, values: list[str]
) -> None:
    for value in values:
        answer = admin.get(of.path, params={name: value})
        assert answer.status_code == 400, (value, answer.text)
        body = answer.json()
        assert (body["message"], body["path"]) == (body["detail"], name)


@pytest.mark.parametrize("of", [of for of in LISTS if "name_filter" in of.filters], ids=lambda of: of.key)
def test_an_empty_filter_is_none_and_a_filter_is_echoed(admin: TestClient, of: List) -> None:
    assert admin.get(of.path, params={"name_filter": ""}).json() == admin.get(of.path).json()
    answer = admin.get(of.path, params={"name_filter": "no such name"}).json()
    assert answer[of.key] == []
    assert answer["selection_settings"]["name_filter"] == "no such name"
