"""The one place that knows FSRS: it moves a memory by an answer, in the learner's days.

``fsrs`` (MIT) counts blocks of 24 hours between instants, a learner counts days.  So it is handed days as
dates at midnight, and what comes back, an interval, is applied to the learner's own day or clock.  Its
fuzz takes the global random source and is turned off; :mod:`attache.study.spreading` has a seeded one, so
that what a button promises is what happens.

A pass never shortens the interval.  FSRS itself keeps to that, because a pass never lowers stability; but
fuzz, load balancing and days off move an interval by some days, so that one moved up last time and one moved
down this time could make 4 days of 5, while the card had become better known.  A learner who passes a card
and sees it sooner than the last time has reason to distrust the button.  So Hard, Good and Easy

- on or after the due day give at least the last interval (due day − last day of the state before the
  answer),
- before the due day leave the card due no sooner than it was,

whatever days off say, and within the maximum interval, which always holds.  A lapse resets the interval, and
the promise with it: cards in their steps have no last interval.  Nor is anything promised across a change
of desired retention or parameters, which is meant to change the intervals, or on a clock that was wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import fsrs

from attache.study.days import Moment, day_ends
from attache.study.fsrs6 import Fsrs6
from attache.study.memory import Memory, Phase, Preview, Rating
from attache.study.settings import StudySettings
from attache.study.spreading import reach, spread

Loads: TypeAlias = Callable[[int, int], Mapping[int, int]]
"""Tells for the days from the first to the last how many cards are due on each."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400_000
"""Milliseconds of a day."""
_STATES: Mapping[Phase, fsrs.State] = {
    Phase.NEW: fsrs.State.Learning,
    Phase.LEARNING: fsrs.State.Learning,
    Phase.REVIEW: fsrs.State.Review,
    Phase.RELEARNING: fsrs.State.Relearning,
}
_PHASES: Mapping[fsrs.State, Phase] = {
    fsrs.State.Learning: Phase.LEARNING,
    fsrs.State.Review: Phase.REVIEW,
    fsrs.State.Relearning: Phase.RELEARNING,
}
_RATINGS: Mapping[Rating, fsrs.Rating] = {rating: fsrs.Rating(int(rating)) for rating in Rating}


def no_loads(_first: int, _last: int) -> Mapping[int, int]:
    """Return the loads of a collection in which nothing is due."""
    return {}


