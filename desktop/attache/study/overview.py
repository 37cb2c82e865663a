"""What there is to do today, counted once: Today, the rail's badge, ``attache due`` and Study show the same.

The figures are read elsewhere; this module holds the values and the rules about a backlog.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from attache.study.days import weekday
from attache.study.settings import StudySettings
from attache.study.workload import CardCounts, Done, Pace, Today, plan_days_left, plan_share

_AWAY_DAYS, _AWAY_CARDS = 3, 30
"""Days without an answer, and overdue cards, that it takes for a plan to be offered."""
_BEHIND = 2
"""Days' worth of overdue work that it takes for a plan to be offered without an absence."""
_PLANS = (3, 7, 14, 30)
"""Days over which a backlog can be spread."""


class When(StrEnum):
    """Whether a day of the week shown is past, today, or in the future."""

    PAST = "past"
    TODAY = "today"
    AHEAD = "ahead"


class WeekDay(NamedTuple):
    """A day of this week: its answers, or for a future day the cards that will be due."""

    day: int
    when: When
    number: int
    took: int = 0
    """Time spent on answers, in milliseconds."""


class Plan(NamedTuple):
    """A plan that spreads a backlog: days left (today included), due cards a day, and those for today."""

    days_left: int
    share: int
    today: int


class Backlog(NamedTuple):
    """A backlog: whether the learner was away, and the plans offered as (days, due cards a day)."""

    away: bool
    offers: tuple[tuple[int, int], ...]


class PartCounts(NamedTuple):
    """The cards of one document: how many there are, were started, and are due or new."""

    cards: int
    started: int
    waiting: CardCounts


class Core(NamedTuple):
    """The core cards: how many there are, were started, and the milliseconds that the rest of them takes.

    The time is that of learning them and of their reviews in the months after.
    """

    cards: int
    started: int
    took: int

    @classmethod
    def of(cls, cards: int, started: int, pace: Pace) -> Core:
        """Return the core cards with the time that those not started take at a pace."""
        return cls(cards, started, int((cards - started) * pace.whole))


class NextDue(NamedTuple):
    """In how many days the next cards are due, and how many they are; 0 days if none is scheduled."""

    days: int = 0
    cards: int = 0


class Overview(NamedTuple):
    """Everything that is shown about a day as a whole.

    ``last_studied`` says how many days ago anything was last answered, -1 for never; ``valid_until`` is the
    instant (UTC milliseconds) at which it must be counted again: the next learning step is due, or the
    next day starts.  ``fading`` holds the ids of a few entries with the retrievability of their weakest
    card, ``fading_cards`` says how many cards fade.
    """

    day: int
    valid_until: int
    today: Today
    last_studied: int
    next_due: NextDue
    plan: Plan | None
    backlog: Backlog | None
    week: tuple[WeekDay, ...]
    fading: tuple[tuple[str, float], ...]
    fading_cards: int
    documents: Mapping[str, PartCounts]
    core: Core

    @property
    def has_started(self) -> bool:
        """Whether any card was ever answered."""
        return self.last_studied >= 0


def running_plan(today: Today, settings: StudySettings, day: int) -> Plan | None:
    """Return the plan for a backlog that runs on a day."""
    left = plan_days_left(settings, day)
    if not left:
        return None
    return Plan(left, plan_share(today.waiting.due, today.done, left), today.due + today.done.due)


def backlog_of(today: Today, overdue: int, last_studied: int) -> Backlog | None:
    """Return the backlog if it needs a plan: after an absence, or with more work than a day allows."""
    away = last_studied >= _AWAY_DAYS
    # A learner who is back and has answered a few cards still has the rest of the backlog to do.
    behind = today.waiting.due > _BEHIND * (today.due + today.done.due)
    if overdue < _AWAY_CARDS or not (away or behind):
        return None
    offers = tuple((days, math.ceil(today.waiting.due / days)) for days in _PLANS)
    return Backlog(away, offers)


def week_of(
    day: int,
    done: Mapping[int, Done],
    due: Mapping[int, int],
    waiting: int = 0,
    days_left: int = 0,
    most: Callable[[int], float] = lambda _day: math.inf,
) -> tuple[WeekDay, ...]:
    """Return the days of the week of a day, Monday first.

    ``waiting`` due cards are left over today.  A plan spreads them, with what becomes due meanwhile, over
    ``days_left`` days, today included.  Without a plan they come tomorrow.  What exceeds ``most(day)`` on a
    day comes on a later one.
    """
    monday = day - weekday(day)
    days = []
    for each in range(monday, monday + 7):
        if each > day:
            waiting, left = waiting + due.get(each, 0), days_left - (each - day)
            number = plan_share(waiting, Done(), left) if left > 0 else waiting
            number = int(min(number, most(each)))
            waiting -= number
            days.append(WeekDay(each, When.AHEAD, number))
        else:
            was = done.get(each, Done())
            days.append(WeekDay(each, When.TODAY if each == day else When.PAST, was.answers, was.took))
    return tuple(days)
