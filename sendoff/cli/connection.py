"""The server that commands ask: SENDOFF_URL and SENDOFF_TOKEN."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sendoff.errors import Kind, SendoffError
from sendoff.secrets import Secret

if TYPE_CHECKING:
    from sendoff.cli.client import Client

DEFAULT_URL = "http://127.0.0.1:8000"


@contextmanager
def connected() -> Iterator[Client]:
    """The API of the server in SENDOFF_URL, asked with SENDOFF_TOKEN; closed at the end.

    Raises: SendoffError without a token, Invalid for an address that is none.
    """
    from sendoff.cli.client import Client

    token = os.environ.get("SENDOFF_TOKEN", "").strip()
    if not token:
        raise SendoffError(
            "There is no token. Set SENDOFF_TOKEN to one that `sendoff init` or `sendoff token create` made.",
            code="no_token",
            kind=Kind.UNAUTHENTICATED,
        )
    with Client(os.environ.get("SENDOFF_URL", "").strip() or DEFAULT_URL, Secret(token)) as client:
        yield client
