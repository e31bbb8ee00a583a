"""`sendoff attributes check`: whether ids are sound, without a server."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from sendoff.cli.app import app
from tests.integration.command_line import PROGRAM, one_line

UNSOUND = "id,name\na,1\nb,2\na,3\n,4\n,5\nA,6\n"


def check(*arguments: Any) -> Result:
    return CliRunner().invoke(app, ["attributes", "check", *map(str, arguments)])


def test_null_and_duplicate_ids_are_counted_and_no_success(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(UNSOUND)
    source = ("--profiles", tmp_path / "in.csv", "--id-column", "id")
    done = check(*source, "--json")
    assert done.exit_code == 1
    assert one_line(done.stdout) == {"customers": 6, "null_ids": 2, "duplicate_ids": 1}
    assert "without an id" in done.stderr
    assert "on several rows" in done.stderr
    assert "duplicate ids  1" in check(*source).stdout


def test_ids_are_compared_as_the_type_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id\n7\n07\n")
    source = ("--profiles", tmp_path / "in.csv", "--id-column", "id")
    assert check(*source).exit_code == 0
    assert one_line(check(*source, "--csv-types", "id=int", "--json").stdout)["duplicate_ids"] == 1


def test_sound_ids_are_a_success(profiles: Path) -> None:
    done = check("--profiles", profiles, "--json")
    assert done.exit_code == 0
    assert one_line(done.stdout) == {"customers": 4, "null_ids": 0, "duplicate_ids": 0}
    assert done.stderr == ""


def test_the_settings_of_a_data_folder_say_what_to_read(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(UNSOUND)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sendoff.toml").write_text(f'profiles = "{tmp_path}/in.csv"\nid_column = "id"\n')
    done = check("--data", tmp_path / "data", "--json")
    assert one_line(done.stdout)["null_ids"] == 2
    assert [each.name for each in (tmp_path / "data").iterdir()] == ["sendoff.toml"]


@pytest.mark.parametrize(
    ("arguments", "exit_code", "said"),
    [
        ([], 2, "--data with a data folder, or --profiles"),
        (["--data", "x", "--profiles", "y"], 2, "--data with a data folder, or --profiles"),
        (["--data", "nowhere"], 2, "is not set up"),
        (["--profiles", "nowhere.parquet"], 1, "There is no file"),
    ],
)
def test_what_cannot_be_read_is_told(arguments: list[str], exit_code: int, said: str) -> None:
    done = check(*arguments, "--json")
    assert done.exit_code == exit_code
    assert said in one_line(done.stdout)["error"]["message"]


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_an_answer_that_cannot_be_written_is_no_success(profiles: Path, arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*PROGRAM, "attributes", "check", "--profiles", profiles, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode != 0
    assert "standard output takes no answer: No space left on device." in done.stderr
    assert "Traceback" not in done.stderr
