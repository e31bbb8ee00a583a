"""Two administrators who disable each other in the same moment, on SQLite and PostgreSQL."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from sendoff import bootstrap
from sendoff.access.features import Feature
from sendoff.errors import SendoffError
from sendoff.services import users
from sendoff.services.callers import active_caller
from sendoff.services.context import Context
from sendoff.services.first_start import make_first
from sendoff.services.house import House
from sendoff.settings import load
from sendoff.store import roles
from sendoff.store import users as rows
from sendoff.store.moments import kept
from sendoff.store.tables import users as table


@pytest.fixture
def house(tmp_path: Path, profiles: Path, metadata_url: str) -> Iterator[House]:
    built = bootstrap.build(load(tmp_path / "data", profiles=str(profiles), metadata=metadata_url))
    make_first(built, email="first@example.org", password="correct horse")
    now = kept(built.clock())
    times = {"created": now, "modified": now}
    with built.database.writing() as connection:
        everything = json.dumps(list(Feature))
        role_id = roles.add(connection, {"name": "Another", "features": everything, **times})
        second = {"name": "Second", "email": "second@example.org", "password_hash": "-", "role_id": role_id}
        rows.add(connection, second | times)
    yield built
    built.database.close()


def test_one_of_two_administrators_stays_when_both_are_disabled_at_once(house: House) -> None:
    both_looked = threading.Barrier(2)
    refused: list[str] = []

    def disable(caller_id: int, user_id: int) -> None:
        with house.database.reading() as connection:
            caller = active_caller(connection, caller_id)
        assert caller is not None
        both_looked.wait(timeout=30)
        try:
            with house.database.writing() as connection:
                context = Context(house=house, connection=connection, caller=caller, now=house.clock())
                users.change_user(context, user_id, {"disabled": True})
        except SendoffError as error:
            refused.append(error.code)

    threads = [threading.Thread(target=disable, args=pair) for pair in ((1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert refused == ["last_administrator"]
    with house.database.reading() as connection:
        active = connection.execute(select(table.c.id).where(~table.c.disabled)).all()
    assert len(active) == 1
