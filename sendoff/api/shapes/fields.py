"""The types of fields that several shapes share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema

MAX_KEYS = 1_000
"""Of one object whose keys we know: refusing each unknown one costs 5 µs of the event loop (2026-11-24)."""


class Body(BaseModel):
    """A request body: unknown keys and values of another type are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _has_few_keys(cls, given: object) -> object:
        if isinstance(given, dict) and len(given) > MAX_KEYS:
            raise ValueError(f"This has more than {MAX_KEYS:,} keys")
        return given

    def given(self, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
        """The keys that the request had, with their values."""
        return {key: getattr(self, key) for key in sorted(self.model_fields_set - without)}


def _flag(value: object) -> object:
    if type(value) is int and value in (0, 1):
        return bool(value)
    return value


Flag = Annotated[
    bool, BeforeValidator(_flag), WithJsonSchema({"type": "integer", "enum": [0, 1]}, mode="validation")
]
"""`0` or `1` as the original has them; `true` and `false` are understood too."""

ShownFlag = Annotated[int, Field(ge=0, le=1)]

Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*[^\x00\s][^\x00]*$"),
    Field(examples=["Gold customers"]),
]
"""Something to find a thing by: not blank. No NUL, which PostgreSQL's texts cannot hold."""

Text = Annotated[
    str, StringConstraints(max_length=10_000, pattern=r"^[^\x00]*$"), Field(examples=["What it is for."])
]

RowId = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""An id in a body: a strict integer."""

Moment = Annotated[str, Field(description="UTC, YYYY-MM-DD HH:MM:SS.")]


class Named(BaseModel):
    """A user or a role, as everybody may see it."""

    id: int = Field(description="Its number.")
    name: str = Field(description="Its name.")


RelatedUser = Annotated[
    Named | SkipJsonSchema[None], Field(description="With load_full_structure=1: the user.")
]
"""Beside `user_id`; there only when asked for."""
