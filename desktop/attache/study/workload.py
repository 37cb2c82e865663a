"""Computes how much is for today: the learner's minutes count first, then the limits on cards.

Minutes are estimated from the learner's own pace.  Due cards come before new ones, because learning
a forgotten card again costs more; new cards get the time that is left.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from attache.study.memory import Curve
from attache.study.scope import Scope
from attache.study.settings import StudySettings

_ASSUMED_SECONDS = 12.0
"""Seconds that an answer takes before anything is known of the learner, counted as this many answers:"""
_ASSUMED_ANSWERS = 20
_PER_DUE, _PER_NEW = 1.2, 2.5
"""Answers that a due card takes with its lapses, and a new one with its steps (from a simulated learner)."""
_LATER = 7.0
"""Answers that a new card takes in the months after its first day, at 90 % retention."""
_NEW_SHARE = 0.5
"""The share of a day's time up to which the new cards of an exam come before due cards."""
_MORE = 10
"""New cards that are added each time the learner asks for more."""
_NO_LIMIT = 1 << 30
LEARN_AHEAD = 20 * 60_000
"""Milliseconds that a card in its steps may be asked early when nothing else is left, as in Anki."""


class Pace(NamedTuple):
    """Milliseconds that this learner takes for one answer."""

    answer: float

    @classmethod
    def of(cls, answers: int, milliseconds: float) -> Pace:
        """Return the pace of answers that took ``milliseconds`` in all; a few count little."""
        assumed = _ASSUMED_SECONDS * 1000 * _ASSUMED_ANSWERS
        return cls((milliseconds + assumed) / (answers + _ASSUMED_ANSWERS))

    @property
    def due(self) -> float:
        """Milliseconds for a due card, its lapses included."""
        return self.answer * _PER_DUE

    @property
    def new(self) -> float:
        """Milliseconds for a new card on its first day."""
        return self.answer * _PER_NEW

    @property
    def whole(self) -> float:
        """Milliseconds for a new card on its first day and in the months after."""
        return self.answer * (_PER_NEW + _LATER)

    def milliseconds(self, due: int, new: int, learning: int) -> int:
        """Return the estimated time for due cards, new cards and cards in their steps, in milliseconds."""
        return int(due * self.due + new * self.new + learning * self.answer)


class CardCounts(NamedTuple):
    """Cards that wait: due today or before, in their steps, and new ones that were never started."""

    due: int
    learning: int
    new: int


class Done(NamedTuple):
    """What was done on one day: milliseconds, answers, new cards started, due cards reviewed.

    Practice is counted in ``took`` and ``answers``, but its time is not ``spent``: it costs nothing of the
    day's minutes.  Cards in their steps are neither new nor due.
    """

    took: int = 0
    answers: int = 0
    new: int = 0
    due: int = 0
    spent: int = 0


class Today(NamedTuple):
    """What is for today: due and new cards, cards in their steps, and how many milliseconds they take.

    ``waiting`` is everything that waits, for today or not; ``left`` the milliseconds of the day's minutes
    that are left, None without a limit; ``off`` says that this is a day off.  ``step_at`` is when the first
    of the cards in their steps is due (UTC milliseconds).  ``budget`` are the day's
    minutes, 0 without a limit.
    """

    due: int
    learning: int
    new: int
    took: int
    left: int | None
    pace: Pace
    waiting: CardCounts
    done: Done
    off: bool
    step_at: int = 0
    budget: int = 0

    @property
    def cards(self) -> int:
        """All cards for today."""
        return self.due + self.learning + self.new

    @property
    def minutes(self) -> int:
        """The minutes they take, rounded up."""
        return math.ceil(self.took / 60_000)

    def waits_until(self, at: int) -> int:
        """Return the instant for which the cards for today wait, 0 if one can be asked at an instant.

        Both in UTC milliseconds.  Cards in their steps are asked early, but not by more than LEARN_AHEAD.
        """
        only_steps = self.learning and not (self.due or self.new)
        return self.step_at if only_steps and self.step_at > at + LEARN_AHEAD else 0


class Projection(NamedTuple):
    """What a daily budget leads to: the retention of the cards started so far, and new cards a day."""

    retention: float
    new: int


