from __future__ import annotations

import pytest

from tests.bench.peers.stage import Reaction, reaction


def test_a_reaction_is_counted_in_ms_from_the_key() -> None:
    found = reaction(10.0, [10.01, 10.03, 10.25])
    assert found is not None
    assert (found.first, found.settled, found.final) == pytest.approx((10, 30, 250))


def test_a_key_that_changed_nothing_has_no_reaction() -> None:
    assert reaction(10.0, []) is None


def test_one_change_is_all_three() -> None:
    assert reaction(1.0, [1.5]) == Reaction(500, 500, 500)
