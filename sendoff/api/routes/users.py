"""`/users`: who may log in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from sendoff.access.passwords import hash_password
from sendoff.api.asking import Ask, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.paging import FullStructure, Id, Selection, selection
from sendoff.api.problems import documented
from sendoff.api.shapes import users as shapes
from sendoff.api.shapes.related import add_related
from sendoff.services import users
from sendoff.services.credentials import checked_password
from sendoff.store.rows import AnyRow

router = strict_router("/users", tag="Users")

UserPage = Annotated[
    Selection,
    Depends(
        selection(
            "id", "name", "email", "role_id", "disabled", "deleted", "first_login", "last_login",
            "created", "modified",
        )
    ),
]  # fmt: skip


@router.get(
    "",
    response_model=shapes.UserList,
    response_model_exclude_unset=True,
    responses=documented(400, 401, 403),
    summary="List all users",
)
async def list_users(
    ask: Ask,
    selected: UserPage,
    name_filter: Annotated[str, Query(description="A part of the name, without case.")] = "",
    load_full_structure: FullStructure = 0,
) -> Response:
    found, in_full = await ask.read(lambda c: users.list_users(c, name=name_filter, page=selected.page))
    body = [shapes.listed_json(row, in_full=in_full) for row in found]
    if load_full_structure:
        await ask.read(lambda c: add_related(c, body))
    echoed = selected.with_filters(name_filter=name_filter or None)
    return json_answer({"users": body, "selection_settings": echoed})


@router.post(
    "",
    status_code=201,
    response_model=shapes.UserAnswer,
    responses=documented(400, 401, 403, 409, 413),
    summary="Create a user",
)
async def create_user(ask: Ask, body: shapes.CreateUser, load_full_structure: FullStructure = 0) -> Response:
    await ask.read(users.require_write)
    values = body.given(without=frozenset({"password"}))
    values["password_hash"] = await _hashed(ask, body.password)
    row = await ask.write(lambda c: users.create_user(c, values))
    return await _one(ask, row, load_full_structure, status_code=201)


@router.get(
    "/{user_id}",
    response_model=shapes.UserAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Retrieve a user",
)
async def get_user(ask: Ask, user_id: Id, load_full_structure: FullStructure = 0) -> Response:
    row = await ask.read(lambda c: users.get_user(c, user_id))
    return await _one(ask, row, load_full_structure)


@router.patch(
    "/{user_id}",
    response_model=shapes.UserAnswer,
    responses=documented(400, 401, 403, 404, 409, 413),
    summary="Change a user",
)
async def change_user(
    ask: Ask, user_id: Id, body: shapes.ChangeUser, load_full_structure: FullStructure = 0
) -> Response:
    await ask.read(lambda c: users.get_user(c, user_id))
    values = body.given(without=frozenset({"password"}))
    if "password" in body.model_fields_set:
        values["password_hash"] = await _hashed(ask, body.password)
    row = await ask.write(lambda c: users.change_user(c, user_id, values))
    return await _one(ask, row, load_full_structure)


@router.delete(
    "/{user_id}",
    response_model=shapes.UserAnswer,
    responses=documented(400, 401, 403, 404, 409),
    summary="Delete a user",
)
async def delete_user(ask: Ask, user_id: Id, load_full_structure: FullStructure = 0) -> Response:
    row = await ask.write(lambda c: users.delete_user(c, user_id))
    return await _one(ask, row, load_full_structure)


async def _hashed(ask: Ask, password: str) -> str:
    checked = checked_password(password)
    return await ask.hash(lambda: hash_password(checked))


async def _one(ask: Ask, row: AnyRow, full: int, *, status_code: int = 200) -> Response:
    body = shapes.user_json(row)
    if full:
        await ask.read(lambda c: add_related(c, [body]))
    return json_answer({"user": body}, status_code=status_code)
