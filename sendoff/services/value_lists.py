"""Value lists: uploaded once, named by conditions, and never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import pyarrow as pa

from sendoff.access.rights import Acl, Call, reach, sufficient
from sendoff.artifacts.port import StorageFailed
from sendoff.artifacts.value_lists import remove_list, write_list
from sendoff.attributes.catalogue import DataType
from sendoff.engines.duckdb.value_list_files import values_of_csv
from sendoff.engines.duckdb.value_list_lines import layout_of
from sendoff.engines.port import Stopped, StopSignal
from sendoff.errors import Kind, SendoffError, invalid
from sendoff.secrets import random_token
from sendoff.services.context import Context, conflict, forbidden, unknown
from sendoff.services.house import House
from sendoff.services.segments import said_of, visible
from sendoff.store import segment_uses
from sendoff.store import value_lists as rows
from sendoff.store.moments import kept
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow

MAX_UPLOAD_BYTES = 512 * 1024 * 1024
MAX_VALUES = 5_000_000
"""Distinct ones, of one list."""


class Upload:
    """A file on its way in: beside the system's temporary files, in a folder of its own, until removed.

    What its methods do waits for a disk: not for an event loop.
    """

    def __init__(self) -> None:
        """Raises: StorageFailed."""
        self.bytes = 0
        self._hash = hashlib.sha256()
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="sendoff-upload-", ignore_cleanup_errors=True)
            self.path = os.path.join(self._folder.name, "upload.csv")
            self._file = open(self.path, "xb")  # noqa: SIM115  # it is closed by `finish` or `remove`
        except OSError as error:
            raise _no_room(error) from None

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        """Raises: SendoffError (body_too_large), StorageFailed."""
        refuse_larger(self.bytes + len(data))
        try:
            self._file.write(data)
        except OSError as error:
            raise _no_room(error) from None
        self._hash.update(data)
        self.bytes += len(data)

    def finish(self) -> None:
        """It can be read at its path. Raises: StorageFailed."""
        try:
            self._file.close()
        except OSError as error:
            raise _no_room(error) from None

    def remove(self) -> None:
        """Nothing is left of it."""
        with suppress(OSError, AttributeError):  # a full disk fails the flush that closing tries
            self._file.close()
        self._folder.cleanup()


def refuse_larger(size: int) -> None:
    """Raises: SendoffError (body_too_large), where a file of so many bytes is too large for a list."""
    if size > MAX_UPLOAD_BYTES:
        raise SendoffError(
            f"The file is larger than {MAX_UPLOAD_BYTES:,} bytes. Leave out columns that are not needed, "
            "or split it into several lists.",
            code="body_too_large",
            kind=Kind.TOO_LARGE,
        )


@dataclass(frozen=True, slots=True)
class Content:
    """What was uploaded: its values are in the artifact store, under `key`, and no row names them yet."""

    data_type: DataType
    values_count: int
    rows_count: int
    empty_rows_count: int
    key: str
    bytes: int
    sha256: str


def list_value_lists(context: Context, *, name: str, page: Page) -> list[AnyRow]:
    """Those that are not deleted. Raises: forbidden."""
    _require(context, Call.SEE_VALUE_LIST)
    return rows.page(context.connection, name=name, page=page)


def get_value_list(context: Context, value_list_id: int, *, call: Call = Call.SEE_VALUE_LIST) -> AnyRow:
    """The list, deleted ones too. Raises: unknown, forbidden."""
    row = rows.by_id(context.connection, value_list_id)
    if row is None:
        raise unknown("value list", value_list_id)
    _require(context, call, row)
    return row


def require_create(context: Context) -> None:
    """The caller may upload lists. Raises: forbidden."""
    _require(context, Call.CREATE_VALUE_LIST)


def take_in(
    house: House, upload: Upload, *, data_type: DataType, column: str | None, stop: StopSignal
) -> Content:
    """The values of the finished upload, kept. Whoever gets them makes a row of them, or discards them.

    Not for an event loop, and in no transaction.

    Args:
        column: its name in the first line; None: the only one.
    Raises: Invalid; Stopped; SourceUnusable, StorageFailed, StorageUnavailable. Then nothing is kept.
    """
    key = random_token()
    layout = layout_of(upload.path, column)
    with values_of_csv(upload.path, layout, data_type=data_type, stop=stop) as values:
        if values.rows == values.empty_rows:
            raise invalid("The file holds no value below its first line, which names the columns.")
        count = write_list(house.artifacts, key, _at_most(values.batches, stop))
    return Content(
        data_type=data_type,
        values_count=count,
        rows_count=values.rows,
        empty_rows_count=values.empty_rows,
        key=key,
        bytes=upload.bytes,
        sha256=upload.sha256,
    )


def create_value_list(context: Context, content: Content, *, name: str) -> AnyRow:
    """The new list, its caller's own. Raises: forbidden."""
    require_create(context)
    value_list_id = rows.add(
        context.connection,
        {
            "user_id": context.caller.user_id,
            "name": name,
            "data_type": str(content.data_type),
            "values_count": content.values_count,
            "rows_count": content.rows_count,
            "empty_rows_count": content.empty_rows_count,
            "key": content.key,
            "bytes": content.bytes,
            "sha256": content.sha256,
            "created": kept(context.now),
        },
    )
    return get_value_list(context, value_list_id)


def discard(house: House, content: Content) -> None:
    """Nothing is left of what no row names. Raises: StorageFailed, StorageUnavailable."""
    remove_list(house.artifacts, content.key)


def delete_value_list(context: Context, value_list_id: int) -> AnyRow:
    """The list, deleted; as it is where it was already. Its values stay while an export needs them.

    Raises: unknown, forbidden, conflict (a segment names it).
    """
    row = get_value_list(context, value_list_id, call=Call.DELETE_VALUE_LIST)
    if row.deleted:
        return row
    seen, others = visible(context, segment_uses.users_of_value_list(context.connection, value_list_id))
    if seen or others:
        raise conflict(
            f"The value list {value_list_id} cannot be deleted while {said_of(seen, others)}. Take it out of "
            "their conditions first.",
            code="value_list_in_use",
        )
    rows.mark_deleted(context.connection, value_list_id)
    return get_value_list(context, value_list_id, call=Call.DELETE_VALUE_LIST)


def _at_most(batches: Iterator[pa.RecordBatch], stop: StopSignal) -> Iterator[pa.RecordBatch]:
    found = 0
    for batch in batches:
        if stop.is_set():
            raise Stopped
        found += batch.num_rows
        if found > MAX_VALUES:
            raise invalid(
                f"The file holds more than {MAX_VALUES:,} distinct values, the most there may be in a list. "
                "Split it into several lists."
            )
        yield batch


def _require(context: Context, call: Call, row: AnyRow | None = None) -> None:
    is_author = row is not None and row.user_id == context.caller.user_id
    acl = Acl.AUTHOR if is_author else Acl.NONE
    if not reach(call, features=context.caller.features, acl=acl):
        raise forbidden(to=f"to {call}", features=sufficient(call))


def _no_room(error: OSError) -> StorageFailed:
    return StorageFailed(
        f"The upload could not be written to {tempfile.gettempdir()}: {error.strerror}. "
        "Make room there, or name another place in TMPDIR, then upload the file again."
    )
