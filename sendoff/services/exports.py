"""Exports of a segment: ask for one, look at it, cancel it, and open its file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select

from sendoff.access.passwords import download_token, same
from sendoff.access.rights import Acl, Call, Reach, reach, sight, sufficient
from sendoff.artifacts.joined import SUFFIX
from sendoff.errors import Kind, SendoffError, invalid
from sendoff.exports.plan import Plan
from sendoff.exports.states import Status
from sendoff.secrets import random_token
from sendoff.services import planning, references
from sendoff.services.callers import active_caller, unauthenticated
from sendoff.services.context import Caller, Context, conflict, forbidden, unknown
from sendoff.services.house import House
from sendoff.store import destinations, segments
from sendoff.store import exports as rows
from sendoff.store.moments import kept, kept_after
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow
from sendoff.store.sizes import check_size
from sendoff.store.tables import exports, idempotency_keys

IDEMPOTENCY_SECONDS = 24 * 3600
"""spec/api.md, Segment exports."""

MAX_RUN_NAME = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """An export as its caller may see it; `file_download_token` is None where they may not download."""

    row: AnyRow
    file_download_token: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A finished file, ready to be read from the artifact store."""

    artifact: str
    name: str
    format: str
    compression: str
    bytes: int
    sha256: str

    @property
    def etag(self) -> str:
        """Of this content alone: its SHA-256; of a file in parts one made of theirs, told apart."""
        return f"parts-{self.sha256}" if self.artifact.endswith(SUFFIX) else self.sha256


def list_exports(context: Context, segment_id: int, *, page: Page) -> list[Shown]:
    """The segment's exports that the caller reaches. Raises: unknown, forbidden."""
    acl = _acl(context, segment_id)
    reached = _reach(context.house, context.caller, Call.READ_EXPORT, acl)
    if not reached:
        raise _refusal(context.house, Call.READ_EXPORT)
    only = None if reached.everything else reached.destination_ids
    found = rows.page_of_segment(context.connection, segment_id=segment_id, destination_ids=only, page=page)
    downloadable = _reach(context.house, context.caller, Call.DOWNLOAD_EXPORT, acl)
    return [_shown(context, downloadable, row) for row in found]


def get_export(context: Context, segment_id: int, export_id: int) -> Shown:
    """The export. Raises: unknown, forbidden."""
    acl, row = _reached(context, Call.READ_EXPORT, segment_id, export_id)
    return _shown(context, _reach(context.house, context.caller, Call.DOWNLOAD_EXPORT, acl), row)


def run_export(
    context: Context,
    segment_id: int,
    *,
    destination_id: int,
    name: str | None,
    idempotency_key: str | None = None,
) -> tuple[Shown, bool]:
    """The export asked for, and whether it is new; with a known key it is the first one again.

    Raises: unknown, forbidden, invalid (segment or destination disabled or deleted, a segment or list that
    is named deleted, a parameter missing), conflict (the key was used for something else).
    """
    segment = segments.with_acl(context.connection, segment_id, user_id=context.caller.user_id)
    if segment is None:
        raise unknown("segment", segment_id)
    if not _reach(context.house, context.caller, Call.RUN_EXPORT, Acl(segment.acl)).covers(destination_id):
        raise _refusal(context.house, Call.RUN_EXPORT, destination_id)
    request_hash = hashlib.sha256(json.dumps([segment_id, destination_id, name]).encode()).hexdigest()
    if idempotency_key is not None:
        first = _first_of(context, idempotency_key, request_hash)
        if first is not None:
            return Shown(first), False
    destination = destinations.by_id(context.connection, destination_id)
    if destination is None:
        raise invalid(
            f"There is no destination with the id {destination_id}.", path="segment_export_destination_id"
        )
    for noun, row in (("segment", segment), ("destination", destination)):
        if row.deleted or row.disabled:
            state = "deleted" if row.deleted else "disabled"
            raise invalid(
                f"The {noun} {row.name!r} is {state}, so nothing can be exported with it. "
                f"{'Restore' if row.deleted else 'Enable'} it first, or choose another one."
            )
    plan, concurrency = planning.plan_of(context, segment, destination)
    values = {
        "user_id": context.caller.user_id,
        "segment_id": segment_id,
        "segment_export_destination_id": destination_id,
        "name": name or "",
        "conditions_operation": segment.conditions_operation,
        "pinned": references.pinned(context.connection, segment.conditions_operation, caller=context.caller),
        "plan": plan.to_json(),
        "token_nonce": random_token(),
        "concurrency": concurrency,
    }
    now = kept(context.now)
    export_id = rows.add(context.connection, values, now=now)
    if idempotency_key is not None:
        context.connection.execute(
            insert(idempotency_keys).values(
                user_id=context.caller.user_id,
                key=idempotency_key,
                request_hash=request_hash,
                export_id=export_id,
                created=now,
            )
        )
    return Shown(_known(context, segment_id, export_id)), True


