"""What the README and the tutorial tell to type works as it stands there, and prints what it says."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sendoff.cli.app import app
from sendoff.demo.customers import write_customers
from tests.integration.command_line import PATIENCE_SECONDS, PROGRAM

REPOSITORY = Path(__file__).parents[2]
ADDRESS = "http://127.0.0.1:8000"
DOCUMENTS = ("README.md", "docs/tutorial/first-export.md")
BLOCK = re.compile(r"^```(console|json)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    """A command, and the lines that a document shows after it."""

    words: list[str]
    output: list[str]


def blocks(document: str) -> Iterator[tuple[str, list[Typed]]]:
    """Each block's text, and what is typed in it."""
    for kind, text in BLOCK.findall((REPOSITORY / document).read_text()):
        yield text, list(typed(text)) if kind == "console" else []


def typed(block: str) -> Iterator[Typed]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = re.sub(r"\\\n *", "", part).partition("\n")
        yield Typed(shlex.split(command, comments=True), output.splitlines())


@contextmanager
def served(*arguments: str) -> Iterator[str]:
    process = subprocess.Popen(
        [*PROGRAM, *arguments, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    with process.stdout:
        try:
            yield process.stdout.readline().rstrip("\n")
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_to_be_typed_works(document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SENDOFF_ADMIN_PASSWORD", "correct horse")
    (tmp_path / "demo").mkdir()
    write_customers(tmp_path / "demo" / "customers.parquet", rows=2000)
    segment = tmp_path / "segment.json"
    token = ""
    run = 0
    with ExitStack() as servers:
        for text, commands in blocks(document):
            if text.startswith("{"):
                segment.write_text(text)
            for each in commands:
                match each.words:
                    case ["make", *_]:
                        continue
                    case ["cat", "segment.json"]:
                        segment.write_text("\n".join(each.output))
                    case ["export", variable]:
                        monkeypatch.setenv(variable.partition("=")[0], token)
                    case [".venv/bin/sendoff", "serve", *rest]:
                        said = servers.enter_context(served("serve", *rest))
                        url = re.findall(r"http://127\.0\.0\.1:\d+", said)[0]
                        monkeypatch.setenv("SENDOFF_URL", url)
                        assert each.output in ([], [said.replace(url, ADDRESS)])
                    case [".venv/bin/sendoff", *arguments]:
                        done = CliRunner().invoke(app, arguments)
                        assert done.exit_code == 0, (arguments, done.output)
                        if arguments[0] == "init":
                            token = done.stdout.partition("token  ")[2].split()[0]
                        names = [line.split("  ")[0] for line in done.stdout.splitlines()]
                        assert [line.split("  ")[0] for line in each.output] in ([], names)
                        run += 1
                    case other:
                        raise AssertionError(f"{document} has a command that no test knows: {other}")
    assert run > 5
