"""Reads how much there is to do from log and cards; the rules are in :mod:`attache.study.workload`."""

from __future__ import annotations

from collections.abc import Mapping

from attache.learner.deck import Deck
from attache.learner.store import Store
from attache.learner.undone import STANDING, stands
from attache.study.days import Moment
from attache.study.scope import EVERYTHING, Scope
from attache.study.settings import StudySettings
from attache.study.workload import Done, Pace, Projection, Today, plan_today, project

_LATELY = 500
"""Answers from which the pace is taken."""
_BEFORE = f"""
    (SELECT iif(p.day = r.day, 0, p.phase) FROM review_log p WHERE p.card = r.card AND p.act = 'answer'
        AND (p.at, p.rowid) < (r.at, r.rowid) AND {stands("p")} ORDER BY p.at DESC, p.rowid DESC LIMIT 1)
"""
"""The phase of a card before its answer r, 0 where that is of the same day, null for the first of all."""
_SPENT = "total(iif(r.act = 'answer', r.took, 0))"
"""Milliseconds that count against the day's minutes."""


class Workload:
    """Reads what waits, what was done, and how fast."""

    def __init__(self, store: Store, deck: Deck) -> None:
        """Share the store with the file's other parts."""
        self._store, self._deck = store, deck

    def pace(self) -> Pace:
        """Return the learner's pace, from the last answers."""
        count, took = self._store.rows(
            "SELECT count(*), total(took) FROM (SELECT took FROM review_log WHERE act = 'answer'"
            f" ORDER BY rowid DESC LIMIT {_LATELY})"
        )[0]
        return Pace.of(count, took)

    def done(self, day: int) -> Done:
        """Return what was done on a day."""
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
        every_due = waiting.due if scope.is_everything else self._deck.counts(now.day, settings).due
        return plan_today(waiting, every_due, self.done(now.day), self.pace(), settings, now.day)

    def project(self, minutes: int, settings: StudySettings) -> Projection:
        """Return what some minutes a day lead to."""
        load = self._store.rows(
            "SELECT total(1 / max(stability, 1.0)) FROM card_state WHERE +suspended = 0 AND +phase > 0"
        )[0][0]
        return project(minutes, load, self.pace(), settings)

    def per_day(self, first: int, last: int) -> Mapping[int, Done]:
        """Return the time and the answers of each day from the first to the last that was studied on."""
        rows = self._store.rows(
            f"SELECT r.day, total(r.took), count(*), {_SPENT} FROM review_log r WHERE r.day BETWEEN ? AND ?"
            f" AND r.act IN ('answer', 'practice') AND {STANDING} GROUP BY r.day",
            first,
            last,
        )
        return {day: Done(int(took), answers, spent=int(spent)) for day, took, answers, spent in rows}