def cancel_export(context: Context, segment_id: int, export_id: int) -> Shown:
    """The export, canceled: its worker can change nothing more. Raises: unknown, forbidden, conflict."""
    _, row = _reached(context, Call.CANCEL_EXPORT, segment_id, export_id)
    now = kept(context.now)
    if not rows.move(
        context.connection, export_id, Status.CANCELED, now=now, changes={"ended": now, "lease_owner": None}
    ):
        raise conflict(
            f"The export {export_id} is {row.status} already, so it cannot be canceled.",
            code="export_is_final",
        )
    text = f"Canceled by the user with the id {context.caller.user_id}."
    rows.log(context.connection, export_id, "warning", text, now=now)
    return Shown(_known(context, segment_id, export_id))


def list_history(
    context: Context, segment_id: int, export_id: int, *, page: Page, with_trees: bool
) -> tuple[AnyRow, list[AnyRow]]:
    """The export and its changes of status.

    Args:
        with_trees: the export's conditions will be shown with each of them.
    Raises: unknown, forbidden; with_trees as `check_size`.
    """
    _, row = _reached(context, Call.READ_EXPORT, segment_id, export_id)
    entries = rows.history_page(context.connection, export_id, page)
    if with_trees:
        size_bytes = len(row.conditions_operation.encode()) * len(entries)
        check_size(context.connection, size_bytes, entities=len(entries))
    return row, entries


def get_history_item(
    context: Context, segment_id: int, export_id: int, history_id: int
) -> tuple[AnyRow, AnyRow]:
    """The export and one of its changes of status. Raises: unknown, forbidden."""
    acl, row = _related(context, segment_id, export_id)
    item = rows.history_item(context.connection, export_id, history_id)
    if item is None:
        raise unknown("history entry of this export", history_id)
    _check(context.house, context.caller, Call.READ_EXPORT, acl, row)
    return row, item


def list_logs(context: Context, segment_id: int, export_id: int, *, page: Page) -> list[AnyRow]:
    """The export's log lines. Raises: unknown, forbidden."""
    _reached(context, Call.READ_EXPORT, segment_id, export_id)
    return rows.logs_page(context.connection, export_id, page)


def file_of(context: Context, segment_id: int, export_id: int) -> File:
    """The export's file. Raises: unknown, forbidden, conflict (not finished), gone."""
    _, row = _reached(context, Call.DOWNLOAD_EXPORT, segment_id, export_id)
    return _file(row)


def file_by_token(house: House, connection: Any, segment_id: int, export_id: int, *, token: str) -> File:
    """The file that a download token opens, for its user as they are at this moment.

    Raises: unknown, unauthenticated (one answer for every token that does not open it), forbidden,
    conflict, gone.
    """
    row = rows.by_id(connection, segment_id=segment_id, export_id=export_id)
    if row is None:
        raise unknown("export of this segment", export_id)
    user_text = token.partition(".")[0]
    user_id = int(user_text) if user_text.isascii() and user_text.isdigit() and len(user_text) < 19 else 0
    caller = active_caller(connection, user_id)
    if not same(token, _token(house, row, user_id)) or caller is None:
        raise unauthenticated("This download link is not valid (any more). Get a new one from the export.")
    acl = segments.acl(connection, segment_id, user_id=user_id)
    assert acl is not None  # the export refers to its segment
    _check(house, caller, Call.DOWNLOAD_EXPORT, Acl(acl), row)
    return _file(row)


