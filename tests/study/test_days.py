"""The learner's days: none is lost and none comes twice, whatever the clock and the traveller do."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.study.days import Moment, date_of, day_ends, learner_day, moment, weekday

HOUR = 3_600_000
DAY = 24 * HOUR
DATE = datetime.date(2026, 3, 29)
"""The Sunday on which the clocks of Europe went forward."""
NUMBER = (DATE - datetime.date(1970, 1, 1)).days


def local(zone: str) -> Callable[[int], int]:
    """Return the offsets of a real zone."""
    place = ZoneInfo(zone)

    def offset(at: int) -> int:
        shift = datetime.datetime.fromtimestamp(at / 1000, place).utcoffset()
        assert shift is not None
        return int(shift.total_seconds()) // 60

    return offset


def instant(text: str) -> int:
    """Return the UTC milliseconds of a time with its offset."""
    return int(datetime.datetime.fromisoformat(text).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "offset", "begins", "date"),
    [
        ("2026-03-29T04:00+00:00", 0, 4, "2026-03-29"),
        ("2026-03-29T03:59+00:00", 0, 4, "2026-03-28"),
        ("2026-03-29T00:00+00:00", 0, 0, "2026-03-29"),
        ("2026-03-29T03:59+08:00", 480, 4, "2026-03-28"),
        ("2026-03-29T04:00-09:30", -570, 4, "2026-03-29"),
        ("2026-03-29T22:59+00:00", 0, 23, "2026-03-28"),
    ],
)
def test_a_day_begins_at_its_hour(text: str, offset: int, begins: int, date: str) -> None:
    assert date_of(learner_day(instant(text), offset, begins)).isoformat() == date


@given(at=st.integers(0, 4 * 10**12), offset=st.integers(-840, 840), begins=st.integers(0, 23))
def test_a_day_ends_where_the_next_begins(at: int, offset: int, begins: int) -> None:
    day = learner_day(at, offset, begins)
    end = day_ends(day, offset, begins)
    assert end - DAY <= at < end
    assert learner_day(end, offset, begins) == day + 1
    assert learner_day(end - 1, offset, begins) == day


def test_weekdays_and_dates() -> None:
    assert weekday(NUMBER) == DATE.weekday() == 6
    assert date_of(NUMBER) == DATE
    assert weekday(0) == 3  # 1 January 1970 was a Thursday


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
def test_daylight_saving_neither_loses_nor_doubles_a_day(zone: str) -> None:
    offsets = local(zone)
    studied: set[int] = set()
    days = []
    for at in range(instant("2026-01-01T12:00+00:00"), instant("2027-01-02T12:00+00:00"), HOUR // 2):
        now = moment(lambda at=at: at, offsets, 4, studied.__contains__)  # type: ignore[misc]
        studied.add(now.day)
        days.append(now.day)
    assert sorted(days) == days
    assert sorted(set(days)) == list(range(days[0], days[-1] + 1))
    assert days[-1] - days[0] == 366


def test_who_flies_west_stays_in_the_day() -> None:
    studied = {NUMBER}
    tokyo = instant("2026-03-29T09:00+09:00")
    honolulu = tokyo + 7 * HOUR
    assert moment(lambda: tokyo, lambda _: 540, 4, studied.__contains__).day == NUMBER
    arrived = moment(lambda: honolulu, lambda _: -600, 4, studied.__contains__)
    assert learner_day(honolulu, -600, 4) == NUMBER - 1
    assert arrived == Moment(honolulu, -600, NUMBER)
    assert moment(lambda: honolulu + 12 * HOUR, lambda _: -600, 4, studied.__contains__).day == NUMBER
    assert moment(lambda: honolulu + 36 * HOUR, lambda _: -600, 4, studied.__contains__).day == NUMBER + 1


def test_a_clock_that_was_far_ahead_is_not_believed() -> None:
    now = instant("2026-03-29T12:00+00:00")
    assert moment(lambda: now, lambda _: 0, 4, {NUMBER + 2, NUMBER + 400}.__contains__).day == NUMBER


@given(
    flights=st.lists(
        st.tuples(st.integers(3 * HOUR, 3 * DAY), st.integers(-11 * 60, 12 * 60), st.booleans()), max_size=60
    )
)
def test_no_day_comes_again_once_it_was_studied_in(flights: list[tuple[int, int, bool]]) -> None:
    at, studied, last = instant("2026-03-29T12:00+00:00"), set[int](), 0
    previous = 0
    for gap, offset, studies in flights:
        at += gap
        now = moment(lambda at=at: at, lambda _, offset=offset: offset, 4, studied.__contains__)  # type: ignore[misc]
        assert now.at == at
        assert now.day >= last
        # the local date, or the day that it has not caught up with yet
        assert now.day - learner_day(at, offset, 4) in (0, 1)
        if studies:
            if last:
                # a day lasts no longer than the clock and the widest journey allow
                assert (now.day - last - 1) * DAY <= at - previous + DAY
                assert at - previous < (now.day - last + 2) * DAY
            studied.add(now.day)
            last, previous = now.day, at
