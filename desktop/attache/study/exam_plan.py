"""The plan for an exam: what can be reached in the learner's minutes, how many are needed, and other habits.

Everything here is a few simulations (:mod:`attache.study.forecast`), so it belongs into a worker.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from attache.study.days import date_of
from attache.study.exam import Break, Exam
from attache.study.forecast import Course, Situation, simulate

_MOST_MINUTES = 600
_FOUR_IN_FIVE = 1.28
"""Standard deviations on both sides that hold four outcomes in five of a normal distribution."""
_LEAST_SPREAD = 0.008
"""Standard deviation of the share that remains even where the habits are known well."""
_FIRST_STEP, _FURTHEST = 7, 230
"""Days after the exam at which, and up to about which, a date is looked for that works."""
_NOISE = 0.02
"""The largest difference between two simulations, as a share, that is taken for chance."""
_AWAY = 7
"""Days of the break that is tried out."""

Cancelled = Callable[[], bool]


class Habit(StrEnum):
    """A habit that is compared with the present one."""

    NOW = "now"
    EVERY_DAY = "every day"
    AWAY = "away"
    MISSING = "missing"


class Alternative(NamedTuple):
    """What another habit leads to: minutes a day for the aim (0 if out of reach), and the course.

    ``share`` is the recall expected on the day of the exam: the end of the course.  If a habit with less
    study comes out better by at most ``_NOISE``, it is the share of the present habit.  ``away``
    is the break that is tried out, if there is one.
    """

    habit: Habit
    needed: int
    course: Course
    share: float
    away: Break | None = None


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """The plan for an exam as it is now.

    ``course`` is expected with the exam's minutes, and its end lies between ``low`` and ``high`` in four of
    five cases.  ``needed`` are the minutes a day that the aim takes, 0 if no minutes are enough; ``nearest``
    is the next day on which the exam's minutes would be enough, 0 for none (and if they are enough already).
    """

    exam: Exam
    cards: int
    course: Course
    low: float
    high: float
    needed: int
    nearest: int = 0

    @property
    def is_reached(self) -> bool:
        """Whether the minutes are enough for the aim."""
        return _reaches(self.course, self.exam)


def make_plan(situation: Situation, exam: Exam, cancelled: Cancelled = lambda: False) -> ExamPlan:
    """Return the plan for an exam."""
    course = simulate(situation, exam)
    low, high = _range(situation, exam, course.share)
    reached = _reaches(course, exam)
    needed = minutes_needed(situation, exam, cancelled)
    nearest = 0 if reached else _nearest(situation, exam, cancelled)
    return ExamPlan(exam, situation.cards, course, low, high, needed, nearest)


def alternatives(
    situation: Situation, exam: Exam, cancelled: Cancelled = lambda: False
) -> tuple[Alternative, ...]:
    """Return what other habits lead to, the present one first."""
    habits, settings, found = situation.habits, situation.settings, list[Alternative]()
    tried: list[tuple[Habit, Situation, Break | None]] = [(Habit.NOW, situation, None)]
    if settings.days_off or habits.missed >= 0.05:
        always = replace(situation, settings=replace(settings, days_off=()), habits=habits._replace(missed=0))
        tried.append((Habit.EVERY_DAY, always, None))
    away = _week_away(situation, exam)
    if away is not None:
        breaks = tuple(sorted((*settings.breaks, (away.first, away.last))))
        tried.append((Habit.AWAY, replace(situation, settings=replace(settings, breaks=breaks)), away))
    if habits.missed < 1 / 3:
        tried.append((Habit.MISSING, replace(situation, habits=habits._replace(missed=1 / 3)), None))
    for habit, other, gone in tried:
        if cancelled():
            break
        needed, course = minutes_needed(other, exam, cancelled), simulate(other, exam)
        now = found[0].share if found else course.share
        gained_by_less = now - course.share if habit is Habit.EVERY_DAY else course.share - now
        share = now if 0 < gained_by_less <= _NOISE else course.share
        found.append(Alternative(habit, needed, course, share, gone))
    return tuple(found)


def minutes_needed(situation: Situation, exam: Exam, cancelled: Cancelled = lambda: False) -> int:
    """Return the fewest minutes a day with which the aim is expected to be reached, 0 if none are enough."""
    most = simulate(situation, exam._replace(minutes=_MOST_MINUTES))
    if not _reaches(most, exam):
        return 0
    high = max(1, math.ceil(max((day.minutes for day in most.days), default=1)))
    low = 0  # too few
    while high - low > 1 and not cancelled():
        middle = (low + high) // 2
        if _reaches(simulate(situation, exam._replace(minutes=middle)), exam):
            high = middle
        else:
            low = middle
    return high


def cost_of_break(
    situation: Situation, away: Break, due: Sequence[tuple[int, int]]
) -> tuple[int, int, float]:
    """Return what a break costs: cards moved before it and after it, and minutes more on each day around it.

    ``due`` are (day, cards due on it) of the days of the break.
    """
    before = sum(cards for day, cards in due if day < away.early)
    after = sum(cards for day, cards in due if day >= away.early)
    minutes = (before + after) * situation.habits.pace.due / 60_000 / (2 * away.spread)
    return before, after, minutes


def _reaches(course: Course, exam: Exam) -> bool:
    return course.share * 100 >= exam.aim - 0.5


def _nearest(situation: Situation, exam: Exam, cancelled: Cancelled) -> int:
    """Return the first day after the exam's on which its minutes would be enough, within about a week."""
    low, high, step = exam.day, exam.day + _FIRST_STEP, _FIRST_STEP
    while not _reaches(simulate(situation, exam._replace(day=high)), exam):
        if cancelled() or step > _FURTHEST:
            return 0
        low, step = high, step * 2
        high = exam.day + step
    while high - low > max(1, (high - situation.day) // 60) and not cancelled():
        middle = (low + high) // 2
        if _reaches(simulate(situation, exam._replace(day=middle)), exam):
            high = middle
        else:
            low = middle
    return high


def _range(situation: Situation, exam: Exam, share: float) -> tuple[float, float]:
    """Return the range in which four outcomes in five lie.

    It holds chance on the day itself, what is not known of the learner's forgetting, and more or fewer missed
    days than so far.
    """
    habits, days = situation.habits, max(exam.day - situation.day, 1)
    factor = math.exp(habits.unsure)
    missing = math.sqrt(max(habits.missed, 0.02) / days)

    def with_habits(forgetting: float, missed: float) -> float:
        changed = habits._replace(forgetting=forgetting, missed=min(max(missed, 0.0), 0.9))
        return simulate(replace(situation, habits=changed), exam).share

    worse = with_habits(habits.forgetting * factor, habits.missed + missing)
    better = with_habits(habits.forgetting / factor, habits.missed - missing)
    chance = share * (1 - share) / max(situation.cards, 1) + _LEAST_SPREAD**2

    def reach(other: float) -> float:
        return _FOUR_IN_FIVE * math.sqrt((share - other) ** 2 + chance)

    return max(0.0, share - reach(worse)), min(1.0, share + reach(better))


def _week_away(situation: Situation, exam: Exam) -> Break | None:
    """Return a week in the middle of the time that is left; None for too little time or a planned break."""
    left = exam.day - situation.day
    if left < 3 * _AWAY or any(last >= situation.day for _, last in situation.settings.breaks):
        return None
    first = situation.day + left // 2
    first -= date_of(first).weekday()
    return Break(first, first + _AWAY - 1)
