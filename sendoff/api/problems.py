"""Errors as answers: `{"message", "detail", "path"?}` with the status of their kind."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from sendoff.errors import Invalid, Kind, Problem, SendoffError

STATUS: dict[Kind, int] = {
    Kind.INVALID: 400,
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.UNKNOWN: 404,
    Kind.CONFLICT: 409,
    Kind.GONE: 410,
    Kind.TOO_LARGE: 413,
    Kind.TOO_MANY: 429,
    Kind.UNAVAILABLE: 503,
    Kind.FAILED: 503,
}

_log = logging.getLogger(__name__)


class ErrorAnswer(BaseModel):
    """Every error of the API."""

    message: str = Field(description="What happened, to what, and what to do.")
    detail: str = Field(description="The same text.")
    path: str | None = Field(None, description="The place in the body at fault, where there is one.")


_DESCRIPTIONS = {
    400: "Something in the request is invalid; the message names it.",
    401: "No token, or one that is not valid any more.",
    403: "The caller lacks the right.",
    404: "Unknown id, or ids in the path that do not belong together.",
    409: "Not in this state.",
    410: "It was there and is gone, such as a file after its retention.",
    413: "The body is larger than 32 MiB; at a login, than 64 KiB; of a value list, than 512 MiB.",
    416: "The range asked for lies outside the file.",
    429: "Too many tries; the header Retry-After says when to come back.",
    503: "The database, the profile source or the file store does not answer now.",
}

_HEADERS: dict[int, dict[str, Any]] = {
    429: {"headers": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}}
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error answers of a route, for its OpenAPI entry; 503 is everywhere."""
    return {
        status: {"model": ErrorAnswer, "description": _DESCRIPTIONS[status], **_HEADERS.get(status, {})}
        for status in (*statuses, 503)
    }


def answer(error: SendoffError) -> Response:
    body = {"message": error.message, "detail": error.message}
    if error.path is not None:
        body["path"] = error.path
    headers: dict[str, str] = {}
    if error.retry_after_seconds is not None:
        headers["Retry-After"] = str(max(1, round(error.retry_after_seconds)))
    return Response(
        orjson.dumps(body), status_code=STATUS[error.kind], media_type="application/json", headers=headers
    )


def install(app: FastAPI) -> None:
    """Every error of `app` answers in the one shape; an unforeseen one is logged, and never shown."""

    @app.exception_handler(SendoffError)
    async def _told(_: Request, error: SendoffError) -> Response:
        return answer(error)

    @app.exception_handler(RequestValidationError)
    async def _refused(_: Request, error: RequestValidationError) -> Response:
        return answer(_refusal(error.errors()))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        match error.status_code:
            case 404:
                text = "There is nothing at this address."
            case 405:
                text = f"This address does not take {request.method[:20]}."
            case _:
                text = str(error.detail)
        return Response(
            orjson.dumps({"message": text, "detail": text}),
            status_code=error.status_code,
            media_type="application/json",
            headers=error.headers,
        )

    @app.exception_handler(Exception)
    async def _unforeseen(request: Request, error: Exception) -> Response:
        _log.error("Unforeseen %s in %s", type(error).__name__, request.scope.get("path"), exc_info=error)
        text = "Something went wrong inside Sendoff; the server's log says what."
        return Response(
            orjson.dumps({"message": text, "detail": text}), status_code=500, media_type="application/json"
        )


def _refusal(errors: Any) -> SendoffError:
    if any(e["loc"][0] == "path" for e in errors):
        given = next(e.get("input") for e in errors if e["loc"][0] == "path")
        return SendoffError(
            f"There is nothing with the id {str(given)[:40]!r}.", code="unknown", kind=Kind.UNKNOWN
        )
    return Invalid([Problem(_place(e["loc"]), _sentence(e)) for e in errors])


def _place(loc: tuple[str | int, ...]) -> str:
    """`('body', 'settings', 'columns', 3)` as `settings.columns[3]`."""
    parts = loc[1:] if loc[0] in ("body", "query", "header") else loc
    text = ""
    for part in parts:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _sentence(error: Mapping[str, Any]) -> str:
    match error["type"]:
        case "missing":
            return "This is missing."
        case "extra_forbidden":
            return "This key is not known here."
        case "string_pattern_mismatch":
            return "This is blank, or holds characters that are not allowed here."
        case "model_type" | "model_attributes_type":
            return "This should be a JSON object."
        case _:
            said = str(error["msg"]).removeprefix("Value error, ").rstrip(".")
            return f"{_SUBJECT.sub('This should', said)}."


_SUBJECT = re.compile("^(Input|String|List|Dictionary) should")
