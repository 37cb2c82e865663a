from __future__ import annotations

from attache.base.numbers import counted


def test_numbers_with_their_nouns() -> None:
    assert counted(1, "card") == "1 card"
    assert counted(1200, "card") == "1,200 cards"
    assert counted(2, "entry", "entries") == "2 entries"
    assert counted(0, "card") == "0 cards"
