"""`/condition_operations`: what a condition can ask."""

from __future__ import annotations

from fastapi import Response

from sendoff.api.asking import Ask, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.problems import documented
from sendoff.api.shapes import operations as shapes
from sendoff.services import operations

router = strict_router("/condition_operations", tag="Segments")


@router.get(
    "",
    response_model=shapes.OperationList,
    responses=documented(401),
    summary="List the operations that conditions can be made of",
)
async def list_operations(ask: Ask) -> Response:
    await ask.read(operations.signed_in)
    body = [shapes.operation_json(each) for each in operations.list_operations(ask.house)]
    return json_answer({"condition_operations": body})
