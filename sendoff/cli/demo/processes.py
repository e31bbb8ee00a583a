"""`sendoff` in processes of its own, as the demo needs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sendoff.errors import Kind, SendoffError

STOP_SECONDS = 15.0
"""A server stops within 10 s (spec/exports.md, The run)."""


@dataclass(frozen=True, slots=True)
class Server:
    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def serving(data: Path, *, port: int, log: Path) -> Iterator[Server]:
    """A `sendoff serve` that answers, on 127.0.0.1; it has ended afterwards.

    Args:
        port: 0 is any free one.
        log: takes its log, requests included.
    Raises: SendoffError, in the server's own words, when it does not start.
    """
    with log.open("ab") as lines:
        process = subprocess.Popen(
            program("serve", "--json", "--access-log", "--data", str(data), "--port", str(port)),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=lines,
        )
    assert process.stdout is not None
    try:
        with process.stdout as told:
            yield Server(answer_of(told.readline(), log=log)["url"], process)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def program(*arguments: str) -> list[str]:
    """The command line of another `sendoff`, whatever this one was started as."""
    return [sys.executable, "-P", "-m", "sendoff.cli.main", *arguments]


def environment() -> dict[str, str]:
    """Ours without SENDOFF_ variables: they overrule the settings, and may mean another instance."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SENDOFF_")}


def answer_of(line: bytes, *, log: Path) -> dict[str, Any]:
    """What a command with `--json` told. Raises: SendoffError, where it told an error or nothing."""
    try:
        answer: dict[str, Any] = json.loads(line)
    except ValueError:
        answer = {}
    if answer and "error" not in answer:
        return answer
    message = answer["error"]["message"] if answer else f"It ended without a word; its log is {log}."
    raise SendoffError(f"The demo's server did not start. {message}", code="demo_failed", kind=Kind.FAILED)
