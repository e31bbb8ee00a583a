"""ADD AN ENDPOINT HERE: one file a noun, each with a `router`."""

from __future__ import annotations

from fastapi import APIRouter

from sendoff.api.routes import destinations, exports, segment_acl, segments


def all_routers() -> list[APIRouter]:
    """Every router, in the order the documentation shows them."""
    return [exports.router, destinations.router, segments.router, segment_acl.router]
