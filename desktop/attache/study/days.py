"""The learner's days: they begin at an hour of the learner's choice, wherever the learner is.

A day is a number: the days since 1 January 1970 of the local date, the hours before the day's
beginning counted to the day before.  So a card answered at one in the morning belongs to the evening
it was answered in, and intervals are whole days as the learner lives them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from attache.base.clock import Clock, Zone

_MINUTES = 1440
_EPOCH = datetime.date(1970, 1, 1)


class Moment(NamedTuple):
    """An instant (``at``, UTC milliseconds), the local ``offset`` (minutes), and the learner's ``day``."""

    at: int
    offset: int
    day: int


def learner_day(at: int, offset: int, begins: int) -> int:
    """Return the day of an instant (UTC milliseconds) whose days begin at ``begins`` o'clock, local time."""
    return (at // 60_000 + offset - begins * 60) // _MINUTES


def day_ends(day: int, offset: int, begins: int) -> int:
    """Return the instant, in UTC milliseconds, at which a day ends under a local offset."""
    return ((day + 1) * _MINUTES + begins * 60 - offset) * 60_000


def moment(clock: Clock, zone: Zone, begins: int, studied: Callable[[int], bool]) -> Moment:
    """Return the current moment; ``studied`` tells whether anything was answered on a day.

    A day that has been studied in does not come again: who flies west, or sets the clock back by some
    hours, stays in it until the local date has caught up.  Anything further ahead comes of a clock
    that was wrong, and is not believed.
    """
    at = clock()
    offset = zone(at)
    day = learner_day(at, offset, begins)
    return Moment(at, offset, day + 1 if studied(day + 1) else day)


def weekday(day: int) -> int:
    """Return the weekday of a day, 0 for Monday to 6 for Sunday."""
    return (day + 3) % 7


def date_of(day: int) -> datetime.date:
    """Return the date of a day."""
    return _EPOCH + datetime.timedelta(days=day)
