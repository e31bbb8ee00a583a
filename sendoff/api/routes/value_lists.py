"""`/value_lists`: values uploaded once, for conditions to name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Annotated, Any

import anyio
from fastapi import Depends, Query, Request, Response
from starlette.requests import ClientDisconnect

from sendoff.api.asking import Ask, Asking, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.paging import FullStructure, Id, Selection, selection
from sendoff.api.problems import documented
from sendoff.api.shapes import value_lists as shapes
from sendoff.api.shapes.fields import Name
from sendoff.api.shapes.related import add_related
from sendoff.attributes.catalogue import DataType
from sendoff.errors import Kind, SendoffError
from sendoff.services import uploads, value_lists
from sendoff.services.context import Context
from sendoff.store.rows import AnyRow

router = strict_router("/value_lists", tag="Value lists")

ValueListPage = Annotated[
    Selection,
    Depends(
        selection(
            "id", "user_id", "name", "data_type", "values_count", "rows_count", "empty_rows_count", "bytes",
            "sha256", "deleted", "created",
        )
    ),
]  # fmt: skip

WRITE_BYTES = 1024 * 1024
"""Of a body, before a thread writes them out."""

_CSV_BODY = {
    "required": True,
    "content": {
        "text/csv": {
            "schema": {
                "type": "string",
                "description": "RFC 4180 in UTF-8; the first line names the columns. At most 512 MiB and "
                "5,000,000 distinct values; empty fields are left out.",
                "examples": ["email\nann@example.org\n"],
            }
        }
    },
}


@router.get(
    "",
    response_model=shapes.ValueLists,
    responses=documented(400, 401, 403),
    summary="List the value lists",
)
async def list_value_lists(
    ask: Ask,
    selected: ValueListPage,
    name_filter: Annotated[str, Query(description="A part of the name, without case.")] = "",
    load_full_structure: FullStructure = 0,
) -> Response:
    echoed = selected.with_filters(name_filter=name_filter or None)

    def listed(c: Context) -> dict[str, Any]:
        found = value_lists.list_value_lists(c, name=name_filter, page=selected.page)
        body = [shapes.value_list_json(row) for row in found]
        if load_full_structure:
            add_related(c, body)
        return {"value_lists": body, "selection_settings": echoed}

    return await ask.answer(listed)


@router.post(
    "",
    status_code=201,
    response_model=shapes.ValueListAnswer,
    responses=documented(400, 401, 403, 413),
    summary="Upload a value list",
    openapi_extra={"requestBody": _CSV_BODY},
)
async def create_value_list(
    ask: Ask,
    request: Request,
    name: Annotated[Name, Query(description="What people find it by.")],
    data_type: Annotated[
        shapes.ValueType,
        Query(description="string: compared without case; int: whole numbers of at most 128 bits."),
    ] = shapes.ValueType.STRING,
    column: Annotated[
        str | None, Query(description="The column of the values, by its name; a file of one needs none.")
    ] = None,
    load_full_structure: FullStructure = 0,
) -> Response:
    await ask.read(value_lists.require_create)
    kind = DataType(data_type)
    async with _received(ask, request) as upload:
        content = await ask.evaluate(
            lambda stop: value_lists.take_in(ask.house, upload, data_type=kind, column=column, stop=stop)
        )
    try:
        row = await ask.write(lambda c: value_lists.create_value_list(c, content, name=name))
    except BaseException:  # among others, the caller's right may be gone by now
        with anyio.CancelScope(shield=True):
            await ask.outside(lambda: value_lists.discard(ask.house, content))
        raise
    return await _one(ask, row, load_full_structure, status_code=201)


@router.get(
    "/{value_list_id}",
    response_model=shapes.ValueListAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Retrieve a value list",
)
async def get_value_list(ask: Ask, value_list_id: Id, load_full_structure: FullStructure = 0) -> Response:
    row = await ask.read(lambda c: value_lists.get_value_list(c, value_list_id))
    return await _one(ask, row, load_full_structure)


@router.delete(
    "/{value_list_id}",
    response_model=shapes.ValueListAnswer,
    responses=documented(400, 401, 403, 404, 409),
    summary="Delete a value list that no segment names",
)
async def delete_value_list(ask: Ask, value_list_id: Id, load_full_structure: FullStructure = 0) -> Response:
    row = await ask.write(lambda c: value_lists.delete_value_list(c, value_list_id))
    return await _one(ask, row, load_full_structure)


@asynccontextmanager
async def _received(ask: Asking, request: Request) -> AsyncIterator[uploads.Upload]:
    """The body as a file, whole; gone on leaving. Threads write it, a little of it is in memory.

    Raises: SendoffError (body_too_large, client_gone), StorageFailed.
    """
    told = request.headers.get("content-length", "")
    if told.isdecimal():
        uploads.refuse_larger(int(told))
    upload = await ask.outside(uploads.Upload)
    try:
        pending = bytearray()
        async for chunk in request.stream():
            pending += chunk
            if len(pending) >= WRITE_BYTES:
                await ask.outside(partial(upload.write, bytes(pending)))
                pending.clear()
        await ask.outside(partial(upload.write, bytes(pending)))
        await ask.outside(upload.finish)
        yield upload
    except ClientDisconnect:
        raise SendoffError("The client went away.", code="client_gone", kind=Kind.UNAVAILABLE) from None
    finally:
        with anyio.CancelScope(shield=True):
            await ask.outside(upload.remove)


async def _one(ask: Ask, row: AnyRow, full: int, *, status_code: int = 200) -> Response:
    body = shapes.value_list_json(row)
    if full:
        await ask.read(lambda c: add_related(c, [body]))
    return json_answer({"value_list": body}, status_code=status_code)
