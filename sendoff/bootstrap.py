"""Settings in, a ready house out: the one room that knows the concrete parts."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from sendoff.access.passwords import hash_token
from sendoff.artifacts.joined import JoinedStore
from sendoff.artifacts.registry import open_store
from sendoff.artifacts.value_lists import ListsInArtifacts
from sendoff.clock import Clock, system_clock
from sendoff.engines.port import Engine, EngineOptions, ValueLists
from sendoff.engines.registry import open_engine
from sendoff.secrets import Secret, random_token
from sendoff.services.house import House
from sendoff.settings import Settings
from sendoff.store.database import Database
from sendoff.store.schema import upgrade
from sendoff.store.tables import instance


def build(settings: Settings, *, clock: Clock = system_clock) -> House:
    """A house whose database has this version's schema.

    Raises: Invalid for a URL that cannot be used; DatabaseUnavailable.
    """
    database = Database(settings.metadata_url)
    upgrade(database)
    key = _instance_key(database)
    artifacts_url = _artifacts_url(settings, key)
    artifacts = JoinedStore(open_store(artifacts_url))
    value_lists = ListsInArtifacts(artifacts)
    return House(
        settings=settings,
        database=database,
        profiles=open_profiles(settings, value_lists=value_lists),
        artifacts=artifacts,
        artifacts_url=artifacts_url,
        clock=clock,
        instance_key=key,
        value_lists=value_lists,
    )


def open_profiles(settings: Settings, *, value_lists: ValueLists | None = None) -> Engine:
    """The customers; nothing of them is read yet. Raises: Invalid for a URL that cannot be used."""
    return open_engine(
        settings.profiles,
        EngineOptions(
            id_column=settings.id_column,
            csv_types=settings.csv_types,
            threads=settings.engine_threads or None,
            memory_limit=settings.engine_memory or None,
            value_lists=value_lists,
        ),
    )


def _artifacts_url(settings: Settings, key: Secret) -> str:
    """Where files are kept: in the data folder, or in a part of the given place that is this instance's own.

    Others may keep theirs beside it: ids of exports are unique in one database alone, and upkeep removes
    what its database does not know.
    """
    if not settings.artifacts:
        return str(settings.data / "artifacts")
    return f"{settings.artifacts.rstrip('/')}/{hash_token(key.reveal())[:16]}"


def _instance_key(database: Database) -> Secret:
    """The key of this instance, made at first start; every process of it gets the same."""
    query = select(instance.c.value).where(instance.c.name == "key")

    def kept_or_made(connection: Connection) -> str:
        kept: str | None = connection.execute(query).scalar()
        if kept is None:
            kept = random_token()
            connection.execute(insert(instance).values(name="key", value=kept))
        return kept

    return Secret(database.write(kept_or_made))
