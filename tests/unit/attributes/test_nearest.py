"""What is suggested for an attribute id that there is not."""

from __future__ import annotations

import pytest

from sendoff.attributes.catalogue import Attribute, Catalogue, DataType
from sendoff.attributes.nearest import suggestion


def catalogue(*attribute_ids: str) -> Catalogue:
    return Catalogue({each: Attribute(each, each, DataType.STRING) for each in attribute_ids}, "id")


@pytest.mark.parametrize(
    ("attribute_id", "expected"),
    [
        ("City", "Did you mean 'city'?"),
        ("newsleter", "Did you mean 'newsletter'?"),
        ("zzz", "There are 'city', 'newsletter'."),
        ("c" * 1000, "There are 'city', 'newsletter'."),
    ],
)
def test_the_nearest_attribute_is_named_or_all_are_listed(attribute_id: str, expected: str) -> None:
    assert suggestion(attribute_id, catalogue("city", "newsletter")) == expected


def test_many_attributes_are_not_listed() -> None:
    assert suggestion("zzz", catalogue(*(f"attribute_{at}" for at in range(30)))) == ""


def test_there_is_nothing_to_suggest_where_there_are_no_attributes() -> None:
    assert suggestion("city", catalogue()) == ""
