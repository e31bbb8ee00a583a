"""The lists that stand beside a query: the long ones of conditions, and uploaded ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from sendoff.engines.port import SourceUnusable, ValueLists
from sendoff.engines.sql.speech import VALUE


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The values of an uploaded list, by its key in the engine's `ValueLists`."""

    key: str


Listed = Sequence[str] | Uploaded


def tables_of(relations: Mapping[str, Listed], value_lists: ValueLists | None) -> dict[str, pa.Table]:
    """The lists of a query by their names. Raises as `values_of`."""
    return {name: values_of(listed, value_lists) for name, listed in relations.items()}


def values_of(listed: Listed, value_lists: ValueLists | None) -> pa.Table:
    """One text column, `value`. Raises: SourceUnusable, where an uploaded list is gone."""
    if not isinstance(listed, Uploaded):
        return pa.table({VALUE: pa.array(listed, pa.large_string())})
    if value_lists is None:
        raise SourceUnusable("An uploaded list of values is asked for, and here there are none.")
    return value_lists.table(listed.key)
