"""`/segments`: write, look at, count, put into the trash and restore."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Response
from pydantic import StringConstraints

from sendoff.api.asking import Ask, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.paging import FullStructure, Id, Selection, selection
from sendoff.api.problems import documented
from sendoff.api.shapes import segments as shapes
from sendoff.api.shapes.related import add_related
from sendoff.errors import invalid
from sendoff.services import previews, segments
from sendoff.services.context import Caller, Context
from sendoff.store.moments import shown
from sendoff.store.rows import AnyRow
from sendoff.store.segments import Filters

router = strict_router("/segments", tag="Segments")

SegmentPage = Annotated[
    Selection,
    Depends(
        selection(
            "id", "user_id", "author_id", "name", "description", "disabled", "deleted", "segment_type",
            "customers_count", "last_export", "created", "origin_created",
        )
    ),
]  # fmt: skip
MAX_TAGS = 100
"""In one filter. SQLite reads an expression of at most 1,000 levels, and each tag is one."""
TagIds = Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{0,17}(,[1-9][0-9]{0,17}){0,99})?$")]
Shown = Annotated[int, Query(ge=0, le=1)]


@router.get(
    "",
    response_model=shapes.SegmentList,
    responses=documented(400, 401, 403),
    summary="List all segments that one may see",
)
async def list_segments(
    ask: Ask,
    selected: SegmentPage,
    name_filter: Annotated[str, Query(description="A part of the name, without case.")] = "",
    tag_ids: Annotated[
        list[TagIds],
        Query(max_length=MAX_TAGS, description="Any of them: tag_ids=3,7 or tag_ids=3&tag_ids=7."),
    ] = [],  # noqa: B006  # FastAPI copies it
    show_my: Annotated[Shown, Query(description="1: those one made; the three show_ are joined by or.")] = 0,
    show_shared_with_me: Annotated[Shown, Query(description="1: those one was invited to.")] = 0,
    show_foreign: Annotated[Shown, Query(description="1: all others that one may see.")] = 0,
    show_deleted: Annotated[Shown, Query(description="1: those in the trash, instead of the others.")] = 0,
    load_full_structure: FullStructure = 0,
) -> Response:
    tags = [tag for listed in tag_ids for tag in listed.split(",") if tag]
    if len(tags) > MAX_TAGS:
        raise invalid(f"A list is filtered by at most {MAX_TAGS} tags.", path="tag_ids")
    filters = Filters(
        name=name_filter,
        tag_ids=tuple(int(tag) for tag in tags),
        mine=bool(show_my),
        shared=bool(show_shared_with_me),
        foreign=bool(show_foreign),
        deleted=bool(show_deleted),
    )
    echoed = selected.with_filters(
        name_filter=name_filter or None,
        tag_ids=",".join(tags) or None,
        show_my=show_my,
        show_shared_with_me=show_shared_with_me,
        show_foreign=show_foreign,
        show_deleted=show_deleted,
    )

    def listed(c: Context) -> dict[str, Any]:
        found = segments.list_segments(c, filters=filters, page=selected.page)
        body = [shapes.listed_json(segment) for segment in found]
        if load_full_structure:
            add_related(c, [each for each in body if each["user_id"] is not None])
        return {"segments": body, "selection_settings": echoed}

    return await ask.answer(listed)


@router.post(
    "",
    status_code=201,
    response_model=shapes.SegmentAnswer,
    responses=documented(400, 401, 403, 409, 413),
    summary="Create a segment",
)
async def create_segment(
    ask: Ask, body: shapes.CreateSegment, load_full_structure: FullStructure = 0
) -> Response:
    caller = await ask.read(segments.require_create)
    settings = await _checked(ask, caller, body.settings)
    values = await ask.outside(lambda: shapes.columns(body))
    row = await ask.write(lambda c: segments.create_segment(c, settings, values=values))
    return await _one(ask, row, load_full_structure, status_code=201)


@router.get(
    "/{segment_id}",
    response_model=shapes.SegmentAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Retrieve a segment",
)
async def get_segment(ask: Ask, segment_id: Id, load_full_structure: FullStructure = 0) -> Response:
    row = await ask.read(lambda c: segments.get_segment(c, segment_id))
    return await _one(ask, row, load_full_structure)


@router.patch(
    "/{segment_id}",
    response_model=shapes.SegmentAnswer,
    responses=documented(400, 401, 403, 404, 409, 413),
    summary="Change a segment",
)
async def change_segment(
    ask: Ask, segment_id: Id, body: shapes.ChangeSegment, load_full_structure: FullStructure = 0
) -> Response:
    caller = await ask.read(lambda c: segments.require_change(c, segment_id))
    has_settings = "settings" in body.model_fields_set
    settings = await _checked(ask, caller, body.settings, segment_id) if has_settings else None
    values = await ask.outside(lambda: shapes.columns(body))
    row = await ask.write(lambda c: segments.change_segment(c, segment_id, settings, values=values))
    return await _one(ask, row, load_full_structure)


@router.delete(
    "/{segment_id}",
    response_model=shapes.SegmentAnswer,
    responses=documented(400, 401, 403, 404, 409),
    summary="Put a segment into the trash",
)
async def delete_segment(ask: Ask, segment_id: Id, load_full_structure: FullStructure = 0) -> Response:
    row = await ask.write(lambda c: segments.delete_segment(c, segment_id))
    return await _one(ask, row, load_full_structure)


@router.post(
    "/{segment_id}/restore",
    response_model=shapes.SegmentAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Take a segment out of the trash",
)
async def restore_segment(ask: Ask, segment_id: Id, load_full_structure: FullStructure = 0) -> Response:
    row = await ask.write(lambda c: segments.restore_segment(c, segment_id))
    return await _one(ask, row, load_full_structure)


@router.get(
    "/{segment_id}/count",
    response_model=shapes.CountAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Count the customers of a segment now",
)
async def count_segment(ask: Ask, segment_id: Id) -> Response:
    viewed = await ask.read(lambda c: segments.view_segment(c, segment_id))
    found, as_of = await ask.evaluate(lambda stop: segments.count(ask.house, viewed, stop=stop))
    return json_answer({"count": found, "as_of": shown(as_of)})


@router.get(
    "/{segment_id}/preview",
    response_model=shapes.PreviewAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Count the customers of a segment now, all and to each destination, and show a few",
)
async def preview_segment(ask: Ask, segment_id: Id) -> Response:
    asked = await ask.read(lambda c: previews.ask(c, segment_id))
    found = await ask.evaluate(lambda stop: previews.preview(ask.house, asked, stop=stop))
    return json_answer(shapes.preview_json(found))


@router.get(
    "/{segment_id}/dependants",
    response_model=shapes.DependantsAnswer,
    responses=documented(400, 401, 403, 404),
    summary="List the segments whose conditions name this one",
)
async def list_dependants(ask: Ask, segment_id: Id) -> Response:
    def found(c: Context) -> dict[str, Any]:
        seen, others = segments.list_dependants(c, segment_id)
        return {"segments": [{"id": row.id, "name": row.name} for row in seen], "others": others}

    return await ask.answer(found)


@router.get(
    "/{segment_id}/describe",
    response_model=shapes.DescriptionAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Say in English what a segment selects",
)
async def describe_segment(ask: Ask, segment_id: Id) -> Response:
    viewed = await ask.read(lambda c: segments.view_segment(c, segment_id))
    return json_answer({"description": await ask.outside(lambda: segments.description(ask.house, viewed))})


async def _checked(
    ask: Ask, caller: Caller, settings: shapes.SegmentSettings, segment_id: int | None = None
) -> segments.Settings:
    return await ask.of_body(
        lambda: segments.checked(
            ask.house,
            caller,
            segment_id=segment_id,
            conditions_operation=settings.conditions_operation,
            destination_parameters=settings.destination_parameters,
        )
    )


async def _one(ask: Ask, row: AnyRow, full: int, *, status_code: int = 200) -> Response:
    body = shapes.segment_json(row)
    if full:
        await ask.read(lambda c: add_related(c, [body]))
    return json_answer({"segment": body}, status_code=status_code)
