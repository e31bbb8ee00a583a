"""Artifacts in S3, Google Cloud Storage or Azure: a multipart upload that is completed to publish."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import obstore
import pyarrow as pa
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import from_url

from sendoff.artifacts.names import parts_of
from sendoff.artifacts.port import ArtifactMissing, StorageFailed, StorageUnavailable
from sendoff.errors import SendoffError, invalid

if TYPE_CHECKING:
    from obstore import WritableFile
    from obstore.store import ObjectStore, RetryConfig

PART_BYTES = 16 * 1024 * 1024
"""S3 and Google take 10,000 parts: a file has at most 160 GB."""
PARTS_AT_ONCE = 4
READ_BYTES = 8 * 1024 * 1024
"""One request: short enough that a slow reader holds no connection open between two of them."""
CHUNK_BYTES = 1024 * 1024
_RETRIES: RetryConfig = {"max_retries": 6, "retry_timeout": timedelta(seconds=30)}
_REASONS = (re.compile(r"<Code>([A-Za-z]{1,60})</Code>"), re.compile(r"status code: ([0-9]{3})"))

_log = logging.getLogger(__name__)


class BucketStore:
    """Names are keys below the URL's own path.

    Credentials, region and endpoint come from the environment, by the names that the clouds' own
    tools use (`AWS_…`, `GOOGLE_…`, `AZURE_…`); nothing is asked of the store before the first file.

    Raises: Invalid, for a URL that names no bucket, or holds more than a bucket and a path.
    """

    def __init__(self, url: str) -> None:
        if "@" in url or "?" in url:
            raise invalid(
                "The URL of an object store is a bucket and a path: s3://bucket/path. "
                "Give credentials and options by the environment.",
                path="artifacts",
            )
        try:
            self._bucket: ObjectStore = from_url(url, retry_config=_RETRIES)
        except (BaseError, ValueError):
            raise invalid(
                f"There is no object store at {url!r}. Give a bucket and a path, such as s3://bucket/path; "
                "Azure also needs its account, in AZURE_STORAGE_ACCOUNT_NAME.",
                path="artifacts",
            ) from None

    def create(self, name: str, /) -> BucketUpload:
        return BucketUpload(self._bucket, _key(name))

    def size(self, name: str, /) -> int:
        with _told("read from"):
            try:
                return obstore.head(self._bucket, _key(name))["size"]
            except FileNotFoundError:
                raise ArtifactMissing(name) from None

    def read(self, name: str, /, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        left = max(0, self.size(name) - start)
        return self._chunks(name, start, left if length is None else min(left, length))

    def names(self, prefix: str, /) -> Iterator[str]:
        with _told("listed in"):
            for page in obstore.list(self._bucket, _key(prefix)):
                for found in page:
                    yield found["path"]

    def delete(self, prefix: str, /) -> None:
        for name in list(self.names(prefix)):
            self.delete_file(name)

    def delete_file(self, name: str, /) -> None:
        with _told("removed from"), suppress(FileNotFoundError):
            obstore.delete(self._bucket, _key(name))

    def _chunks(self, name: str, start: int, length: int) -> Iterator[bytes]:
        end = start + length
        while start < end:
            with _told("read from"):
                try:
                    asked = min(READ_BYTES, end - start)
                    piece = memoryview(obstore.get_range(self._bucket, _key(name), start=start, length=asked))
                except FileNotFoundError:
                    raise ArtifactMissing(name) from None
            start += len(piece)
            for at in range(0, len(piece), CHUNK_BYTES):
                yield bytes(piece[at : at + CHUNK_BYTES])


class BucketUpload:
    """One object on its way: in parts, at most `PARTS_AT_ONCE` of them in memory and under way."""

    def __init__(self, bucket: ObjectStore, key: str) -> None:
        self._file: WritableFile | None = obstore.open_writer(
            bucket, key, buffer_size=PART_BYTES, max_concurrency=PARTS_AT_ONCE
        )

    def write(self, data: bytes | memoryview | pa.Buffer, /) -> int:
        assert self._file is not None  # published or discarded: nobody writes any more
        with _told("written to"):
            return self._file.write(memoryview(data).cast("B"))

    def publish(self) -> None:
        assert self._file is not None
        with _told("written to"):
            self._file.close()
        self._file = None

    def discard(self) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        try:
            # Left by an error it aborts the upload; closing would complete it, dropping leak its parts.
            file.__exit__(_Discarded, _Discarded(), None)
        except (BaseError, OSError) as error:
            # Nothing of it is visible; a failed writer has closed itself already, and refuses.
            _log.debug("A discarded upload was not aborted: %s", type(error).__name__)


class _Discarded(Exception):
    """Tells a writer to abort."""


def _key(name: str) -> str:
    return "/".join(parts_of(name))


@contextmanager
def _told(done: str) -> Iterator[None]:
    """What the driver raises, as ours. Its own text is not kept: it tells of addresses and keys."""
    try:
        yield
    except SendoffError:
        raise
    except (PermissionDeniedError, UnauthenticatedError) as error:
        raise StorageFailed(
            f"The file could not be {done} the object store: it refuses the credentials ({_reason(error)}). "
            "Give them and their rights there, then run it again."
        ) from None
    except FileNotFoundError as error:
        raise StorageFailed(
            f"The file could not be {done} the object store: there is no such bucket ({_reason(error)}). "
            "Correct the setting artifacts, or make the bucket, then run it again."
        ) from None
    except (BaseError, OSError) as error:
        raise StorageUnavailable(
            f"The file could not be {done} the object store: it does not answer as it should "
            f"({_reason(error)}). See whether it can be reached from here with these settings."
        ) from None


def _reason(error: Exception) -> str:
    """The store's own code, or the HTTP status, or the class of the error."""
    found = next((match[1] for reason in _REASONS if (match := reason.search(str(error)))), None)
    return found or type(error).__name__
