"""What an artifacts folder holds."""

from __future__ import annotations

import os
from pathlib import Path


def kept_files(artifacts: Path) -> set[str]:
    """Everything below it, also while others change it: files, and folders of exports that hold nothing."""
    found = set()
    for folder, folders, files in os.walk(artifacts):
        found |= {Path(folder, file) for file in files}
        if not folders and not files and Path(folder).parent != artifacts:
            found.add(Path(folder))
    return {path.relative_to(artifacts).as_posix() for path in found - {artifacts}}
