"""Operations of conditions as JSON."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from sendoff.attributes.catalogue import DataType
from sendoff.services.operations import Offered


class Operation(BaseModel):
    """What a condition can ask."""

    operation: str = Field(description="As it stands in a condition.")
    aliases: list[str] = Field(description="Other names for it.")
    data_types: list[str] = Field(description="Of the attributes and sub-attributes that it takes.")
    value: str = Field(description="What `value` holds: none, one, list, range, span or value_list.")
    phrase: str = Field(description="English, between the attribute and the value.")
    negative_of: str | None = Field(description="The positive operation that this one is the negative of.")
    own: bool = Field(description="Sendoff's own: other systems that read the language refuse it.")
    refused: str | None = Field(description="Why this source's engine cannot do it; null: it can.")


class OperationList(BaseModel):
    """All operations."""

    condition_operations: list[Operation] = Field(description="In the order to show them.")


def operation_json(offered: Offered) -> dict[str, Any]:
    operation = offered.operation
    return {
        "operation": operation.key,
        "aliases": list(operation.aliases),
        "data_types": [each for each in DataType if each in operation.types],
        "value": operation.shape,
        "phrase": operation.phrase,
        "negative_of": operation.negative_of,
        "own": operation.own,
        "refused": offered.refused,
    }
