"""Connections to PostgreSQL: one transaction, read only and with all settings that meaning hangs on."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import Any

import adbc_driver_postgresql.dbapi as driver
from adbc_driver_manager._reader import AdbcRecordBatchReader
from adbc_driver_postgresql import StatementOptions
from sqlglot import exp

from sendoff.engines.port import SourceUnusable, Stopped, StopSignal
from sendoff.engines.postgres import letters
from sendoff.engines.postgres.address import Address
from sendoff.engines.postgres.dialect import PostgresSpeech, collated, text
from sendoff.engines.postgres.failures import FAILURES, explain_connecting
from sendoff.engines.postgres.letters import Lowering
from sendoff.engines.postgres.running import Stream
from sendoff.engines.sql.speech import call, number

_LOOK_SECONDS = 0.05
"""How often a stop is looked for. A cancel that was sent before its query had begun is lost, so it is
repeated as often."""
_BATCH_BYTES = 4 * 2**20
_ONE_VIEW = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_SETTINGS = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "standard_conforming_strings": "on",
    # Nobody's function, operator or type can stand in the way of PostgreSQL's own. No other schema may
    # follow: of two that fit, the one whose types fit better is taken, wherever it is
    # (https://www.postgresql.org/docs/current/typeconv-func.html).
    "search_path": "pg_catalog, pg_temp",
    # A stop ends a query, and nothing else.
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    # It would compile thousands of conditions for longer than they take.
    "jit": "off",
}
_NOTICE_WHO_LEFT = """
SELECT pg_catalog.set_config('client_connection_check_interval', '2s', true)
WHERE pg_catalog.current_setting('server_version_num')::int >= 140000
"""
"""Should this process be killed, its query ends: else it would go on until it has a row to write."""
_SPEECH = PostgresSpeech()
_SERVER = """
SELECT
    pg_catalog.current_setting('server_encoding'),
    pg_catalog.version() || ' ' || pg_catalog.pg_postmaster_start_time()::text
