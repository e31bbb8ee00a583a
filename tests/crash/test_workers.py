"""Worker threads among failures: none of them ends a thread, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, update

from sendoff.engines.port import SourceChanged
from sendoff.exports.states import Status
from sendoff.store import exports as rows
from sendoff.store import queue
from sendoff.store.database import Database, DatabaseUnavailable
from sendoff.store.moments import kept
from sendoff.store.tables import exports
from sendoff.worker import loop
from tests.crash.gate import Gate
from tests.crash.instance import Instance, files_of
from tests.crash.waiting import until


def gated(instance: Instance, **settings: object) -> Gate:
    gate = Gate(instance.house.profiles, **settings)  # type: ignore[arg-type]
    instance.house.profiles = gate
    return gate


def take_back_all(instance: Instance) -> None:
    """As the upkeep of another process does with leases that ran out."""
    with instance.house.database.writing() as connection:
        lost = queue.leases(connection)
        assert queue.take_back(connection, lost, now=instance.house.clock()) == lost


def test_a_lost_attempt_is_stopped_though_its_export_runs_here_again(instance: Instance) -> None:
    gate = gated(instance)
    export_id = instance.ask()
    with instance.workers(2):
        gate.wait_until(lambda gate: gate.began == 1)
        take_back_all(instance)
        gate.wait_until(lambda gate: gate.began == 2)
        gate.wait_until(lambda gate: gate.stopped == 1)
        # The new attempt is looked after as before: a cancel reaches it.
        with instance.house.database.writing() as connection:
            assert rows.move(connection, export_id, Status.CANCELED, now=kept(instance.house.clock()))
        gate.wait_until(lambda gate: gate.stopped == 2)
        gate.open()
        instance.until(instance.ask(), "finished")
    assert instance.path(export_id) == ["waiting", "running", "waiting", "running", "canceled"]


def test_an_attempt_whose_lease_was_lost_publishes_nothing(instance: Instance) -> None:
    gate = gated(instance, deaf=True)
    export_id = instance.ask()
    with instance.workers(2):
        gate.wait_until(lambda gate: gate.began == 1)
        take_back_all(instance)
        gate.wait_until(lambda gate: gate.began == 2)
        gate.open()
        instance.until(export_id, "finished")
    assert instance.row(export_id).attempt == 2
    assert instance.kept_files() == files_of(export_id, attempt=2)


def test_a_queue_that_cannot_be_read_ends_no_worker(
    instance: Instance, caplog: pytest.LogCaptureFixture
) -> None:
    export_id = instance.ask()
    whole = instance.row(export_id).statuses_history
    with instance.house.database.writing() as connection:
        connection.execute(update(exports).values(statuses_history="{"))
    with instance.workers():
        until(lambda: "No export could be claimed" in caplog.text)
        with instance.house.database.writing() as connection:
            connection.execute(update(exports).values(statuses_history=whole))
        instance.until(export_id, "finished")


def test_a_run_that_cannot_be_settled_ends_no_worker(
    instance: Instance, caplog: pytest.LogCaptureFixture
) -> None:
    gate = gated(instance)
    export_id = instance.ask()
    with instance.workers():
        gate.wait_until(lambda gate: gate.began == 1)
        with instance.house.database.writing() as connection:
            connection.execute(update(exports).values(statuses_history="{"))
        gate.open()
        until(lambda: "could not be settled" in caplog.text)
        instance.until(instance.ask(), "finished")
    assert instance.row(export_id).status == "running"  # until its lease, which nobody renews, runs out


def test_a_finish_whose_answer_was_lost_keeps_its_file(instance: Instance) -> None:
    class Forgetful(Database):
        """Commits, and then says that it could not: the connection broke before the answer."""

        forgets = False

        @contextmanager
        def writing(self) -> Iterator[Connection]:
            with super().writing() as connection:
                yield connection
            if self.forgets:
                self.forgets = False
                raise DatabaseUnavailable("the connection broke")

    database = instance.house.database = Forgetful(instance.house.settings.metadata_url)
    gate = gated(instance, on_rows=lambda: setattr(database, "forgets", True))
    gate.open()
    export_id = instance.ask()
    with instance.workers():
        instance.until(export_id, "finished")
        instance.until(instance.ask(), "finished")
    assert instance.path(export_id) == ["waiting", "running", "finished"]
    assert files_of(export_id, attempt=1) <= instance.kept_files()


def test_a_failure_of_the_watcher_does_not_end_it(
    instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = gated(instance)
    monkeypatch.setattr(loop, "PROGRESS_SECONDS", 0.0)
    failures: list[float] = []

    def fail(run: object) -> float:
        failures.append(0.0)
        raise RuntimeError("no progress is known")

    monkeypatch.setattr(loop._Run, "progress", fail)
    export_id = instance.ask()
    with instance.workers():
        until(lambda: failures)
        with instance.house.database.writing() as connection:
            assert rows.move(connection, export_id, Status.CANCELED, now=kept(instance.house.clock()))
        gate.wait_until(lambda gate: gate.stopped == 1)


def test_a_run_that_does_not_stop_is_handed_back_at_shutdown(
    instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = gated(instance, deaf=True)
    monkeypatch.setattr(loop, "STOP_SECONDS", 0.1)
    export_id = instance.ask()
    with instance.workers():
        gate.wait_until(lambda gate: gate.began == 1)
    row = instance.row(export_id)
    assert (row.status, row.lost_leases) == ("waiting", 0)
    gate.open()
    instance.until_gone(export_id)


class Changing:
    """A source that changes while it is read, a number of times."""

    def __init__(self, *, times: int) -> None:
        self.left = times

    def __call__(self) -> None:
        if self.left:
            self.left -= 1
            raise SourceChanged("The files changed.")


@pytest.mark.parametrize(("times", "end"), [(1, "finished"), (2, "error")])
@pytest.mark.parametrize("lost", [False, True], ids=["first attempt", "after a lost lease"])
def test_a_source_that_changed_is_read_once_more_whatever_happened_before(
    instance: Instance, monkeypatch: pytest.MonkeyPatch, times: int, end: str, lost: bool
) -> None:
    monkeypatch.setattr(queue, "MAX_RETRY_SECONDS", 0.0)
    export_id = instance.ask()
    if lost:
        with instance.house.database.writing() as connection:
            queue.claim(connection, owner="another", now=instance.house.clock())
        take_back_all(instance)
    gate = gated(instance, on_rows=Changing(times=times))
    gate.open()
    with instance.workers():
        row = instance.until(export_id, "finished", "error")
    assert (row.status, row.attempt) == (end, 2 + lost)
    assert instance.kept_files() == (files_of(export_id, attempt=row.attempt) if end == "finished" else set())
