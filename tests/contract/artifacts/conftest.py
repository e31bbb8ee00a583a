"""Every store of files, for the tests that all of them pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendoff.artifacts.port import ArtifactStore
from sendoff.artifacts.registry import open_store
from tests.object_store import Bucket


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ArtifactStore:
    """An empty store; the test runs once on a folder and once on an object store."""
    if request.param == "folder":
        return open_store(str(tmp_path / "artifacts"))
    bucket: Bucket = request.getfixturevalue("bucket")
    return open_store(bucket.url)
