"""The values of NUMERIC, which is exact at any size: literals as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sendoff.conditions.predicates import Scalar


@dataclass(frozen=True, slots=True)
class Numerics:
    """Decimals of any scale and both infinities; between two of them there are always more.

    A float literal stands for its shortest decimal text: 1.1 is 1.1. `bounded`: NaN is among the values,
    which is none; it is read as null, so that no end need be written.
    """

    bounded: bool = True

    def equal(self, literal: Scalar) -> str | None:
        return _written(literal)

    def span(
        self, low: Scalar | None, high: Scalar | None, *, low_open: bool = False, high_open: bool = False
    ) -> tuple[str | None, str | None] | None:
        if low is not None and high is not None:
            least, greatest = Fraction(_written(low)), Fraction(_written(high))
            if least > greatest or (least == greatest and (low_open or high_open)):
                return None
        return None if low is None else _written(low), None if high is None else _written(high)


def _written(literal: Scalar) -> str:
    if isinstance(literal, int):
        return str(literal)
    if isinstance(literal, float):
        return str(Decimal(repr(literal)))
    raise TypeError("A number column is compared with numbers alone.")
