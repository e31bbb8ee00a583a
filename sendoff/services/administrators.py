"""Who may change users and roles: nobody reaches above what they hold, and an Administrator stays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sendoff.access.features import Feature, lacking
from sendoff.services.context import Context, conflict, forbidden
from sendoff.store import roles
from sendoff.store.rows import AnyRow


def features_of(role: AnyRow) -> frozenset[str]:
    return frozenset(json.loads(role.features))


def require_all(context: Context, features: Iterable[str], *, to: str) -> None:
    """The caller holds every one of `features`. Raises: forbidden, naming those they lack."""
    missing = lacking(context.caller.features, sorted(features))
    if missing:
        raise forbidden(to=f"{to}, for you lack {', '.join(missing[:20])}")


@contextmanager
def keeping_one(context: Context) -> Iterator[None]:
    """Changes inside leave an active Administrator, and nobody else changes users or roles meanwhile.

    Raises: conflict on leaving, where the last one would be gone; the transaction changes nothing.
    """
    roles.lock(context.connection)
    # A new feature can leave an instance without anybody who holds them all: that blocks nothing.
    was_there = _is_there(context)
    yield
    if was_there and not _is_there(context):
        raise conflict(
            "This would leave no active administrator, a user whose role holds every feature. "
            "Make another user one first.",
            code="last_administrator",
        )


def _is_there(context: Context) -> bool:
    """Whether an active user holds every feature (spec/api.md, Rights)."""
    return any(not lacking(features_of(role), Feature) for role in roles.held(context.connection))
