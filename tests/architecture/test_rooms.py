"""The shape of the code: small files that say what they are for, and no drawers."""

from __future__ import annotations

import ast
import re
import tokenize
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
SOURCES = sorted(
    path for folder in ("sendoff", "tests", "benchmarks") for path in (REPOSITORY / folder).rglob("*.py")
)
PACKAGE = [path for path in SOURCES if path.is_relative_to(REPOSITORY / "sendoff")]
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers", "stuff"}
MAX_LINES = 400
PROMISE = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def test_there_is_something_to_look_at() -> None:
    assert len(PACKAGE) > 20


def test_a_file_is_at_most_400_lines() -> None:
    lengths = {_name(path): len(path.read_text().splitlines()) for path in SOURCES}
    assert not {name: lines for name, lines in lengths.items() if lines > MAX_LINES}


def test_a_file_says_first_what_it_is_for() -> None:
    sentences = {_name(path): ast.get_docstring(_tree(path)) or "" for path in SOURCES}
    assert not [name for name, sentence in sentences.items() if len(sentence.split()) < 2]


def test_nothing_is_named_as_a_drawer() -> None:
    names = {part for path in SOURCES for part in (*path.relative_to(REPOSITORY).parts[:-1], path.stem)}
    assert not names & DRAWERS


def test_nothing_is_left_to_be_written() -> None:
    assert not [
        f"{_name(path)}:{node.lineno}"
        for path in PACKAGE
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Raise) and node.exc and ast.unparse(node.exc).startswith("NotImplemented")
    ]


def test_no_comment_is_a_promise() -> None:
    promises = []
    for path in PACKAGE:
        with tokenize.open(path) as source:
            comments = [t for t in tokenize.generate_tokens(source.readline) if t.type == tokenize.COMMENT]
        promises += [f"{_name(path)}:{c.start[0]}" for c in comments if PROMISE.search(c.string)]
    assert not promises


def test_nothing_is_caught_and_forgotten() -> None:
    assert not [
        f"{_name(path)}:{node.lineno}"
        for path in PACKAGE
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
        and all(isinstance(step, ast.Pass) for step in node.body)
    ]


def _name(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())
