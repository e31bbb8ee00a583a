"""A finished export's file, fetched whole or not at all."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sendoff.cli.progress import progress_bar
from sendoff.errors import Kind, SendoffError

if TYPE_CHECKING:
    from sendoff.cli.client import Client

_ETAG = re.compile(r'(?:W/)?"(parts-)?([0-9a-f]{64})"')
"""The file's SHA-256; of a file in parts, of which nobody has read the whole, one made of theirs."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    bytes: int
    sha256: str


def download(client: Client, segment_id: int, export_id: int, *, to: Path) -> Downloaded:
    """`to` is the export's file, checked against the size and the SHA-256 that the server names.

    Of a file in parts the size alone is checked. It appears in one move when it is whole, in place of what
    was there; after an error nothing of it stays.
    Raises: SendoffError of the API; `download_damaged`; StorageFailed.
    """
    from sendoff.artifacts.folder import FolderStore

    with client.stream(f"/segments/{segment_id}/exports/{export_id}/download") as response:
        promised = _ETAG.fullmatch(response.headers.get("etag", ""))
        if promised is None:
            raise _damaged(f"{client.url} does not say which SHA-256 the file has")
        size = int(response.headers["content-length"]) if "content-length" in response.headers else None
        upload = FolderStore(to.absolute().parent).create(to.name)
        try:
            digest, arrived = hashlib.sha256(), 0
            with progress_bar(f"Downloading {to.name}", total=size, in_bytes=True) as show:
                for chunk in response.iter_raw(1024 * 1024):
                    digest.update(chunk)
                    arrived += upload.write(chunk)
                    show(arrived)
            is_as_promised = promised[1] is not None or digest.hexdigest() == promised[2]
            if size not in (None, arrived) or not is_as_promised:
                raise _damaged("The file came otherwise than the server has it")
            upload.publish()
        finally:
            with suppress(SendoffError):  # a full disk, or what has been published
                upload.discard()
    return Downloaded(arrived, digest.hexdigest())


def _damaged(what: str) -> SendoffError:
    return SendoffError(
        f"{what}. Nothing was kept. Download it again, without a proxy in between.",
        code="download_damaged",
        kind=Kind.FAILED,
    )
