"""How much of what waits is for today: the learner's minutes first, the limits on cards beneath them.

Minutes are reckoned from the learner's own pace.  Due cards go before new ones, since what is about to be
forgotten costs more to learn again; new cards get what time is left.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from attache.learner.deck import Counts, Deck
from attache.learner.store import Store
from attache.learner.undone import STANDING, stands
from attache.study.days import Moment, weekday
from attache.study.memory import Curve
from attache.study.scope import EVERYTHING, Scope
from attache.study.settings import StudySettings

_SUPPOSED_SECONDS = 12.0
"""Seconds that an answer takes before anything is known of the learner, counted as this many answers:"""
_SUPPOSED_WEIGHT = 20
_LATELY = 500
"""Answers from which the pace is taken."""
_PER_DUE, _PER_NEW = 1.2, 2.5
"""Answers that a due card takes with its lapses, and a new one with its steps (from a simulated learner)."""
_LATER = 7.0
"""Answers that a new card takes in the months after its first day, at 90 % retention."""


_BEFORE = f"""
    (SELECT iif(p.day = r.day, 0, p.phase) FROM review_log p WHERE p.card = r.card AND p.act = 'answer'
        AND (p.at, p.rowid) < (r.at, r.rowid) AND {stands("p")} ORDER BY p.at DESC, p.rowid DESC LIMIT 1)
"""
"""The phase of a card before its answer r, 0 where that is of the same day, null for the first of all."""
_SPENT = "total(iif(r.act = 'answer', r.took, 0))"
"""Milliseconds that count against the day's minutes."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds that this learner takes for one answer."""

    answer: float

    @property
    def due(self) -> float:
        """Milliseconds for a due card, its lapses included."""
        return self.answer * _PER_DUE

    @property
    def new(self) -> float:
        """Milliseconds for a new card on its first day."""
        return self.answer * _PER_NEW


@dataclass(frozen=True, slots=True)
class Done:
    """What has been done on a day: time in milliseconds, answers, new cards begun, due cards seen.

    Practice is counted in ``took`` and ``answers``, but its time is not ``spent``: it costs nothing of the
    day's minutes.  Cards in their steps are neither new nor due.
    """

    took: int = 0
    answers: int = 0
    new: int = 0
    due: int = 0
    spent: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """What is for today: how many due and new cards, in their steps, and how long that takes.

    ``waiting`` is all that waits, today's or not; ``left`` the milliseconds of the budget still to go, None
    without one; ``off`` says that this is a day off, on which nothing is asked unless wanted.
    """

    due: int
    learning: int
    new: int
    took: int
    left: int | None
    pace: Pace
    waiting: Counts
    done: Done
    off: bool

    @property
    def cards(self) -> int:
        """All cards for today."""
        return self.due + self.learning + self.new

    @property
    def minutes(self) -> int:
        """The minutes they take, rounded up."""
        return math.ceil(self.took / 60_000)


@dataclass(frozen=True, slots=True)
class Buys:
    """What a budget of minutes a day buys: recall of what has been learnt, and new cards a day."""

    retention: float
    new: int


