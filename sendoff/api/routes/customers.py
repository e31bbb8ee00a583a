"""`/customers`: found by a text, looked at one by one, counted."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query, Response

from sendoff.api.asking import Ask, json_answer
from sendoff.api.bodies import strict_router
from sendoff.api.paging import MAX_LIMIT, Selection, selection
from sendoff.api.problems import documented
from sendoff.api.shapes import attributes as shapes
from sendoff.services import customers

router = strict_router("", tag="Customers")

ValuePage = Annotated[
    Selection, Depends(selection("attribute_id", "customer_entity_id", in_fixed_order=True))
]


@router.get(
    "/customers/fulltext_search",
    response_model=shapes.FoundCustomers,
    responses=documented(400, 401, 403),
    summary="Find customers by a text",
)
async def search_customers(
    ask: Ask,
    search_text: Annotated[
        str, Query(min_length=1, max_length=1000, description="A part of the id or of a text, without case.")
    ],
) -> Response:
    sight = await ask.read(customers.may_search)
    found = await ask.evaluate(lambda stop: customers.search(ask.house, sight, search_text, stop=stop))
    return json_answer({"customers": [shapes.customer_json(customer) for customer in found]})


@router.get(
    "/customers/{customer_entity_id:anything}/attributes",
    response_model=shapes.CustomerAttributeList,
    responses=documented(400, 401, 403, 404),
    summary="List what is known of a customer, a row for each value",
)
async def list_customer_attributes(
    ask: Ask,
    customer_entity_id: Annotated[str, Path(max_length=10_000, description="The customer's id.")],
    selected: ValuePage,
    attribute_values_max_count: Annotated[
        int, Query(ge=1, le=MAX_LIMIT, description="Most values of one attribute.")
    ] = 10,
    show_hidden: Annotated[int, Query(ge=0, le=1, description="1: hidden attributes too.")] = 0,
) -> Response:
    sight = await ask.read(lambda c: customers.may_see(c, with_hidden=bool(show_hidden)))
    found = await ask.evaluate(
        lambda stop: customers.values_of(
            ask.house,
            sight,
            customer_entity_id,
            most_each=attribute_values_max_count,
            page=selected.page,
            stop=stop,
        )
    )
    body = [shapes.value_json(customer_entity_id, value) for value in found]
    echoed = selected.with_filters(
        attribute_values_max_count=attribute_values_max_count, show_hidden=show_hidden
    )
    return json_answer({"customer_attributes": body, "selection_settings": echoed})


@router.get(
    "/customers_count",
    response_model=shapes.CustomersCount,
    responses=documented(401),
    summary="Count all customers",
)
async def count_customers(ask: Ask) -> Response:
    await ask.read(customers.signed_in)
    found = await ask.evaluate(lambda stop: customers.count(ask.house, stop=stop))
    return json_answer({"customer_entities_count": found, "customers_before_stitching_count": found})
