from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base import bits

HIGHEST = 3000
SETS = st.sets(st.integers(0, HIGHEST))


@given(SETS, st.integers(0, 50))
def test_numbers_come_back_in_order(members: set[int], limit: int) -> None:
    packed = bits.from_numbers(members, HIGHEST)
    assert packed.bit_count() == len(members)
    assert bits.to_numbers(packed) == sorted(members)
    assert bits.to_numbers(packed, limit) == sorted(members)[:limit]
    flags = bits.to_flags(packed, HIGHEST)
    assert [n for n, flag in enumerate(flags) if flag] == sorted(members)
    assert len(flags) == HIGHEST + 1


@given(SETS)
def test_what_is_packed_is_unpacked(members: set[int]) -> None:
    packed = bits.pack(bits.from_numbers(members, HIGHEST))
    assert bits.to_numbers(bits.unpack(packed, HIGHEST)) == sorted(members)
    assert len(packed) <= HIGHEST // 8 + 2


@pytest.mark.parametrize("members", [{900}, set(range(901))])
def test_more_than_there_can_be_is_refused(members: set[int]) -> None:
    with pytest.raises(ValueError, match="too high"):
        bits.unpack(bits.pack(bits.from_numbers(members, 900)), 899)
