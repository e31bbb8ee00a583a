"""What is in the package that people install."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


def test_the_wheel_has_every_file_of_the_package(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    root = pytestconfig.rootpath
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("sendoff/")}
    ours = {str(p.relative_to(root)) for p in (root / "sendoff").rglob("*") if p.is_file()}
    assert packed == {name for name in ours if "__pycache__" not in name}
    assert "sendoff/api/static/docs/swagger-ui/LICENSE" in packed
