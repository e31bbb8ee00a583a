"""What a run writes and where it takes it, copied into the export when it is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """One column of the file after the id.

    `treatment` is a key of `exports.treatments.Treatment`; `set_by` says whose setting that is:
    `user 3` (who set the destination up so), `protected attribute` or `default`.
    """

    attribute_id: str
    treatment: str = "clear"
    set_by: str = "default"


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything of a destination that a run needs; no secrets: those stay by reference.

    Args:
        mandatory_attribute_ids: customers must have these known, joined by `mandatory_operator`.
        file_name: stem of the name under which the file is offered.
        settings: of the destination, by which the file is delivered, but for secrets.
        parameters: values that the segment gives for the destination's parameters, by their names.
    """

    destination_type: str = "download"
    format: str = "csv"
    compression: str = "none"
    columns: tuple[PlannedColumn, ...] = ()
    mandatory_attribute_ids: tuple[str, ...] = ()
    mandatory_operator: str = "and"
    file_name: str = "customers"
    settings: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def file_name_of(self, export_id: int) -> str:
        """The stem of one run's file name, unlike that of any other run."""
        return f"{self.file_name}-{export_id}"

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=True)

    @classmethod
    def from_json(cls, text: str) -> Plan:
        fields: dict[str, Any] = json.loads(text)
        fields["columns"] = tuple(PlannedColumn(**column) for column in fields["columns"])
        fields["mandatory_attribute_ids"] = tuple(fields["mandatory_attribute_ids"])
        return cls(**fields)
