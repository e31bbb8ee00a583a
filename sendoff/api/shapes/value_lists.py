"""Value lists as JSON; their values are never shown."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, Field

from sendoff.api.paging import SelectionSettings
from sendoff.api.shapes.fields import Moment, RelatedUser, ShownFlag
from sendoff.store.moments import shown
from sendoff.store.rows import AnyRow


class ValueType(StrEnum):
    """What the values of a list are."""

    STRING = "string"
    INT = "int"


class ValueList(BaseModel):
    """Values that conditions ask for by `in_list` and `not_in_list`."""

    id: int = Field(description="Its number: the value of such a condition.")
    user_id: int = Field(description="Who uploaded it.")
    name: str = Field(description="What people find it by.")
    data_type: ValueType = Field(description="string or int: which attributes can be asked for it.")
    values_count: int = Field(description="Distinct values.")
    rows_count: int = Field(description="Rows of the file below its first line.")
    empty_rows_count: int = Field(description="Rows that were left out: their field was empty.")
    bytes: int = Field(description="Of the file that was uploaded.")
    sha256: str = Field(description="Of the file that was uploaded, in hexadecimal digits.")
    deleted: ShownFlag = Field(description="1: deleted; no condition can name it any more.")
    created: Moment = Field(description="When it was uploaded.")
    user: RelatedUser = None


class ValueListAnswer(BaseModel):
    """One value list."""

    value_list: ValueList = Field(description="The value list.")


class ValueLists(BaseModel):
    """Value lists, and what was asked for."""

    value_lists: list[ValueList] = Field(description="A page of value lists.")
    selection_settings: SelectionSettings = Field(description="What was asked for.")


def value_list_json(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "user_id": row.user_id,
        "name": row.name,
        "data_type": row.data_type,
        "values_count": row.values_count,
        "rows_count": row.rows_count,
        "empty_rows_count": row.empty_rows_count,
        "bytes": row.bytes,
        "sha256": row.sha256,
        "deleted": int(row.deleted),
        "created": shown(row.created),
    }
