"""The HTTP application of one house."""

from __future__ import annotations

import anyio
from fastapi import APIRouter, FastAPI

from sendoff import __version__
from sendoff.api import documentation, problems
from sendoff.api.asking import MAX_EVALUATIONS, MAX_HASHINGS, MAX_WAITING_WRITES
from sendoff.api.routes import all_routers
from sendoff.services.house import House

BASE_PATH = "/api"


def create_app(house: House) -> FastAPI:
    """The application, ready to be served; it opens and closes nothing of the house."""
    app = FastAPI(
        title="Sendoff",
        version=__version__,
        description="Gets a segment of customers out: exactly, with a status, and accounted for.",
        openapi_url=f"{BASE_PATH}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.house = house
    app.state.limiter = anyio.CapacityLimiter(MAX_WAITING_WRITES)
    app.state.hashing = anyio.CapacityLimiter(MAX_HASHINGS)
    app.state.evaluations = anyio.CapacityLimiter(MAX_EVALUATIONS)
    api = APIRouter(prefix=BASE_PATH)
    for router in all_routers():
        api.include_router(router)
    api.include_router(documentation.router())
    app.include_router(api)
    problems.install(app)
    return app
