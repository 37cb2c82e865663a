"""Days near the one that was asked for: by the same chance each time, and within reach."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

import pytest
from fsrs.scheduler import FUZZ_RANGES
from hypothesis import given
from hypothesis import strategies as st

from attache.study.days import weekday
from attache.study.spreading import reach, spread

TODAY = 20_000


def spread_one(
    interval: int,
    seed: str = "card:1",
    loads: Mapping[int, int] | None = None,
    days_off: tuple[int, ...] = (),
    maximum: int = 3650,
    day: int = TODAY,
    least: int = 0,
) -> int:
    """Spread one interval, counted from today."""
    return spread(
        interval, seed=seed, day=day, loads=loads or {}, days_off=days_off, least=least, maximum=maximum
    )


@pytest.mark.parametrize("interval", [*range(1, 60), 100, 365, 3650])
def test_the_reach_is_that_of_fsrs(interval: int) -> None:
    room = 1.0 + sum(
        each["factor"] * max(min(interval, each["end"]) - each["start"], 0.0) for each in FUZZ_RANGES
    )
    if interval < FUZZ_RANGES[0]["start"]:
        room = 0.0
    assert reach(interval, 36500) == (max(min(interval, 2), round(interval - room)), round(interval + room))


@pytest.mark.parametrize(
    ("interval", "maximum", "found"),
    [(1, 99, (1, 1)), (2, 99, (2, 2)), (3, 99, (2, 4)), (7, 99, (5, 9)), (10, 99, (8, 12)),
     (100, 9999, (93, 107)), (100, 103, (93, 103)), (90, 80, (80, 80))],
)  # fmt: skip
def test_how_far_an_interval_may_be_moved(interval: int, maximum: int, found: tuple[int, int]) -> None:
    assert reach(interval, maximum) == found


@given(
    interval=st.integers(1, 3650),
    maximum=st.integers(7, 3650),
    seed=st.text(max_size=20),
    days_off=st.lists(st.integers(0, 6), unique=True, max_size=6).map(tuple),
    day=st.integers(TODAY, TODAY + 6),
    busy=st.integers(),
)
def test_a_spread_interval_is_within_reach_and_no_day_off(
    interval: int, maximum: int, seed: str, days_off: tuple[int, ...], day: int, busy: int
) -> None:
    interval = min(interval, maximum)
    chance = random.Random(busy)
    loads = {each: chance.randrange(99) for each in range(day, day + 4000)}
    found = spread_one(interval, seed, loads, days_off, maximum, day)
    assert found == spread_one(interval, seed, loads, days_off, maximum, day)
    assert 1 <= found <= maximum
    shortest, longest = reach(interval, maximum)
    free = [each for each in range(shortest, longest + 1) if weekday(day + each) not in days_off]
    if free:
        assert found in free
    elif any(weekday(day + each) not in days_off for each in range(interval, min(interval + 6, maximum) + 1)):
        assert interval < found <= interval + 6
        assert weekday(day + found) not in days_off
    else:
        assert found == interval


def test_chance_reaches_every_day_about_as_often() -> None:
    found = Counter(spread_one(30, f"card-{number}:{number % 7}") for number in range(9000))
    shortest, longest = reach(30, 3650)
    assert sorted(found) == list(range(shortest, longest + 1))
    even = 9000 / len(found)
    assert all(0.85 * even < count < 1.15 * even for count in found.values())


def test_days_with_fewer_cards_are_likelier() -> None:
    loads = {TODAY + each: 40 for each in range(20, 40)} | {TODAY + 31: 3}
    found = Counter(spread_one(30, f"card-{number}:1", loads) for number in range(2000))
    assert found.most_common(1)[0][0] == 31
    assert found[31] > 1500


def test_the_longest_interval_holds_even_on_a_day_off() -> None:
    off = (weekday(TODAY + 7),)
    assert spread_one(7, days_off=off, maximum=7) in (5, 6)
    assert spread_one(1, days_off=tuple({0, 1, 2, 3, 4, 5, 6} - {weekday(TODAY)}), maximum=3) == 1


def test_the_least_interval_bounds_the_days_to_choose_from() -> None:
    found = {spread_one(30, f"card-{number}", least=31) for number in range(300)}
    assert found == set(range(31, reach(30, 3650)[1] + 1))
    loads = {TODAY + each: 99 for each in range(20, 40)} | {TODAY + 28: 0}
    assert spread_one(30, loads=loads) == 28
    assert spread_one(30, loads=loads, least=29) > 28


def test_a_least_interval_out_of_reach_is_taken_itself_or_the_working_day_after_it() -> None:
    assert spread_one(4, least=9) == 9
    assert spread_one(4, least=9, days_off=(weekday(TODAY + 9), weekday(TODAY + 10))) == 11
    assert spread_one(4, least=9, maximum=7) == 7


def test_where_only_a_day_off_is_not_too_soon_the_day_off_is_taken() -> None:
    assert spread_one(7, days_off=(weekday(TODAY + 7),), least=7, maximum=7) == 7


@given(
    interval=st.integers(1, 60),
    seed=st.text(max_size=4),
    first=st.integers(1, 70),
    days=st.integers(1, 92),
    least=st.integers(0, 40),
    days_off=st.lists(st.integers(0, 6), unique=True, max_size=3).map(tuple),
)
def test_an_interval_ends_in_no_break(
    interval: int, seed: str, first: int, days: int, least: int, days_off: tuple[int, ...]
) -> None:
    away = (TODAY + first, TODAY + first + days - 1)
    found = spread(
        interval, seed=seed, day=TODAY, loads={}, days_off=days_off, least=least, maximum=3650, breaks=(away,)
    )
    assert not away[0] <= TODAY + found <= away[1]
    assert found >= least


def test_what_would_be_due_in_a_break_comes_on_several_days_around_it() -> None:
    away = (TODAY + 7, TODAY + 21)
    found = Counter(
        spread(14, seed=f"{n}", day=TODAY, loads={}, days_off=(), least=0, maximum=99, breaks=(away,))
        for n in range(200)
    )
    assert set(found) == {5, 6, 22, 23}
    assert min(found.values()) > 20
    assert spread(14, seed="x", day=TODAY, loads={}, days_off=(), least=0, maximum=10, breaks=(away,)) <= 6
    nowhere = (TODAY, TODAY + 91)
    assert (
        spread(14, seed="x", day=TODAY, loads={}, days_off=(), least=0, maximum=20, breaks=(nowhere,)) == 14
    )
