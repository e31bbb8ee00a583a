"""The largest trees that are taken are counted and exported right, and nobody waits for them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import httpx
import pytest
from typer.testing import CliRunner, Result

from sendoff.cli.app import app
from tests.crash.waiting import until
from tests.integration.command_line import PATIENCE_SECONDS, Served, one_line, serving
from tests.integration.runs import FINAL, run_to_its_end

CUSTOMERS = 1_000
CONDITIONS = 10_000
VALUES = 100_000
LOOK_SECONDS = 0.02
"""How often others ask: seldom enough to leave the processor to what they are tried beside."""

Tree = dict[str, Any]
T = TypeVar("T")


def about(attribute_id: str, operation: str, value: object) -> Tree:
    return {"attribute_id": attribute_id, "condition": {"operation": operation, "value": value}}


def joined(joiner: str, operands: list[Tree], **more: object) -> Tree:
    return {"operation": joiner, "operands": operands, **more}


def all_but_the_last_hundred_named(conditions: int = CONDITIONS) -> Tree:
    """One chain that leaves the last hundred customers."""
    named = CUSTOMERS - 100
    names = [*(f"N{at}" for at in range(named)), *(f"nobody {at}" for at in range(conditions - named))]
    return joined("and", [about("name", "not_equal", name) for name in names])


def the_first_ten_64_deep() -> Tree:
    """10,000 conditions over 64 levels, none of which changes who is selected: the first ten customers."""
    tree, at = about("n", "number_lower_than", 9), count()
    for level in range(64):
        others = 156 if level else 156 + CONDITIONS - 1 - 64 * 156
        if level % 2:
            present = [{**absent(next(at)), "negation": True} for _ in range(others)]
            tree = joined("and", [*present, tree])
        else:
            opposite = {**tree, "negation": not tree.get("negation", False)}
            tree = joined("or", [opposite, *(absent(next(at)) for _ in range(others))], negation=True)
    return tree


def absent(at: int) -> Tree:
    """A condition that nobody satisfies."""
    return (
        about("name", "equals", f"nobody {at}"),
        about("name", "in", [f"nobody {at}", f"none {at}"]),
        about("n", "number_between", [-at - 2, -1]),
        about("tags", "contains", f"absent {at}"),
        about("seen", "date_lower_than", f"19{at % 90 + 10}-01-01"),
    )[at % 5]


def one_list(first: str, values: int = VALUES) -> Tree:
    return about("name", "in", [first, *(f"nobody {at}" for at in range(values - 1))])


def many_lists() -> Tree:
    """100,000 values in 990 lists, all long enough to be registered: the first 990 customers."""
    lists = [[f"n{at}", *(f"nobody {at} {other}" for other in range(100))] for at in range(990)]
    lists[0] += [f"more {other}" for other in range(VALUES - 990 * 101)]
    return joined("or", [about("name", "in", each) for each in lists])


MAXIMAL: dict[str, tuple[Callable[[], Tree], range]] = {
    "one chain": (all_but_the_last_hundred_named, range(CUSTOMERS - 100, CUSTOMERS)),
    "64 deep": (the_first_ten_64_deep, range(10)),
    "one list": (lambda: one_list("N7"), range(7, 8)),
    "many lists": (many_lists, range(990)),
}

BEYOND: dict[str, tuple[Callable[[], Tree], str]] = {
    "one condition more": (
        lambda: all_but_the_last_hundred_named(CONDITIONS + 1),
        "more than 10,000 conditions",
    ),
    "one level more": (lambda: joined("and", [the_first_ten_64_deep()]), "more than 64 operations deep"),
    "one value more": (lambda: one_list("N7", VALUES + 1), "more than 100,000 values"),
    "one value more in two lists": (
        lambda: joined("or", [one_list("N7"), about("name", "in", ["N8"])]),
        "more than 100,000 values",
    ),
}


@pytest.fixture(scope="module")
def customers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("thousand") / "customers.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'c' || i AS customer_entity_id, 'n' || i AS name, i AS n, ['t', 'T' || i] AS tags, "
            "TIMESTAMP '2020-01-01' + INTERVAL (i) HOUR AS seen FROM range(?) t(i)) TO ? (FORMAT parquet)",
            [CUSTOMERS, str(file)],
        )
    return file


@pytest.fixture(scope="module")
def served(customers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served"), profiles=customers, workers=1) as server:
        yield server


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    """The administrator's; with a destination, 1, and a small segment, 1."""
    headers = {"X-Access-Token": served.token}
    with httpx.Client(base_url=served.url, headers=headers, timeout=PATIENCE_SECONDS) as opened:
        assert opened.post("/api/segments", json=segment({})).status_code == 201
        there = opened.post(
            "/api/segments/export/destinations", json={"name": "File", "attribute_ids": ["n"]}
        )
        assert there.status_code == 201, there.text
        yield opened


