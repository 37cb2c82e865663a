"""Two entries are asked about until they were told apart on three days."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from attache.base.entry import Confusion
from attache.study.confusion import DAYS, Confused, Telling, to_tell_apart

XY, YX, XZ = Confusion("x", "y"), Confusion("y", "x"), Confusion("x", "z")


def asked(*tellings: tuple[Confusion, bool, int], day: int) -> list[Confused]:
    return to_tell_apart(itertools.starmap(Telling, tellings), day)


def test_what_was_confused_is_asked_about_from_the_next_day_on() -> None:
    assert asked(day=5) == []
    assert asked((XY, False, 5), day=5) == []
    assert asked((XY, False, 5), day=6) == asked((XY, False, 5), day=90) == [Confused(XY, 0)]
    assert asked((XZ, False, 4), (XY, False, 5), day=6) == [Confused(XZ, 0), Confused(XY, 0)]


def test_it_is_asked_about_on_three_days_and_once_a_day() -> None:
    history = [(XY, False, 1), (YX, True, 2), (XY, True, 4)]
    assert asked(*history[:2], day=2) == []
    assert asked(*history[:2], day=3) == [Confused(XY, 1)]
    assert asked(*history, (XY, True, 4), day=5) == [Confused(XY, 2)], "a second time on one day"
    assert asked(*history, (YX, True, 6), day=7) == []


def test_a_further_confusion_starts_again() -> None:
    history = [(XY, False, 1), (XY, True, 2), (XY, True, 3), (YX, False, 4)]
    assert asked(*history, day=4) == []
    assert asked(*history, day=5) == [Confused(YX, 0)]
    done = [*history, (XY, True, 5), (XY, True, 6), (XY, True, 7)]
    assert asked(*done, day=8) == []
    assert asked(*done, (XY, False, 20), day=21) == [Confused(XY, 0)]


def test_what_was_told_apart_without_a_confusion_is_not_asked_about() -> None:
    assert asked((XY, True, 1), day=2) == []


@given(
    st.lists(st.tuples(st.sampled_from([XY, YX, XZ]), st.booleans(), st.integers(0, 9))), st.integers(0, 12)
)
def test_nothing_is_asked_twice_or_without_an_end(
    history: list[tuple[Confusion, bool, int]], day: int
) -> None:
    found = asked(*history, day=day)
    pairs = [frozenset(each.confusion) for each in found]
    assert len(set(pairs)) == len(pairs)
    assert all(0 <= each.told < DAYS for each in found)
    assert {frozenset(confusion) for confusion, _, on in history if on == day}.isdisjoint(pairs)
    rest = [each for each in asked(*history, day=200) if each not in found]
    more = [(each.confusion, True, 100 + later) for each in found for later in range(DAYS)]
    assert asked(*history, *more, day=200) == rest
