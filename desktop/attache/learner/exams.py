"""What the forecast for an exam needs of the progress file, and what became of earlier forecasts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from attache.learner.card_sql import ACTIVE, exam_new_sql, exam_sql, exam_states_sql, of_states, within
from attache.learner.store import Store
from attache.learner.undone import STANDING
from attache.learner.validity import ROW, STATE
from attache.study.accuracy import forecasts
from attache.study.exam import Exam, past_exams
from attache.study.forecast import Habits, KnownCard, Situation
from attache.study.fsrs6 import Fsrs6
from attache.study.memory import Curve
from attache.study.scope import ALL_CARDS
from attache.study.settings import StudySettings
from attache.study.workload import Pace, Today

_RECENT_DAYS = 28
"""Days in which missed ones are counted."""
_RECENT_ANSWERS = 600
"""The latest answers, which tell how the learner answers and forgets."""
_ASSUMED_DAYS, _ASSUMED_MISSED = 7, 1
_MOST_MISSED = 0.5
"""Days, and missed ones, that are assumed before anything is known; more than the last is never expected."""
_ASSUMED_RATINGS = 8
"""Answers that are assumed before anything is known."""
_ASSUMED_REVIEWS = 20
"""Reviews in which FSRS is assumed to be right, before the log is believed."""


class PastExam(NamedTuple):
    """An exam that is over: the share in per cent that was remembered on its day."""

    exam: Exam
    cards: int
    share: float


class Exams:
    """Reads where the learner stands with an exam."""

    def __init__(self, store: Store) -> None:
        """Share the store with the file's other parts."""
        self._store = store

    def situation(self, exam: Exam, day: int, settings: StudySettings, today: Today) -> Situation:
        """Return where the learner stands on a day with the cards of an exam; ``today`` is all there is."""
        planned = replace(settings, exams=(exam._replace(day=max(exam.day, day)),))
        source, condition, values = of_states(ALL_CARDS, settings.hidden)
        covered, more = exam_states_sql(exam)
        known = self._store.rows(
            f"""SELECT s.stability, s.difficulty, s.last_day, s.due_day FROM {source}
                WHERE {ACTIVE} AND s.phase IN (1, 2, 3) AND {STATE} AND {condition} AND {covered}""",
            **values,
            **more,
        )
        new, new_values = exam_new_sql(ALL_CARDS, planned, day)
        count = self._store.rows(f"SELECT {new}", day=day, **new_values)[0][0]
        habits = self._habits(today.pace, day, settings)
        return Situation(day, tuple(KnownCard(*row) for row in known), count, habits, settings, today.done)

    def past(self, day: int, settings: StudySettings) -> tuple[PastExam, ...]:
        """Return the exams that are over, the latest first, with what was remembered on their day."""
        return tuple(self._result(exam, settings) for exam in past_exams(settings.exams, day))

    def _habits(self, pace: Pace, day: int, settings: StudySettings) -> Habits:
        """Return how the learner has studied and remembered."""
        habits = Habits(pace)
        curve, model = Curve.of(settings.parameters), Fsrs6(settings.parameters)
        first = [_ASSUMED_RATINGS * each for each in habits.first]
        passed = [_ASSUMED_RATINGS * each for each in habits.passed]
        spent, recalled = list[float](), 0
        # Answers before that day say nothing: cards that were forgotten are asked more often, and so are more
        # likely to be among those answered recently.
        since = self._recent_since()
        for answers in self._answers_of_cards(since):
            if answers[0][0] >= since:
                first[answers[0][1] - 1] += 1
            for place, recall in forecasts(model, answers):
                answered, rating = answers[place]
                if answered < since:
                    continue
                spent.append(recall ** (1 / curve.decay) - 1)
                if rating > 1:
                    passed[rating - 2] += 1
                    recalled += 1
        forgetting, unsure = _forgetting(curve, spent, recalled)
        return habits._replace(
            missed=self._missed(day, settings),
            first=tuple(each / sum(first) for each in first),
            passed=tuple(each / sum(passed) for each in passed),
            forgetting=forgetting,
            unsure=unsure,
        )

    def _missed(self, day: int, settings: StudySettings) -> float:
        """Return the share of recent days on which nothing was answered, though they were not off."""
        studied = {
            row[0]
            for row in self._store.rows(
                f"""SELECT DISTINCT r.day FROM review_log r WHERE r.day BETWEEN ? AND ?
                    AND r.act = 'answer' AND {STANDING}""",
                day - _RECENT_DAYS,
                day - 1,
            )
        }
        earlier = self._store.rows(
            "SELECT 1 FROM review_log WHERE day >= 0 AND day < ? LIMIT 1", day - _RECENT_DAYS
        )
        first = day - _RECENT_DAYS if earlier else min(studied, default=day)
        wanted = [each for each in range(first, day) if not settings.is_off(each)]
        missed = sum(each not in studied for each in wanted) + _ASSUMED_MISSED
        return min(missed / (len(wanted) + _ASSUMED_DAYS), _MOST_MISSED)

    def _recent_since(self) -> int:
        """Return the day from which on the latest answers are."""
        found = self._store.rows(
            f"""SELECT min(day) FROM (SELECT day FROM review_log
                WHERE act = 'answer' ORDER BY day DESC LIMIT {_RECENT_ANSWERS})"""
        )
        return found[0][0] or 0

    def _answers_of_cards(self, since: int) -> Iterator[list[tuple[int, int]]]:
        """Yield all answers (day, rating) of each card that was answered since a day, in order."""
        yield from _by_card(
            self._store.each(
                f"""SELECT r.card, r.day, r.rating
                    FROM (SELECT DISTINCT +card AS card FROM review_log
                          WHERE act = 'answer' AND day >= :since) n
                    CROSS JOIN review_log r ON r.card = n.card
                    WHERE r.act = 'answer' AND {STANDING} AND {ROW}
                    ORDER BY r.card, r.at, r.device, r.seq""",
                since=since,
            )
        )

    def _result(self, exam: Exam, settings: StudySettings) -> PastExam:
        """Return how much was remembered on the day of an exam, by the answers up to then."""
        condition, values = within(ALL_CARDS, settings.hidden_new)
        covered, more = exam_sql(exam)
        cards = self._store.rows(
            f"SELECT count(*) FROM study_card c WHERE {condition} AND {covered}", **values, **more
        )[0][0]
        model = Fsrs6(settings.parameters)
        covered, more = exam_states_sql(exam, "r.card")
        total = 0.0
        rows = self._store.each(
            f"""SELECT r.card, r.day, r.rating FROM review_log r
                WHERE r.act = 'answer' AND r.day < :exam_day AND {STANDING} AND {ROW} AND {covered}
                ORDER BY r.card, r.at, r.device, r.seq""",
            exam_day=exam.day,
            **more,
        )
        for answers in _by_card(rows):
            stability, difficulty = model.first(answers[0][1])
            last = answers[0][0]
            for day, rating in answers[1:]:
                stability, difficulty = model.after(stability, difficulty, day - last, rating)
                last = max(day, last)
            total += model.curve.retrievability(exam.day - last, stability)
        return PastExam(exam, cards, 100 * total / cards if cards else 0.0)


