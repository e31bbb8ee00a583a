"""Who may import whom, and what starting up costs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from importlinter import cli

REPOSITORY_SETTINGS = "pyproject.toml"


def test_imports_run_downhill(capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config) -> None:
    settings = pytestconfig.rootpath / REPOSITORY_SETTINGS
    status = cli.lint_imports(config_filename=str(settings), cache_dir=None, no_logo=True)
    assert status == cli.EXIT_STATUS_SUCCESS, capsys.readouterr().out


HEAVY = {
    "alembic",
    "argon2",
    "duckdb",
    "fastapi",
    "httpx",
    "obstore",
    "pyarrow",
    "sqlalchemy",
    "sqlglot",
    "uvicorn",
}


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("sendoff.cli.app", set()),
        ("sendoff.cli.main", set()),
        ("sendoff.conditions.interpret", set()),
        ("sendoff.conditions.lower", set()),
        ("sendoff.settings", set()),
        ("sendoff.engines.registry", {"pyarrow"}),
        ("sendoff.delivery.pipeline", {"pyarrow"}),
    ],
)
def test_a_module_brings_no_heavy_library_along(module: str, allowed: set[str]) -> None:
    script = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert HEAVY.intersection(done.stdout.split()) <= allowed