"""
_COLLATIONS = """
SELECT l.collname::text
FROM pg_catalog.pg_collation AS l
WHERE l.collnamespace = 'pg_catalog'::regnamespace AND l.collencoding IN (-1, 6)
"""
"""6 is UTF8."""


class Connection:
    """One transaction. Of one thread; `cancel` alone may be called from another."""

    def __init__(self, connection: driver.Connection) -> None:
        self._connection = connection

    def ask(self, sql: str, parameters: Sequence[object] = (), /) -> list[tuple[Any, ...]]:
        with self._cursor() as cursor:
            cursor.execute(sql, parameters or None)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def run(self, sql: str) -> None:
        with self._cursor() as cursor:
            cursor.execute(sql)

    @contextmanager
    def stream(self, sql: str) -> Iterator[Stream]:
        """The rows as they come from the server; they are ended there on leaving."""
        with self._cursor() as cursor:
            cursor.execute(sql)
            # The reader of `fetch_record_batch` loses PostgreSQL's code of an error, and what kind it was
            # (https://github.com/apache/arrow-adbc/issues/1523).
            handle = cursor.fetch_arrow()
            reader = AdbcRecordBatchReader._import_from_c(handle.address)
            stream = Stream(reader)
            try:
                yield stream
            finally:
                if not stream.ended:  # else the server would go on until it finds nobody to write to
                    self.cancel()
                with suppress(*FAILURES):
                    reader.close()

    def put(self, values: Mapping[str, str]) -> None:
        """Sets settings of the transaction; those with a dot are our own, and hold any text."""
        for setting, value in values.items():
            parameter = exp.Parameter(this=number(1))
            put = exp.Is(this=call("set_config", text(setting), parameter, exp.true()), expression=exp.Null())
            self.ask(_SPEECH.write(exp.Select(expressions=[put])), (value,))

    def cancel(self) -> None:
        """Ends the running statement on the server, where there is one."""
        with suppress(*FAILURES):
            self._connection.adbc_connection.cancel()

    def close(self) -> None:
        with suppress(*FAILURES):
            self._connection.close()

    def _cursor(self) -> driver.Cursor:
        options = {StatementOptions.BATCH_SIZE_HINT_BYTES.value: str(_BATCH_BYTES)}
        return self._connection.cursor(adbc_stmt_kwargs=options)


@contextmanager
def opened(address: Address, *, threads: int | None, stop: StopSignal | None) -> Iterator[Connection]:
    """A connection of the caller's own, closed on leaving; what runs on it is ended once `stop` is set.

    Raises: Stopped, SourceUnavailable, SourceUnusable; one of `FAILURES` from the first statements.
    """
    uri = address.uri()
    connecting: Future[driver.Connection] = Future()

    def connect() -> None:
        try:
            connection = driver.connect(uri.reveal(), autocommit=False)
        except Exception as error:  # raised where it was asked for
            connecting.set_exception(error)
            return
        connecting.set_result(connection)

    threading.Thread(target=connect, name="engine-connect", daemon=True).start()
    try:
        connection = Connection(_waited_for(connecting, stop))
    except FAILURES as error:
        raise explain_connecting(error, address.shown) from None
    try:
        with _stoppable(connection, stop):
            connection.run(_ONE_VIEW)
            workers = {} if threads is None else {"max_parallel_workers_per_gather": str(max(0, threads - 1))}
            settings = [
                call("set_config", text(each), text(value), exp.true())
                for each, value in {**_SETTINGS, **workers}.items()
            ]
            connection.ask(_SPEECH.write(exp.Select(expressions=settings)))
            connection.ask(_NOTICE_WHO_LEFT)
            yield connection
    finally:
        connection.close()


class Speeches:
    """How the server says it, asked once for each start of it."""

    def __init__(self) -> None:
        self._last: tuple[str, Lowering] | None = None

    def of(self, connection: Connection, source: str) -> PostgresSpeech:
        """What it needs to lower-case texts is set in the transaction.

        Raises: SourceUnusable, where texts are not kept as UTF-8.
        """
        [(encoding, started)] = connection.ask(_SERVER)
        if encoding != "UTF8":
            raise SourceUnusable(
                f"The database of {source!r} keeps texts as {encoding}, in which conditions are not exact. "
                "Use a database with the encoding UTF8."
            )
        last = self._last
        if last is None or last[0] != started:
            last = self._last = (started, _lowering_of(connection))
        lowering = last[1]
        if lowering.needs_all_letters:
            connection.put({letters.FROM: letters.all_letters(), letters.TO: letters.all_lowered()})
        return PostgresSpeech(lowering)


def _lowering_of(connection: Connection) -> Lowering:
    there = {each for (each,) in connection.ask(_COLLATIONS)}
    known = [each for each in letters.COLLATIONS if each in there]
    if not known:
        return letters.best({})
    asked = [call("lower", collated(exp.Parameter(this=number(1)), each)) for each in known]
    [row] = connection.ask(_SPEECH.write(exp.Select(expressions=asked)), (letters.question(),))
    return letters.best(dict(zip(known, row, strict=True)))


def _waited_for(connecting: Future[driver.Connection], stop: StopSignal | None) -> driver.Connection:
    while True:
        if stop is not None and stop.is_set():
            connecting.add_done_callback(_close)
            raise Stopped
        with suppress(TimeoutError):
            return connecting.result(timeout=_LOOK_SECONDS if stop is not None else None)


def _close(connecting: Future[driver.Connection]) -> None:
    if connecting.exception() is None:
        connecting.result().close()


@contextmanager
def _stoppable(connection: Connection, stop: StopSignal | None) -> Iterator[None]:
    if stop is None:
        yield
        return
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_LOOK_SECONDS):
            if stop.is_set():
                connection.cancel()

    watcher = threading.Thread(target=watch, name="engine-stop", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
