"""Bringing a metadata database to this version's schema, by Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from sendoff.store.database import Database

_MIGRATION_LOCK = 0x5E2D0FF
"""PostgreSQL advisory lock, so that two processes starting at once migrate one after the other."""


def upgrade(database: Database) -> None:
    """The database has this version's schema. Twice equals once.

    Raises: DatabaseUnavailable.
    """
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        command.upgrade(_config(connection), "head")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