class Scheduler:
    """FSRS with one learner's settings; pure: it reads no clock, no file and no random source."""

    def __init__(self, settings: StudySettings, since: int = 0) -> None:
        """Take over the settings, which have been checked where they were made.

        ``since`` is when retention or parameters were last changed (UTC milliseconds): intervals given before
        that promise nothing.
        """
        self.settings = settings
        self.since = since
        self.model = Fsrs6(settings.parameters)
        self.curve = self.model.curve
        self._fsrs = fsrs.Scheduler(
            parameters=settings.parameters,
            desired_retention=settings.desired_retention,
            learning_steps=[timedelta(minutes=step) for step in settings.learning_steps],
            relearning_steps=[timedelta(minutes=step) for step in settings.relearning_steps],
            maximum_interval=settings.maximum_interval,
            enable_fuzzing=False,
        )

    def preview(self, card: str, memory: Memory, now: Moment, loads: Loads = no_loads) -> Preview:
        """Return what each of the four answers leads to; longer for the better one."""
        cards = {rating: self._reviewed(memory, rating, now.day) for rating in Rating}
        wanted = {rating: _interval(card) for rating, card in cards.items()}
        due = self._loads_near([each.days for each in wanted.values()], now.day, loads)
        outcomes: dict[Rating, Memory] = {}
        least = 0
        for rating, card_after in cards.items():
            interval = wanted[rating].days
            if interval:
                if rating is not Rating.AGAIN:
                    least = max(least, self._promised(memory, now.day))
                interval = spread(
                    interval,
                    seed=f"{card}:{memory.reps}",
                    day=now.day,
                    loads=due,
                    days_off=self.settings.days_off,
                    least=least,
                    maximum=self.settings.maximum_interval,
                    breaks=self.settings.breaks,
                )
                # An easier answer never comes back sooner than a harder one.
                least = interval + 1 if rating is Rating.GOOD else interval
            due_at = 0 if interval else now.at + int(wanted[rating].total_seconds() * 1000)
            due_day = now.day + interval if interval else self._day_of_step(due_at, now)
            outcomes[rating] = _outcome(memory, rating, card_after, now, due_day, due_at)
        return Preview(card, memory, now, outcomes)

    def later(self, preview: Preview, rating: Rating, now: Moment) -> Preview:
        """Return what a preview promised for one answer, which is given later on the same day."""
        outcome = preview.outcomes[rating]
        due_day, due_at = outcome.due_day, outcome.due_at
        if due_at:
            due_at += now.at - preview.moment.at
            due_day = self._day_of_step(due_at, now)
        outcome = replace(outcome, last_at=now.at, due_day=due_day, due_at=due_at)
        return replace(preview, moment=now, outcomes={rating: outcome})

    def retrievability(self, memory: Memory, day: int) -> float:
        """Return the chance that a card is recalled on a day; 0 for a new one."""
        return self.curve.retrievability(day - memory.last_day, memory.stability)

    def recall(self, memory: Memory, rating: Rating, day: int) -> tuple[float, float]:
        """Return stability and difficulty after an answer; they depend on nothing but days and ratings."""
        if memory.phase is Phase.NEW:
            return self.model.first(rating)
        return self.model.after(memory.stability, memory.difficulty, day - memory.last_day, rating)

    def _promised(self, memory: Memory, day: int) -> int:
        """Return the least interval that a pass of a card may give on a day (see the module's docstring)."""
        if memory.phase is not Phase.REVIEW or memory.last_at < self.since or memory.last_day > day + 1:
            return 0
        return memory.interval if day >= memory.due_day else memory.due_day - day

    def _loads_near(self, wanted: Sequence[int], day: int, loads: Loads) -> Mapping[int, int]:
        """Return the loads of all days that intervals may be moved to, which are asked for once."""
        longest = max(wanted)
        if not longest or not self.settings.spread:
            return {}
        maximum = self.settings.maximum_interval
        shortest = min(each for each in wanted if each)
        return loads(day + reach(shortest, maximum)[0], day + reach(longest, maximum)[1] + 6)

    def _day_of_step(self, due_at: int, now: Moment) -> int:
        """Return the day in which an instant lies (UTC milliseconds); today's at the earliest."""
        beyond = due_at - day_ends(now.day, now.offset, self.settings.day_begins)
        return now.day + max(1 + beyond // _DAY, 0)

    def _reviewed(self, memory: Memory, rating: Rating, day: int) -> fsrs.Card:
        """Return FSRS's own card after an answer; a day before the last answer counts as the same day."""
        is_known = memory.phase is not Phase.NEW
        card = fsrs.Card(
            card_id=0,
            state=_STATES[memory.phase],
            step=None if memory.phase is Phase.REVIEW else memory.step,
            stability=memory.stability if is_known else None,
            difficulty=memory.difficulty if is_known else None,
            due=_EPOCH,
            last_review=_instant(memory.last_day) if is_known else None,
        )
        at = _instant(max(day, memory.last_day) if is_known else day)
        return self._fsrs.review_card(card, _RATINGS[rating], at)[0]


def _interval(card: fsrs.Card) -> timedelta:
    """Return how long FSRS wants to wait for a card that has just been answered: days, or a step."""
    return card.due - card.last_review if card.last_review else timedelta()


def _outcome(
    memory: Memory, rating: Rating, card: fsrs.Card, now: Moment, due_day: int, due_at: int
) -> Memory:
    """Return a memory after an answer, from FSRS's own card after it."""
    return Memory(
        phase=_PHASES[card.state],
        step=card.step or 0,
        stability=card.stability or 0.0,
        difficulty=card.difficulty or 0.0,
        # One day ahead is possible on a journey; more means that the clock was wrong.
        last_day=max(now.day, memory.last_day) if memory.last_day - now.day <= 1 else now.day,
        last_at=now.at,
        due_day=due_day,
        due_at=due_at,
        reps=memory.reps + 1,
        lapses=memory.lapses + (memory.phase is Phase.REVIEW and rating is Rating.AGAIN),
    )


def _instant(day: int) -> datetime:
    """Return a learner's day as the midnight that FSRS counts from."""
    return _EPOCH + timedelta(days=day)
