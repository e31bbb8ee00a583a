"""ADD AN ENDPOINT HERE: one file a noun, each with a `router`."""

from __future__ import annotations

from fastapi import APIRouter

from sendoff.api.routes import (
    attributes,
    customers,
    destinations,
    exports,
    operations,
    roles,
    segment_acl,
    segment_why,
    segments,
    sign_in,
    users,
    value_lists,
)


def all_routers() -> list[APIRouter]:
    """Every router, in the order the documentation shows them; literal paths before those with an id."""
    return [
        exports.router,
        destinations.router,
        segments.router,
        segment_why.router,
        segment_acl.router,
        value_lists.router,
        operations.router,
        attributes.router,
        customers.router,
        sign_in.router,
        roles.router,
        users.router,
    ]
