"""The figures of a learner's progress, each one query by an index or one walk through a table.

Days, answers and their time are the learner's history and count whatever the library has; figures of cards
are about cards that it has (``present``).  What was undone counts nowhere.

Nothing here loops over reviews in Python: with half a million of them, all figures together take some 0.2 s.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from attache.learner.card_sql import to_learn_sql
from attache.learner.store import Store
from attache.learner.undone import STANDING, UNDONE
from attache.learner.validity import MOST_TOOK
from attache.study.days import Moment
from attache.study.memory import Curve, Phase
from attache.study.settings import StudySettings
from attache.study.workload import Today

DAYS_AHEAD = 30
"""Days for which the due cards are counted, from tomorrow on."""
_RECENT_DAYS = 30
"""Days from which true retention is taken."""
_AFTER_A_GAP = 60
"""Days after a gap within which what was due in it is asked: later ones do not say that something was due."""
_BEFORE = f"""
    (SELECT {{}} FROM review_log p WHERE p.card = r.card AND p.at < r.at AND p.act = 'answer'
        AND p.id NOT IN {UNDONE} ORDER BY p.at DESC LIMIT 1)
"""
"""Columns of the answer p before a row r of the log; no two rows of a card have the same instant."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures, in cards, answers, days, minutes and seconds; shares from 0 to 1.

    ``cards`` are all in the library; ``to_learn`` leaves out those that are hidden and were never started.
    ``learning`` cards are in their steps, ``known`` cards in long intervals; together these are all that were
    started.
    What is due or new today is bounded by the minutes and limits of the day.  ``retention`` is the share
    of answers in the last 30 days that were not Again, among cards in long intervals answered on a later
    day than the time before; None if there were none.  ``due_7_days`` counts from tomorrow on.
    ``remembered`` is how many of the started cards would be recalled today.
    """

    cards: int
    to_learn: int
    started: int
    learning: int
    known: int
    suspended: int
    flagged: int
    leeches: int
    remembered: float
    reviews: int
    answers_today: int
    minutes_today: float
    due_today: int
    new_today: int
    retention: float | None
    streak: int
    days_studied: int
    seconds_per_answer: float | None
    minutes: float
    due_7_days: int
    due_30_days: int


def figures(
    store: Store, today: Today, ahead: Mapping[int, int], now: Moment, settings: StudySettings
) -> Figures:
    """Compute all figures at a moment; the store has a library beside it.

    ``ahead`` says how many cards become due on each of the next ``DAYS_AHEAD`` days.
    """
    studied = _days_studied(store, now.day)
    curve = Curve.of(settings.parameters)
    with store.reading() as connection:
        states = _states(connection, now.day, curve, settings.leech_lapses)
    reviews, took = _answers(store)
    to_learn, values = to_learn_sql("'all'", "''", settings)
    return Figures(
        cards=int(store.rows("SELECT total(cards) FROM study_count WHERE grouping = 'all'")[0][0]),
        to_learn=int(store.rows(f"SELECT {to_learn}", **values)[0][0]),
        started=states.started,
        learning=states.learning,
        known=states.started - states.learning,
        suspended=states.suspended,
        flagged=states.flagged,
        leeches=states.leeches,
        remembered=states.remembered,
        reviews=reviews,
        answers_today=today.done.answers,
        minutes_today=today.done.took / 60_000,
        due_today=today.due + today.learning,
        new_today=today.new,
        retention=_retention(store, now.day),
        streak=_streak(store, studied, now.day, settings),
        days_studied=len(studied),
        seconds_per_answer=took / reviews / 1000 if reviews else None,
        minutes=took / 60_000,
        due_7_days=sum(count for day, count in ahead.items() if day <= now.day + 7),
        due_30_days=sum(ahead.values()),
    )


def _answers(store: Store) -> tuple[int, int]:
    """Return how many answers there are, practice included, and the milliseconds that they took."""
    # Only answers have a rating.  What was undone is little, and quicker taken off than left out.
    took_at_all = f"total(iif(took BETWEEN 0 AND {MOST_TOOK}, took, 0))"
    every = f"SELECT count(*), {took_at_all} FROM review_log WHERE rating > 0"
    (count, took), (undone, less) = store.rows(f"{every} UNION ALL {every} AND id IN {UNDONE}")
    return count - undone, int(took - less)


@dataclass(frozen=True, slots=True)
class _States:
    """The states of all cards, summed up."""

    started: int
    learning: int
    suspended: int
    flagged: int
    leeches: int
    remembered: float


def _states(connection: sqlite3.Connection, day: int, curve: Curve, leech: int) -> _States:
    """Count the states by an index, and all else in one walk through the cards that the library has."""
    _lend_power(connection)
    grouped = connection.execute(
        "SELECT suspended, phase, count(*) FROM card_state WHERE present = 1 GROUP BY suspended, phase"
    ).fetchall()
    remembered, flagged, leeches = connection.execute(
        "SELECT"
        " total(pow(1 + ? * max(? - last_day, 0) / stability, ?)) FILTER (WHERE phase > 0 AND stability > 0),"
        " count(*) FILTER (WHERE flagged), count(*) FILTER (WHERE lapses >= ?)"
        " FROM card_state WHERE +present = 1",
        (curve.factor, day, curve.decay, leech),
    ).fetchone()
    return _States(
        started=sum(count for _, phase, count in grouped if phase),
        learning=sum(count for _, phase, count in grouped if phase in (Phase.LEARNING, Phase.RELEARNING)),
        suspended=sum(count for suspended, _, count in grouped if suspended),
        flagged=flagged,
        leeches=leeches,
        remembered=remembered,
    )


def _lend_power(connection: sqlite3.Connection) -> None:
    """Give SQLite the function ``pow`` if it was built without."""
    try:
        connection.execute("SELECT pow(1, 1)")
    except sqlite3.OperationalError:
        connection.create_function("pow", 2, math.pow, deterministic=True)


def _retention(store: Store, day: int) -> float | None:
    """Return the share of reviews in the last days that were not Again, None if there were none.

    The answer before, of the same card and not undone, says in which phase the card then was.
    """
    count, known = store.rows(
        f"""SELECT count(*), total(rating > 1) FROM (
                SELECT r.rating, {_BEFORE.format("p.phase = 2 AND p.day < r.day")} AS counts
                FROM review_log r WHERE r.day BETWEEN ? AND ? AND r.act = 'answer' AND r.id NOT IN {UNDONE}
                    AND EXISTS (SELECT 1 FROM card_state s WHERE s.card = r.card AND s.present = 1))
            WHERE counts""",
        day - _RECENT_DAYS + 1,
        day,
    )[0]
    return known / count if count else None


def _days_studied(store: Store, day: int) -> list[int]:
    """Return the days up to one on which anything was answered, the latest first.

    SQLite steps from one day to the next by the index, which a plain DISTINCT would read whole.
    """
    rows = store.rows(
        f"""WITH RECURSIVE each(day) AS (
                SELECT max(day) FROM review_log WHERE day BETWEEN 0 AND ?
                UNION ALL
                SELECT (SELECT max(day) FROM review_log WHERE day >= 0 AND day < each.day) FROM each
                WHERE each.day IS NOT NULL)
            SELECT day FROM each WHERE EXISTS (SELECT 1 FROM review_log r WHERE r.day = each.day
                AND r.act IN ('answer', 'practice') AND {STANDING})""",
        day,
    )
    return [row[0] for row in rows]


def _streak(store: Store, studied: list[int], today: int, settings: StudySettings) -> int:
    """Return how many days were studied without a break; a day off, or with nothing due, is no break.

    Today is not over, so that nothing is broken by it.
    """
    streak = 0
    upto = today - 1 if studied[:1] != [today] else today
    for last in studied:
        gap = range(last + 1, upto + 1)
        if not all(settings.is_off(day) for day in gap):
            first = _first_due(store, last, upto)
            if first is not None and not all(settings.is_off(day) for day in gap if day >= first):
                break
        streak += 1
        upto = last - 1
    return streak


def _first_due(store: Store, last: int, end: int) -> int | None:
    """Return the first day up to ``end`` by which a card was due that was not answered after ``last``."""
    found = store.rows(
        f"""SELECT min(due) FROM (
                SELECT min(due_day) AS due FROM card_state
                WHERE present = 1 AND suspended = 0 AND phase IN (1, 2, 3) AND due_day <= ? AND last_day <= ?
                UNION ALL
                SELECT min({_BEFORE.format("p.due_day")}) FROM review_log r
                WHERE r.day BETWEEN ? AND ? AND r.act = 'answer' AND r.id NOT IN {UNDONE})""",
        end, last, end + 1, end + _AFTER_A_GAP,
    )  # fmt: skip
    return found[0][0] if found[0][0] is not None and found[0][0] <= end else None
