"""What of a customer a caller may look at."""

from __future__ import annotations

from dataclasses import dataclass

from sendoff.access.features import Feature
from sendoff.attributes.catalogue import Attribute, Catalogue
from sendoff.exports.treatments import Treatment
from sendoff.services.context import Context
from sendoff.store import attributes


@dataclass(frozen=True, slots=True)
class Sight:
    """`protected` attributes are shown masked and never searched; `hidden` ones not at all."""

    protected: frozenset[str]
    hidden: frozenset[str]

    @property
    def treatments(self) -> dict[str, Treatment]:
        return dict.fromkeys(self.protected, Treatment.MASKED)

    def of(self, catalogue: Catalogue) -> list[Attribute]:
        """The attributes that are shown, in the source's order."""
        return [each for each in catalogue if each.id not in self.hidden]


def sight_of(context: Context, *, with_hidden: bool = False) -> Sight:
    """The caller's: `customers/pii` unmasks; disabled attributes are hidden in any case."""
    settings = attributes.settings(context.connection)
    return Sight(
        protected=frozenset()
        if context.caller.holds(Feature.CUSTOMERS_PII)
        else frozenset(each for each, row in settings.items() if row.is_pii_protected),
        hidden=frozenset(
            each for each, row in settings.items() if row.is_disabled or (row.is_hidden and not with_hidden)
        ),
    )
