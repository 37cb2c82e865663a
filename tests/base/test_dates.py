from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.dates import DAYS, day_words, local_day

Zone = Callable[[str], None]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zone]:
    """Live in another zone; written as POSIX has it, in which a place east of UTC has a minus."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be set for one process")

    def move(to: str) -> None:
        monkeypatch.setenv("TZ", to)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


def at(text: str) -> int:
    """Return an instant in UTC milliseconds."""
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


NOW = at("2026-03-03T12:00:00")


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("2026-03-03T12:00:00", "today"),
        ("2026-03-03T00:00:00", "today"),
        ("2026-03-02T23:59:59.999", "yesterday"),
        ("2026-03-02T00:00:00", "yesterday"),
        ("2026-03-01T23:59:59", "Sunday"),
        ("2026-02-28T00:00:00", "Saturday"),
        ("2026-02-25T00:00:00", "Wednesday"),
        ("2026-02-24T23:59:59", "24 Feb"),
        ("2026-01-01T00:00:00", "1 Jan"),
        ("2025-12-31T23:59:59", "31 Dec 2025"),
        ("2024-02-29T12:00:00", "29 Feb 2024"),
        ("1970-01-01T00:00:00", "1 Jan 1970"),
        ("2026-03-04T12:00:00", "today"),
    ],
)
def test_a_day_is_called_what_one_would_call_it(zone: Zone, then: str, words: str) -> None:
    zone("UTC0")
    assert day_words(at(then), NOW) == words


def test_a_week_ago_across_the_new_year(zone: Zone) -> None:
    zone("UTC0")
    now = at("2026-01-02T08:00:00")
    assert day_words(at("2025-12-29T08:00:00"), now) == "Monday"
    assert day_words(at("2025-12-26T08:00:00"), now) == "26 Dec 2025"


@pytest.mark.parametrize(
    ("where", "day"), [("UTC0", 2), ("XXX-14", 3), ("XXX12", 1), ("XXX-5:45", 2), ("XXX-13", 3)]
)
def test_a_day_is_the_local_one(zone: Zone, where: str, day: int) -> None:
    zone(where)
    assert local_day(at("2026-07-02T11:30:00")) == date(2026, 7, day)


def test_midnight_is_the_local_one(zone: Zone) -> None:
    zone("XXX-8")
    before, after = at("2026-07-01T15:59:59"), at("2026-07-01T16:00:00")
    assert day_words(before, after) == "yesterday"
    zone("UTC0")
    assert day_words(before, after) == "today"


def test_a_night_with_an_hour_less_is_still_one_night(zone: Zone) -> None:
    zone("CET-1CEST,M3.5.0,M10.5.0/3")
    assert day_words(at("2026-03-28T23:30:00"), at("2026-03-29T22:30:00")) == "yesterday"
    assert day_words(at("2026-03-28T22:30:00"), at("2026-03-29T22:30:00")) == "Saturday"


INSTANTS = st.integers(0, at("2200-01-01T00:00:00"))


@given(INSTANTS, INSTANTS)
def test_any_two_instants_have_words(then: int, now: int) -> None:
    words = day_words(then, now)
    ago = (local_day(now) - local_day(then)).days
    assert (words == "today") == (ago <= 0)
    assert (words == "yesterday") == (ago == 1)
    assert (words in DAYS) == (2 <= ago <= 6)
    if ago > 6:
        assert (str(local_day(then).year) in words.split()) == (local_day(then).year != local_day(now).year)
