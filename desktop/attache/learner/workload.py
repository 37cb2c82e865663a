"""Reads how much there is to do from log and cards; the rules are in :mod:`attache.study.workload`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial

from attache.learner.card_sql import (
    buried_sql,
    core_sql,
    counts_sql,
    early_count_sql,
    exam_new_sql,
    next_due_sql,
    overdue_sql,
    step_at_sql,
)
from attache.learner.cards import Cards
from attache.learner.remembered import Remembered
from attache.learner.store import Store
from attache.learner.undone import STANDING, stands
from attache.learner.validity import MOST_TOOK
from attache.study.days import Moment, day_ends, weekday
from attache.study.overview import Core, NextDue, Overview, PartCounts, backlog_of, running_plan, week_of
from attache.study.scope import ALL_CARDS, Scope
from attache.study.settings import StudySettings
from attache.study.workload import (
    LEARN_AHEAD,
    CardCounts,
    Done,
    Pace,
    Projection,
    Today,
    most_due,
    plan_today,
    project,
    spread_days_left,
)

_RECENT_ANSWERS = 500
"""Answers from which the pace is taken."""
_TOOK = f"iif(r.took BETWEEN 0 AND {MOST_TOOK}, r.took, 0)"
"""The time of an answer r; one that cannot be, in a damaged file, counts as none."""
_PACE = f"""
    (SELECT json_array(count(*), total(took)) FROM (
        SELECT {_TOOK} AS took FROM review_log r WHERE r.act = 'answer' AND {STANDING} ORDER BY r.day DESC
        LIMIT {_RECENT_ANSWERS}))
"""
_LAST_DAY = f"""
    (SELECT r.day FROM review_log r WHERE r.day <= :day AND r.act = 'answer' AND {STANDING}
     ORDER BY r.day DESC LIMIT 1)
"""
_BEFORE = f"""
    coalesce((SELECT iif(p.day = r.day, 0, p.phase) FROM review_log p
        WHERE p.card = r.card AND p.act = 'answer'
          AND (p.at, p.device, p.seq) < (r.at, r.device, r.seq) AND {stands("p")}
        ORDER BY p.at DESC, p.device DESC, p.seq DESC LIMIT 1), -1)
"""
"""The phase of a card before its answer r, 0 if that is of the same day, -1 for the first of all."""
_DAYS = f"""
    SELECT day, total(took), count(*), count(DISTINCT iif(before = -1, card, NULL)),
        count(DISTINCT iif(before = 2, card, NULL)), total(iif(act = 'answer', took, 0))
    FROM (SELECT r.day, r.card, r.act, {_TOOK} AS took,
              iif(r.day = :day AND r.act = 'answer', {_BEFORE}, NULL) AS before
          FROM review_log r
          WHERE r.day BETWEEN :first AND :day AND r.act IN ('answer', 'practice') AND {STANDING})
    GROUP BY day
