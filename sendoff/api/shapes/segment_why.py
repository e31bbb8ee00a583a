"""Why a customer is in a segment, and what each node of it keeps, as JSON."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from sendoff.api.shapes.fields import Moment
from sendoff.conditions.tree import Quantifier
from sendoff.services.explain import Explained, Told
from sendoff.services.nodes import NodeKind
from sendoff.services.sight import Withheld
from sendoff.services.waterfall import Counted, Waterfall
from sendoff.store.moments import shown

_PATH = "Its place in the segment's document, as refusals name it."
_KIND = "everybody, condition, and, or, segment, sample, limit."
_SENTENCE = "What it asks, in English; of a group only how its operands are joined."


class ExplainedNode(BaseModel):
    """One node of the tree, or one element of a compound, for one customer."""

    path: str = Field(description=_PATH)
    kind: NodeKind = Field(description=_KIND)
    sentence: str = Field(description=_SENTENCE)
    negation: bool = Field(description="Whether the document negates it.")
    holds: bool | None = Field(
        description="Negation included; null where it depends on what is withheld from the caller."
    )
    attribute_id: str | None = Field(description="Of a condition, and of a group about one element.")
    withheld: Withheld | None = Field(
        description="protected: knowing whether it holds would tell a protected value; disabled: the "
        "attribute is left out of pages."
    )
    values: list[Any] | None = Field(
        description="At most 10 of what the customer has, of a tree of more than 1,000 conditions fewer "
        "(10,000 in all, or one of each), long texts cut; protected ones masked. Null of a group, and where "
        "the attribute is disabled."
    )
    more_values: int = Field(description="How many more values there are.")
    quantifier: str | dict[str, int] | None = Field(
        description='any, all, none or {"at_least": n}, where the document has one.'
    )
    element: int | None = Field(description="The place of the element in its list, from 0.")
    parts: list[ExplainedNode] = Field(
        description="The operands, and what a limit is of; of a group about elements of a compound at most "
        "10 of its elements, where such groups have more than 1,000 nodes fewer (10,000 nodes in all, or one "
        "element of each)."
    )
    more_parts: int = Field(description="How many more elements there are.")


class ExplainAnswer(BaseModel):
    """Why a customer is in a segment or not."""

    segment_id: int = Field(description="The segment.")
    customer_entity_id: str = Field(description="The customer.")
    as_of: Moment = Field(description="The moment that `now` meant.")
    selected: bool | None = Field(
        description="Whether the segment has the customer; null where it depends on what is withheld."
    )
    tree: ExplainedNode = Field(description="The whole tree.")


class CountedNode(BaseModel):
    """How many customers one node keeps."""

    path: str = Field(description=_PATH)
    kind: NodeKind = Field(description=_KIND)
    sentence: str = Field(description=_SENTENCE)
    depth: int = Field(description="How many nodes are around it.")
    alone: int = Field(description="Customers of all that satisfy it by itself, its negation included.")
    so_far: int = Field(
        description="Those left after it: they satisfy it and all before it; of an `or`'s operands, it or "
        "one before it."
    )


class WaterfallAnswer(BaseModel):
    """How many customers each node of a segment keeps."""

    segment_id: int = Field(description="The segment.")
    as_of: Moment = Field(description="The moment that `now` meant.")
    customers: int = Field(description="Customers of the source.")
    selected: int = Field(description="Customers in the segment.")
    nodes: list[CountedNode] = Field(description="In the order of the document, the whole tree first.")
    more_nodes: int = Field(description="Nodes at the end of the document that were too many to count.")


def explained_json(found: Explained) -> dict[str, Any]:
    return {
        "segment_id": found.segment_id,
        "customer_entity_id": found.customer_id,
        "as_of": shown(found.as_of),
        "selected": found.selected,
        "tree": _told_json(found.tree),
    }


def waterfall_json(found: Waterfall) -> dict[str, Any]:
    return {
        "segment_id": found.segment_id,
        "as_of": shown(found.as_of),
        "customers": found.customers,
        "selected": found.selected,
        "nodes": [_counted_json(node) for node in found.nodes],
        "more_nodes": found.more_nodes,
    }


def _told_json(told: Told) -> dict[str, Any]:
    return {
        "path": told.path,
        "kind": told.kind,
        "sentence": told.sentence,
        "negation": told.negation,
        "holds": told.holds,
        "attribute_id": told.attribute_id,
        "withheld": told.withheld,
        "values": told.values,
        "more_values": told.more_values,
        "quantifier": _quantifier_json(told.quantifier),
        "element": told.element,
        "parts": [_told_json(part) for part in told.parts],
        "more_parts": told.more_parts,
    }


def _quantifier_json(quantifier: Quantifier | None) -> str | dict[str, int] | None:
    return {"at_least": quantifier} if isinstance(quantifier, int) else quantifier


def _counted_json(node: Counted) -> dict[str, Any]:
    return {
        "path": node.path,
        "kind": node.kind,
        "sentence": node.sentence,
        "depth": node.depth,
        "alone": node.alone,
        "so_far": node.so_far,
    }
