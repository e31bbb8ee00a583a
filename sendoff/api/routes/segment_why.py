"""`/segments/…/explain` and `/segments/…/waterfall`: why a segment selects whom it selects."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from sendoff.api.asking import Ask, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.paging import Id
from sendoff.api.problems import documented
from sendoff.api.shapes import segment_why as shapes
from sendoff.engines.port import StopSignal
from sendoff.services import explain, segments, waterfall

router = strict_router("/segments", tag="Segments")


@router.get(
    "/{segment_id}/explain",
    response_model=shapes.ExplainAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Say why a customer is in a segment or not",
)
async def explain_segment(
    ask: Ask,
    segment_id: Id,
    customer_entity_id: Annotated[str, Query(max_length=10_000, description="The customer's id.")],
) -> Response:
    viewed, sight = await ask.read(lambda c: explain.ask(c, segment_id))

    def told(stop: StopSignal) -> Response:
        found = explain.explain(ask.house, viewed, sight, customer_entity_id, stop=stop)
        return json_answer(shapes.explained_json(found))  # of a large tree it is large: not for the loop

    return await ask.evaluate(told)


@router.get(
    "/{segment_id}/waterfall",
    response_model=shapes.WaterfallAnswer,
    responses=documented(400, 401, 403, 404),
    summary="Count how many customers each node of a segment keeps",
)
async def count_nodes(ask: Ask, segment_id: Id) -> Response:
    viewed = await ask.read(lambda c: segments.view_segment(c, segment_id))
    found = await ask.evaluate(lambda stop: waterfall.waterfall(ask.house, viewed, stop=stop))
    return json_answer(shapes.waterfall_json(found))
