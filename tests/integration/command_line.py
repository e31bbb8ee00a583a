"""`sendoff` as tests run it: in a process of its own, or, where that shows no more, in this one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from sendoff.cli.app import app

PROGRAM = (sys.executable, "-P", "-m", "sendoff.cli.main")
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Served:
    """A server, as its users know it."""

    url: str
    token: str
    log: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"SENDOFF_URL": self.url, "SENDOFF_TOKEN": self.token}

    def ask(self, *arguments: str, **environment: str) -> Result:
        """What a command does in this process; stdout and stderr apart."""
        return CliRunner().invoke(app, arguments, env=self.environment | environment)

    def json(self, *arguments: str) -> dict[str, Any]:
        """The one line of JSON of a command that succeeds."""
        done = self.ask(*arguments, "--json")
        assert done.exit_code == 0, done.output
        return one_line(done.stdout)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """The command in a process of its own."""
        return subprocess.Popen(
            [*PROGRAM, *arguments],
            env=os.environ | self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def one_line(stdout: str) -> dict[str, Any]:
    """The JSON that is all of it. Fails, where there is another line."""
    assert stdout.endswith("\n")
    assert stdout.count("\n") == 1
    told: dict[str, Any] = json.loads(stdout)
    return told


@contextmanager
def serving(folder: Path, *, profiles: Path, workers: int) -> Iterator[Served]:
    """An instance set up in `folder` and served; afterwards it has stopped politely."""
    data = folder / "data"
    made = subprocess.run(
        [*PROGRAM, "init", "--json", "--data", data, "--profiles", profiles,
         "--admin-email", "admin@example.org"],
        env=os.environ | {"SENDOFF_ADMIN_PASSWORD": "correct horse"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    log = folder / "log"
    with log.open("w") as lines:
        process = subprocess.Popen(
            [*PROGRAM, "serve", "--json", "--access-log", "--data", data, "--port", "0",
             "--workers", str(workers)],
            stdout=subprocess.PIPE, stderr=lines, text=True,
        )  # fmt: skip
    assert process.stdout is not None
    try:
        with process.stdout:
            url = one_line(process.stdout.readline())["url"]
            yield Served(url, one_line(made.stdout)["token"], log)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 0, log.read_text()
