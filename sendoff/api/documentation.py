"""`/api/docs`: the API's own page, without login, of files that are all served from here."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles

_FOLDER = Path(__file__).parent / "static" / "docs"
_HEADERS = {
    # Nothing inline, nothing from elsewhere; Swagger UI's style sheet has its icons as data.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",  # asked for again each time, and answered with 304
}


def router() -> APIRouter:
    """`/docs` and the files below it, none of them in the OpenAPI document."""
    files = StaticFiles(directory=_FOLDER)
    made = APIRouter(prefix="/docs", include_in_schema=False)

    @made.get("")
    async def page(request: Request) -> Response:
        return await file(request, "index.html")

    @made.get("/{path:path}")
    async def file(request: Request, path: str) -> Response:
        answer = await files.get_response(path, request.scope)
        answer.headers.update(_HEADERS)
        return answer

    return made


def doorstep() -> APIRouter:
    """`/` leads to the page: it is what is opened first, as long as there is no other."""
    made = APIRouter(include_in_schema=False)

    @made.get("/")
    async def root() -> Response:
        return RedirectResponse("api/docs")  # relative, for a proxy that serves all this below a path

    return made
