"""Value lists: uploaded once, named by conditions, and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from sendoff.access.rights import Acl, Call, reach, sufficient
from sendoff.artifacts.value_lists import remove_list, write_list
from sendoff.attributes.catalogue import DataType
from sendoff.clock import monotonic_seconds
from sendoff.engines.duckdb.value_list_files import values_of_csv
from sendoff.engines.duckdb.value_list_lines import layout_of
from sendoff.engines.port import Stopped, StopSignal
from sendoff.errors import Kind, SendoffError, invalid
from sendoff.secrets import random_token
from sendoff.services.context import Context, conflict, forbidden, unknown
from sendoff.services.house import House
from sendoff.services.segments import said_of, visible
from sendoff.services.uploads import Upload
from sendoff.store import segment_uses
from sendoff.store import value_lists as rows
from sendoff.store.moments import kept
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow

MAX_VALUES = 5_000_000
"""Distinct ones, of one list."""
TAKE_IN_SECONDS = 3600.0
"""From the first of a list in the artifact store to its row; 5 million values take seconds (2026-11-24). A
list that no row has named for longer was left behind (`upkeep`)."""


@dataclass(frozen=True, slots=True)
class Content:
    """What was uploaded: its values are in the artifact store, under `key`, and no row names them yet.

    `until`: a row that names them can be made before this moment, in `monotonic_seconds`.
    """

    data_type: DataType
    values_count: int
    rows_count: int
    empty_rows_count: int
    key: str
    until: float
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
    Raises: Invalid; SendoffError (upload_too_slow); Stopped; SourceUnusable, StorageFailed,
    StorageUnavailable. Then nothing is kept.
    """
    key = random_token()
    layout = layout_of(upload.path, column)
    with values_of_csv(upload.path, layout, data_type=data_type, stop=stop) as values:
        if values.rows == values.empty_rows:
            raise invalid("The file holds no value below its first line, which names the columns.")
        until = monotonic_seconds() + TAKE_IN_SECONDS
        count = write_list(house.artifacts, key, _in_time(_at_most(values.batches, stop), until))
    return Content(
        data_type=data_type,
        values_count=count,
        rows_count=values.rows,
        empty_rows_count=values.empty_rows,
        key=key,
        until=until,
        bytes=upload.bytes,
        sha256=upload.sha256,
    )


def create_value_list(context: Context, content: Content, *, name: str) -> AnyRow:
    """The new list, its caller's own. Raises: forbidden, SendoffError (upload_too_slow)."""
    require_create(context)
    _require_in_time(content.until)
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


def _in_time(batches: Iterator[pa.RecordBatch], until: float) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        _require_in_time(until)
        yield batch


def _require_in_time(until: float) -> None:
    if monotonic_seconds() > until:
        raise SendoffError(
            f"Taking in the file took longer than {TAKE_IN_SECONDS / 60:g} minutes: nothing of it is kept. "
            "Look what keeps the server or the artifact store busy, then upload the file again.",
            code="upload_too_slow",
            kind=Kind.UNAVAILABLE,
        )


def _require(context: Context, call: Call, row: AnyRow | None = None) -> None:
    is_author = row is not None and row.user_id == context.caller.user_id
    acl = Acl.AUTHOR if is_author else Acl.NONE
    if not reach(call, features=context.caller.features, acl=acl):
        raise forbidden(to=f"to {call}", features=sufficient(call))
