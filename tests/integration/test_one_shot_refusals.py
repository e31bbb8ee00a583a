"""What the one-shot is told wrongly: a sentence, an exit code, and no file."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from sendoff.cli.app import app
from sendoff.engines.duckdb.engine import DuckDBEngine
from sendoff.engines.port import Limits
from sendoff.services.house import House
from tests.integration.command_line import PATIENCE_SECONDS, PROGRAM, one_line

MANY_BYTES = 33 * 1024 * 1024


def exported(profiles: str, conditions: str, to: Path, *, exit_code: int) -> str:
    """What a failed export says, on standard error and as JSON; nothing was written."""
    arguments = ["export", "--json", "--profiles", profiles, "--conditions", conditions, "--to", str(to)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == exit_code, done.output
    assert not to.exists()
    error = one_line(done.stdout)["error"]
    assert error.keys() == {"code", "message", "path"}
    assert done.stderr.splitlines()[0] in error["message"]
    return str(error["message"])


@pytest.fixture
def everybody(tmp_path: Path) -> str:
    (tmp_path / "all.json").write_text("{}")
    return str(tmp_path / "all.json")


@pytest.mark.parametrize(
    ("url", "exit_code", "said"),
    [
        ("", 2, "cannot be opened: write a file or a glob"),
        ("customers", 2, "cannot be opened"),
        ("file://", 2, "cannot be opened"),
        ("duckdb:///shop.duckdb", 2, "name no file and table"),
        ("duckdb:///?table=people", 2, "name no file and table"),
        ("duckdb:///shop.duckdb?table=a&table=b", 2, "name no file and table"),
        ("duckdb:///shop.duckdb?table=people", 1, "There is no file"),
        (
            "s3://bucket/customers.parquet",
            2,
            "No engine is installed for 's3' URLs (installed: bigquery, clickhouse, databricks, duckdb, ",
        ),
        ("no\nfolder/*.parquet", 1, "There is no file"),
        ("x" * 5000 + ".parquet", 1, "There is no file"),
        ("a\0b.parquet", 2, "a NUL in their path"),
        ("duckdb:///a%00b.duckdb?table=people", 2, "name no file and table"),
    ],
)
def test_customers_that_are_nowhere_are_told(
    everybody: str, tmp_path: Path, url: str, exit_code: int, said: str
) -> None:
    assert said in exported(url, everybody, tmp_path / "out.csv", exit_code=exit_code)


def missing(file: Path) -> None:
    """Nothing is there."""


def binary(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 10)


def utf_16(file: Path) -> None:
    file.write_text("{}", encoding="utf-16")


def large(file: Path) -> None:
    file.write_text(json.dumps({"attribute_id": "x" * MANY_BYTES}))


def endless(file: Path) -> None:
    file.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (missing, "cannot be read: No such file or directory."),
        (Path.mkdir, "cannot be read: Is a directory."),
        (binary, "is not UTF-8"),
        (utf_16, "is not UTF-8"),
        (large, "more than 33554432 bytes"),
        (endless, "more than 33554432 bytes"),
    ],
)
def test_a_conditions_file_that_is_none_is_told(
    profiles: Path, tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    file = tmp_path / "segment.json"
    make(file)
    message = exported(str(profiles), str(file), tmp_path / "out.csv", exit_code=2)
    assert said in message
    assert str(file) in message


@pytest.mark.parametrize("name", ["", ".", "folder"])
def test_a_folder_is_not_written_over(
    profiles: Path, everybody: str, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    arguments = ["--profiles", str(profiles), "--conditions", everybody, "--to", name, "--force"]
    done = CliRunner().invoke(app, ["export", *arguments])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "is a folder. Give the name of a file in it." in done.stderr


def test_what_the_engine_cannot_do_is_refused_as_when_a_segment_is_saved(
    small_house: House,
    admin: TestClient,
    profiles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        DuckDBEngine, "limits", Limits(refused={"contains": "It looks into no texts."}, list_values=2)
    )
    tree = {
        "operation": "or",
        "operands": [
            {"attribute_id": "name", "condition": {"operation": "contains", "value": "ann"}},
            {"attribute_id": "age", "condition": {"operation": "in", "value": [1, 2, 3]}},
        ],
    }
    (tmp_path / "tree.json").write_text(json.dumps(tree))
    refused = admin.post("/api/segments", json={"name": "Much", "settings": {"conditions_operation": tree}})
    assert refused.status_code == 400
    assert "It looks into no texts." in refused.json()["message"]
    said = exported(str(profiles), str(tmp_path / "tree.json"), tmp_path / "out.csv", exit_code=2)
    assert said == refused.json()["message"]


def command(profiles: Path, conditions: str, to: Path) -> list[str]:
    arguments = ["--profiles", profiles, "--conditions", conditions, "--to", to]
    return [*PROGRAM, "export", "--json", *map(str, arguments)]


def test_a_reader_that_went_away_gets_no_traceback_and_the_file_is_whole(
    profiles: Path, everybody: str, tmp_path: Path
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            command(profiles, everybody, tmp_path / "out.csv"),
            stdout=writer, stderr=subprocess.PIPE, text=True, timeout=PATIENCE_SECONDS, check=False,
        )  # fmt: skip
    finally:
        os.close(writer)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 5


def test_an_answer_that_finds_no_room_is_told_and_the_file_is_whole(
    profiles: Path, everybody: str, tmp_path: Path
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command(profiles, everybody, tmp_path / "out.csv"),
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=PATIENCE_SECONDS, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "standard output takes no answer: No space left on device." in done.stderr
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 5
