"""`/users/user_roles`: what users may do."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Response

from sendoff.api.asking import Ask, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.paging import Id, Selection, selection
from sendoff.api.problems import documented
from sendoff.api.shapes import users as shapes
from sendoff.services import roles
from sendoff.services.context import Context

router = strict_router("/users/user_roles", tag="Roles")

RolePage = Annotated[
    Selection,
    Depends(selection("id", "name", "description", "disabled", "deleted", "created", "modified")),
]


@router.get("", response_model=shapes.RoleList, responses=documented(400, 401, 403), summary="List all roles")
async def list_roles(
    ask: Ask,
    selected: RolePage,
    name_filter: Annotated[str, Query(description="A part of the name, without case.")] = "",
) -> Response:
    echoed = selected.with_filters(name_filter=name_filter or None)

    def listed(c: Context) -> dict[str, Any]:
        found = roles.list_roles(c, name=name_filter, page=selected.page)
        return {"roles": [shapes.role_json(row) for row in found], "selection_settings": echoed}

    return await ask.answer(listed)


@router.post(
    "",
    status_code=201,
    response_model=shapes.RoleAnswer,
    responses=documented(400, 401, 403, 409, 413),
    summary="Create a role",
)
async def create_role(ask: Ask, body: shapes.CreateRole) -> Response:
    row = await ask.write(lambda c: roles.create_role(c, body.given()))
    return json_answer(_one(row), status_code=201)


@router.get(
    "/{role_id}",
    response_model=shapes.RoleAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Retrieve a role",
)
async def get_role(ask: Ask, role_id: Id) -> Response:
    return json_answer(_one(await ask.read(lambda c: roles.get_role(c, role_id))))


@router.patch(
    "/{role_id}",
    response_model=shapes.RoleAnswer,
    responses=documented(400, 401, 403, 404, 409, 413),
    summary="Change a role",
)
async def change_role(ask: Ask, role_id: Id, body: shapes.ChangeRole) -> Response:
    return json_answer(_one(await ask.write(lambda c: roles.change_role(c, role_id, body.given()))))


@router.delete(
    "/{role_id}",
    response_model=shapes.RoleAnswer,
    responses=documented(400, 401, 403, 404, 409),
    summary="Delete a role",
)
async def delete_role(ask: Ask, role_id: Id) -> Response:
    return json_answer(_one(await ask.write(lambda c: roles.delete_role(c, role_id))))


def _one(row: Any) -> dict[str, Any]:
    return {"role": shapes.role_json(row)}
