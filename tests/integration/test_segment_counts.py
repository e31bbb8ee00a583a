"""Counts, previews and sentences of segments at the HTTP door, hostile values and large trees included."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest
import uvicorn
from starlette.testclient import TestClient

from sendoff import bootstrap
from sendoff.conditions.predicates import Predicate
from sendoff.engines.port import Stopped, StopSignal
from sendoff.services.first_start import make_first
from sendoff.services.house import House
from sendoff.settings import load
from sendoff.store import attributes
from tests.integration.conftest import Maker, People

SEED_TREE = {
    "operation": "and",
    "operands": [
        {
            "operation": "or",
            "operands": [
                {
                    "attribute_id": "attribute_1",
                    "condition": {"operation": "contains", "value": "foo"},
                    "negation": False,
                },
                {
                    "attribute_id": "attribute_2",
                    "condition": {"operation": "equals", "value": "bar"},
                    "negation": False,
                },
            ],
            "negation": False,
        },
        {
            "attribute_id": "attribute_3",
            "condition": {"operation": "contains", "value": "bar"},
            "negation": False,
        },
    ],
    "negation": False,
}
"""The sample of the original's page, as it stands there."""
EVERYBODY = {"name": "All", "settings": {"conditions_operation": {}}}


KEYS = [
    *("count", "as_of", "columns", "rows", "rows_withheld"),
    *("customers", "share", "destinations", "more_destinations"),
]
"""Of a preview."""


def about(attribute_id: str, operation: str, value: object = None, **more: object) -> dict[str, Any]:
    inner = {"operation": operation} if value is None else {"operation": operation, "value": value}
    return {"attribute_id": attribute_id, "condition": inner, **more}


@pytest.fixture
def count(admin: TestClient, segment: Maker) -> Callable[[object], int]:
    """How many customers a new segment of these conditions has."""

    def ask(conditions: object) -> int:
        made = segment(settings={"conditions_operation": conditions})
        answer = admin.get(f"/api/segments/{made['id']}/count")
        assert answer.status_code == 200, answer.text
        return int(answer.json()["count"])

    return ask


def test_a_count_says_when_it_was(admin: TestClient, segment: Maker) -> None:
    made = segment(settings={"conditions_operation": about("age", "is_set")})
    answer = admin.get(f"/api/segments/{made['id']}/count").json()
    assert answer.keys() == {"count", "as_of"}
    assert answer["count"] == 3
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", answer["as_of"])
    assert admin.get(f"/api/segments/{made['id']}").json()["segment"]["customers_count"] is None


def test_a_segment_in_the_trash_is_still_counted_and_shown(admin: TestClient, segment: Maker) -> None:
    url = f"/api/segments/{segment()['id']}"
    admin.delete(url)
    assert admin.get(f"{url}/count").json()["count"] == 4
    assert admin.get(f"{url}/preview").json()["count"] == 4


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Callable[[str], TestClient]]:
    """The administrator's client of a house over the rows of a query."""
    with ExitStack() as opened:

        def build(query: str) -> TestClient:
            file = tmp_path / "customers.parquet"
            with duckdb.connect() as connection:
                connection.execute(f"COPY ({query}) TO '{file}'")
            (tmp_path / "data").mkdir()
            house = bootstrap.build(load(tmp_path / "data", profiles=str(file)))
            opened.callback(house.database.close)
            make_first(house, email="admin@example.org", password="correct horse")
            return People(house).admin()

        yield build


def test_the_sample_of_the_original_is_accepted_and_counted(over: Callable[[str], TestClient]) -> None:
    admin = over(
        "SELECT * FROM (VALUES ('1', 'a FOO b', NULL, 'Bar'), ('2', NULL, 'BAR', 'xbarx'), "
        "('3', 'foo', 'bar', 'baz')) t(customer_entity_id, attribute_1, attribute_2, attribute_3)"
    )
    made = admin.post("/api/segments", json={"name": "x", "settings": {"conditions_operation": SEED_TREE}})
    assert made.status_code == 201
    assert made.json()["segment"]["settings"]["conditions_operation"] == SEED_TREE
    url = f"/api/segments/{made.json()['segment']['id']}"
    assert admin.get(f"{url}/count").json()["count"] == 2
    assert {each["customer_entity_id"] for each in admin.get(f"{url}/preview").json()["rows"]} == {"1", "2"}


def test_values_that_mean_something_elsewhere_are_ordinary_text(count: Callable[[object], int]) -> None:
    for value, customers in (
        ("%", 1), ("_", 1), ("%%", 0), ("'", 1), ("''", 0), ('"', 1), ("\\", 0), ("\0", 0),
        ("100% _O'K\"", 1), ("100% _o''k\"", 0), ("'; DROP TABLE segments --", 0), ("*", 0), ("?", 0),
        (":name", 0), ("{}", 0),
    ):  # fmt: skip
        assert count(about("name", "contains", value)) == customers, value
    assert count(about("name", "equals", "")) == 1
    assert count(about("name", "equals", "100% _o'k\"")) == 1
    assert count(about("email", "contains", "istanbul")) == 1
    assert count(about("name", "not_contain", "\0")) == 4
    assert count(about("name", "equals", "a\0nn", negation=True)) == 4