class Workload:
    """Reckons the day from the log and what waits."""

    def __init__(self, store: Store, deck: Deck) -> None:
        """Share the store with the file's other parts."""
        self._store, self._deck = store, deck

    def pace(self) -> Pace:
        """Return the learner's pace, from the last answers."""
        count, took = self._store.rows(
            "SELECT count(*), total(took) FROM (SELECT took FROM review_log WHERE act = 'answer'"
            f" ORDER BY rowid DESC LIMIT {_LATELY})"
        )[0]
        supposed = _SUPPOSED_SECONDS * 1000 * _SUPPOSED_WEIGHT
        return Pace((took + supposed) / (count + _SUPPOSED_WEIGHT))

    def done(self, day: int) -> Done:
        """Return what has been done on a day."""
        answers, took, spent = self._store.rows(
            f"SELECT count(*), total(r.took), {_SPENT} FROM review_log r"
            f" WHERE r.day = ? AND r.act IN ('answer', 'practice') AND {STANDING}",
            day,
        )[0]
        new, due = self._store.rows(
            "SELECT count(DISTINCT iif(before IS NULL, card, NULL)),"
            " count(DISTINCT iif(before = 2, card, NULL))"
            f" FROM (SELECT r.card AS card, {_BEFORE} AS before"
            f" FROM review_log r WHERE r.day = ? AND r.act = 'answer' AND {STANDING})",
            day,
        )[0]
        return Done(int(took), answers, new, due, int(spent))

    def today(self, now: Moment, settings: StudySettings, scope: Scope = EVERYTHING) -> Today:
        """Return what is for today."""
        waiting = self._deck.counts(now.day, settings, scope)
        done, pace = self.done(now.day), self.pace()
        due = min(waiting.due, self._due_allowed(now.day, settings, done))
        left = None
        learning = waiting.learning
        new = waiting.new
        if settings.new_limit:
            new = min(new, max(settings.new_limit - done.new, 0))
        if settings.minutes:
            left = max(settings.minutes * 60_000 - done.spent, 0)
            learning = min(learning, math.ceil(left / pace.answer))
            room = left - learning * pace.answer
            due = min(due, max(math.ceil(room / pace.due), 0))
            new = min(new, max(int((room - due * pace.due) / pace.new), 0))
        took = int(learning * pace.answer + due * pace.due + new * pace.new)
        off = weekday(now.day) in settings.days_off
        return Today(due, learning, new, took, left, pace, waiting, done, off)

    def buys(self, minutes: int, settings: StudySettings, day: int) -> Buys:
        """Return what a budget buys, once the cards begun so far come as often as they will.

        A card of stability S that is kept at a retention r comes once in S·spent(r) days, so that what
        all cards take a day is proportional to the sum of 1/S; the retention that a smaller budget can
        pay for follows from it.  0 minutes stand for no limit.
        """
        pace, curve = self.pace(), Curve.of(settings.parameters)
        total = self._store.rows(
            "SELECT total(1 / max(stability, 1.0)) FROM card_state WHERE +suspended = 0 AND +phase > 0"
        )[0][0]
        wanted = total / curve.spent(settings.desired_retention) * pace.due
        if not minutes:
            return Buys(settings.desired_retention, settings.new_limit)
        room = minutes * 60_000
        if wanted <= room:
            each = pace.new + _LATER * pace.answer
            new = int((room - wanted) / each)
            return Buys(settings.desired_retention, min(new, settings.new_limit or new))
        return Buys(curve.retention(total * pace.due / room), 0)

    def per_day(self, first: int, last: int) -> Mapping[int, Done]:
        """Return the time and the answers of each day from the first to the last that was studied on."""
        rows = self._store.rows(
            f"SELECT r.day, total(r.took), count(*), {_SPENT} FROM review_log r WHERE r.day BETWEEN ? AND ?"
            f" AND r.act IN ('answer', 'practice') AND {STANDING} GROUP BY r.day",
            first,
            last,
        )
        return {day: Done(int(took), answers, spent=int(spent)) for day, took, answers, spent in rows}

    def _due_allowed(self, day: int, settings: StudySettings, done: Done) -> int:
        """Return how many due cards the limit and a plan for a backlog leave for a day."""
        allowed = max(settings.due_limit - done.due, 0) if settings.due_limit else 1 << 30
        last = settings.plan_from + settings.plan_days
        if settings.plan_days and settings.plan_from <= day < last - 1:
            # A plan, as what has been done, is for everything, whatever part of it is asked for now.
            backlog = self._deck.counts(day, settings).due
            # What has been done today was part of today's share; it is counted before the division.
            share = math.ceil((backlog + done.due) / (last - day))
            allowed = min(allowed, max(share - done.due, 0))
        return allowed
