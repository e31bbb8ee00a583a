"""What a destination type is: what it asks to be set up, and how a finished file gets there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sendoff.artifacts.port import ArtifactStore


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a type's own, a text.

    Args:
        secret: write-only; shown as `***`, and read only when a file is delivered.
    """

    description: str
    required: bool = False
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """One finished file on its way.

    Args:
        artifact: its name in `artifacts`, where it stays whatever becomes of the delivery.
        file_name: under which it is to arrive.
        settings: of the destination, secrets included.
        parameters: values that the segment gives for `mi_workspace_variables`, by their names.
    """

    artifacts: ArtifactStore
    artifact: str
    file_name: str
    settings: Mapping[str, Any]
    parameters: Mapping[str, Any]


class DestinationType(Protocol):
    """What an entry point of the group `sendoff.destinations` names; its name is the key."""

    @property
    def settings(self) -> Mapping[str, Setting]:
        """The type's own settings by key, beside those that every destination has."""
        ...

    @property
    def runs_at_once(self) -> int | None:
        """Most runs of one such destination at a time; None: no limit. Delivering types default to 1."""
        ...

    def deliver(self, delivery: Delivery, /) -> None:
        """The file has arrived, whole. Twice is the same as once.

        Raises: SendoffError; retryable ones are tried once more.
        """
        ...
