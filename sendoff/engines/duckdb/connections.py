"""Connections to DuckDB that can reach the profiles and nothing else."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
from sqlglot import exp

from sendoff.engines.duckdb.compiling import write
from sendoff.engines.duckdb.expressions import text
from sendoff.engines.duckdb.failures import FAILURES, explain
from sendoff.engines.duckdb.source import Files, Table
from sendoff.engines.port import EngineOptions, SourceUnusable

_FOR_EACH_CONNECTION: dict[str, exp.Expr] = {
    # Without the bar there is no progress; it is asked for, never printed.
    "enable_progress_bar": exp.true(),
    "enable_progress_bar_print": exp.false(),
    # What a moment without a zone is read in; else that of the machine.
    "TimeZone": exp.Literal.string("UTC"),
}


class Connections:
    """Opens a connection for each call, over one source.

    Files are read through an empty database in memory that is kept: opening one takes 12 ms
    (2026-11-24), more than a small export, and a connection to an open one next to nothing. A DuckDB
    file is opened for each call and closed again, so that its owner can write in between.
    """

    def __init__(self, source: Files | Table, options: EngineOptions) -> None:
        self._source = source
        self._config = _config(options)
        self._kept: duckdb.DuckDBPyConnection | None = None
        self._lock = threading.Lock()

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of the caller's own, read only; closed on leaving.

        Raises: SourceUnavailable, SourceUnusable.
        """
        source = self._source
        connection = self._table(source) if isinstance(source, Table) else self._files(source)
        try:
            for setting, value in _FOR_EACH_CONNECTION.items():
                _set(connection, setting, value)
            yield connection
        finally:
            connection.close()

    def _files(self, source: Files) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._kept is None:
                kept = duckdb.connect(config=self._config)
                folder = exp.Array(expressions=[text(os.path.join(source.folder, ""))])
                for setting, value in (
                    ("allowed_directories", folder),
                    ("enable_external_access", exp.false()),
                    ("allowed_configs", exp.Array(expressions=[text(each) for each in _FOR_EACH_CONNECTION])),
                    ("lock_configuration", exp.true()),
                ):
                    _set(kept, setting, value)
                self._kept = kept
            return self._kept.cursor()

    def _table(self, source: Table) -> duckdb.DuckDBPyConnection:
        if not os.path.isfile(source.path):
            raise SourceUnusable(
                f"There is no file {source.path!r}. Put the customers there, or correct the setting profiles."
            )
        if not os.access(source.path, os.R_OK):
            raise SourceUnusable(
                f"The file {source.path!r} may not be read. Give this user the right to read it."
            )
        try:
            return duckdb.connect(
                source.path,
                read_only=True,
                config=self._config
                | {
                    "enable_external_access": False,
                    "allowed_configs": list(_FOR_EACH_CONNECTION),
                    "lock_configuration": True,
                },
            )
        except FAILURES as error:
            raise explain(error, source.path) from None


def _set(connection: duckdb.DuckDBPyConnection, setting: str, value: exp.Expr) -> None:
    item = exp.SetItem(this=exp.EQ(this=exp.Var(this=setting), expression=value.copy()))
    connection.execute(write(exp.Set(expressions=[item])))


def _config(options: EngineOptions) -> dict[str, str | bool | int | float | list[str]]:
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "python_enable_replacements": False,
        "preserve_insertion_order": False,
        # Else `.tmp` in whatever folder the process stands; made only when a query spills.
        "temp_directory": os.path.join(tempfile.gettempdir(), f"sendoff-duckdb-{os.getpid()}"),
    }
    if options.threads:
        config["threads"] = options.threads
    if options.memory_limit:
        config["memory_limit"] = options.memory_limit
    return config
