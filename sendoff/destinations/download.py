"""A file to download: it stays in the artifact store, and nothing is delivered."""

from __future__ import annotations

from collections.abc import Mapping

from sendoff.destinations.port import Delivery, Setting


class Download:
    """The type `download`."""

    settings: Mapping[str, Setting] = {}
    runs_at_once = None

    def deliver(self, delivery: Delivery, /) -> None:
        """Does nothing: the file lies where it is downloaded from."""
