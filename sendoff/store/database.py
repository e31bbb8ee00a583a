"""The metadata database by URL: SQLite (WAL) or PostgreSQL, its transactions, and their failures."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    TimeoutError,
)
from sqlalchemy.pool import QueuePool

from sendoff.clock import monotonic_seconds
from sendoff.errors import Kind, SendoffError, invalid

T = TypeVar("T")

BUSY_SECONDS = 10.0
"""How long a transaction waits for SQLite's lock before it is told to try again."""

AT_ONCE_SECONDS = 0.05
"""Of the queries of one read on an event loop, which answers nobody else meanwhile."""
_LOOK_STEPS = 100
"""Of SQLite's virtual machine, between looks at the clock: a few rows. A list of 20 has about 1,000."""


class DatabaseUnavailable(SendoffError):
    """Retryable: locked for longer than `BUSY_SECONDS`, or out of reach. Nothing was changed."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The metadata database is not available ({why}). Nothing was changed; try again in a moment.",
            code="database_unavailable",
            kind=Kind.UNAVAILABLE,
            retry_after_seconds=2.0,
        )


class TooLargeAtOnce(DatabaseUnavailable):
    """What is to be read is too much for an event loop; it is there for who reads it in a thread."""

    def __init__(self) -> None:
        super().__init__("there is too much to read at once")


class Collided(DatabaseUnavailable):
    """Retryable: another transaction has just written what must be there once."""

    def __init__(self) -> None:
        super().__init__("the same was being written at the same moment")


class Database:
    """Transactions on the metadata database.

    `reading` sees one state, that of its first query: REPEATABLE READ on PostgreSQL. `writing` commits on
    leaving, or changes nothing on an error. On SQLite it holds the write lock from its start, so that what
    it has read stays true; on PostgreSQL it is READ COMMITTED: each query sees what was committed before
    it, and only rows read `FOR UPDATE` stay as they are.
    Both raise DatabaseUnavailable; `writing` also Collided.
    """

    def __init__(self, url: str) -> None:
        self.engine = _open(url, busy_seconds=BUSY_SECONDS)
        self.reading_engine = _open(url, busy_seconds=BUSY_SECONDS, most_overflow=8, reading=True)
        """Connections of their own: whoever waits for a lock to write holds up nobody who reads."""
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        # Reads on a server's event loop may not wait: on this one a lock is told at once.
        self._impatient = _open(url, busy_seconds=0.0, at_once=True) if self.is_sqlite else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with _told(), self.reading_engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with _told(), self.engine.connect() as connection:
            connection = connection.execution_options(sendoff_writing=True)
            with connection.begin():
                yield connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, once it is committed.

        It is called a second time where another transaction wrote the same thing at the same moment,
        and sees the other's then. Raises: Collided, where that happened twice.
        """
        try:
            with self.writing() as connection:
                return work(connection)
        except Collided:
            with self.writing() as connection:
                return work(connection)

    def read_at_once(self, read: Callable[[Connection], T]) -> T:
        """What `read` returns, without ever waiting for a lock, and soon.

        Raises: DatabaseUnavailable at once where it would have to wait (and always on PostgreSQL,
        where every read waits for the network), and where its queries take longer than
        `AT_ONCE_SECONDS`: then ask again through `reading`, in a thread.
        """
        if self._impatient is None:
            raise DatabaseUnavailable("reads wait for the network")
        with _told(), self._impatient.connect() as connection:
            _give_up_after(connection, AT_ONCE_SECONDS)
            with connection.begin():
                return read(connection)

    def close(self) -> None:
        self.engine.dispose()
        self.reading_engine.dispose()
        if self._impatient is not None:
            self._impatient.dispose()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise Collided from None
    except TimeoutError:
        raise DatabaseUnavailable("all connections wait for it") from None
    except DBAPIError as error:
        if isinstance(error, OperationalError) or error.connection_invalidated:
            # The driver's own text can hold values; its class and code cannot.
            code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
            raise DatabaseUnavailable(f"{type(error.orig).__name__} {code or ''}".strip()) from None
        raise


def _open(
    url: str, *, busy_seconds: float, most_overflow: int = 24, reading: bool = False, at_once: bool = False
) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
            return create_engine(
                parsed,
                pool_size=8,
                max_overflow=most_overflow,
                isolation_level="REPEATABLE READ" if reading else "READ COMMITTED",
                hide_parameters=True,
                pool_pre_ping=True,
                connect_args={"connect_timeout": 5},
            )
        if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
            raise invalid(
                "The metadata URL must be sqlite:///file.db or postgresql://user@host/database.",
                code="metadata_url_invalid",
            )
        with suppress(OSError):  # where it cannot be made, SQLite says so at the first transaction
            # It holds password hashes and the instance key; its journals get the same rights.
            os.close(os.open(str(parsed.database), os.O_RDWR | os.O_CREAT, 0o600))
        engine = create_engine(
            parsed,
            poolclass=QueuePool,
            pool_size=8,
            max_overflow=most_overflow,
            hide_parameters=True,  # an error that nobody named is logged, and must show no value
            execution_options={"sendoff_at_once": at_once},
            connect_args={"timeout": busy_seconds, "check_same_thread": False},
        )
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise invalid(
            f"The metadata URL cannot be used ({type(error).__name__}). Give sqlite:///file.db, or "
            "postgresql://user@host/database with the extra 'postgres' installed.",
            code="metadata_url_invalid",
        ) from None
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin in _begin_sqlite alone
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    # SQLite's own knows ASCII alone.
    connection.create_function("lower", 1, lambda text: text and str(text).lower(), deterministic=True)


def is_at_once(connection: Connection) -> bool:
    """Whether it belongs to `read_at_once`, and an event loop waits for it."""
    return bool(connection.get_execution_options().get("sendoff_at_once", False))


def _give_up_after(connection: Connection, seconds: float) -> None:
    """Its queries are interrupted when this time has passed."""
    end = monotonic_seconds() + seconds
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.set_progress_handler(lambda: monotonic_seconds() > end, _LOOK_STEPS)


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("sendoff_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
