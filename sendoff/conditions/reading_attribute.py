"""Reads which attribute is meant, and says what may have been meant where there is no such."""

from __future__ import annotations

from collections.abc import Mapping

from sendoff.attributes.catalogue import Attribute, Catalogue
from sendoff.attributes.nearest import suggestion
from sendoff.conditions.refusals import Refusals, said
from sendoff.strict_json import shown

_MAX_SUGGESTIONS = 5
"""Of a document: looking for what was meant takes longer than all else."""


class AttributeReader:
    """Reads the attributes of one document. `absence`: how to say that one is not there."""

    def __init__(self, catalogue: Catalogue, absence: str, refusals: Refusals) -> None:
        self._catalogue = catalogue
        self._absence = absence
        self._refusals = refusals
        self._unknown_ids = 0

    def attribute(self, document: Mapping[str, object], path: str) -> Attribute | None:
        """The attribute that `document` names by `attribute_id`; None where a problem was noted."""
        attribute_id = document.get("attribute_id")
        attribute = self._catalogue.get(attribute_id) if isinstance(attribute_id, str) else None
        if attribute is None:
            if isinstance(attribute_id, str):
                problem = self._unknown(attribute_id)
            else:
                problem = f"{said(document, 'attribute_id')} A condition names one attribute by its id."
            self._refusals.note(f"{path}.attribute_id", problem)
        return attribute

    def _unknown(self, attribute_id: str) -> str:
        for column in self._catalogue.not_offered:
            if column.column == attribute_id:
                return f"Attribute {shown(attribute_id)} is not offered: {column.reason}"
        absent = f"Attribute {shown(attribute_id)} {self._absence}."
        self._unknown_ids += 1
        guess = suggestion(attribute_id, self._catalogue) if self._unknown_ids <= _MAX_SUGGESTIONS else ""
        return f"{absent} {guess or 'Choose another, or bring the column back.'}"
