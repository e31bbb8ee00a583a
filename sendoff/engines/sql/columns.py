"""The columns of a source as we read them: attributes by column, and what of it is not offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sendoff.attributes.catalogue import Attribute, Catalogue, DataType, NotOffered, SubAttribute
from sendoff.engines.port import SourceUnusable
from sendoff.engines.sql.values import ValueType


class ColumnChanged(Exception):
    """The source has a column no more as the predicate expects it; the message says so."""


@contextmanager
def columns_of(source: str) -> Iterator[None]:
    """What is made inside names columns of the source: one that is not as expected is an error about it.

    Args:
        source: as a person knows it.
    Raises: SourceUnusable.
    """
    try:
        yield
    except ColumnChanged as error:
        raise SourceUnusable(
            f"{source!r} does not hold what was asked for: {error}. "
            "Correct the source, or the segment and the destination that ask for it."
        ) from None


_IDS = (DataType.STRING, DataType.INT, DataType.DATE)
"""Types whose values are the same text wherever they are written: as text ids are compared, hashed and
ordered."""


class NoId(Exception):
    """The source has no usable id column; the message says why, as a sentence."""


@dataclass(frozen=True, slots=True)
class ColumnType:
    """What one column holds: values of `value`, or records of `fields`; lists of them if `multi`.

    `array`: the lists are of a fixed length, which some engines keep as another type.
    `left_out`: the record has fields that are not offered.
    """

    multi: bool
    array: bool
    value: ValueType | None
    fields: Mapping[str, ValueType]
    left_out: bool = False

    @property
    def data_type(self) -> DataType:
        return self.value.data_type if self.value else DataType.COMPOUND


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of a source that are offered, the id column among them, and the catalogue."""

    columns: Mapping[str, ColumnType]
    catalogue: Catalogue


def schema_of(
    found: Iterable[tuple[str, ColumnType | None]], not_offered: Iterable[NotOffered], *, id_column: str
) -> Schema:
    """The schema of a source with these columns, in its order; None is a column that is not offered.

    Raises: NoId.
    """
    columns: dict[str, ColumnType] = {}
    attributes: dict[str, Attribute] = {}
    names: list[str] = []
    for name, column in found:
        names.append(name)
        if column is None:
            continue
        columns[name] = column
        if name != id_column:
            subs = tuple(SubAttribute(sub, sub, value.data_type) for sub, value in column.fields.items())
            attributes[name] = Attribute(name, name, column.data_type, column.multi, subs)
    if id_column not in names:
        alike = [name for name in names if name.casefold() == id_column.casefold()]
        hint = f" It has {alike[0]!r}, which is spelled otherwise." if alike else ""
        raise NoId(
            f"The source has no column {id_column!r}, which is to identify a customer.{hint} "
            "Name the right one in `id_column`."
        )
    held = columns.get(id_column)
    if held is None or held.multi or held.value is None:
        raise NoId(
            f"The column {id_column!r} cannot identify a customer: it holds no single text, number or date. "
            "Name another one in `id_column`."
        )
    if held.data_type not in _IDS:
        raise NoId(
            f"The column {id_column!r} cannot identify a customer: it holds {held.data_type} values, which "
            "can be written in several ways. Name one of text, whole numbers or dates in `id_column`."
        )
    return Schema(columns, Catalogue(attributes, id_column, tuple(not_offered)))
