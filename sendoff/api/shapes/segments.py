"""Segments and their invited users as JSON (spec/api.md, What it stands on)."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from sendoff import strict_json
from sendoff.api.paging import SelectionSettings
from sendoff.api.shapes.fields import Body, Flag, Moment, Name, RelatedUser, RowId, ShownFlag, Text
from sendoff.formats.json_values import ready
from sendoff.services.previews import Preview
from sendoff.services.segment_acl import Permission
from sendoff.services.segments import Listed
from sendoff.store.moments import shown
from sendoff.store.rows import AnyRow

MAX_PARAMETERS = 10_000
"""In one segment: each costs 5 µs of the event loop when it is checked (2026-11-24)."""

DestinationKey = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,17}$")]


def _plain(value: object) -> object:
    if isinstance(value, dict | list):
        raise ValueError("A text, a number, true, false or null is wanted here")
    return value


ParameterValue = Annotated[
    Any,
    AfterValidator(_plain),
    WithJsonSchema({"type": ["string", "number", "boolean", "null"]}, mode="validation"),
]


def _few(value: object) -> object:
    if isinstance(value, dict):
        parameters = sum(len(each) for each in value.values() if isinstance(each, dict))
        if len(value) + parameters > MAX_PARAMETERS:
            raise ValueError(f"There are more than {MAX_PARAMETERS:,} parameters, the most there may be")
    return value


class SegmentSettings(Body):
    """Whom a segment selects, and what it tells destinations."""

    conditions_operation: Any = Field(
        description="The tree of conditions; {} is everybody. See the reference of the condition language.",
        examples=[{"attribute_id": "age", "condition": {"operation": "number_greater_than", "value": 50}}],
    )
    destination_parameters: Annotated[
        dict[DestinationKey, dict[str, ParameterValue]], BeforeValidator(_few)
    ] = Field(
        default_factory=dict, description="Values of destinations' parameters, by destination id and name."
    )


class CreateSegment(Body):
    """A new segment."""

    name: Name = Field(description="What people find it by.")
    settings: SegmentSettings = Field(description="The conditions, and parameters for destinations.")
    description: Text = Field("", description="Free text.")
    frontend_settings: dict[str, Any] = Field(default_factory=dict, description="Kept for the client as is.")
    tags: list[RowId] = Field(default_factory=list, max_length=100, description="Ids of tags.")
    disabled: Flag = Field(False, description="1: it cannot be exported.")


class ChangeSegment(Body):
    """Only the keys that are sent change; `settings` is replaced as a whole."""

    name: Name = Field("-", description="What people find it by.")
    settings: SegmentSettings = Field(
        default_factory=lambda: SegmentSettings(conditions_operation={}),
        description="Its conditions and parameters, as a whole.",
    )
    description: Text = Field("", description="Free text.")
    frontend_settings: dict[str, Any] = Field(default_factory=dict, description="Kept for the client as is.")
    tags: list[RowId] = Field(default_factory=list, max_length=100, description="Ids of tags.")
    disabled: Flag = Field(False, description="1: it cannot be exported.")


class Segment(BaseModel):
    """Of a segment that the caller may not see, `id` and `name` alone are shown, and only in lists."""

    id: int = Field(description="Its number.")
    user_id: int | None = Field(description="Who edited it last.")
    author_id: int | None = Field(description="Who made it.")
    name: str = Field(description="What people find it by.")
    description: str | None = Field(description="Free text.")
    settings: dict[str, Any] | None = Field(description="conditions_operation and destination_parameters.")
    frontend_settings: dict[str, Any] | None = Field(description="As the client sent it.")
    disabled: ShownFlag | None = Field(description="1: it cannot be exported.")
    deleted: ShownFlag | None = Field(description="1: it is in the trash.")
    segment_type: str | None = Field(description="Always custom.")
    customers_count: int | None = Field(
        description="Customers at its last export; null: not counted since its conditions, or those of "
        "segments that it names, are what they are."
    )
    last_export: Moment | None = Field(description="When its last export finished.")
    tags: list[int] | None = Field(description="Ids of tags.")
    created: Moment | None = Field(description="When this version was made.")
    origin_created: Moment | None = Field(description="When its first version was made.")
    user: RelatedUser = None


class SegmentAnswer(BaseModel):
    """One segment."""

    segment: Segment = Field(description="The segment.")


class SegmentList(BaseModel):
    """Segments, and what was asked for."""

    segments: list[Segment] = Field(description="A page of segments.")
    selection_settings: SelectionSettings = Field(description="What was asked for.")


class CountAnswer(BaseModel):
    """How many customers a segment has."""

    count: int = Field(description="Customers in the segment.")
    as_of: Moment = Field(description="The moment that `now` meant.")


class Dependant(BaseModel):
    """A segment whose conditions name another one."""

    id: int = Field(description="Its id.")
    name: str = Field(description="Its name.")


class DependantsAnswer(BaseModel):
    """Who uses a segment; those in the trash do not."""

    segments: list[Dependant] = Field(description="Those that one may see, by id.")
    others: int = Field(description="How many more there are, which one may not see.")


class ExportableCount(BaseModel):
    """How many customers an export to one destination would have."""

    segment_export_destination_id: int = Field(description="The destination.")
    name: str = Field(description="Its name.")
    count: int | None = Field(
        description="Customers in the segment whose mandatory attributes are known; null: it would fail."
    )
    problem: str | None = Field(description="Why an export to it would fail, where it would.")


class PreviewAnswer(CountAnswer):
    """How many customers a segment has, how many of them would be exported to where, and a few of them."""

    columns: list[str] = Field(description="The id and the attributes, in the source's order.")
    rows: list[dict[str, Any]] = Field(description="At most 20 customers; protected values are masked.")
    rows_withheld: str | None = Field(
        description="Why no customers are shown, where the segment asks for a protected attribute that the "
        "caller may not see, or a disabled one."
    )
    customers: int = Field(description="Customers of the whole source.")
    share: float = Field(description="Of the segment in all customers, from 0 to 1.")
    destinations: list[ExportableCount] = Field(
        description="Destinations that the caller may read and that are not disabled, of the first 50 by id."
    )
    more_destinations: bool = Field(description="Whether there are more than these 50.")


class DescriptionAnswer(BaseModel):
    """A segment in words."""

    description: str = Field(description="The conditions as an English sentence.")


class Invite(Body):
    """A user, and what the user may do with the segment."""

    user_id: RowId = Field(description="Who is invited.")
    permission: Annotated[Permission, Field(strict=False)] = Field(description="read or write.")


class ChangeInvitation(Body):
    """What the invited user may do from now on."""

    permission: Annotated[Permission, Field(strict=False)] = Field(description="read or write.")


class SegmentUser(BaseModel):
    """An invitation of a user to a segment."""

    id: int = Field(description="Its number.")
    permission: Permission = Field(description="read or write.")
    created: Moment = Field(description="When the user was invited.")
    user_id: int = Field(description="Who is invited.")
    segment_id: int = Field(description="To which segment.")
    user: RelatedUser = None
    segment: Segment | SkipJsonSchema[None] = Field(
        None, description="With load_full_structure=1: the segment."
    )


class SegmentUserAnswer(BaseModel):
    """One invitation."""

    segment_user: SegmentUser = Field(description="The invitation.")


class SegmentUserList(BaseModel):
    """Invitations, and what was asked for."""

    segment_users: list[SegmentUser] = Field(description="A page of invitations.")
    selection_settings: SelectionSettings = Field(description="What was asked for.")


def columns(body: CreateSegment | ChangeSegment) -> dict[str, Any]:
    """What the body sets of the table `segments`, but for its conditions and parameters."""
    values = body.given(without=frozenset({"settings"}))
    for key in values.keys() & {"frontend_settings", "tags"}:
        values[key] = strict_json.dumps(values[key])
    return values


def segment_json(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "user_id": row.user_id,
        "author_id": row.author_id,
        "name": row.name,
        "description": row.description,
        "settings": {
            "conditions_operation": orjson.Fragment(row.conditions_operation),
            "destination_parameters": orjson.Fragment(row.destination_parameters),
        },
        "frontend_settings": orjson.Fragment(row.frontend_settings),
        "disabled": int(row.disabled),
        "deleted": int(row.deleted),
        "segment_type": "custom",
        "customers_count": row.customers_count,
        "last_export": shown(row.last_export),
        "tags": orjson.Fragment(row.tags),
        "created": shown(row.created),
        "origin_created": shown(row.origin_created),
    }


def listed_json(listed: Listed) -> dict[str, Any]:
    if not listed.name_only:
        return segment_json(listed.row)
    nothing = {key: None for key in Segment.model_fields if key != "user"}
    return {**nothing, "id": listed.row.id, "name": listed.row.name}


def preview_json(preview: Preview) -> dict[str, Any]:
    return {
        "count": preview.count,
        "as_of": shown(preview.as_of),
        "columns": preview.columns,
        "rows": [ready(customer) for customer in preview.rows],
        "rows_withheld": preview.rows_withheld,
        "customers": preview.customers,
        "share": preview.share,
        "destinations": [
            {
                "segment_export_destination_id": each.destination_id,
                "name": each.name,
                "count": each.count,
                "problem": each.problem,
            }
            for each in preview.destinations
        ],
        "more_destinations": preview.is_cut,
    }


def invited_json(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "permission": row.permission,
        "created": shown(row.created),
        "user_id": row.user_id,
        "segment_id": row.segment_id,
    }
