"""`/attributes`: what is known of customers."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query, Response

from sendoff.api.asking import Ask, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.paging import Selection, selection
from sendoff.api.problems import documented
from sendoff.api.shapes import attributes as shapes
from sendoff.services import attributes

router = strict_router("/attributes", tag="Attributes")

AttributePage = Annotated[
    Selection,
    Depends(
        selection(
            "id", "source_id", "name", "data_type", "is_disabled", "is_unique", "is_hidden", "is_system",
            "is_pii_protected", "order_index", "description", "created", "modified",
        )
    ),
]  # fmt: skip
AttributeId = Annotated[str, Path(max_length=500, description="The column of the source.")]


@router.get(
    "",
    response_model=shapes.AttributeList,
    responses=documented(400, 401),
    summary="List all attributes",
)
async def list_attributes(
    ask: Ask,
    selected: AttributePage,
    name_filter: Annotated[str, Query(description="A part of the name or the id, without case.")] = "",
    show_hidden: Annotated[int, Query(ge=0, le=1, description="1: hidden ones too.")] = 0,
) -> Response:
    settings = await ask.read(attributes.settings)
    found = await ask.outside(
        lambda: attributes.list_attributes(
            ask.house, settings, name=name_filter, with_hidden=bool(show_hidden), page=selected.page
        )
    )
    echoed = selected.with_filters(name_filter=name_filter or None, show_hidden=show_hidden)
    body = [shapes.attribute_json(attribute) for attribute in found]
    return json_answer({"attributes": body, "selection_settings": echoed})


@router.get(
    "/{attribute_id:anything}",
    response_model=shapes.AttributeAnswer,
    responses=documented(400, 401, 404),
    summary="Retrieve an attribute",
)
async def get_attribute(ask: Ask, attribute_id: AttributeId) -> Response:
    settings = await ask.read(attributes.settings)
    found = await ask.outside(lambda: attributes.get_attribute(ask.house, settings, attribute_id))
    return json_answer({"attribute": shapes.attribute_json(found)})


@router.patch(
    "/{attribute_id:anything}",
    response_model=shapes.AttributeAnswer,
    responses=documented(400, 401, 403, 404, 413),
    summary="Change an attribute",
)
async def change_attribute(ask: Ask, attribute_id: AttributeId, body: shapes.ChangeAttribute) -> Response:
    # An unknown id is a 404 before any right is looked at, as everywhere.
    settings = await ask.read(attributes.settings)
    found = await ask.outside(lambda: attributes.get_attribute(ask.house, settings, attribute_id))
    changed = await ask.write(lambda c: attributes.change_attribute(c, found.attribute, shapes.columns(body)))
    after = await ask.outside(lambda: attributes.get_attribute(ask.house, changed, attribute_id))
    return json_answer({"attribute": shapes.attribute_json(after)})
