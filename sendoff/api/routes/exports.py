"""`/segments/{segment_id}/exports`: run, look, cancel, download."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Response
from fastapi.responses import StreamingResponse

from sendoff.api.asking import Ask, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.paging import FullStructure, Id, Selection, selection
from sendoff.api.problems import documented
from sendoff.api.ranges import requested_range
from sendoff.api.shapes import exports as shapes
from sendoff.api.shapes.related import add_related
from sendoff.formats.registry import file_extension, media_type, media_types
from sendoff.services import exports
from sendoff.services.context import Context

router = strict_router("/segments/{segment_id}/exports", tag="Segment exports")

ExportPage = Annotated[
    Selection,
    Depends(
        selection("id", "user_id", "segment_id", "segment_export_destination_id", "name", "status", "created")
    ),
]
_FILE: dict[str, Any] = {kind: {} for kind in sorted(media_types())}
EntryPage = Annotated[Selection, Depends(selection("id", "created"))]


@router.get(
    "",
    response_model=shapes.SegmentExportList,
    responses=documented(400, 401, 403, 404),
    summary="List all segment exports",
)
async def list_exports(
    ask: Ask, segment_id: Id, selected: ExportPage, load_full_structure: FullStructure = 0
) -> Response:
    def listed(c: Context) -> dict[str, Any]:
        body = [shapes.export_json(each) for each in exports.list_exports(c, segment_id, page=selected.page)]
        if load_full_structure:
            add_related(c, body)
        return {"segment_exports": body, "selection_settings": selected.echoed}

    return await ask.answer(listed)


@router.post(
    "",
    status_code=201,
    response_model=shapes.SegmentExportAnswer,
    responses={
        **documented(400, 401, 403, 404, 409, 413),
        200: {
            "model": shapes.SegmentExportAnswer,
            "description": "The first export of this Idempotency-Key.",
        },
    },
    summary="Run a segment export",
)
async def run_export(
    ask: Ask,
    segment_id: Id,
    body: shapes.RunExport,
    load_full_structure: FullStructure = 0,
    idempotency_key: Annotated[
        str | None, Header(max_length=255, min_length=1, description="The same key runs it once in 24 hours.")
    ] = None,
) -> Response:
    export, is_new = await ask.write(
        lambda c: exports.run_export(
            c,
            segment_id,
            destination_id=body.segment_export_destination_id,
            name=body.name,
            idempotency_key=idempotency_key,
        )
    )
    ask.house.queue_changed()
    return await _one(ask, export, load_full_structure, status_code=201 if is_new else 200)


@router.get(
    "/{export_id}",
    response_model=shapes.SegmentExportAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Retrieve a segment export",
)
async def get_export(
    ask: Ask, segment_id: Id, export_id: Id, load_full_structure: FullStructure = 0
) -> Response:
    export = await ask.read(lambda c: exports.get_export(c, segment_id, export_id))
    return await _one(ask, export, load_full_structure)


@router.delete(
    "/{export_id}",
    response_model=shapes.SegmentExportAnswer,
    responses=documented(400, 401, 403, 404, 409),
    summary="Cancel a segment export",
)
async def cancel_export(
    ask: Ask, segment_id: Id, export_id: Id, load_full_structure: FullStructure = 0
) -> Response:
    export = await ask.write(lambda c: exports.cancel_export(c, segment_id, export_id))
    ask.house.queue_changed()
    return await _one(ask, export, load_full_structure)


@router.get(
    "/{export_id}/history",
    response_model=shapes.HistoryList,
    responses=documented(400, 401, 403, 404),
    summary="List the changes of status of a segment export",
)
async def list_history(
    ask: Ask, segment_id: Id, export_id: Id, selected: EntryPage, load_full_structure: FullStructure = 0
) -> Response:
    full = bool(load_full_structure)

    def listed(c: Context) -> dict[str, Any]:
        export, entries = exports.list_history(c, segment_id, export_id, page=selected.page, with_trees=full)
        body = [shapes.history_json(export, entry, full=full, with_diff=False) for entry in entries]
        if full:
            add_related(c, [each["segment_export"] for each in body])
        return {"history_list": body, "selection_settings": selected.echoed}

    return await ask.answer(listed)


@router.get(
    "/{export_id}/history/{history_id}",
    response_model=shapes.HistoryAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Retrieve one change of status",
)
async def get_history_item(
    ask: Ask, segment_id: Id, export_id: Id, history_id: Id, load_full_structure: FullStructure = 0
) -> Response:
    export, entry = await ask.read(lambda c: exports.get_history_item(c, segment_id, export_id, history_id))
    item = shapes.history_json(export, entry, full=bool(load_full_structure), with_diff=True)
    if load_full_structure:
        await ask.read(lambda c: add_related(c, [item["segment_export"]]))
    return json_answer({"history": item})


@router.get(
    "/{export_id}/logs",
    response_model=shapes.LogList,
    responses=documented(400, 401, 403, 404),
    summary="List all logs of a segment export",
)
async def list_logs(
    ask: Ask, segment_id: Id, export_id: Id, selected: EntryPage, load_full_structure: FullStructure = 0
) -> Response:
    # Nothing is related to a line; the parameter is the original's, and checked as everywhere.
    def listed(c: Context) -> dict[str, Any]:
        lines = exports.list_logs(c, segment_id, export_id, page=selected.page)
        body = [shapes.log_json(line) for line in lines]
        return {"segment_export_logs": body, "selection_settings": selected.echoed}

    return await ask.answer(listed)


@router.get(
    "/{export_id}/download",
    response_class=StreamingResponse,
    responses={
        **documented(400, 401, 403, 404, 409, 410, 416),
        200: {"description": "The file.", "content": _FILE},
        206: {"description": "The range of it that was asked for.", "content": _FILE},
    },
    summary="Download a segment export",
    openapi_extra={"security": [{}]},  # or none: a file_download_token will do
)
async def download_export(
    ask: Ask,
    segment_id: Id,
    export_id: Id,
    token: Annotated[str | None, Query(description="A file_download_token, instead of a login.")] = None,
    file_download_token: Annotated[str | None, Query(description="The same, by its long name.")] = None,
    byte_range: Annotated[str | None, Header(alias="Range", description="One range: bytes=0-1023.")] = None,
    if_range: Annotated[
        str | None, Header(description="The ETag; the range is looked at only while the file has it.")
    ] = None,
) -> Response:
    link_token = token or file_download_token
    if link_token is not None:
        file = await ask.read_as_nobody(
            lambda house, connection: exports.file_by_token(
                house, connection, segment_id, export_id, token=link_token
            )
        )
    else:
        file = await ask.read(lambda c: exports.file_of(c, segment_id, export_id))
    name = file.name + file_extension(file.format, file.compression)
    etag = f'"{file.etag}"'
    part = requested_range(byte_range, if_range=if_range, etag=etag, size=file.bytes)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(part.length),
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    if part.is_partial:
        headers["Content-Range"] = f"bytes {part.start}-{part.start + part.length - 1}/{file.bytes}"
    chunks: Iterator[bytes] = await ask.outside(
        lambda: ask.house.artifacts.read(file.artifact, start=part.start, length=part.length)
    )
    return StreamingResponse(
        chunks,
        status_code=206 if part.is_partial else 200,
        media_type=media_type(file.format, file.compression),
        headers=headers,
    )


async def _one(ask: Ask, export: exports.Shown, full: int, *, status_code: int = 200) -> Response:
    body = shapes.export_json(export)
    if full:
        await ask.read(lambda c: add_related(c, [body]))
    return json_answer({"segment_export": body}, status_code=status_code)
