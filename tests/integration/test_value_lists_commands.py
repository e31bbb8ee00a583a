"""`sendoff value-lists` against a real server."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.command_line import PATIENCE_SECONDS, PROGRAM, Served, one_line, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, set_up: Path) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("value-lists")
    with serving(folder, profiles=set_up / "customers.parquet", workers=0) as server:
        yield server


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "known.csv"
    file.write_text("id,email\n1,Ann@example.org\n2,bob@example.org\n3,\n")
    return file


def test_a_list_is_uploaded_listed_and_deleted(served: Served, file: Path) -> None:
    answer = served.json("value-lists", "create", str(file), "--name", "Newsletter", "--column", "email")
    made = answer["value_list"]
    assert (made["name"], made["data_type"], made["values_count"]) == ("Newsletter", "string", 2)
    assert served.json("value-lists", "list", "--limit", "1000")["value_lists"][-1] == made
    assert served.json("value-lists", "delete", "Newsletter")["value_list"] == {**made, "deleted": 1}
    assert made not in served.json("value-lists", "list", "--limit", "1000")["value_lists"]
    assert served.ask("value-lists", "delete", "Newsletter").exit_code == 1


def test_people_are_told_the_same(served: Served, file: Path) -> None:
    named = ("--name", "Numbers", "--column", "id", "--type", "int")
    done = served.ask("value-lists", "create", str(file), *named)
    assert done.exit_code == 0, done.output
    lines = dict(line.split("  ", 1) for line in done.stdout.splitlines())
    assert (lines["name"].strip(), lines["type"].strip(), lines["values"].strip()) == ("Numbers", "int", "3")
    listed = served.ask("value-lists", "list")
    assert "Numbers" in listed.stdout
    assert "values count" in listed.stdout
    assert served.ask("value-lists", "delete", lines["value list"].strip()).exit_code == 0


def test_a_list_larger_than_one_piece_comes_from_standard_input(served: Served) -> None:
    values = "n\n" + "".join(f"value {number}\n" for number in range(150_000))
    done = subprocess.run(
        [*PROGRAM, "value-lists", "create", "-", "--name", "Piped", "--json"],
        env=os.environ | served.environment, input=values, capture_output=True, text=True,
        timeout=PATIENCE_SECONDS, check=True,
    )  # fmt: skip
    found = one_line(done.stdout)["value_list"]
    assert (found["values_count"], found["bytes"]) == (150_000, len(values))


def test_what_is_refused_is_told_and_ends_with_its_exit_code(served: Served, file: Path) -> None:
    missing = served.ask("value-lists", "create", str(file.parent / "none.csv"), "--name", "None")
    assert missing.exit_code == 2
    assert "cannot be read: No such file" in missing.stderr
    several = served.ask("value-lists", "create", str(file), "--name", "None")
    assert several.exit_code == 2
    assert "has 2 columns" in several.stderr
    texts = served.ask(
        "value-lists", "create", str(file), "--name", "N", "--column", "email", "--type", "int"
    )
    assert texts.exit_code == 2
    assert "Line 2 of the file holds no whole number" in texts.stderr
    nobody = served.ask("value-lists", "list", SENDOFF_TOKEN="none")
    assert nobody.exit_code == 77
