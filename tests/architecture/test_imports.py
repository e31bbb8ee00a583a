"""Who may import whom, and what starting up costs."""

from __future__ import annotations

import subprocess
import sys

import pytest


def test_imports_run_downhill(pytestconfig: pytest.Config) -> None:
    # In a process of its own: it switches off every logger that there is (import-linter 2.16's dictConfig).
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", lint, "--no-cache", "--no-logo", "--config", "pyproject.toml"],
        cwd=pytestconfig.rootpath,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


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
