"""Leases judged by renewals that were seen, at moments that the test decides."""

from __future__ import annotations

from sendoff.store.queue import LEASE_SECONDS, Lease
from sendoff.worker.leases import BLIND_SECONDS, LeaseWatch

LOOK_SECONDS = 2.0
HELD = Lease(export_id=1, attempt=1, owner="elsewhere/1/1", until="2026-11-24 12:00:15.000000")
RENEWED = Lease(export_id=1, attempt=1, owner="elsewhere/1/1", until="2026-11-24 12:00:16.000000")


class Watched:
    """A watch whose monotonic clock stands still until the test moves it."""

    def __init__(self, *, dead: str = "") -> None:
        self.now = 1000.0
        self.watch = LeaseWatch(seconds=lambda: self.now, is_dead=lambda owner: owner == dead)

    def lost_after(self, seconds: float, lease: Lease) -> list[Lease]:
        """What was lost at any look within that time, looking as often as upkeep does."""
        end, lost = self.now + seconds, self.watch.lost([lease])
        while not lost and self.now < end:
            self.now = min(end, self.now + LOOK_SECONDS)
            lost = self.watch.lost([lease])
        return lost


def test_a_lease_that_nobody_renews_runs_out_whatever_moment_stands_in_it() -> None:
    for moment in ("1999-01-01 00:00:00.000000", HELD.until, "2999-01-01 00:00:00.000000"):
        lease = Lease(export_id=1, attempt=1, owner="elsewhere/1/1", until=moment)
        watched = Watched()
        assert watched.lost_after(LEASE_SECONDS - 0.5, lease) == []
        assert watched.lost_after(0.5, lease) == [lease]


def test_a_renewed_lease_begins_anew_though_the_clock_went_back() -> None:
    watched = Watched()
    assert watched.lost_after(LEASE_SECONDS - 1, RENEWED) == []
    assert watched.lost_after(LEASE_SECONDS - 1, HELD) == []  # its moment is before the last one's
    assert watched.lost_after(1, HELD) == [HELD]


def test_the_next_attempt_of_an_export_begins_anew() -> None:
    watched = Watched()
    watched.lost_after(LEASE_SECONDS - 1, HELD)
    assert watched.lost_after(2, Lease(1, 2, HELD.owner, HELD.until)) == []


def test_the_lease_of_a_dead_process_is_not_waited_for() -> None:
    assert Watched(dead=HELD.owner).watch.lost([HELD]) == [HELD]


def test_time_without_a_look_at_the_database_is_not_held_against_its_owner() -> None:
    watched = Watched()
    watched.lost_after(LEASE_SECONDS - 1, HELD)
    watched.now += BLIND_SECONDS + 0.5
    assert watched.watch.lost([HELD]) == []
    assert watched.lost_after(LEASE_SECONDS, HELD) == [HELD]
