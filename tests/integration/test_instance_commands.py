"""`sendoff init`, `serve` and `worker`: what they refuse, and what they say."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from sendoff.cli.app import app
from sendoff.settings import load
from tests.integration.command_line import PATIENCE_SECONDS, PROGRAM, one_line


def sendoff(*arguments: Any, **environment: str) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), env=environment)


def init(data: Path, profiles: Path, *arguments: Any) -> Result:
    given = {"--admin-email": "you@example.org", "--admin-password": "long enough"}
    given |= dict(zip(arguments[::2], arguments[1::2], strict=True))
    options = [each for pair in given.items() for each in pair]
    return sendoff("init", "--json", "--data", data, "--profiles", profiles, *options)


@pytest.mark.parametrize(
    ("arguments", "exit_code", "said"),
    [
        (["--profiles", "nowhere.parquet"], 1, "There is no file"),
        (["--profiles", "customers.xls"], 2, "cannot be opened"),
        (["--id-column", "id"], 1, "has no column 'id'"),
        (["--admin-email", "nobody"], 2, "no e-mail address"),
        (["--admin-password", "short"], 2, "8 to 1024 characters"),
        (["--csv-types", "age"], 2, "each column once with its type"),
    ],
)
def test_init_makes_nothing_of_what_cannot_be(
    tmp_path: Path, profiles: Path, arguments: list[str], exit_code: int, said: str
) -> None:
    done = init(tmp_path / "new", profiles, *arguments)
    assert done.exit_code == exit_code
    assert said in one_line(done.stdout)["error"]["message"]
    assert not (tmp_path / "new").exists()


def test_init_keeps_the_types_of_csv_columns(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text('id,"an ""odd"" name",age\nc1,x,3\n')
    done = init(
        tmp_path / "new", source, "--id-column", "id", "--csv-types", '"an ""odd"" name=float",age=int'
    )
    assert done.exit_code == 0, done.output
    settings = load(tmp_path / "new")
    assert settings.id_column == "id"
    assert settings.csv_types == {'an "odd" name': "float", "age": "int"}


@pytest.mark.parametrize(
    "arguments", [["serve", "--port", "0"], ["worker"], ["token", "create", "--email", "you@example.org"]]
)
def test_a_folder_that_is_not_set_up_is_told(tmp_path: Path, arguments: list[str]) -> None:
    done = sendoff(*arguments, "--data", tmp_path / "nowhere")
    assert done.exit_code == 2
    assert f"Do that with `sendoff init --data {tmp_path / 'nowhere'}`." in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("colour = 1", "colour: There is no such setting. There are data, profiles,"),
        ('workers = "two"', "workers: Input should be a valid integer"),
        ('time_zone = "Mars"', "time_zone: 'Mars' is no IANA time zone"),
        ("workers = ", "The settings file cannot be read"),
    ],
)
def test_a_setting_that_cannot_be_is_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "sendoff.toml").write_text(f'profiles = "x.parquet"\n{line}\n')
    done = sendoff("worker", "--data", tmp_path)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_worker_that_would_do_nothing_does_not_begin(tmp_path: Path, profiles: Path) -> None:
    (tmp_path / "sendoff.toml").write_text(f"profiles = {json.dumps(str(profiles))}\nworkers = 0\n")
    done = sendoff("worker", "--data", tmp_path)
    assert (done.exit_code, "Give --workers." in done.stderr) == (2, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_says_when_it_has_begun_and_ends_politely(
    tmp_path: Path, set_up: Path, number: signal.Signals
) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "worker", "--json", "--data", tmp_path, "--workers", "3"],
        env=os.environ | {"SENDOFF_PROFILES": str(set_up / "customers.parquet")},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert one_line(process.stdout.readline()) == {"workers": 3}
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, stdout) == (0, "")
    assert "Traceback" not in stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["exprt", "--json"], "Did you mean 'export'"),
        (["segments", "lst", "--json"], "Did you mean 'list'"),
        (["export", "--json"], "Missing option"),
        (["--json"], "No such option"),
        (["run", "1", "--json"], "Missing argument"),
        (["exports", "show", "1", "x", "--json"], "EXPORT"),
    ],
)
def test_a_command_line_that_is_not_understood_has_its_line_of_json(arguments: list[str], said: str) -> None:
    done = sendoff(*arguments)
    assert done.exit_code == 2
    error = one_line(done.stdout)["error"]
    assert error["code"] == "usage"
    assert said in error["message"]
    assert "Usage: " in done.stderr
