"""Connections to DuckDB that can reach the profiles and nothing else."""

from __future__ import annotations

import os
import tempfile
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import duckdb
from sqlglot import exp

from sendoff.engines.duckdb.dialect import SPEECH, text
from sendoff.engines.duckdb.failures import FAILURES, explain, failure_class
from sendoff.engines.duckdb.source import Files, Table
from sendoff.engines.port import EngineOptions, SourceUnusable
from sendoff.errors import SendoffError, invalid
from sendoff.priority import yield_to_others

_SHOW_PROGRESS = "SET enable_progress_bar = true; SET enable_progress_bar_print = false"
"""There are no numbers without the bar; it is never printed. DuckDB keeps these two for each connection."""
_LEFT_OPEN = ("enable_progress_bar", "enable_progress_bar_print", "TimeZone")
_UTC = "SET GLOBAL TimeZone = 'UTC'"
"""What a moment without a zone is read in; else that of the machine. A cursor takes over what is global."""


class Connections:
    """Opens a connection for each call, over one source.

    Files are read through an empty database in memory that is kept: opening one takes 12 ms
    (2026-11-24), more than a small export, and a connection to an open one next to nothing. A DuckDB
    file is opened for each call and closed again, so that its owner can write in between.
    """

    def __init__(self, source: Files | Table, options: EngineOptions) -> None:
        self._source = source
        self._config = config_of(options)
        self._kept: list[duckdb.DuckDBPyConnection] = []
        self._lock = threading.Lock()
        # Let go of at the interpreter's end too, where a thread still has the engine in hand: DuckDB
        # 2.0 prints a page about each object that outlives it.
        weakref.finalize(self, self._kept.clear)

    @contextmanager
    def open(self, *, progress: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of the caller's own, read only; closed on leaving.

        Args:
            progress: whether it will be asked for its progress.
        Raises: SourceUnavailable, SourceUnusable.
        """
        source = self._source
        connection = self._table(source) if isinstance(source, Table) else self._files(source)
        try:
            if progress:
                connection.execute(_SHOW_PROGRESS)
            yield connection
        finally:
            connection.close()

    def _files(self, source: Files) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if not self._kept:
                try:
                    kept = opened(config=self._config)
                except duckdb.Error as error:
                    raise _refused(error) from None
                shut_in(kept, source.folder)
                kept.execute(_UTC)
                self._kept.append(kept)
            return self._kept[0].cursor()

    def _table(self, source: Table) -> duckdb.DuckDBPyConnection:
        if not os.path.isfile(source.path):
            raise SourceUnusable(
                f"There is no file {source.path!r}. Put the customers there, or correct `profiles`."
            )
        if not os.access(source.path, os.R_OK):
            raise SourceUnusable(
                f"The file {source.path!r} may not be read. Give this user the right to read it."
            )
        try:
            connection = opened(
                source.path,
                read_only=True,
                config=self._config
                | {
                    "enable_external_access": False,
                    "allowed_configs": list(_LEFT_OPEN),
                    "lock_configuration": True,
                },
            )
            connection.execute(_UTC)
            return connection
        except (duckdb.InvalidInputException, duckdb.ParserException) as error:
            raise _refused(error) from None
        except FAILURES as error:
            raise explain(error, source.path) from None


def shut_in(connection: duckdb.DuckDBPyConnection, folder: str) -> None:
    """From now on the connection reaches files of this folder alone, and keeps its settings."""
    allowed = exp.Array(expressions=[text(os.path.join(folder, ""))])
    for setting, value in (
        ("allowed_directories", allowed),
        ("enable_external_access", exp.false()),
        ("allowed_configs", exp.Array(expressions=[text(each) for each in _LEFT_OPEN])),
        ("lock_configuration", exp.true()),
    ):
        item = exp.SetItem(this=exp.EQ(this=exp.Var(this=setting), expression=value))
        connection.execute(SPEECH.write(exp.Set(expressions=[item])))


def opened(*arguments: Any, **options: Any) -> duckdb.DuckDBPyConnection:
    """The connection; DuckDB's own threads yield to others, as the one does that has opened it."""
    with ThreadPoolExecutor(1, initializer=yield_to_others) as opening:
        return opening.submit(duckdb.connect, *arguments, **options).result()


def _refused(error: duckdb.Error) -> SendoffError:
    """A configuration that DuckDB does not take: all else in it is ours."""
    return invalid(
        f"DuckDB refuses its settings ({failure_class(error)}). engine_memory is written as 2GB, "
        "engine_threads is a number from 1.",
        path="engine_memory",
    )


def config_of(options: EngineOptions) -> dict[str, str | bool | int | float | list[str]]:
    """DuckDB's settings at its opening, the same wherever we open it."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "python_enable_replacements": False,
        "preserve_insertion_order": False,
        # It makes a join of every list of literals in a filter, and the joins are planned together in
        # cubic time: 200 lists 1.5 s, 900 lists 30 s (2026-11-24). Long lists are relations already.
        "disabled_optimizers": "in_clause",
        # Else `.tmp` in whatever folder the process stands; made only when a query spills.
        "temp_directory": os.path.join(tempfile.gettempdir(), f"sendoff-duckdb-{os.getpid()}"),
    }
    if options.threads:
        config["threads"] = options.threads
    if options.memory_limit:
        config["memory_limit"] = options.memory_limit
    return config
