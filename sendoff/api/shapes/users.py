"""Users and roles as JSON (spec/api.md, What it stands on)."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from pydantic import BaseModel, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from sendoff.access.features import MAX_FEATURES
from sendoff.api.paging import SelectionSettings
from sendoff.api.shapes.fields import Body, Flag, Moment, Name, Named, RowId, ShownFlag, Text
from sendoff.store.moments import shown
from sendoff.store.rows import AnyRow

Email = Annotated[
    str, StringConstraints(max_length=320, pattern=r"^[^\x00]*$"), Field(examples=["ann@example.org"])
]
Password = Annotated[str, StringConstraints(max_length=1024)]
Features = Annotated[list[Annotated[str, StringConstraints(max_length=100)]], Field(max_length=MAX_FEATURES)]


class CreateUser(Body):
    """A new user."""

    name: Name = Field(description="How others see the user.")
    email: Email = Field(description="To log in with; unlike that of any other user.")
    password: Password = Field(description="8 to 1024 characters.")
    role_id: RowId = Field(description="What the user may do.")
    disabled: Flag = Field(False, description="1: the user may not log in.")


class ChangeUser(Body):
    """Only the keys that are sent change."""

    name: Name = Field("-", description="How others see the user.")
    email: Email = Field("-", description="To log in with; unlike that of any other user.")
    password: Password = Field("-", description="8 to 1024 characters; a new one ends the user's sessions.")
    role_id: RowId = Field(1, description="What the user may do; a new one ends the user's sessions.")
    disabled: Flag = Field(False, description="1: the user may not log in.")


class User(BaseModel):
    """Of users whom the caller may not manage, `id` and `name` alone are shown, and only in lists."""

    id: int = Field(description="Its number.")
    name: str = Field(description="How others see the user.")
    email: str | None = Field(None, description="To log in with.")
    role_id: int | None = Field(None, description="What the user may do.")
    disabled: ShownFlag | None = Field(None, description="1: the user may not log in.")
    deleted: ShownFlag | None = Field(None, description="1: deleted.")
    first_login: Moment | None = Field(None, description="When the user first logged in.")
    last_login: Moment | None = Field(None, description="When the user last logged in.")
    created: Moment | None = Field(None, description="When the user was made.")
    modified: Moment | None = Field(None, description="When the user was last changed.")
    role: Named | SkipJsonSchema[None] = Field(None, description="With load_full_structure=1: the role.")


class UserAnswer(BaseModel):
    """One user."""

    user: User = Field(description="The user.")


class UserList(BaseModel):
    """Users, and what was asked for."""

    users: list[User] = Field(description="A page of users.")
    selection_settings: SelectionSettings = Field(description="What was asked for.")


class CreateRole(Body):
    """A new role."""

    name: Name = Field(description="Unlike that of any other role.")
    features: Features = Field(description="What its users may do.")
    description: Text = Field("", description="Free text.")
    disabled: Flag = Field(False, description="1: its users may not log in.")


class ChangeRole(Body):
    """Only the keys that are sent change; `features` is replaced as a whole."""

    name: Name = Field("-", description="Unlike that of any other role.")
    features: Features = Field(default_factory=list, description="What its users may do.")
    description: Text = Field("", description="Free text.")
    disabled: Flag = Field(False, description="1: its users may not log in.")


class Role(BaseModel):
    """A set of features."""

    id: int = Field(description="Its number.")
    name: str = Field(description="Unlike that of any other role.")
    description: str = Field(description="Free text.")
    features: list[str] = Field(description="What its users may do.")
    disabled: ShownFlag = Field(description="1: its users may not log in.")
    deleted: ShownFlag = Field(description="1: deleted.")
    created: Moment = Field(description="When it was made.")
    modified: Moment = Field(description="When it was last changed.")


class RoleAnswer(BaseModel):
    """One role."""

    role: Role = Field(description="The role.")


class RoleList(BaseModel):
    """Roles, and what was asked for."""

    roles: list[Role] = Field(description="A page of roles.")
    selection_settings: SelectionSettings = Field(description="What was asked for.")


def user_json(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "email": row.email,
        "role_id": row.role_id,
        "disabled": int(row.disabled),
        "deleted": int(row.deleted),
        "first_login": shown(row.first_login),
        "last_login": shown(row.last_login),
        "created": shown(row.created),
        "modified": shown(row.modified),
    }


def listed_json(row: AnyRow, *, in_full: bool) -> dict[str, Any]:
    return user_json(row) if in_full else {"id": row.id, "name": row.name}


def role_json(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "description": row.description,
        "features": orjson.Fragment(row.features),
        "disabled": int(row.disabled),
        "deleted": int(row.deleted),
        "created": shown(row.created),
        "modified": shown(row.modified),
    }
