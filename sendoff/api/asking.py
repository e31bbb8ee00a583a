"""From a request to a use case: the token, the transaction, and who waits where.

Reads run on the event loop where they cannot wait (SQLite, no lock); anything that may wait runs
in a thread, so that it holds nobody else up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from typing import Annotated, Any, TypeVar

import anyio
import anyio.to_thread
import orjson
from fastapi import Depends, Request, Response, Security
from fastapi.security import APIKeyHeader
from sqlalchemy import Connection

from sendoff.engines.port import Stopped, StopSignal
from sendoff.errors import Kind, SendoffError
from sendoff.services.callers import caller_of_token
from sendoff.services.context import Context
from sendoff.services.house import House
from sendoff.store.database import DatabaseUnavailable

T = TypeVar("T")

MAX_WAITING_WRITES = 64
"""Threads for writes; on SQLite they wait for one another."""
MAX_SLOW_READS = 32
"""Threads for reads that may wait, of their own: else writes that wait would hold them up. A read of the
database on the event loop needs none."""

MAX_EVALUATIONS = 2
"""Counts and previews at once: each uses every thread of the engine."""
MAX_HASHINGS = 2

LARGE_BODY_BYTES = 64 * 1024
"""A larger one is looked at in a thread."""
MAX_LARGE_BODIES = 1
"""Large bodies looked at at once. With four of 10,000 conditions each, an answer took 22 ms and up to 250; in
turn they take no longer, and it took 6 ms and up to 57 (2026-11-24)."""
_LOOK_SECONDS = 0.25

TOKEN_HEADER = "X-Access-Token"

_access_token = APIKeyHeader(
    name=TOKEN_HEADER, auto_error=False, description="The token of a login, or a long-lived API token."
)


class Asking:
    """One request's way to the services."""

    def __init__(self, request: Request, token: str | None) -> None:
        self.house: House = request.app.state.house
        self._request = request
        self._token = token
        self._writes: anyio.CapacityLimiter = request.app.state.writes
        self._slow_reads: anyio.CapacityLimiter = request.app.state.slow_reads

    async def read(self, use_case: Callable[[Context], T]) -> T:
        """What a use case that only reads the metadata database returns."""

        def run(connection: Connection) -> T:
            return use_case(self._context(connection))

        try:
            return self.house.database.read_at_once(run)
        except DatabaseUnavailable:
            return await self.slow_read(use_case)

    async def answer(self, use_case: Callable[[Context], dict[str, Any]]) -> Response:
        """What a use case that only reads makes of it, as JSON: written where it is read, a large one in a
        thread."""
        written = await self.read(lambda context: orjson.dumps(use_case(context)))
        return Response(written, media_type="application/json")

    async def slow_read(self, use_case: Callable[[Context], T]) -> T:
        """The same for a use case that may wait: it looks at the profiles, or the database is away."""

        def run() -> T:
            with self.house.database.reading() as connection:
                return use_case(self._context(connection))

        return await anyio.to_thread.run_sync(run, limiter=self._slow_reads)

    async def read_as_nobody(self, read: Callable[[House, Connection], T]) -> T:
        """What `read` returns; it answers for the rights itself, from a token of its own."""

        def run(connection: Connection) -> T:
            return read(self.house, connection)

        def run_patiently() -> T:
            with self.house.database.reading() as connection:
                return run(connection)

        try:
            return self.house.database.read_at_once(run)
        except DatabaseUnavailable:
            return await anyio.to_thread.run_sync(run_patiently, limiter=self._slow_reads)

    async def write(self, use_case: Callable[[Context], T]) -> T:
        """What a use case that writes returns, once it is committed."""

        def run() -> T:
            return self.house.database.write(lambda connection: use_case(self._context(connection)))

        return await anyio.to_thread.run_sync(run, limiter=self._writes)

    async def outside(self, work: Callable[[], T]) -> T:
        """What `work` returns, in a thread and without a transaction: for slow work after a read."""
        return await anyio.to_thread.run_sync(work, limiter=self._slow_reads)

    async def of_body(self, work: Callable[[], T]) -> T:
        """What `work` makes of the body, in a thread and without a transaction: large bodies in turn."""
        is_large = len(await self._request.body()) > LARGE_BODY_BYTES
        limiter: anyio.CapacityLimiter = self._request.app.state.large_bodies
        return await anyio.to_thread.run_sync(work, limiter=limiter if is_large else self._slow_reads)

    async def hash(self, work: Callable[[], T]) -> T:
        """What `work` returns; it hashes a password, 64 MiB each, so few do at once."""
        limiter: anyio.CapacityLimiter = self._request.app.state.hashing
        return await anyio.to_thread.run_sync(work, limiter=limiter)

    async def evaluate(self, work: Callable[[StopSignal], T]) -> T:
        """What `work` finds in the profiles, in a thread and without a transaction.

        At most `MAX_EVALUATIONS` at once, others wait; it is stopped when the client goes away, and when
        the server ends: its thread would hold up the end of the process.
        """
        stop = Event()

        async def stop_when_gone() -> None:
            while not await self._request.is_disconnected():
                await anyio.sleep(_LOOK_SECONDS)
            stop.set()

        def run() -> T:
            if stop.is_set():  # while it waited for its turn
                raise Stopped
            return work(stop)

        limiter: anyio.CapacityLimiter = self._request.app.state.evaluations
        # Not a task group: it would wrap what `work` raises into an exception group.
        watching = asyncio.create_task(stop_when_gone())
        try:
            return await anyio.to_thread.run_sync(run, limiter=limiter)
        except Stopped:  # nobody is there to read it
            raise SendoffError("The client went away.", code="client_gone", kind=Kind.UNAVAILABLE) from None
        finally:
            watching.cancel()
            stop.set()

    def _context(self, connection: Connection) -> Context:
        now = self.house.clock()
        caller = caller_of_token(connection, self._token, now=now)
        return Context(house=self.house, connection=connection, caller=caller, now=now)


async def _asking(request: Request, token: Annotated[str | None, Security(_access_token)] = None) -> Asking:
    return Asking(request, token)


async def _asking_as_nobody(request: Request) -> Asking:
    return Asking(request, None)


# Dependencies are coroutines: a plain function or class would be called in a thread, for every request.
Ask = Annotated[Asking, Depends(_asking)]
AskAsNobody = Annotated[Asking, Depends(_asking_as_nobody)]
"""For calls that need no token in the header."""


def json_answer(body: dict[str, Any], *, status_code: int = 200) -> Response:
    """The body as JSON; `orjson.Fragment` values go out as the text they are."""
    return Response(orjson.dumps(body), status_code=status_code, media_type="application/json")
