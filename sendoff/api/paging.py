"""Lists: `limit`, `offset`, `order_by`, `order_dir`, and how they are echoed."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import BaseModel, BeforeValidator, Field

from sendoff.errors import invalid
from sendoff.store.pages import Page

MAX_LIMIT = 1000
_MAX_ID = 2**63 - 1


def _plain(text: object) -> object:
    if isinstance(text, str) and not (text.isascii() and text.isdecimal()):
        raise ValueError("An id is written in digits")  # else 1.0, +1 and 1_0 were ids too
    return text


Id = Annotated[
    int,
    BeforeValidator(_plain),
    Path(ge=1, le=_MAX_ID, description="Its number, from a list or from creating it."),
]
"""An id in a path."""

FullStructure = Annotated[
    int, Query(ge=0, le=1, description="1: related entities are added beside their ids.")
]


class OrderDir(StrEnum):
    """Upwards or downwards."""

    ASC = "ASC"
    DESC = "DESC"


class SelectionSettings(BaseModel, extra="allow"):
    """What a list was asked for; the filters it knows stand beside these."""

    limit: int = Field(description="Most entities in the answer.")
    offset: int | None = Field(description="Entities passed over; null: none.")
    order_by: str | None = Field(description="The column they are ordered by; null: an order of its own.")
    order_dir: OrderDir = Field(description="ASC or DESC.")


_DIRECTION: dict[str, Any] = {"pattern": "^([Aa][Ss][Cc]|[Dd][Ee][Ss][Cc])$"}


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for, and the page that it means."""

    page: Page
    echoed: dict[str, Any]

    def with_filters(self, **filters: Any) -> dict[str, Any]:
        return {**self.echoed, **filters}


def selection(*columns: str, in_fixed_order: bool = False) -> Callable[..., Coroutine[Any, Any, Selection]]:
    """A dependency that reads the list parameters.

    Args:
        columns: those a caller may order by; the first one unless they choose.
        in_fixed_order: the list has an order of its own unless they choose: "" in the page, echoed as null.
    """
    # Annotations are evaluated here and now (no `annotations` future): one names a local variable.
    described = f"One of: {', '.join(columns)}."
    one_of: dict[str, Any] = {"enum": list(columns)}
    default: Any = None if in_fixed_order else columns[0]

    async def read(
        limit: Annotated[int, Query(ge=0, le=MAX_LIMIT, description="Most entities in the answer.")] = 20,
        offset: Annotated[int | None, Query(ge=0, le=_MAX_ID, description="Entities passed over.")] = None,
        order_by: Annotated[
            str, Query(description="The column that the list is ordered by.", json_schema_extra=one_of)
        ] = default,
        order_dir: Annotated[str, Query(description="ASC or DESC.", json_schema_extra=_DIRECTION)] = "ASC",
    ) -> Selection:
        if order_by not in columns and order_by != default:
            raise invalid(f"Lists cannot be ordered by {order_by[:80]!r}. {described}", path="order_by")
        direction = order_dir.upper()
        if direction not in (OrderDir.ASC, OrderDir.DESC):
            raise invalid(f"This is ASC or DESC, not {order_dir[:80]!r}.", path="order_dir")
        page = Page(limit=limit, offset=offset, order_by=order_by or "", descending=direction == "DESC")
        return Selection(
            page, {"limit": limit, "offset": offset, "order_by": order_by, "order_dir": direction}
        )

    return read
