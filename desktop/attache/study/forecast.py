"""What a learner will remember on a day: a simulation of the days up to it, by FSRS and the day's plan.

Each simulated day takes what :func:`attache.study.workload.plan_today` would give it, so that forecast and
queue follow the same rules.  Chance is replaced by quotas: a lapse happens whenever the chances of one add
up to 1, and a rating as often as the learner gives it.  One run is therefore close to the mean of many, and
gives the same result each time, which a text that changes while somebody types must do.

The learner may forget faster or more slowly than the parameters say.  What the log shows of that is one
number (:attr:`Habits.forgetting`) by which the time since an answer is multiplied.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from attache.study.exam import LAST_PASS, Exam
from attache.study.fsrs6 import Fsrs6
from attache.study.memory import Curve
from attache.study.settings import StudySettings
from attache.study.workload import CardCounts, Done, Pace, plan_today

MOST_CARDS = 600
"""Cards that are simulated; of more, a part that stands for all."""
_AGAIN, _GOOD = 1, 3
_POINTS = 30
"""Days, at most, for which the share is computed."""


class KnownCard(NamedTuple):
    """A started card: stability in days, difficulty, the day of its last answer, and its due day."""

    stability: float
    difficulty: float
    last_day: int
    due_day: int


class Habits(NamedTuple):
    """How a learner studies: pace, share of missed days, and shares of the ratings.

    ``first`` are the shares of ratings 1 to 4 of first answers, ``passed`` those of ratings 2 to 4 of later
    answers that were not Again.  ``forgetting`` multiplies the time since an answer, ``unsure`` is the
    standard deviation of its logarithm.
    """

    pace: Pace
    missed: float = 0.0
    first: tuple[float, ...] = (0.1, 0.1, 0.7, 0.1)
    passed: tuple[float, ...] = (0.1, 0.8, 0.1)
    forgetting: float = 1.0
    unsure: float = 0.3


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a learner stands on a ``day``: the started cards of a scope, how many are new, what was done."""

    day: int
    known: tuple[KnownCard, ...]
    new: int
    habits: Habits
    settings: StudySettings
    done: Done = Done()  # noqa: RUF009 - a frozen value

    @property
    def cards(self) -> int:
        """All cards of the scope."""
        return len(self.known) + self.new

    @property
    def share(self) -> float:
        """The share that would be remembered today; 0 without cards."""
        curve = Curve.of(self.settings.parameters)
        total = sum(
            _recall(curve, self.day - card.last_day, card.stability, self.habits.forgetting)
            for card in self.known
        )
        return total / self.cards if self.cards else 0.0


class DayPlan(NamedTuple):
    """What one day brings: new cards, reviews, and their minutes."""

    day: int
    new: int
    reviews: int
    minutes: float


class Course(NamedTuple):
    """The days up to an exam: (day, share that is remembered) for some of them, and the plan of each."""

    shares: tuple[tuple[int, float], ...]
    days: tuple[DayPlan, ...]

    @property
    def share(self) -> float:
        """The share on the day of the exam."""
        return self.shares[-1][1]

    @property
    def last_new(self) -> int:
        """The day of the last new card, 0 for none."""
        return max((each.day for each in self.days if each.new), default=0)


def simulate(situation: Situation, exam: Exam) -> Course:
    """Return the course up to an exam, whose minutes are the most of a day."""
    return _Simulation(situation, exam).run()


class _Even:
    """Picks outcomes as often as their shares say, as evenly as possible."""

    def __init__(self, shares: Sequence[float]) -> None:
        self._shares, self._owed = tuple(shares), [0.0] * len(shares)

    def pick(self) -> int:
        owed = self._owed
        for place, share in enumerate(self._shares):
            owed[place] += share
        chosen = owed.index(max(owed))
        owed[chosen] -= 1
        return chosen


