"""Dates and times in words, whatever language the system speaks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def local_time(instant: int, offset: int) -> datetime:
    """Return an instant (UTC milliseconds) in local time, which is ``offset`` minutes ahead of UTC."""
    return datetime.fromtimestamp(instant / 1000, UTC).astimezone(timezone(timedelta(minutes=offset)))


def date_words(day: date) -> str:
    """Return a date in full, e.g. ``3 March 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_words(at: datetime) -> str:
    """Return a date with its time, e.g. ``3 March 2026, 14:05``."""
    return f"{date_words(at)}, {at:%H:%M}"


def span_words(on: str, until: str) -> str:
    """Return when something was, or began and ended, in words; ``until`` is blank for a single date."""
    return f"{_partial_date(on)} to {_partial_date(until)}" if until else _partial_date(on)


def day_words(day: date, today: date) -> str:
    """Return ``today``, ``yesterday``, a weekday within the last week, or a date.

    A day after today is called today as well: it was noted by a clock that has been set back since.
    """
    ago = (today - day).days
    if ago <= 0:
        return "today"
    if ago == 1:
        return "yesterday"
    if ago < len(DAYS):
        return DAYS[day.weekday()]
    month = MONTHS[day.month - 1][:3]
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"


def _partial_date(written: str) -> str:
    """Return ``1971``, ``1971-04`` or ``1971-04-16`` in words; anything else as it is."""
    year, *rest = written.split("-")
    if not all(part.isdecimal() for part in rest) or not rest or not 1 <= int(rest[0]) <= 12:
        return written
    return " ".join((*(str(int(day)) for day in rest[1:2]), MONTHS[int(rest[0]) - 1], year))
