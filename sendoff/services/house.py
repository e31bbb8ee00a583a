"""The parts a use case works with, as `bootstrap` has put them together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from sendoff.artifacts.port import ArtifactStore
from sendoff.attributes.catalogue import Catalogue
from sendoff.clock import Clock, monotonic_seconds
from sendoff.engines.port import Engine, ValueLists
from sendoff.secrets import Secret
from sendoff.settings import Settings
from sendoff.store.database import Database

CATALOGUE_SECONDS = 5.0
"""How long a catalogue is used before the source is looked at again; a run always looks itself."""


@dataclass(slots=True)
class House:
    """One running instance.

    Args:
        artifacts_url: of `artifacts`, for engines that write parts into it from their own machines.
        instance_key: download tokens are made with it.
        queue_changed: called after an export was queued or canceled, so that workers of this
            process look at once.
        value_lists: what uploaded lists hold, as the engine is given it; None: there are none.
    """

    settings: Settings
    database: Database
    profiles: Engine
    artifacts: ArtifactStore
    artifacts_url: str
    clock: Clock
    instance_key: Secret
    queue_changed: Callable[[], None] = lambda: None
    value_lists: ValueLists | None = None
    _catalogue: tuple[float, Catalogue] | None = None
    _catalogue_lock: threading.Lock = field(default_factory=threading.Lock)

    def catalogue(self) -> Catalogue:
        """The attributes of the profiles, at most `CATALOGUE_SECONDS` old.

        Raises: SourceUnavailable, SourceUnusable. Reads the source: not for an event loop.
        """
        with self._catalogue_lock:
            now = monotonic_seconds()
            if self._catalogue is None or now - self._catalogue[0] > CATALOGUE_SECONDS:
                self._catalogue = (now, self.profiles.catalogue())
            return self._catalogue[1]
