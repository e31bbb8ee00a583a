"""The machine's clock set back or forward by an hour: no export is held up, lost or run twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sendoff.clock import system_clock
from sendoff.engines.port import SourceUnavailable
from sendoff.store import queue
from sendoff.store.moments import kept
from sendoff.worker import leases, upkeep
from tests.crash.gate import Gate
from tests.crash.instance import Instance, files_of, opened
from tests.crash.waiting import until

ELSEWHERE = "another-host/00000000/1/1/1-1"
HOUR = timedelta(hours=1)


class JumpingClock:
    """Runs as the machine's does, apart from what the test sets it forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return system_clock() + self.ahead


@pytest.fixture
def clock() -> JumpingClock:
    return JumpingClock()


@pytest.fixture
def instance(tmp_path: Path, few_customers: Path, clock: JumpingClock) -> Iterator[Instance]:
    with opened(tmp_path / "data", profiles=few_customers, clock=clock) as made:
        yield made


@pytest.mark.parametrize("jump", [-HOUR, HOUR], ids=["back", "forward"])
def test_a_running_export_goes_on(
    instance: Instance, clock: JumpingClock, monkeypatch: pytest.MonkeyPatch, jump: timedelta
) -> None:
    monkeypatch.setattr(upkeep, "LOST_SECONDS", 0.01)  # it looks many times before the lease is renewed
    gate = Gate(instance.house.profiles)
    instance.house.profiles = gate
    export_id = instance.ask()
    with instance.workers():
        gate.wait_until(lambda gate: gate.began == 1)
        old = instance.row(export_id).lease_until
        clock.ahead = jump
        until(lambda: instance.row(export_id).lease_until != old)
        gate.open()
        instance.until(export_id, "finished", "error")
        instance.until(instance.ask(), "finished")
    assert instance.path(export_id) == ["waiting", "running", "finished"]
    assert instance.row(export_id).attempt == 1


def test_the_lease_of_a_worker_that_died_elsewhere_is_not_held_by_a_clock_set_back(
    instance: Instance, clock: JumpingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "LOST_SECONDS", 0.01)
    monkeypatch.setattr(leases, "LEASE_SECONDS", 2.0)  # longer than the run itself, on a slow machine too
    export_id = instance.ask()
    with instance.house.database.writing() as connection:
        queue.claim(connection, owner=ELSEWHERE, now=clock())
    clock.ahead = -HOUR
    with instance.workers():
        instance.until(export_id, "finished")
    assert instance.path(export_id) == ["waiting", "running", "waiting", "running", "finished"]
    assert instance.kept_files() == files_of(export_id, attempt=2)


def test_a_retry_is_not_held_by_a_clock_set_back(instance: Instance, clock: JumpingClock) -> None:
    def be_written() -> None:
        if clock.ahead == timedelta():
            raise SourceUnavailable("The source is being written.")

    gate = Gate(instance.house.profiles, on_rows=be_written)
    gate.open()
    instance.house.profiles = gate
    export_id = instance.ask()
    with instance.workers():
        instance.until(export_id, "waiting")
        until(lambda: instance.row(export_id).retries)
        clock.ahead = -HOUR
        instance.until(export_id, "finished")
    assert instance.row(export_id).attempt == 2


def test_exports_between_jumps_all_run_and_their_histories_keep_their_order(
    instance: Instance, clock: JumpingClock
) -> None:
    ends = []
    with instance.workers():
        for ahead in (timedelta(), -HOUR, HOUR):
            clock.ahead = ahead
            export_id = instance.ask()
            ends.append(instance.until(export_id, "finished").ended)
            assert instance.path(export_id) == ["waiting", "running", "finished"]
    assert ends[1] < ends[0] < ends[2] < kept(system_clock() + 2 * HOUR)
