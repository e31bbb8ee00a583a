"""Floats of ClickHouse, written by their bits: no reading of digits on a server comes between."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from sendoff.conditions.predicates import Scalar
from sendoff.engines.sql.values import Doubles


@dataclass(frozen=True, slots=True)
class DoubleBits:
    """The axis of 64-bit floats; literals come back as the whole number that has the same 64 bits.

    Older servers read 1e23 one step off (setting `precise_float_parsing`). Zero is always written as
    +0.0: `in` tells the two zeros apart.
    """

    bounded: bool = True

    def equal(self, literal: Scalar) -> str | None:
        found = Doubles().equal(literal)
        return None if found is None else _bits(found)

    def span(
        self, low: Scalar | None, high: Scalar | None, *, low_open: bool = False, high_open: bool = False
    ) -> tuple[str | None, str | None] | None:
        found = Doubles().span(low, high, low_open=low_open, high_open=high_open)
        if found is None:
            return None
        least, greatest = found
        return (None if least is None else _bits(least), None if greatest is None else _bits(greatest))


def _bits(written: str) -> str:
    return str(struct.unpack("<Q", struct.pack("<d", float(written) + 0.0))[0])
