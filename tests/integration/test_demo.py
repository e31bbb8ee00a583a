"""`sendoff demo`, with few customers."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from typer.testing import CliRunner

from sendoff.cli.app import app
from tests.integration.command_line import PATIENCE_SECONDS, PROGRAM, one_line

ROWS = 2000


def demo(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, "demo", "--rows", str(ROWS), "--folder", folder, "--json", *arguments],
        env=os.environ | {"SENDOFF_PROFILES": "nowhere.parquet"},  # another instance's: it must not matter
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> dict[str, Any]:
    stdout, stderr = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, stderr
    return one_line(stdout)


def is_served(url: str) -> bool:
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def test_the_demo_exports_and_a_second_one_uses_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = finished(demo(folder, "--exit", "--port", str(taken.getsockname()[1])))
        assert not told["url"].endswith(f":{taken.getsockname()[1]}")
    assert not told["reused"]
    assert not is_served(told["url"])
    assert pq.read_metadata(folder / "customers.parquet").num_rows == ROWS
    assert len(told["exports"]) == 4
    for export in told["exports"]:
        content = Path(export["path"]).read_bytes()
        assert 0 < export["rows"] < ROWS
        assert hashlib.sha256(content).hexdigest() == export["sha256"]
    mails = Path(told["exports"][0]["path"]).read_text().splitlines()
    assert len(mails) == told["exports"][0]["rows"] + 1

    staying = demo(folder, "--port", "0")
    assert staying.stdout is not None
    again = one_line(staying.stdout.readline())
    assert again["reused"]
    assert [each["rows"] for each in again["exports"]] == [each["rows"] for each in told["exports"]]
    assert is_served(again["url"])
    busy = CliRunner().invoke(app, ["demo", "--rows", "5", "--folder", str(folder), "--exit"])
    assert (busy.exit_code, "Another demo runs" in busy.stderr) == (1, True)
    staying.send_signal(signal.SIGTERM)
    staying.communicate(timeout=PATIENCE_SECONDS)
    assert staying.returncode == 143
    assert not is_served(again["url"])

    interrupted = demo(folder, "--port", "0")
    assert interrupted.stdout is not None
    third = one_line(interrupted.stdout.readline())
    interrupted.send_signal(signal.SIGINT)
    stdout, stderr = interrupted.communicate(timeout=PATIENCE_SECONDS)
    assert (interrupted.returncode, stdout) == (0, "")
    assert "Traceback" not in stderr
    assert not is_served(third["url"])


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "instance").mkdir()
    refused = CliRunner().invoke(app, ["demo", "--rows", "5", "--folder", str(tmp_path), "--exit"])
    assert refused.exit_code == 2
    assert "holds other things" in refused.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["instance"]


def test_a_taken_port_is_told_before_any_work(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = CliRunner().invoke(app, ["demo", "--folder", str(tmp_path / "demo"), "--port", port])
    assert refused.exit_code == 1
    assert f"Port {port} of 127.0.0.1 is taken." in refused.stderr
    assert f"make demo PORT={int(port) + 1}" in refused.stderr
    assert not (tmp_path / "demo").exists()
