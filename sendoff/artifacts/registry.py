"""The artifact store by its URL."""

from __future__ import annotations

from pathlib import Path

from sendoff.artifacts.folder import FolderStore
from sendoff.artifacts.port import ArtifactStore
from sendoff.errors import invalid

_OBJECT_STORES = ("s3", "gs", "az")


def open_store(url: str) -> ArtifactStore:
    """The store for a path, or for `s3://`, `gs://` and `az://`. No network is used yet.

    Raises: Invalid for any other URL, and where the extra `objects` is not installed.
    """
    scheme, separator, _ = url.partition("://")
    if not separator:
        return FolderStore(Path(url))
    if scheme not in _OBJECT_STORES:
        raise invalid(
            f"Artifacts cannot be kept at {scheme}://…. Give a folder, or an s3://, gs:// or az:// URL.",
            path="artifacts",
        )
    try:
        from sendoff.artifacts.objects import BucketStore
    except ModuleNotFoundError as error:
        if error.name != "obstore":
            raise
        raise invalid(
            f"Artifacts at {scheme}://… need the extra objects. Run: pip install 'sendoff[objects]'.",
            path="artifacts",
        ) from None
    return BucketStore(url)
