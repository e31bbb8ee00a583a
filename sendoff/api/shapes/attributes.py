"""Attributes and customers as JSON (spec/api.md, What it stands on)."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from pydantic import BaseModel, Field

from sendoff.api.paging import SelectionSettings
from sendoff.api.shapes.fields import Body, Flag, Moment, Name, RowId, ShownFlag, Text
from sendoff.services.attributes import Shown, value_of
from sendoff.services.customers import Customer, Value
from sendoff.store.moments import shown


class ChangeAttribute(Body):
    """Only the keys that are sent change."""

    name: Name = Field("-", description="What people read.")
    description: Text = Field("", description="Free text.")
    tags: list[RowId] = Field(default_factory=list, max_length=100, description="Ids of tags.")
    order_index: Annotated[int, Field(ge=0, le=1_000_000)] = Field(0, description="Where clients show it.")
    is_hidden: Flag = Field(False, description="1: left out of lists and pages, unless asked for.")
    is_disabled: Flag = Field(False, description="1: left out of pages in any case.")
    is_pii_protected: Flag = Field(False, description="1: masked at every door.")


class Attribute(BaseModel):
    """An attribute of customers."""

    id: str = Field(description="The column of the source.")
    source_id: int = Field(description="The profile source; there is one.")
    name: str = Field(description="What people read.")
    data_type: str = Field(
        description="int, float, string, bool, date, datetime or compound([[id, name, type]…])."
    )
    is_disabled: ShownFlag = Field(description="1: left out of pages in any case.")
    is_unique: ShownFlag = Field(description="1: one value at most; 0: a list.")
    is_hidden: ShownFlag = Field(description="1: left out of lists and pages, unless asked for.")
    is_system: ShownFlag = Field(description="Always 0.")
    is_pii_protected: ShownFlag = Field(description="1: masked at every door.")
    order_index: int = Field(description="Where clients show it.")
    description: str = Field(description="Free text.")
    tags: list[int] = Field(description="Ids of tags.")
    created: Moment | None = Field(description="When something was first set on it.")
    modified: Moment | None = Field(description="When something was last set on it.")


class AttributeAnswer(BaseModel):
    """One attribute."""

    attribute: Attribute = Field(description="The attribute.")


class AttributeList(BaseModel):
    """Attributes, and what was asked for."""

    attributes: list[Attribute] = Field(description="A page of attributes.")
    selection_settings: SelectionSettings = Field(description="What was asked for.")


class CustomerAttribute(BaseModel):
    """One value of one attribute of one customer."""

    customer_entity_id: str = Field(description="The customer.")
    attribute_id: str = Field(description="The attribute.")
    value: Any = Field(description="One of its values; of a compound an object. Masked where protected.")


class CustomerAttributeList(BaseModel):
    """What is known of a customer, and what was asked for."""

    customer_attributes: list[CustomerAttribute] = Field(description="A page of values.")
    selection_settings: SelectionSettings = Field(description="What was asked for.")


class FoundCustomer(BaseModel):
    """A customer that a search found."""

    customer_entity_id: str = Field(description="The customer.")
    attributes: dict[str, Any] = Field(description="Values by attribute id. Masked where protected.")


class FoundCustomers(BaseModel):
    """What a search found."""

    customers: list[FoundCustomer] = Field(description="At most 20.")


class CustomersCount(BaseModel):
    """How many customers there are."""

    customer_entities_count: int = Field(description="Customers of the source.")
    customers_before_stitching_count: int = Field(description="The same: nothing is stitched here.")


def columns(body: ChangeAttribute) -> dict[str, Any]:
    """What the body sets of the table `attribute_settings`."""
    values = body.given()
    if "tags" in values:
        values["tags"] = orjson.dumps(values["tags"]).decode()
    return values


def attribute_json(found: Shown) -> dict[str, Any]:
    body = {key: value_of(found, key) for key in Attribute.model_fields}
    body["tags"] = orjson.Fragment(found.tags)
    return body | {"created": shown(found.created), "modified": shown(found.modified)}


def value_json(customer_id: str, value: Value) -> dict[str, Any]:
    return {
        "customer_entity_id": customer_id,
        "attribute_id": value.attribute_id,
        "value": value.value,
    }


def customer_json(customer: Customer) -> dict[str, Any]:
    return {"customer_entity_id": customer.id, "attributes": customer.values}
