"""What an artifact may be called."""

from __future__ import annotations

from pathlib import PurePosixPath

from sendoff.errors import invalid


def parts_of(name: str) -> tuple[str, ...]:
    """`('exports', '7', 'customers.csv')` of `exports/7/customers.csv`.

    Raises: Invalid, where the name is empty or leads out of the store.
    """
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\0" in name:
        raise invalid("An artifact's name stays inside its store.", code="artifact_name_invalid")
    return parts
