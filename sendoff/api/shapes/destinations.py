"""Export destinations as JSON (spec/api.md, What it stands on)."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from sendoff import strict_json
from sendoff.api.paging import SelectionSettings
from sendoff.api.shapes.fields import Body, Flag, Moment, Name, RelatedUser, RowId, ShownFlag, Text
from sendoff.exports.treatments import Treatment
from sendoff.services.destinations import shown_settings
from sendoff.store.moments import shown
from sendoff.store.rows import AnyRow

AttributeId = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Value = str | int | float | bool


class Operator(StrEnum):
    """All of them, or any of them."""

    AND = "and"
    OR = "or"


class InputMode(StrEnum):
    """How a value is given."""

    VALUE_FROM_LIST = "value_from_list"
    FREE_INPUT = "free_input"


class ColumnSettings(Body):
    """What happens to one column."""

    treatment: Annotated[Treatment, Field(strict=False)] = Field(
        description="clear, masked, sha256, or blocked: the column is left out."
    )


class Variable(Body):
    """A parameter that a segment gives a value for in its destination_parameters."""

    name: Name = Field(description="Its key in destination_parameters.")
    title: Text = Field("", description="What people read.")
    values: list[Value] = Field(default_factory=list, max_length=1000, description="Values to choose from.")
    required: bool = Field(False, description="A run without it is refused.")
    can_be_empty: bool = Field(True, description="Whether an empty text will do.")
    input_mode: Annotated[InputMode, Field(strict=False)] = Field(
        InputMode.FREE_INPUT, description="value_from_list: only one of values; free_input: anything."
    )


class DestinationSettings(Body):
    """Beside these, whatever the type itself asks for, as texts."""

    model_config = ConfigDict(extra="allow", strict=True)

    type: str = Field("download", max_length=100, description="The destination type.")
    format: str = Field("csv", max_length=100, description="csv, csv_spreadsheet, ndjson or parquet.")
    compression: str = Field("none", max_length=100, description="none, gzip or zstd; parquet: none.")
    columns: dict[AttributeId, ColumnSettings] = Field(
        default_factory=dict,
        description="Treatment by attribute id; others are clear, protected ones masked.",
    )
    mandatory_attributes_operator: Annotated[Operator, Field(strict=False)] = Field(
        Operator.AND, description="Whether all mandatory attributes must be known, or any of them."
    )
    mi_workspace_variables: list[Variable] = Field(
        default_factory=list, max_length=100, description="Parameters that a segment gives values for."
    )


class CreateDestination(Body):
    """A new destination."""

    name: Name = Field(description="What people find it by.")
    settings: DestinationSettings = Field(
        default_factory=lambda: DestinationSettings.model_validate({}),
        description="Type, file format, treatment of columns.",
    )
    description: Text = Field("", description="Free text.")
    frontend_settings: dict[str, Any] = Field(default_factory=dict, description="Kept for the client as is.")
    attribute_ids: list[AttributeId] = Field(
        default_factory=list, max_length=5000, description="The columns after the id, in their order."
    )
    mandatory_attribute_ids: list[AttributeId] = Field(
        default_factory=list, max_length=1000, description="Customers without these do not leave."
    )
    disabled: Flag = Field(False, description="1: nothing can be exported there.")
    icon: Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")] | None = Field(
        None, description="Kept for the client as is."
    )
    mi_workspace_id: RowId | None = Field(None, description="Kept for the client as is.")


class ChangeDestination(CreateDestination):
    """Only the keys that are sent change; `settings` is replaced as a whole; a secret sent as `***` stays."""

    name: Name = Field("-", description="What people find it by.")


class Destination(BaseModel):
    """Where exports go."""

    id: int = Field(description="Its number.")
    user_id: int = Field(description="Who edited it last.")
    name: str = Field(description="What people find it by.")
    description: str = Field(description="Free text.")
    settings: dict[str, Any] = Field(description="As sent; secrets are shown as ***.")
    frontend_settings: dict[str, Any] = Field(description="As the client sent it.")
    attribute_ids: list[str] = Field(description="The columns after the id, in their order.")
    mandatory_attribute_ids: list[str] = Field(description="Customers without these do not leave.")
    disabled: ShownFlag = Field(description="1: nothing can be exported there.")
    deleted: ShownFlag = Field(description="1: deleted.")
    icon: str | None = Field(description="As the client sent it.")
    mi_workspace_id: int | None = Field(description="As the client sent it.")
    last_export: Moment | None = Field(description="When the last export to it finished.")
    created: Moment = Field(description="When it was made.")
    user: RelatedUser = None


class DestinationAnswer(BaseModel):
    """One destination."""

    segment_export_destination: Destination = Field(description="The destination.")


class DestinationList(BaseModel):
    """Destinations, and what was asked for."""

    segment_export_destinations: list[Destination] = Field(description="A page of destinations.")
    selection_settings: SelectionSettings = Field(description="What was asked for.")


def columns(body: CreateDestination) -> dict[str, Any]:
    """What the body sets of the table `destinations`; settings with their defaults, lists as they are."""
    values = body.given()
    if "settings" in values or type(body) is CreateDestination:
        values["settings"] = body.settings.model_dump(mode="json")
    if "frontend_settings" in values:
        values["frontend_settings"] = strict_json.dumps(values["frontend_settings"])
    return values


def destination_json(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "user_id": row.user_id,
        "name": row.name,
        "description": row.description,
        # As text: numbers in it may be larger than orjson writes.
        "settings": orjson.Fragment(strict_json.dumps(shown_settings(json.loads(row.settings)))),
        "frontend_settings": orjson.Fragment(row.frontend_settings),
        "attribute_ids": orjson.Fragment(row.attribute_ids),
        "mandatory_attribute_ids": orjson.Fragment(row.mandatory_attribute_ids),
        "disabled": int(row.disabled),
        "deleted": int(row.deleted),
        "icon": row.icon,
        "mi_workspace_id": row.mi_workspace_id,
        "last_export": shown(row.last_export),
        "created": shown(row.created),
    }
