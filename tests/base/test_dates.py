from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.dates import DAYS, date_words, day_words, local_time, moment_words, span_words


def at(text: str) -> int:
    """Return an instant in UTC milliseconds."""
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


TODAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("2026-03-03", "today"),
        ("2026-03-02", "yesterday"),
        ("2026-03-01", "Sunday"),
        ("2026-02-28", "Saturday"),
        ("2026-02-25", "Wednesday"),
        ("2026-02-24", "24 Feb"),
        ("2026-01-01", "1 Jan"),
        ("2025-12-31", "31 Dec 2025"),
        ("2024-02-29", "29 Feb 2024"),
        ("1970-01-01", "1 Jan 1970"),
        ("2026-03-04", "today"),
    ],
)
def test_a_day_is_called_what_one_would_call_it(then: str, words: str) -> None:
    assert day_words(date.fromisoformat(then), TODAY) == words


def test_a_week_ago_across_the_new_year() -> None:
    today = date(2026, 1, 2)
    assert day_words(date(2025, 12, 29), today) == "Monday"
    assert day_words(date(2025, 12, 26), today) == "26 Dec 2025"


DATES = st.dates(date(1970, 1, 1), date(2200, 1, 1))


@given(DATES, DATES | st.integers(-9, 9))
def test_any_two_days_have_words(today: date, other: date | int) -> None:
    day = today + timedelta(days=other) if isinstance(other, int) else other
    words = day_words(day, today)
    ago = (today - day).days
    assert (words == "today") == (ago <= 0)
    assert (words == "yesterday") == (ago == 1)
    assert (words in DAYS) == (2 <= ago <= 6)
    if ago > 6:
        assert (str(day.year) in words.split()) == (day.year != today.year)


def test_a_date_in_full() -> None:
    assert date_words(date(2026, 7, 2)) == "2 July 2026"


@pytest.mark.parametrize(
    ("offset", "there"),
    [
        (0, "2 July 2026, 11:30"),
        (840, "3 July 2026, 01:30"),
        (-720, "1 July 2026, 23:30"),
        (345, "2 July 2026, 17:15"),
    ],
)
def test_an_instant_in_local_time(offset: int, there: str) -> None:
    local = local_time(at("2026-07-02T11:30:00"), offset)
    assert moment_words(local) == there


@pytest.mark.parametrize(
    ("on", "until", "words"),
    [
        ("1971", "", "1971"),
        ("1971-04", "", "April 1971"),
        ("1971-04-06", "", "6 April 1971"),
        ("1971-04-16", "1975-02", "16 April 1971 to February 1975"),
        ("in the 1970s", "", "in the 1970s"),
        ("1971-13", "", "1971-13"),
    ],
)
def test_a_date_that_may_be_partly_known_and_a_span(on: str, until: str, words: str) -> None:
    assert span_words(on, until) == words
