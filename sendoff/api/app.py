"""The HTTP application of one house."""

from __future__ import annotations

import anyio
from fastapi import APIRouter, FastAPI

from sendoff import __version__
from sendoff.api import documentation, problems
from sendoff.api.asking import (
    MAX_EVALUATIONS,
    MAX_HASHINGS,
    MAX_LARGE_BODIES,
    MAX_SLOW_READS,
    MAX_WAITING_WRITES,
)
from sendoff.api.openapi import DESCRIPTION, TAGS, DocumentedApi
from sendoff.api.routes import all_routers
from sendoff.services.house import House

BASE_PATH = "/api"


def create_app(house: House) -> FastAPI:
    """The application, ready to be served; it opens and closes nothing of the house."""
    app = DocumentedApi(
        title="Sendoff",
        version=__version__,
        description=DESCRIPTION,
        openapi_tags=TAGS,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        generate_unique_id_function=lambda route: route.name,
        openapi_url=f"{BASE_PATH}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.house = house
    app.state.writes = anyio.CapacityLimiter(MAX_WAITING_WRITES)
    app.state.slow_reads = anyio.CapacityLimiter(MAX_SLOW_READS)
    app.state.hashing = anyio.CapacityLimiter(MAX_HASHINGS)
    app.state.evaluations = anyio.CapacityLimiter(MAX_EVALUATIONS)
    app.state.large_bodies = anyio.CapacityLimiter(MAX_LARGE_BODIES)
    api = APIRouter(prefix=BASE_PATH)
    for router in all_routers():
        api.include_router(router)
    api.include_router(documentation.router())
    app.include_router(api)
    app.include_router(documentation.doorstep())
    problems.install(app)
    return app