def plan_today(
    waiting: CardCounts,
    every_due: int,
    done: Done,
    pace: Pace,
    settings: StudySettings,
    day: int,
    step_at: int = 0,
    exam_new: int = 0,
) -> Today:
    """Return how much of what is ``waiting`` in a scope is for a day; ``every_due`` cards are due in all.

    ``exam_new`` of the new cards are in the scope of the exam that is in effect.  As long as any of the day's
    minutes are left, there is time for one more card: a session ends when they are used up, and then nothing
    is for today.
    """
    due = min(waiting.due, due_allowed(every_due, done, settings, day))
    learning, new, left = waiting.learning, waiting.new, None
    needed = _needed_new(settings, day, exam_new, done)
    if settings.new_limit:
        new = min(new, max(settings.new_limit - done.new, needed, 0))
    minutes = settings.minutes_on(day)
    if minutes:
        left = max(minutes * 60_000 - done.spent, 0)
        learning = min(learning, math.ceil(left / pace.answer))
        room = left - learning * pace.answer
        # What is never started is never known on the day of the exam, however well the rest is.
        kept = min(min(needed, new) * pace.new, room * _NEW_SHARE)
        due = min(due, max(math.ceil((room - kept) / pace.due), 0))
        one_more = left > 0 and not (due or learning)
        new = min(new, max(int((room - due * pace.due) / pace.new), int(one_more)))
    took = pace.milliseconds(due, new, learning)
    return Today(due, learning, new, took, left, pace, waiting, done, settings.is_off(day), step_at, minutes)


def _needed_new(settings: StudySettings, day: int, exam_new: int, done: Done) -> int:
    """Return how many more new cards a day must bring so that all of an exam come in time."""
    exam = settings.exam_on(day)
    if exam is None or not exam_new:
        return 0
    days = exam.new_days(day)
    if settings.days_off or settings.breaks:
        days = max(sum(not settings.is_off(each) for each in range(day, day + days)), 1)
    return max(math.ceil((exam_new + done.new) / days) - done.new, 0)


def plan_days_left(settings: StudySettings, day: int) -> int:
    """Return how many days, this one included, a plan for a backlog still runs; 0 for no plan.

    A plan that starts in the future was made before the clock was set back.
    """
    gone = day - settings.plan_from
    return max(0, settings.plan_days - gone) if gone >= 0 else 0


def spread_days_left(settings: StudySettings, day: int) -> int:
    """Return over how many days, this one included, due cards are spread by a plan or after a break."""
    recent = settings.recent_break(day)
    after_break = recent.last + 1 + recent.spread - day if recent is not None else 0
    return max(plan_days_left(settings, day), after_break)


def plan_share(every_due: int, done: Done, days_left: int) -> int:
    """Return how many due cards a plan gives to a day; what was done today was part of its share."""
    return math.ceil((every_due + done.due) / days_left)


def due_allowed(every_due: int, done: Done, settings: StudySettings, day: int) -> int:
    """Return how many more due cards a day allows by the daily limit, a plan for a backlog, and a break."""
    allowed = max(settings.due_limit - done.due, 0) if settings.due_limit else _NO_LIMIT
    days_left = spread_days_left(settings, day)
    if days_left > 1:
        allowed = min(allowed, max(plan_share(every_due, done, days_left) - done.due, 0))
    return allowed


def most_due(settings: StudySettings, pace: Pace, day: int) -> float:
    """Return how many due cards fit into a day as it is set: none on a day off, infinity without a limit."""
    if settings.is_off(day):
        return 0
    minutes = settings.minutes_on(day)
    return min(
        settings.due_limit or math.inf, math.ceil(minutes * 60_000 / pace.due) if minutes else math.inf
    )


def more_new(today: Today, scope: Scope, started: int = 0) -> int:
    """Return how many new cards are added when the learner asks for more: all of one entry, else a few.

    ``started`` of them were started already.
    """
    return today.waiting.new if scope.is_chosen else max(min(today.waiting.new, _MORE - started), 0)


def beyond_limits(today: Today, scope: Scope, started: int = 0) -> Today:
    """Return what a session beyond the limits of the day asks: all due cards, and more new ones.

    ``started`` of the new ones were started already.
    """
    due, new = today.waiting.due, max(today.new, more_new(today, scope, started))
    return today._replace(due=due, new=new, took=today.pace.milliseconds(due, new, today.learning))


def project(minutes: int, load: float, pace: Pace, settings: StudySettings) -> Projection:
    """Return what ``minutes`` a day lead to once the intervals of the cards started so far are stable.

    ``load`` is the sum of 1/S over the stabilities S (days) of all started cards: a card that is kept at a
    retention r comes once in S·spent(r) days, so the time of a day is proportional to that sum, and the
    retention that a smaller budget pays for follows from it.  0 minutes means no limit.
    """
    curve = Curve.of(settings.parameters)
    if not minutes:
        return Projection(settings.desired_retention, settings.new_limit)
    wanted, room = load / curve.spent(settings.desired_retention) * pace.due, minutes * 60_000
    if wanted > room:
        return Projection(curve.retention(load * pace.due / room), 0)
    new = int((room - wanted) / (pace.new + _LATER * pace.answer))
    return Projection(settings.desired_retention, min(new, settings.new_limit or new))
