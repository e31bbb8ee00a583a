"""An instance inside the test's own process: its exports asked for and looked at in the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, insert, select

from sendoff import bootstrap
from sendoff.clock import Clock, system_clock
from sendoff.exports.plan import Plan, PlannedColumn
from sendoff.services.house import House
from sendoff.settings import load
from sendoff.store import exports as rows
from sendoff.store.moments import kept
from sendoff.store.rows import AnyRow
from sendoff.store.tables import destinations, export_history, export_logs, exports, roles, segments, users
from sendoff.worker.loop import Workers
from tests.crash.kept import kept_files
from tests.crash.waiting import until

FINAL = ("finished", "error", "canceled")
PLAN = Plan(columns=(PlannedColumn("name"),))


class Instance:
    """A house with one user, one segment of all customers and one destination."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.artifacts = house.settings.data / "artifacts"
        with house.database.writing() as connection:
            _furnish(connection, now=kept(house.clock()))

    def ask(self) -> int:
        """The id of a new export."""
        with self.house.database.writing() as connection:
            values = {
                "user_id": 1,
                "segment_id": 1,
                "segment_export_destination_id": 1,
                "conditions_operation": "{}",
                "plan": PLAN.to_json(),
                "token_nonce": "n",
            }
            return rows.add(connection, values, now=kept(self.house.clock()))

    def row(self, export_id: int) -> AnyRow:
        with self.house.database.reading() as connection:
            return connection.execute(select(exports).where(exports.c.id == export_id)).one()

    def until(self, export_id: int, *statuses: str) -> AnyRow:
        """The export, once it has one of these statuses."""

        def found() -> AnyRow | None:
            row = self.row(export_id)
            return row if row.status in statuses else None

        return until(found)

    def path(self, export_id: int) -> list[str]:
        """The statuses that the export went through, by the ids of its history."""
        query = select(export_history).where(export_history.c.export_id == export_id)
        with self.house.database.reading() as connection:
            entries = connection.execute(query.order_by(export_history.c.id)).all()
        befores = [entry.from_status for entry in entries]
        afters = [str(entry.to_status) for entry in entries]
        assert befores == [None, *afters[:-1]]
        return afters

    def logs(self, export_id: int) -> list[str]:
        query = select(export_logs.c.text).where(export_logs.c.export_id == export_id)
        with self.house.database.reading() as connection:
            return list(connection.execute(query.order_by(export_logs.c.id)).scalars())

    def kept_files(self) -> set[str]:
        return kept_files(self.artifacts)

    def until_gone(self, export_id: int) -> None:
        """Returns once nothing is kept of the export, not even an empty folder."""
        until(lambda: not (self.artifacts / "exports" / str(export_id)).exists())

    @contextmanager
    def workers(self, count: int = 1) -> Iterator[Workers]:
        """Running workers, which have stopped afterwards."""
        running = Workers(self.house, count=count)
        running.start()
        try:
            yield running
        finally:
            running.stop()


@contextmanager
def opened(
    data: Path, *, profiles: Path, metadata: str = "", clock: Clock = system_clock
) -> Iterator[Instance]:
    """A new instance with its data there."""
    data.mkdir()
    house = bootstrap.build(load(data, profiles=str(profiles), metadata=metadata), clock=clock)
    try:
        yield Instance(house)
    finally:
        house.database.close()


def files_of(export_id: int, *, attempt: int) -> set[str]:
    """What is kept of a finished export, and nothing else may be."""
    return {f"exports/{export_id}/{attempt}/{name}" for name in ("customers.csv", "manifest.json")}


def _furnish(connection: Connection, *, now: str) -> None:
    made = {"created": now}
    connection.execute(insert(roles).values(name="r", features="[]", modified=now, **made))
    person = {"name": "u", "email": "u@example.org", "password_hash": "", "role_id": 1, "modified": now}
    connection.execute(insert(users).values(**person, **made))
    segment = {"author_id": 1, "user_id": 1, "name": "s", "conditions_operation": "{}", "origin_created": now}
    connection.execute(insert(segments).values(**segment, **made))
    connection.execute(insert(destinations).values(user_id=1, name="file", settings="{}", **made))
