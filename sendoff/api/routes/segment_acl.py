"""`/acl/segments/{segment_id}`: who may work with a segment beside its author."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Response

from sendoff.api.asking import Ask, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.paging import FullStructure, Id, Selection, selection
from sendoff.api.problems import documented
from sendoff.api.shapes import segments as shapes
from sendoff.api.shapes.related import add_related
from sendoff.services import segment_acl
from sendoff.services.context import Context
from sendoff.store.rows import AnyRow

router = strict_router("/acl/segments/{segment_id}", tag="Segment ACL")

InvitedPage = Annotated[Selection, Depends(selection("id", "permission", "created", "user_id", "segment_id"))]


@router.get(
    "",
    response_model=shapes.SegmentUserList,
    responses=documented(400, 401, 403, 404),
    summary="List the users invited to a segment",
)
async def list_invited(
    ask: Ask, segment_id: Id, selected: InvitedPage, load_full_structure: FullStructure = 0
) -> Response:
    def listed(c: Context) -> dict[str, Any]:
        body = [
            shapes.invited_json(row) for row in segment_acl.list_invited(c, segment_id, page=selected.page)
        ]
        if load_full_structure:
            add_related(c, body)
        return {"segment_users": body, "selection_settings": selected.echoed}

    return await ask.answer(listed)


@router.post(
    "",
    status_code=201,
    response_model=shapes.SegmentUserAnswer,
    responses=documented(400, 401, 403, 404, 409, 413),
    summary="Invite a user to a segment",
)
async def invite(
    ask: Ask, segment_id: Id, body: shapes.Invite, load_full_structure: FullStructure = 0
) -> Response:
    row = await ask.write(
        lambda c: segment_acl.invite(c, segment_id, user_id=body.user_id, permission=body.permission)
    )
    return await _one(ask, row, load_full_structure, status_code=201)


@router.patch(
    "/users/{user_id}",
    response_model=shapes.SegmentUserAnswer,
    responses=documented(400, 401, 403, 404, 413),
    summary="Change what an invited user may do",
)
async def change_invitation(
    ask: Ask,
    segment_id: Id,
    user_id: Id,
    body: shapes.ChangeInvitation,
    load_full_structure: FullStructure = 0,
) -> Response:
    row = await ask.write(
        lambda c: segment_acl.change_invitation(c, segment_id, user_id, permission=body.permission)
    )
    return await _one(ask, row, load_full_structure)


@router.delete(
    "/users/{user_id}",
    response_model=shapes.SegmentUserAnswer,
    responses=documented(400, 401, 403, 404),
    summary="End the invitation of a user",
)
async def remove_invitation(
    ask: Ask, segment_id: Id, user_id: Id, load_full_structure: FullStructure = 0
) -> Response:
    row = await ask.write(lambda c: segment_acl.remove_invitation(c, segment_id, user_id))
    return await _one(ask, row, load_full_structure)


async def _one(ask: Ask, row: AnyRow, full: int, *, status_code: int = 200) -> Response:
    body = shapes.invited_json(row)
    if full:
        await ask.read(lambda c: add_related(c, [body]))
    return json_answer({"segment_user": body}, status_code=status_code)
