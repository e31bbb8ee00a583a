"""The address that a server listens on."""

from __future__ import annotations

import errno
import socket

from sendoff.errors import Kind, SendoffError

BACKLOG = 2048
"""Connections that wait for their turn; what uvicorn takes by default."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any free one.

    Raises: SendoffError: `port_taken`, or `cannot_listen` for an address that is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SendoffError(
                f"Port {port} of {host} is taken. Stop what listens there, or choose another with --port.",
                code="port_taken",
                kind=Kind.CONFLICT,
            ) from None
        raise SendoffError(
            f"This machine cannot listen at {host}, port {port}: {error.strerror}.",
            code="cannot_listen",
            kind=Kind.FAILED,
        ) from None


def url_of(listening: socket.socket) -> str:
    """Its address as a browser takes it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
