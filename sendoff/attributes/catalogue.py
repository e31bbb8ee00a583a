"""The attributes a profile source offers, and the columns it does not, with the reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class DataType(StrEnum):
    """The types of spec/conditions.md, Data types."""

    INT = "int"
    FLOAT = "float"
    STRING = "string"
    BOOL = "bool"
    DATE = "date"
    DATETIME = "datetime"
    COMPOUND = "compound"


@dataclass(frozen=True, slots=True)
class SubAttribute:
    """One typed field of a compound; never itself a list or a compound."""

    id: str
    name: str
    data_type: DataType


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of customers. `sub_attributes` is empty unless the type is compound."""

    id: str
    name: str
    data_type: DataType
    multi: bool = False
    sub_attributes: tuple[SubAttribute, ...] = ()

    def sub(self, sub_attribute_id: str) -> SubAttribute | None:
        return next((s for s in self.sub_attributes if s.id == sub_attribute_id), None)

    @property
    def shown_type(self) -> str:
        """`string`, or `compound([["sub_id", "Sub name", "string"], …])` as the API shows it."""
        if self.data_type is not DataType.COMPOUND:
            return str(self.data_type)
        subs = [[s.id, s.name, str(s.data_type)] for s in self.sub_attributes]
        return f"compound({json.dumps(subs, ensure_ascii=False)})"


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A column of the source that is no attribute, and why, as a sentence."""

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Attributes by id, in the source's column order; the id column is not among them."""

    attributes: Mapping[str, Attribute]
    id_column: str
    not_offered: tuple[NotOffered, ...] = field(default=())

    def get(self, attribute_id: str) -> Attribute | None:
        return self.attributes.get(attribute_id)

    def __iter__(self) -> Iterator[Attribute]:
        return iter(self.attributes.values())
