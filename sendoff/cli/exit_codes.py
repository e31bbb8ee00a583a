"""What a command ends with: 0 is success, and nothing else is."""

from __future__ import annotations

from sendoff.errors import Kind

FAILED = 1
INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""
TERMINATED = 143
"""The same of SIGTERM."""

_OF_KIND: dict[Kind, int] = {
    Kind.INVALID: 2,
    Kind.UNAVAILABLE: 75,
    Kind.FORBIDDEN: 77,
    Kind.UNAUTHENTICATED: 77,
}
"""75 and 77 as in sysexits.h."""


def exit_code_of(kind: Kind) -> int:
    return _OF_KIND.get(kind, FAILED)
