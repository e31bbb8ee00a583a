"""What left, as the file beside the file says it (spec/exports.md, Written)."""

from __future__ import annotations

from dataclasses import dataclass, fields

import orjson


@dataclass(frozen=True, slots=True)
class Manifest:
    """Args:
    conditions_operation: JSON text, as it was when asked.
    references: JSON text: the segments and value lists that the conditions name, as they were then; None:
        they name none.
    columns: name and Arrow type of each column of the file, in its order.
    treatments: attribute id, treatment, and who set it; blocked columns are here alone.
    sources: the files or tables that were read.
    parts: of a file that was written in parts, each one's name in the artifact store, rows, bytes and
        SHA-256, in order; `sha256` is then that of their digests, one a line.
    """

    export_id: int
    attempt: int
    conditions_operation: str
    as_of: str
    columns: tuple[tuple[str, str], ...]
    treatments: tuple[tuple[str, str, str], ...]
    format: str
    compression: str
    rows: int
    size_bytes: int
    sha256: str
    sources: tuple[str, ...]
    sendoff_version: str
    parts: tuple[tuple[str, int, int, str], ...] = ()
    references: str | None = None

    def to_json(self) -> bytes:
        """Indented JSON, UTF-8, as spec/exports.md names the facts."""
        facts = {each.name: getattr(self, each.name) for each in fields(self)}
        facts["conditions_operation"] = orjson.Fragment(self.conditions_operation)
        facts["references"] = None if self.references is None else orjson.Fragment(self.references)
        facts["bytes"] = facts.pop("size_bytes")
        facts["columns"] = [{"name": name, "type": kind} for name, kind in self.columns]
        facts["treatments"] = [
            {"attribute_id": attribute_id, "treatment": treatment, "set_by": set_by}
            for attribute_id, treatment, set_by in self.treatments
        ]
        facts["parts"] = [
            {"name": name, "rows": rows, "bytes": size, "sha256": sha256}
            for name, rows, size, sha256 in self.parts
        ]
        return orjson.dumps(facts, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
