"""A log line for each request, without its query string: that can hold a download token."""

from __future__ import annotations

import logging
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sendoff.clock import monotonic_seconds

_log = logging.getLogger(__name__)


class AccessLog:
    """`app`, and a line with status, method, path and milliseconds when an answer has ended.

    The status is `-` where none was sent: the client went away.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = monotonic_seconds()
        status = "-"

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            milliseconds = 1000 * (monotonic_seconds() - began)
            # Quoted again: a path can hold line breaks, and must not write lines of its own.
            _log.info("%s %s %s %.1f ms", status, scope["method"], quote(scope["path"]), milliseconds)
