"""What of a customer a caller may look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sendoff.access.features import Feature
from sendoff.attributes.catalogue import Attribute, Catalogue
from sendoff.conditions.tree import Condition, Limited, Tree
from sendoff.exports.treatments import Treatment
from sendoff.services.context import Context
from sendoff.services.nodes import nodes_of
from sendoff.store import attributes


class Withheld(StrEnum):
    """Why it is not told for whom a condition holds: the caller could tell a value by it."""

    PROTECTED = "protected"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Sight:
    """`protected` attributes are shown masked and never searched; `hidden` ones not at all, and all those
    that are `disabled` are among them."""

    protected: frozenset[str]
    hidden: frozenset[str]
    disabled: frozenset[str]

    @property
    def treatments(self) -> dict[str, Treatment]:
        return dict.fromkeys(self.protected, Treatment.MASKED)

    def of(self, catalogue: Catalogue) -> list[Attribute]:
        """The attributes that are shown, in the source's order."""
        return [each for each in catalogue if each.id not in self.hidden]

    def withheld(self, *asked: Attribute) -> Withheld | None:
        """Why it is not told for whom conditions on these hold, or who is first by them; None: it is."""
        ids = {attribute.id for attribute in asked}
        if ids & self.disabled:
            return Withheld.DISABLED
        return Withheld.PROTECTED if ids & self.protected else None

    def withheld_of(self, tree: Tree) -> Withheld | None:
        """Why it is not told whom the tree selects, by all that it and the segments that it names ask."""
        asked = [node.attribute for node in nodes_of(tree, with_segments=True) if isinstance(node, Condition)]
        order = tree.order if isinstance(tree, Limited) else ()
        return self.withheld(*asked, *(by.attribute for by in order))


def sight_of(context: Context, *, with_hidden: bool = False) -> Sight:
    """The caller's: `customers/pii` unmasks; disabled attributes are hidden in any case."""
    settings = attributes.settings(context.connection)
    disabled = frozenset(each for each, row in settings.items() if row.is_disabled)
    return Sight(
        protected=frozenset()
        if context.caller.holds(Feature.CUSTOMERS_PII)
        else frozenset(each for each, row in settings.items() if row.is_pii_protected),
        hidden=disabled
        | frozenset(each for each, row in settings.items() if row.is_hidden and not with_hidden),
        disabled=disabled,
    )