def test_a_value_of_a_megabyte_is_kept_and_compared(
    count: Callable[[object], int], admin: TestClient
) -> None:
    megabyte = "%_'\"\\é" * 150_000
    assert count(about("name", "contains", megabyte)) == 0
    assert count(about("name", "not_equal", megabyte)) == 4
    kept = admin.get("/api/segments").json()["segments"][0]["settings"]["conditions_operation"]
    assert kept["condition"]["value"] == megabyte


def test_a_list_of_a_hundred_thousand_values_is_counted(count: Callable[[object], int]) -> None:
    values = [f"value {number}" for number in range(99_999)]
    assert count(about("name", "in", [*values, "ANN"])) == 1
    assert count(about("name", "not_in", [*values, "ANN"])) == 3
    assert count(about("name", "contains_any_of", [*values, "nn"])) == 1


def test_a_tree_at_the_limit_of_depth_is_counted_and_one_beyond_refused(
    count: Callable[[object], int], admin: TestClient
) -> None:
    tree: dict[str, Any] = about("age", "is_set")
    for level in range(64):
        tree = {"operation": ("and", "or")[level % 2], "operands": [tree], "negation": True}
    assert count(tree) == 3
    deeper = {"name": "x", "settings": {"conditions_operation": {"operation": "and", "operands": [tree]}}}
    answer = admin.post("/api/segments", json=deeper)
    assert (answer.status_code, "64" in answer.json()["message"]) == (400, True)


def test_a_preview_shows_whole_customers_as_they_are(admin: TestClient, segment: Maker) -> None:
    made = segment(settings={"conditions_operation": about("age", "number_greater_than", 31)})
    answer = admin.get(f"/api/segments/{made['id']}/preview").json()
    columns = ["customer_entity_id", "name", "email", "age", "birthday", "tags", "address"]
    assert (list(answer), answer["columns"]) == (KEYS, columns)
    shown = {each["customer_entity_id"]: each for each in answer["rows"]}
    assert answer["count"] == len(shown) == 2
    assert shown["c1"] == {
        "customer_entity_id": "c1", "name": "Ann", "email": "ann@example.org", "age": 31,
        "birthday": "1993-02-03", "tags": ["gold", "new"], "address": {"city": "Praha", "zip": 11000},
    }  # fmt: skip


def test_a_preview_masks_what_is_protected_and_leaves_out_what_is_hidden(
    people: People, segment: Maker, small_house: House
) -> None:
    url = f"/api/segments/{segment()['id']}/preview"
    with small_house.database.writing() as connection:
        now = "2026-11-24 00:00:00.000000"
        for attribute_id in ("email", "tags", "address", "age"):
            attributes.change(connection, attribute_id, {"is_pii_protected": True}, now=now)
        attributes.change(connection, "birthday", {"is_hidden": True}, now=now)
        attributes.change(connection, "name", {"is_disabled": True}, now=now)
    without = people.holding("foreign_segments/view", "customers/detail").get(url)
    assert without.json()["columns"] == ["customer_entity_id", "email", "age", "tags", "address"]
    first = next(each for each in without.json()["rows"] if each["customer_entity_id"] == "c1")
    assert first == {
        "customer_entity_id": "c1", "email": "a******", "age": "3***", "tags": ["g***", "n***"],
        "address": {"city": "P***", "zip": "1***"},
    }  # fmt: skip
    assert "ann@" not in without.text
    allowed = people.holding("foreign_segments/view", "customers/detail", "customers/pii").get(url)
    assert "ann@example.org" in allowed.text


def test_a_preview_is_of_twenty_customers_at_most(over: Callable[[str], TestClient]) -> None:
    admin = over("SELECT i AS customer_entity_id FROM range(5000) t(i)")
    made = admin.post("/api/segments", json=EVERYBODY).json()["segment"]
    answer = admin.get(f"/api/segments/{made['id']}/preview").json()
    assert (answer["count"], len(answer["rows"]), answer["columns"]) == (5000, 20, ["customer_entity_id"])


def test_a_segment_is_described_in_a_sentence(admin: TestClient, segment: Maker) -> None:
    made = segment(settings={"conditions_operation": about("age", "number_between", [18, 30])})
    answer = admin.get(f"/api/segments/{made['id']}/describe").json()
    assert answer.keys() == {"description"}
    assert "age" in answer["description"]
    assert "18" in answer["description"]


def test_an_attribute_that_has_vanished_is_named(
    admin: TestClient, segment: Maker, small_house: House
) -> None:
    url = f"/api/segments/{segment()['id']}"
    with small_house.database.writing() as connection:
        text = json.dumps(about("gone", "is_set"))
        connection.exec_driver_sql("UPDATE segments SET conditions_operation = ?", (text,))
    for path in ("count", "preview", "describe"):
        answer = admin.get(f"{url}/{path}")
        assert answer.status_code == 400
        assert "'gone' is not in the profile data any more" in answer.json()["message"]
        assert answer.json()["path"] == "conditions_operation.attribute_id"
    assert admin.get(url).status_code == 200


