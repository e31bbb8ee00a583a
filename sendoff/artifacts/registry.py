"""The artifact store by its URL."""

from __future__ import annotations

from pathlib import Path

from sendoff.artifacts.folder import FolderStore
from sendoff.artifacts.port import ArtifactStore
from sendoff.errors import invalid


def open_store(url: str) -> ArtifactStore:
    """The store. Raises: Invalid for a URL that is no folder."""
    if "://" in url:
        scheme = url.partition("://")[0]
        raise invalid(f"Artifacts cannot be kept at {scheme}://… yet; give a folder.", path="artifacts")
    return FolderStore(Path(url))
