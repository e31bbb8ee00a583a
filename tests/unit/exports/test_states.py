"""The life of an export as one table of moves (spec/api.md, Statuses)."""

from __future__ import annotations

from itertools import product

import pytest

from sendoff.exports.states import FINAL, Status, may_move, sources_of

PERMITTED = {
    (None, Status.WAITING),
    (Status.WAITING, Status.RUNNING),
    (Status.WAITING, Status.CANCELED),
    (Status.RUNNING, Status.FINISHED),
    (Status.RUNNING, Status.ERROR),
    (Status.RUNNING, Status.CANCELED),
    (Status.RUNNING, Status.WAITING),
}


@pytest.mark.parametrize(("before", "after"), list(product([None, *Status], Status)))
def test_only_the_moves_of_the_contract_are_permitted(before: Status | None, after: Status) -> None:
    assert may_move(before, after) is ((before, after) in PERMITTED)
    assert (before in sources_of(after)) is (before is not None and (before, after) in PERMITTED)


def test_the_final_states_are_those_without_a_way_out() -> None:
    assert FINAL == {Status.FINISHED, Status.ERROR, Status.CANCELED}
