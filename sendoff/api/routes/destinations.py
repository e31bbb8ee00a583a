"""`/segments/export/destinations`: where exports go."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Response

from sendoff.api.asking import Ask, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.paging import FullStructure, Id, Selection, selection
from sendoff.api.problems import documented
from sendoff.api.shapes import destinations as shapes
from sendoff.api.shapes.related import add_related
from sendoff.services import destinations
from sendoff.services.context import Context
from sendoff.store.rows import AnyRow

router = strict_router("/segments/export/destinations", tag="Segment export destinations")

DestinationPage = Annotated[
    Selection,
    Depends(
        selection(
            "id", "user_id", "name", "description", "disabled", "deleted", "icon", "mi_workspace_id",
            "last_export", "created",
        )
    ),
]  # fmt: skip


@router.get(
    "",
    response_model=shapes.DestinationList,
    responses=documented(400, 401, 403),
    summary="List the destinations that one may read",
)
async def list_destinations(
    ask: Ask,
    selected: DestinationPage,
    name_filter: Annotated[str, Query(description="A part of the name, without case.")] = "",
    load_full_structure: FullStructure = 0,
) -> Response:
    echoed = selected.with_filters(name_filter=name_filter or None)

    def listed(c: Context) -> dict[str, Any]:
        found = destinations.list_destinations(c, name=name_filter, page=selected.page)
        body = [shapes.destination_json(row) for row in found]
        if load_full_structure:
            add_related(c, body)
        return {"segment_export_destinations": body, "selection_settings": echoed}

    return await ask.answer(listed)


@router.post(
    "",
    status_code=201,
    response_model=shapes.DestinationAnswer,
    responses=documented(400, 401, 403, 413),
    summary="Create a destination",
)
async def create_destination(
    ask: Ask, body: shapes.CreateDestination, load_full_structure: FullStructure = 0
) -> Response:
    await ask.read(destinations.require_write)
    catalogue = await ask.outside(ask.house.catalogue)
    row = await ask.write(
        lambda c: destinations.create_destination(c, shapes.columns(body), catalogue=catalogue)
    )
    return await _one(ask, row, load_full_structure, status_code=201)


@router.get(
    "/{destination_id}",
    response_model=shapes.DestinationAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Retrieve a destination",
)
async def get_destination(ask: Ask, destination_id: Id, load_full_structure: FullStructure = 0) -> Response:
    row = await ask.read(lambda c: destinations.get_destination(c, destination_id))
    return await _one(ask, row, load_full_structure)


@router.patch(
    "/{destination_id}",
    response_model=shapes.DestinationAnswer,
    responses=documented(400, 401, 403, 404, 409, 413),
    summary="Change a destination",
)
async def change_destination(
    ask: Ask, destination_id: Id, body: shapes.ChangeDestination, load_full_structure: FullStructure = 0
) -> Response:
    await ask.read(lambda c: destinations.writable_destination(c, destination_id))
    catalogue = await ask.outside(ask.house.catalogue)
    row = await ask.write(
        lambda c: destinations.change_destination(
            c, destination_id, shapes.columns(body), catalogue=catalogue
        )
    )
    return await _one(ask, row, load_full_structure)


@router.delete(
    "/{destination_id}",
    response_model=shapes.DestinationAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Delete a destination",
)
async def delete_destination(
    ask: Ask, destination_id: Id, load_full_structure: FullStructure = 0
) -> Response:
    row = await ask.write(lambda c: destinations.delete_destination(c, destination_id))
    return await _one(ask, row, load_full_structure)


async def _one(ask: Ask, row: AnyRow, full: int, *, status_code: int = 200) -> Response:
    body = shapes.destination_json(row)
    if full:
        await ask.read(lambda c: add_related(c, [body]))
    return json_answer({"segment_export_destination": body}, status_code=status_code)