"""
"""What was done on each day, as :class:`Done` has it; new and due cards are counted for ``:day`` only."""
_NEVER = 1 << 62
_FADING = 4
"""Fading entries that are shown."""
_NOTHING = Done()


class Workload:
    """Reads what is due, what was done, and the learner's pace."""

    def __init__(self, store: Store, cards: Cards, remembered: Remembered) -> None:
        """Share the store with the file's other parts."""
        self._store, self._cards, self._remembered = store, cards, remembered

    def today(self, now: Moment, settings: StudySettings, scope: Scope = ALL_CARDS) -> Today:
        """Return what is for today in a scope."""
        counts, values = counts_sql(scope, settings, now.day)
        exam_new, more = exam_new_sql(scope, settings, now.day)
        step_at = step_at_sql(scope, settings.hidden)
        due, learning, new, first, pace, exam = self._store.rows(
            f"SELECT {counts}, {step_at}, {_PACE}, {exam_new}", day=now.day, **{**values, **more}
        )[0]
        every_due = due if scope.is_everything else self._cards.counts(now.day, settings).due
        done = self._days(now.day, now.day).get(now.day, _NOTHING)
        waiting = CardCounts(due, learning, new)
        return plan_today(waiting, every_due, done, _pace(pace), settings, now.day, first or 0, exam)

    def overview(self, now: Moment, settings: StudySettings) -> Overview:
        """Return everything that is shown about a day, counted in five statements."""
        day, hidden = now.day, settings.hidden
        counts, values = counts_sql(ALL_CARDS, settings, day)
        exam_new, more = exam_new_sql(ALL_CARDS, settings, day)
        finding = (overdue_sql, next_due_sql, buried_sql, step_at_sql)
        others = ", ".join(find(ALL_CARDS, hidden) for find in finding)
        core_counts = core_sql(settings.hidden_new)
        [found] = self._store.rows(
            f"SELECT {counts}, {others}, {core_counts}, {_LAST_DAY}, {_PACE}, {exam_new},"
            f" {early_count_sql(ALL_CARDS, settings, day)}",
            **{"day": day, **values, **more},
        )
        due, learning, new, late, ahead, buried, step_at, core, started, last, pace, exam, early = found
        done = self._days(day - weekday(day), day)
        today_done, waiting = done.get(day, _NOTHING), CardCounts(due, learning, new)
        today = plan_today(waiting, due, today_done, _pace(pace), settings, day, step_at or 0, exam)
        ready_at = (step_at or 0) - LEARN_AHEAD
        last_studied = -1 if last is None else day - last
        due_on = self._cards.due_on(day + 1, max(ahead or 0, day + 6 - weekday(day)), settings)
        weakest, fading = self._remembered.fading(day, _FADING, settings)
        documents = self._cards.counts_by("document", day, settings)
        return Overview(
            day=day,
            valid_until=min(
                ready_at if ready_at > now.at else _NEVER, day_ends(day, now.offset, settings.day_begins)
            ),
            today=today,
            last_studied=last_studied,
            next_due=_next_due(day, ahead, buried, due_on),
            plan=running_plan(today, settings, day),
            # After a break that was planned, its cards are spread already.
            backlog=None if settings.recent_break(day) else backlog_of(today, late, last_studied),
            week=week_of(
                day,
                done,
                due_on,
                # What comes early is counted on the day on which it is due.
                max(due - early - (0 if today.off else today.due), 0),
                spread_days_left(settings, day),
                partial(most_due, settings, today.pace),
            ),
            fading=tuple(weakest),
            fading_cards=fading,
            documents={part: PartCounts(*found) for part, found in documents.items()},
            core=Core.of(core, started, today.pace),
        )

    def due_on(self, day: int, days: int, settings: StudySettings) -> Mapping[int, int]:
        """Return how many cards become due on each of so many days after a day."""
        return self._cards.due_on(day + 1, day + days, settings)

    def project(self, minutes: int, settings: StudySettings) -> Projection:
        """Return the retention and the new cards a day that ``minutes`` of study a day lead to."""
        load, pace = self._store.rows(
            "SELECT (SELECT total(1 / max(stability, 1.0)) FROM card_state"
            f" WHERE present = 1 AND +suspended = 0 AND +phase > 0), {_PACE}"
        )[0]
        return project(minutes, load, _pace(pace), settings)

    def _days(self, first: int, last: int) -> Mapping[int, Done]:
        """Return what was done on each day of a span; new and due cards are counted for its last day only."""
        return {
            day: Done(int(took), answers, new, due, int(spent))
            for day, took, answers, new, due, spent in self._store.rows(_DAYS, first=first, day=last)
        }


def _next_due(day: int, ahead: int | None, buried: int, due_on: Mapping[int, int]) -> NextDue:
    """Return when the next cards are due; those that are buried come back tomorrow."""
    if buried:
        return NextDue(1, buried + due_on.get(day + 1, 0))
    return NextDue() if ahead is None else NextDue(ahead - day, due_on.get(ahead, 0))


def _pace(told: str) -> Pace:
    answers, took = json.loads(told)
    return Pace.of(answers, took)