def _by_card(rows: Iterator[tuple[str, int, int]]) -> Iterator[list[tuple[int, int]]]:
    for _card, answers in groupby(rows, itemgetter(0)):
        yield [(day, rating) for _, day, rating in answers]


def _forgetting(curve: Curve, spent: Sequence[float], recalled: int) -> tuple[float, float]:
    """Return by what the time since an answer must be multiplied, and the deviation of its logarithm.

    ``spent`` are the times of reviews in stabilities, times the factor of the curve.  The multiple is such
    that as many reviews are expected to be recalled as were.
    """
    assumed = _ASSUMED_REVIEWS
    typical = sum(spent) / len(spent) if spent else 0.9 ** (1 / curve.decay) - 1

    def expected(multiple: float) -> float:
        found = sum(math.pow(1 + multiple * each, curve.decay) for each in spent)
        return found + assumed * math.pow(1 + multiple * typical, curve.decay)

    wanted = recalled + assumed * math.pow(1 + typical, curve.decay)
    low, high = math.log(1 / 16), math.log(16)
    for _ in range(20):
        middle = (low + high) / 2
        if expected(math.exp(middle)) > wanted:
            low = middle
        else:
            high = middle
    multiple = math.exp((low + high) / 2)
    reviews = len(spent) + assumed
    share = expected(multiple) / reviews
    # By how much the expected share falls where the logarithm grows by 1; the delta method.
    slope = (expected(multiple * 0.95) - expected(multiple * 1.05)) / reviews / 0.1
    deviation = math.sqrt(share * (1 - share) / reviews) / max(slope, 1e-6)
    return multiple, min(deviation, 1.0)