class _Simulation:
    """One run; every card stands for ``scale`` cards, as far as time and counts go."""

    def __init__(self, situation: Situation, exam: Exam) -> None:
        settings, habits = situation.settings, situation.habits
        self.scale = max(1.0, situation.cards / MOST_CARDS)
        known = _some(situation.known, self.scale)
        self.day, self.exam, self.habits = situation.day, exam, habits
        self.settings = replace(settings, exams=(exam,))
        self.model, self.done = Fsrs6(settings.parameters), situation.done
        self.stability = [card.stability for card in known]
        self.difficulty = [card.difficulty for card in known]
        self.last = [min(card.last_day, situation.day) for card in known]
        self.due = [card.due_day for card in known]
        self.new = round(situation.new / self.scale)
        self.agenda: dict[int, list[int]] = defaultdict(list)
        for place, due in enumerate(self.due):
            self.agenda[max(due, self.day)].append(place)
        self.waiting: list[int] = []
        self.first, self.passed = _Even(habits.first), _Even(habits.passed)
        self.lapses = 0.5
        curve = self.model.curve
        self.spent, self.aim_spent = curve.spent(settings.desired_retention), curve.spent(exam.aim / 100)
        self.steps, self.again_steps = len(settings.learning_steps), len(settings.relearning_steps)

    def run(self) -> Course:
        day, end = self.day, max(self.exam.day, self.day)
        every = max(1, math.ceil((end - day) / _POINTS))
        present = _Even((1 - self.habits.missed, self.habits.missed))
        shares, days = [(day, self._share(day))], list[DayPlan]()
        for each in range(day, end):
            self.waiting += self.agenda.pop(each, [])
            if not self.settings.is_off(each) and present.pick() == 0:
                days.append(self._study(each))
            self.done = Done()
            following = each + 1
            if following == end or (following - day) % every == 0:
                shares.append((following, self._share(following)))
        return Course(tuple(shares), tuple(days))

    def _study(self, day: int) -> DayPlan:
        """Study for a day, until nothing is left for it or its time is used up."""
        scale, pace = self.scale, self.habits.pace
        before, done = self.done, self.done
        self._bring_early(day)
        budget = self.settings.minutes_on(day) * 60_000
        while done.spent < budget:
            new = round(self.new * scale)
            due = round(len(self.waiting) * scale)
            today = plan_today(CardCounts(due, 0, new), due, done, pace, self.settings, day, exam_new=new)
            reviews, started = math.ceil(today.due / scale), math.ceil(today.new / scale)
            reviews, started = min(reviews, len(self.waiting)), min(started, self.new)
            if not reviews and not started:
                break
            if reviews < len(self.waiting):
                self.waiting.sort(key=lambda place: (self.last[place] - day) / self.stability[place])
            asked, self.waiting = self.waiting[:reviews], self.waiting[reviews:]
            spent = float(done.spent)
            each = (len(asked) + 1) / (started + 1)
            new_done, due_done = 0, 0
            for turn in range(len(asked) + started):
                if spent >= budget:
                    break
                if new_done < started and (due_done == len(asked) or turn >= each * (new_done + 1)):
                    spent += self._start(day) * pace.answer * scale
                    new_done += 1
                else:
                    spent += self._review(asked[due_done], day) * pace.answer * scale
                    due_done += 1
            self.waiting += asked[due_done:]
            done = done._replace(
                spent=math.ceil(spent),
                new=done.new + round(new_done * scale),
                due=done.due + round(due_done * scale),
            )
        self.done = done
        return DayPlan(
            day, done.new - before.new, done.due - before.due, (done.spent - before.spent) / 60_000
        )

    def _bring_early(self, day: int) -> None:
        """Add the cards that come early, as :func:`attache.learner.card_sql.early_sql` says."""
        exam, ahead = self.exam, self.settings.break_ahead(day)
        if ahead is None and not exam.in_last_pass(day):
            return
        for place, due in enumerate(self.due):
            if due <= day or self.last[place] >= day:
                continue
            for_exam = (
                exam.in_last_pass(day)
                and due >= exam.day
                and exam.day - self.last[place] > self.aim_spent * self.stability[place]
                and day >= exam.day - 1 - place % LAST_PASS
            )
            for_break = (
                ahead is not None
                and ahead.first <= due < ahead.early
                and day >= ahead.first - 1 - place % ahead.spread
            )
            if for_exam or for_break:
                self.agenda[due].remove(place)
                self.due[place] = day
                self.waiting.append(place)

    def _review(self, place: int, day: int) -> int:
        """Answer a due card; return how many answers that takes."""
        elapsed, stability, difficulty = day - self.last[place], self.stability[place], self.difficulty[place]
        recall = _recall(self.model.curve, elapsed, stability, self.habits.forgetting)
        self.lapses += 1 - recall
        answers = 1
        if self.lapses >= 1 and elapsed > 0:
            self.lapses -= 1
            stability, difficulty = self.model.after(stability, difficulty, elapsed, _AGAIN)
            for _ in range(self.again_steps):
                stability, difficulty = self.model.after(stability, difficulty, 0, _GOOD)
                answers += 1
        else:
            stability, difficulty = self.model.after(stability, difficulty, elapsed, 2 + self.passed.pick())
        self._schedule(place, day, stability, difficulty)
        return answers

    def _start(self, day: int) -> int:
        """Start a new card and go through its steps; return how many answers that takes."""
        rating = 1 + self.first.pick()
        stability, difficulty = self.model.first(rating)
        extra = max(0, self.steps - (rating == _GOOD)) if rating <= _GOOD else 0
        for _ in range(extra):
            stability, difficulty = self.model.after(stability, difficulty, 0, _GOOD)
        self.new -= 1
        for values in (self.stability, self.difficulty, self.last, self.due):
            values.append(0)
        self._schedule(len(self.last) - 1, day, stability, difficulty)
        return 1 + extra

    def _schedule(self, place: int, day: int, stability: float, difficulty: float) -> None:
        interval = min(max(round(stability * self.spent), 1), self.settings.maximum_interval)
        self.stability[place], self.difficulty[place] = stability, difficulty
        self.last[place], self.due[place] = day, day + interval
        self.agenda[day + interval].append(place)

    def _share(self, day: int) -> float:
        # Written out, as this is a third of the time.
        factor, decay = self.model.curve.factor * self.habits.forgetting, self.model.curve.decay
        total = sum(
            [
                (1 + factor * (day - last) / stability) ** decay
                for last, stability in zip(self.last, self.stability, strict=True)
            ]
        )
        return float(total) / ((len(self.last) + self.new) or 1)


def _recall(curve: Curve, elapsed: int, stability: float, forgetting: float) -> float:
    return math.pow(1 + curve.factor * max(elapsed, 0) * forgetting / stability, curve.decay)


def _some(known: Sequence[KnownCard], scale: float) -> list[KnownCard]:
    """Return every ``scale``-th card, in the order of stability."""
    if scale <= 1:
        return list(known)
    ordered = sorted(known)
    return [ordered[int((place + 0.5) * scale)] for place in range(int(len(ordered) / scale))]
