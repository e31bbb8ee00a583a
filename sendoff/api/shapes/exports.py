"""Segment exports as JSON (spec/api.md, Segment exports)."""

from __future__ import annotations

from typing import Any

import orjson
from pydantic import BaseModel, Field

from sendoff.api.paging import SelectionSettings
from sendoff.api.shapes.fields import Body
from sendoff.exports.states import Status
from sendoff.services.exports import MAX_RUN_NAME, Shown
from sendoff.store.moments import shown
from sendoff.store.rows import AnyRow


class RunExport(Body):
    """What to run: the destination, and a name to find it by."""

    segment_export_destination_id: int = Field(ge=1, le=2**63 - 1, description="Where the export goes.")
    name: str | None = Field(None, max_length=MAX_RUN_NAME, pattern="^[^\\x00]*$", description="Free text.")


class SegmentExport(BaseModel):
    """One run of a segment to a destination."""

    id: int
    user_id: int = Field(description="Who asked.")
    segment_id: int
    segment_export_destination_id: int
    name: str
    settings: dict[str, Any] = Field(description="conditions_operation: the tree as it was when asked.")
    frontend_settings: dict[str, Any]
    status: Status
    stats: dict[str, Any] | None = Field(description="statuses_history, rows, bytes, progress, as_of, error.")
    file_download_token: str | None = Field(
        None, description="Opens the file without a login; null unless finished and the caller may download."
    )
    created: str = Field(description="UTC, YYYY-MM-DD HH:MM:SS.")


class SegmentExportAnswer(BaseModel):
    segment_export: SegmentExport


class SegmentExportList(BaseModel):
    segment_exports: list[SegmentExport]
    selection_settings: SelectionSettings


class HistoryEntry(BaseModel):
    id: int
    segment_export: dict[str, Any] = Field(description="The export as it was after the change.")


class HistoryList(BaseModel):
    history_list: list[HistoryEntry]
    selection_settings: SelectionSettings


class HistoryItem(HistoryEntry):
    diff: dict[str, dict[str, str | None]] = Field(description="status: from, to.")


class HistoryAnswer(BaseModel):
    history: HistoryItem


class LogLine(BaseModel):
    id: int
    segment_export_id: int
    level: str = Field(description="debug, info, warning or error.")
    text: str
    created: str


class LogList(BaseModel):
    segment_export_logs: list[LogLine]
    selection_settings: SelectionSettings


def export_json(export: Shown, *, with_token: bool = True) -> dict[str, Any]:
    row = export.row
    body = _common(row, status=row.status)
    body["settings"] = _settings(row)
    body["stats"] = {
        "statuses_history": orjson.Fragment(row.statuses_history),
        "rows": {"matched": row.rows_matched, "exported": row.rows_exported},
        "bytes": row.bytes,
        "progress": row.progress,
        "as_of": shown(row.as_of),
        "error": row.error,
    }
    if with_token:
        body["file_download_token"] = export.file_download_token
    return body


def history_json(export: AnyRow, entry: AnyRow, *, full: bool, with_diff: bool) -> dict[str, Any]:
    snapshot = _common(export, status=entry.to_status)
    snapshot["settings"] = _settings(export) if full else {}
    snapshot["stats"] = None
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


def _common(row: AnyRow, *, status: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "user_id": row.user_id,
        "segment_id": row.segment_id,
        "segment_export_destination_id": row.segment_export_destination_id,
        "name": row.name,
        "settings": {},
        "frontend_settings": {},
        "status": status,
        "stats": None,
        "created": shown(row.created),
    }


def _settings(row: AnyRow) -> dict[str, Any]:
    return {"conditions_operation": orjson.Fragment(row.conditions_operation)}
