"""Which leases ran out, as one process can tell without trusting any machine's clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sendoff.clock import monotonic_seconds
from sendoff.store.queue import LEASE_SECONDS, RENEW_SECONDS, Lease
from sendoff.worker import identity

BLIND_SECONDS = RENEW_SECONDS
"""A longer time without a look is no time in which a lease could be seen to run out."""


class LeaseWatch:
    """Remembers for how long each lease has not been renewed before its own eyes.

    The wall clock says nothing here. Set back by an hour, it would keep the lease of a worker that
    died on another host for that hour; set forward, or ahead of another machine's, it would void
    the leases of the living. A lease is written anew at each renewal, so one that stays as it is
    for `LEASE_SECONDS` of this process's monotonic clock has run out.

    Args:
        is_dead: whether the process of this lease owner is known to have ended; its leases are
            not waited for.
    """

    def __init__(
        self,
        *,
        seconds: Callable[[], float] = monotonic_seconds,
        is_dead: Callable[[str], bool] = identity.is_dead,
    ) -> None:
        self._seconds = seconds
        self._is_dead = is_dead
        self._seen: dict[Lease, float] = {}
        self._looked_at = seconds()

    def lost(self, leases: Sequence[Lease]) -> list[Lease]:
        """Those that ran out, of all there are now. To be asked more often than `BLIND_SECONDS`."""
        now = self._seconds()
        if now - self._looked_at > BLIND_SECONDS:
            # The database was away from us, and so perhaps from the owners: they get a whole lease.
            self._seen = {}
        self._looked_at = now
        self._seen = {lease: self._seen.get(lease, now) for lease in leases}
        return [
            lease
            for lease, since in self._seen.items()
            if now - since >= LEASE_SECONDS or self._is_dead(lease.owner)
        ]
