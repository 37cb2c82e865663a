"""An instant in the words one would use of it, whatever language the system speaks."""

from __future__ import annotations

from datetime import UTC, date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def local_day(instant: int) -> date:
    """Return the machine's local date at an instant in UTC milliseconds."""
    return datetime.fromtimestamp(instant / 1000, UTC).astimezone().date()


def day_words(then: int, now: int) -> str:
    """Return ``today``, ``yesterday``, a weekday within the last week, or a date.

    Both instants in UTC milliseconds; the words are of the machine's local days.
    """
    day, today = local_day(then), local_day(now)
    ago = (today - day).days
    if ago <= 0:
        return "today"
    if ago == 1:
        return "yesterday"
    if ago < len(DAYS):
        return DAYS[day.weekday()]
    month = MONTHS[day.month - 1][:3]
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"