def _acl(context: Context, segment_id: int) -> Acl:
    acl = segments.acl(context.connection, segment_id, user_id=context.caller.user_id)
    if acl is None:
        raise unknown("segment", segment_id)
    return Acl(acl)


def _known(context: Context, segment_id: int, export_id: int) -> AnyRow:
    row = rows.by_id(context.connection, segment_id=segment_id, export_id=export_id)
    if row is None:
        raise unknown("export of this segment", export_id)
    return row


def _related(context: Context, segment_id: int, export_id: int) -> tuple[Acl, AnyRow]:
    return _acl(context, segment_id), _known(context, segment_id, export_id)


def _reached(context: Context, call: Call, segment_id: int, export_id: int) -> tuple[Acl, AnyRow]:
    acl, row = _related(context, segment_id, export_id)
    _check(context.house, context.caller, call, acl, row)
    return acl, row


def _reach(house: House, caller: Caller, call: Call, acl: Acl) -> Reach:
    return reach(
        call,
        features=caller.features,
        acl=acl,
        strict=house.settings.strict_export_rights,
    )


def _check(house: House, caller: Caller, call: Call, acl: Acl, row: AnyRow) -> None:
    destination_id = row.segment_export_destination_id
    if not _reach(house, caller, call, acl).covers(destination_id):
        raise _refusal(house, call, destination_id)


def _refusal(house: House, call: Call, destination_id: int | None = None) -> SendoffError:
    also = ""
    if house.settings.strict_export_rights:
        also = f"Exporting also asks for sight of the segment: an invitation, or {' or '.join(sight())}."
    return forbidden(to=f"to {call}", features=sufficient(call, destination_id=destination_id), also=also)


def _shown(context: Context, downloadable: Reach, row: AnyRow) -> Shown:
    has_file = row.status == Status.FINISHED and row.artifact is not None
    may_download = has_file and downloadable.covers(row.segment_export_destination_id)
    return Shown(row, _token(context.house, row, context.caller.user_id) if may_download else None)


def _token(house: House, row: AnyRow, user_id: int) -> str:
    return download_token(
        instance_key=house.instance_key.reveal(), export_id=row.id, user_id=user_id, nonce=row.token_nonce
    )


def _file(row: AnyRow) -> File:
    if row.status != Status.FINISHED:
        hint = "Wait until it is finished." if row.status in ("waiting", "running") else "It has no file."
        raise conflict(f"The export {row.id} is {row.status}. {hint}", code="export_not_finished")
    if row.artifact is None:
        raise SendoffError(
            f"The file of the export {row.id} is gone: files are kept for a limited time. Run it again.",
            code="file_gone",
            kind=Kind.GONE,
        )
    plan = Plan.from_json(row.plan)
    return File(
        artifact=row.artifact,
        name=plan.file_name_of(row.id),
        format=plan.format,
        compression=plan.compression,
        bytes=row.bytes,
        sha256=row.sha256,
    )


def _first_of(context: Context, key: str, request_hash: str) -> AnyRow | None:
    connection, user_id = context.connection, context.caller.user_id
    too_old = kept_after(context.now, seconds=-IDEMPOTENCY_SECONDS)
    connection.execute(delete(idempotency_keys).where(idempotency_keys.c.created < too_old))
    used = connection.execute(
        select(idempotency_keys).where(idempotency_keys.c.user_id == user_id, idempotency_keys.c.key == key)
    ).first()
    if used is None:
        return None
    if used.request_hash != request_hash:
        raise conflict(
            "This Idempotency-Key was used for another export within the last 24 hours. Use a new key.",
            code="idempotency_key_reused",
        )
    return connection.execute(select(exports).where(exports.c.id == used.export_id)).one()
