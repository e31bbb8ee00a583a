"""`/users/login`: log in, renew, log out. These calls need no token in the header."""

from __future__ import annotations

from fastapi import Response

from sendoff.api.asking import AskAsNobody, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.problems import documented
from sendoff.api.shapes import sign_in as shapes
from sendoff.services import sign_in

router = strict_router("/users", tag="Login", for_nobody=True)


@router.get(
    "/auth_options",
    response_model=shapes.AuthenticationOptionsAnswer,
    responses=documented(),
    summary="Say how one can log in",
)
async def auth_options() -> Response:
    return json_answer({"authentication_options": sign_in.AUTHENTICATION_OPTIONS})


@router.post(
    "/login",
    response_model=shapes.TokenAnswer,
    responses=documented(400, 401, 413, 429),
    summary="Log in",
)
async def log_in(ask: AskAsNobody, body: shapes.LogIn) -> Response:
    token = await ask.hash(lambda: sign_in.log_in(ask.house, email=body.email, password=body.password))
    return json_answer({"token": token})


@router.patch(
    "/login",
    response_model=shapes.TokenAnswer,
    responses=documented(400, 401, 413),
    summary="Renew a login",
)
async def renew(ask: AskAsNobody, body: shapes.Token) -> Response:
    await ask.outside(lambda: sign_in.renew(ask.house, token=body.token))
    return json_answer({"token": body.token})


@router.delete(
    "/login",
    response_model=shapes.TokenAnswer,
    responses=documented(400, 401, 413),
    summary="Log out",
)
async def log_out(ask: AskAsNobody, body: shapes.Token) -> Response:
    await ask.outside(lambda: sign_in.log_out(ask.house, token=body.token))
    return json_answer({"token": body.token})
