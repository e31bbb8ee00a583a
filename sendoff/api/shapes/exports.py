"""Segment exports as JSON (spec/api.md, Segment exports)."""

from __future__ import annotations

from typing import Any, Literal

import orjson
from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from sendoff.api.paging import SelectionSettings
from sendoff.api.shapes.destinations import Destination
from sendoff.api.shapes.fields import Body, Moment, RelatedUser
from sendoff.api.shapes.segments import Segment
from sendoff.exports.states import Status
from sendoff.services.exports import MAX_RUN_NAME, Shown
from sendoff.store.moments import shown
from sendoff.store.rows import AnyRow


class RunExport(Body):
    """What to run: the destination, and a name to find it by."""

    segment_export_destination_id: int = Field(ge=1, le=2**63 - 1, description="Where the export goes.")
    name: str | None = Field(
        None,
        max_length=MAX_RUN_NAME,
        pattern="^[^\\x00]*$",
        description="Free text.",
        examples=["Spring letter"],
    )


class ExportSettings(BaseModel):
    """What was copied from the segment when the export was asked for."""

    conditions_operation: Any = Field(
        None, description="The tree of conditions; left out of history unless load_full_structure=1."
    )


class RowCounts(BaseModel):
    """Two counts that are the same in every finished export."""

    matched: int | None = Field(
        description="Customers that the conditions select; null until it is finished."
    )
    exported: int | None = Field(description="Rows counted in the file; null until it is finished.")


class ExportStats(BaseModel):
    """How an export goes."""

    statuses_history: dict[Status, Moment] = Field(description="When each status was last reached.")
    rows: RowCounts = Field(description="Customers selected, and rows in the file.")
    bytes: int | None = Field(description="Size of the file; null until it is finished.")
    progress: float = Field(ge=0, le=1, description="How much of the work is done, as the engine tells it.")
    as_of: Moment | None = Field(
        description="The moment that `now` means in the conditions; null until it first ran."
    )
    error: str | None = Field(description="What went wrong and what to do; null where nothing did.")


class _Export(BaseModel):
    id: int = Field(description="Its number.")
    user_id: int = Field(description="Who asked.")
    segment_id: int = Field(description="Whose customers.")
    segment_export_destination_id: int = Field(description="Where to.")
    name: str = Field(description="Free text of whoever asked.")
    settings: ExportSettings = Field(description="The conditions as they were when it was asked for.")
    frontend_settings: dict[str, Any] = Field(description="Always {}.")
    status: Status = Field(description="waiting, running, finished, error or canceled.")
    created: Moment = Field(description="When it was asked for.")
    user: RelatedUser = None
    segment: Segment | SkipJsonSchema[None] = Field(
        None, description="With load_full_structure=1: the segment."
    )
    segment_export_destination: Destination | SkipJsonSchema[None] = Field(
        None, description="With load_full_structure=1: the destination."
    )


class SegmentExport(_Export):
    """One run of a segment to a destination."""

    stats: ExportStats = Field(description="How it goes.")
    file_download_token: str | None = Field(
        None, description="Opens the file without a login; null unless finished and the caller may download."
    )


class SegmentExportAnswer(BaseModel):
    """One export."""

    segment_export: SegmentExport = Field(description="The export.")


class SegmentExportList(BaseModel):
    """Exports, and what was asked for."""

    segment_exports: list[SegmentExport] = Field(description="A page of exports.")
    selection_settings: SelectionSettings = Field(description="What was asked for.")


class Snapshot(_Export):
    """An export as it was after a change of its status."""

    stats: None = Field(description="Always null.")


class StatusChange(BaseModel):
    """Two statuses."""

    before: Status | None = Field(alias="from", description="The status before; null in the first entry.")
    after: Status = Field(alias="to", description="The status afterwards.")


class Diff(BaseModel):
    """What changed: nothing but the status ever does."""

    status: StatusChange = Field(description="The change of status.")


class HistoryEntry(BaseModel):
    """One change of status."""

    id: int = Field(description="Its number.")
    segment_export: Snapshot = Field(description="The export as it was after the change.")


class HistoryList(BaseModel):
    """Changes of status, oldest first, and what was asked for."""

    history_list: list[HistoryEntry] = Field(description="A page of changes.")
    selection_settings: SelectionSettings = Field(description="What was asked for.")


class HistoryItem(HistoryEntry):
    """One change of status, and what changed."""

    diff: Diff = Field(description="From what to what.")


class HistoryAnswer(BaseModel):
    """One change of status."""

    history: HistoryItem = Field(description="The change.")


class LogLine(BaseModel):
    """One line of an export's log."""

    id: int = Field(description="Its number.")
    segment_export_id: int = Field(description="The export.")
    level: Literal["debug", "info", "warning", "error"] = Field(description="How much it matters.")
    text: str = Field(description="What happened.")
    created: Moment = Field(description="When it happened.")


class LogList(BaseModel):
    """Log lines, and what was asked for."""

    segment_export_logs: list[LogLine] = Field(description="A page of lines.")
    selection_settings: SelectionSettings = Field(description="What was asked for.")


def export_json(export: Shown) -> dict[str, Any]:
    row = export.row
    stats = {
        "statuses_history": orjson.Fragment(row.statuses_history),
        "rows": {"matched": row.rows_matched, "exported": row.rows_exported},
        "bytes": row.bytes,
        "progress": row.progress,
        "as_of": shown(row.as_of),
        "error": row.error,
    }
    body = _common(row, status=row.status, settings=_settings(row), stats=stats)
    return body | {"file_download_token": export.file_download_token}


def history_json(export: AnyRow, entry: AnyRow, *, full: bool, with_diff: bool) -> dict[str, Any]:
    settings = _settings(export) if full else {}
    snapshot = _common(export, status=entry.to_status, settings=settings, stats=None)
    body: dict[str, Any] = {"id": entry.id, "segment_export": snapshot}
    if with_diff:
        body["diff"] = {"status": {"from": entry.from_status, "to": entry.to_status}}
    return body


def log_json(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "segment_export_id": row.export_id,
        "level": row.level,
        "text": row.text,
        "created": shown(row.created),
    }


def _common(
    row: AnyRow, *, status: str, settings: dict[str, Any], stats: dict[str, Any] | None
) -> dict[str, Any]:
    return {
        "id": row.id,
        "user_id": row.user_id,
        "segment_id": row.segment_id,
        "segment_export_destination_id": row.segment_export_destination_id,
        "name": row.name,
        "settings": settings,
        "frontend_settings": {},
        "status": status,
        "stats": stats,
        "created": shown(row.created),
    }


def _settings(row: AnyRow) -> dict[str, Any]:
    return {"conditions_operation": orjson.Fragment(row.conditions_operation)}
