"""What is kept in the repository beside code: true links, and nothing of one machine or person."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


def _tracked() -> list[Path]:
    try:
        told = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=REPOSITORY, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive: all that lies here
        files = [path for path in REPOSITORY.rglob("*") if path.is_file()]
        return [path for path in files if not {".venv", ".git"} & set(path.relative_to(REPOSITORY).parts)]
    return [REPOSITORY / name for name in told.split("\0") if name and (REPOSITORY / name).is_file()]


TRACKED = _tracked()
DOCUMENTS = [path for path in TRACKED if path.suffix == ".md"]
REQUIREMENTS = [path for path in TRACKED if path.name.startswith("requirements")]

MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|root|work|Users|opt|tmp/x)/[\w.-]+")
REGISTRY = re.compile(
    r"(?:pypi|pythonhosted|piwheels|npmjs|jsdelivr|unpkg)\.(?:org|com|net|io)|--(?:extra-)?index-url\s*[=h ]"
)


def _name(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def test_no_file_names_a_place_on_one_machine() -> None:
    found = {_name(path): MACHINE_PATH.findall(_text(path)) for path in TRACKED}
    assert not {name: places for name, places in found.items() if places}


def test_no_file_names_a_package_registry() -> None:
    this_test = Path(__file__)
    assert not [_name(path) for path in TRACKED if path != this_test and REGISTRY.search(_text(path))]


def test_there_are_pinned_requirements() -> None:
    assert {path.name for path in REQUIREMENTS} >= {"requirements.txt", "requirements-dev.txt"}


@pytest.mark.parametrize("path", REQUIREMENTS, ids=_name)
def test_every_requirement_has_a_version_and_a_hash(path: Path) -> None:
    logical = _text(path).replace("\\\n", " ").splitlines()
    wanted = [line for line in logical if line.strip() and not line.lstrip().startswith("#")]
    assert wanted
    for line in wanted:
        assert re.match(r"[a-z0-9][a-z0-9._-]*==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", line), line


LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def _anchor(heading: str) -> str:
    """As the common renderers make it: lower case, punctuation gone, spaces to hyphens."""
    kept = re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", heading).strip().lower())
    return kept.replace(" ", "-")


def test_every_link_leads_somewhere() -> None:
    links = [(path, target) for path in DOCUMENTS for target in LINK.findall(CODE.sub("", _text(path)))]
    assert not [f"{_name(path)} -> {target}" for path, target in links if not _leads(path, target)]


def _leads(document: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    place, _, anchor = target.partition("#")
    file = (document.parent / place).resolve() if place else document
    if not anchor or file.suffix != ".md":
        return file.exists()
    headings = re.findall(r"^#+ (.*)$", _text(file), re.MULTILINE)
    return anchor in {_anchor(heading) for heading in headings}
