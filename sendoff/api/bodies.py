"""Request bodies, hostile until parsed: at most 32 MiB of strict JSON, whatever the content type says."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import anyio.to_thread
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope

from sendoff import strict_json
from sendoff.api.addresses import understand_anything
from sendoff.api.asking import LARGE_BODY_BYTES, TOKEN_HEADER, Asking
from sendoff.errors import Kind, SendoffError

MAX_BODY_BYTES = 32 * 1024 * 1024
"""spec/conditions.md, Limits."""
MAX_BODY_BYTES_OF_NOBODY = 64 * 1024
"""Of a call that needs no token. What 32 MiB of JSON stand for can take 1 GB of memory."""
MAX_BODY_VALUES = 500_000
"""Twice what the largest tree of conditions can have. Ten million would take 1 GB, and hold the GIL and with
it the event loop for seconds."""


def strict_router(prefix: str, *, tag: str, for_nobody: bool = False) -> APIRouter:
    """A router whose bodies are read by `strict_json`. A router of another class would not read them so.

    Args:
        for_nobody: small bodies are read without a token too; else who has none is refused first.
    """
    understand_anything()
    return APIRouter(prefix=prefix, tags=[tag], route_class=_StrictRoute if for_nobody else _SignedInRoute)


class _StrictRequest(Request):
    def __init__(self, scope: Scope, receive: Receive, *, most_bytes: int) -> None:
        super().__init__(scope, receive)
        self._most_bytes = most_bytes

    async def body(self) -> bytes:
        if not hasattr(self, "_body"):
            told = self.headers.get("content-length", "")
            if told.isdecimal():
                self._refuse_larger(int(told))
            kept = bytearray()
            async for chunk in self.stream():
                kept += chunk
                self._refuse_larger(len(kept))
            self._body = bytes(kept)
        return self._body

    def _refuse_larger(self, size: int) -> None:
        if size > self._most_bytes:
            raise SendoffError(
                f"The body is larger than {self._most_bytes} bytes. Send a smaller one.",
                code="body_too_large",
                kind=Kind.TOO_LARGE,
            )

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            body = await self.body()
            if len(body) <= LARGE_BODY_BYTES:
                self._json = strict_json.loads(body)
            else:
                self._json = await anyio.to_thread.run_sync(
                    lambda: strict_json.loads(body, most_values=MAX_BODY_VALUES),
                    limiter=self.app.state.large_bodies,
                )
        return self._json


class _StrictRoute(APIRoute):
    """A route whose body is read by `strict_json`: duplicate keys, NaN and lone surrogates are refused."""

    most_bytes = MAX_BODY_BYTES_OF_NOBODY

    async def check(self, request: Request) -> None:
        """Nothing stands against reading the body of this request. Raises: SendoffError."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def strict_handler(request: Request) -> Response:
            if self.body_field is None:
                return await handler(request)
            scope = request.scope
            others = [(k, v) for k, v in scope["headers"] if k != b"content-type"]
            scope = {**scope, "headers": [*others, (b"content-type", b"application/json")]}
            await self.check(request)
            strict = _StrictRequest(scope, request.receive, most_bytes=self.most_bytes)
            if await strict.body():
                await strict.json()  # here: FastAPI would hide what is wrong with it
            return await handler(strict)

        return strict_handler


class _SignedInRoute(_StrictRoute):
    """The same for callers with a valid token alone: nobody else makes the server read 32 MiB."""

    most_bytes = MAX_BODY_BYTES

    async def check(self, request: Request) -> None:
        await Asking(request, request.headers.get(TOKEN_HEADER)).read(lambda context: None)