def test_a_source_that_is_gone_is_told_and_comes_back(
    admin: TestClient, segment: Maker, profiles: Path
) -> None:
    url = f"/api/segments/{segment()['id']}"
    away = profiles.rename(profiles.with_suffix(".away"))
    for path in ("count", "preview"):
        answer = admin.get(f"{url}/{path}")
        assert (answer.status_code, str(profiles) in answer.json()["message"]) == (503, True)
    assert admin.get(url).status_code == 200
    away.rename(profiles)
    assert admin.get(f"{url}/count").json()["count"] == 4


@pytest.fixture
def server(people: People) -> Iterator[uvicorn.Server]:
    """A real server, which waits for answers under way for a second when it is stopped."""
    config = uvicorn.Config(
        people.app, port=0, log_level="warning", lifespan="off", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started)
    yield server
    server.should_exit = True
    thread.join()


@pytest.fixture
def served(server: uvicorn.Server, people: People) -> Iterator[httpx.Client]:
    """The administrator's client of `server`."""
    port = server.servers[0].sockets[0].getsockname()[1]
    token = people.admin().headers["X-Access-Token"]
    with httpx.Client(
        base_url=f"http://127.0.0.1:{port}", headers={"X-Access-Token": token}, timeout=60
    ) as client:
        yield client


def until(true: Callable[[], bool]) -> None:
    for _ in range(3000):
        if true():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it did not happen within 30 seconds")


def test_others_are_answered_while_ten_thousand_conditions_are_counted(served: httpx.Client) -> None:
    operands = [about("name", "contains", f"x{number}") for number in range(9_999)]
    tree = {"operation": "or", "operands": [*operands, about("age", "equals", 31)]}
    body = {"name": "Large", "settings": {"conditions_operation": tree}}
    made = served.post("/api/segments", json=body)
    assert made.status_code == 201
    url = f"/api/segments/{made.json()['segment']['id']}"
    answered = 0
    with ThreadPoolExecutor(1) as pool:
        counted = pool.submit(served.get, f"{url}/count")
        while not counted.done():
            assert served.get("/api/users/auth_options").status_code == 200
            assert served.get("/api/segments?name_filter=none").status_code == 200
            answered += 1
    assert counted.result().json()["count"] == 1
    assert answered >= 10
    beyond = {"operation": "or", "operands": [*operands, *operands[:2]]}
    answer = served.post("/api/segments", json={"name": "x", "settings": {"conditions_operation": beyond}})
    assert (answer.status_code, "10,000" in answer.json()["message"]) == (400, True)


class Waiting:
    """Profiles whose counts last until they are let go or stopped."""

    def __init__(self, house: House) -> None:
        self._profiles = house.profiles
        self.running = 0
        self.stopped = 0
        self.let_go = threading.Event()
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._profiles, name)

    def count(self, predicate: Predicate, *, stop: StopSignal | None = None) -> int:
        assert stop is not None
        with self._lock:
            self.running += 1
        while not self.let_go.is_set():
            if stop.wait(0.01):
                with self._lock:
                    self.running -= 1
                    self.stopped += 1
                raise Stopped
        return 7


@pytest.fixture
def waiting(small_house: House) -> Waiting:
    profiles = Waiting(small_house)
    small_house.profiles = profiles
    return profiles


def test_two_count_at_once_others_wait_and_reads_go_on(served: httpx.Client, waiting: Waiting) -> None:
    url = f"/api/segments/{served.post('/api/segments', json=EVERYBODY).json()['segment']['id']}"
    with ThreadPoolExecutor(4) as pool:
        counts = [pool.submit(served.get, f"{url}/count") for _ in range(4)]
        until(lambda: waiting.running == 2)
        for _ in range(20):
            assert served.get(url).status_code == 200
        assert waiting.running == 2
        waiting.let_go.set()
        assert [each.result().json()["count"] for each in counts] == [7, 7, 7, 7]


def test_a_count_whose_client_went_away_is_stopped(served: httpx.Client, waiting: Waiting) -> None:
    url = f"/api/segments/{served.post('/api/segments', json=EVERYBODY).json()['segment']['id']}"
    token = served.headers["X-Access-Token"]
    with socket.create_connection(("127.0.0.1", served.base_url.port or 0)) as client:
        client.sendall(f"GET {url}/count HTTP/1.1\r\nHost: x\r\nX-Access-Token: {token}\r\n\r\n".encode())
        until(lambda: waiting.running == 1)
    until(lambda: waiting.stopped == 1)
    assert waiting.running == 0


def test_a_count_is_stopped_with_its_server(
    server: uvicorn.Server, served: httpx.Client, waiting: Waiting
) -> None:
    url = f"/api/segments/{served.post('/api/segments', json=EVERYBODY).json()['segment']['id']}"
    with ThreadPoolExecutor(1) as pool:
        pool.submit(served.get, f"{url}/count")
        until(lambda: waiting.running == 1)
        server.should_exit = True
        try:
            until(lambda: waiting.stopped == 1)
        finally:
            waiting.let_go.set()