def segment(tree: Tree) -> dict[str, Any]:
    return {"name": "x", "settings": {"conditions_operation": tree}}


def while_others_ask(client: httpx.Client, work: Callable[[], T]) -> tuple[T, int]:
    """What `work` gives, and how many requests of somebody else were answered meanwhile.

    A server that was held up by the work would answer one: when it had done it.
    """
    answered = 0
    other = httpx.Client(base_url=client.base_url, headers=client.headers, timeout=PATIENCE_SECONDS)
    with ThreadPoolExecutor(1) as pool, other:
        working = pool.submit(work)
        while not wait([working], timeout=LOOK_SECONDS).done:
            assert other.get("/api/segments/1").status_code == 200
            answered += 1
    return working.result(), answered


@pytest.mark.slow
@pytest.mark.parametrize("name", MAXIMAL)
def test_a_tree_at_a_limit_is_counted_and_exported_while_others_are_answered(
    client: httpx.Client, name: str
) -> None:
    make, expected = MAXIMAL[name]
    made = client.post("/api/segments", json=segment(make()))
    assert made.status_code == 201, made.text[:500]
    segment_id = made.json()["segment"]["id"]
    assert made.json()["segment"]["settings"]["conditions_operation"] == make()

    url = f"/api/segments/{segment_id}"
    counted, answered = while_others_ask(client, lambda: client.get(f"{url}/count"))
    assert counted.json()["count"] == len(expected)
    assert answered > 5 or name == "one list"  # which takes no time
    export_id, answered = while_others_ask(client, lambda: run(client, segment_id))
    export, file = run_to_its_end(client, segment_id, 1, export_id=export_id)
    assert export["stats"]["rows"] == {"matched": len(expected), "exported": len(expected)}
    assert answered > 5 or name == "one list"
    assert sorted(ids(file)) == sorted(f"c{at}" for at in expected)
    assert client.get(f"{url}/describe").json()["description"].startswith("Customers where ")


def run(client: httpx.Client, segment_id: int) -> int:
    """The id of a new export, which has ended; its history is looked at, where its tree is left out."""
    url = f"/api/segments/{segment_id}/exports"
    asked = client.post(url, json={"segment_export_destination_id": 1})
    assert asked.status_code == 201, asked.text[:500]
    export_id = int(asked.json()["segment_export"]["id"])

    def is_final() -> bool:
        last = client.get(f"{url}/{export_id}/history").json()["history_list"][-1]
        return last["segment_export"]["status"] in FINAL

    until(is_final)
    return export_id


@pytest.mark.parametrize("name", BEYOND)
def test_a_tree_beyond_a_limit_is_refused_with_the_limit_and_nothing_is_kept(
    client: httpx.Client, name: str
) -> None:
    make, said = BEYOND[name]
    before = client.get("/api/segments?order_dir=DESC&limit=1").json()["segments"][0]["id"]
    answer = client.post("/api/segments", json=segment(make()))
    assert answer.status_code == 400
    assert said in answer.json()["message"]
    assert len(answer.json()["message"]) < 1_000
    assert client.get("/api/segments?order_dir=DESC&limit=1").json()["segments"][0]["id"] == before


def test_the_one_shot_takes_a_tree_at_a_limit(customers: Path, tmp_path: Path) -> None:
    make, expected = MAXIMAL["one chain"]
    done = one_shot(customers, tmp_path, make())
    assert done.exit_code == 0, done.output
    assert one_line(done.stdout)["rows"] == len(expected)
    assert sorted(ids((tmp_path / "out.csv").read_bytes())) == sorted(f"c{at}" for at in expected)


def test_the_one_shot_refuses_a_tree_beyond_a_limit(customers: Path, tmp_path: Path) -> None:
    for make, said in BEYOND.values():
        done = one_shot(customers, tmp_path, make())
        assert done.exit_code == 2
        assert said in one_line(done.stdout)["error"]["message"]
        assert not (tmp_path / "out.csv").exists()


def one_shot(customers: Path, folder: Path, tree: Tree) -> Result:
    (folder / "tree.json").write_text(json.dumps(tree))
    arguments = ["--profiles", customers, "--conditions", folder / "tree.json", "--columns", "n"]
    return CliRunner().invoke(
        app, ["export", "--json", *map(str, arguments), "--to", str(folder / "out.csv")]
    )


def ids(file: bytes) -> list[str]:
    header, *rows = csv.reader(io.StringIO(file.decode()))
    assert header == ["customer_entity_id", "n"]
    return [row[0] for row in rows]
