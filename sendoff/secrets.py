"""A secret that never prints itself, and randomness that cannot be guessed."""

from __future__ import annotations

import secrets as _random
from dataclasses import dataclass

MASK = "***"
"""What stands for a secret wherever it is shown."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that is only ever read by calling `reveal`."""

    _value: str

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return MASK

    __str__ = __repr__

    def __format__(self, format_spec: str, /) -> str:
        return MASK


def random_token() -> str:
    """A new unguessable token: 43 characters of URL-safe base64, 256 bits."""
    return _random.token_urlsafe(32)
