"""FSRS's parameters fitted to the learner's own reviews, and kept only if they predict these better.

The fitting is done by ``fsrs-rs-python``, which is optional: without it nothing here finds anything and all
else works.  FSRS does not predict recall within a day better than a constant would, so only reviews on a
later day than the one before are fitted to and judged by.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import pairwise
from typing import TypeAlias

from attache.base.changes import ChangeKind, Changes
from attache.learner import log
from attache.learner.log import CardState
from attache.learner.replay import replay
from attache.learner.reviews import write_state
from attache.learner.settings import Settings, keep
from attache.learner.store import Store
from attache.learner.undone import UNDONE
from attache.study.memory import NEW, Memory, Phase, Rating
from attache.study.settings import (
    LEAST_PARAMETERS,
    MOST_PARAMETERS,
    StudySettings,
    is_allowed,
)

Answers: TypeAlias = Mapping[str, Sequence[tuple[int, int]]]
"""For each card its answers in order, each as the learner's day and the rating."""
Parameters: TypeAlias = tuple[float, ...]
Cancelled: TypeAlias = Callable[[], bool]
"""Tells whether to give up; once it has said so it always does.  What is given up has changed nothing."""

_LIBRARY = "fsrs_rs_python"
_LEAST = 400
"""Reviews on a later day below which the parameters that FSRS comes with are the better guess."""
_MOST = 10_000
"""The latest reviews, to which is fitted: more hardly change the result, and hold up the window meanwhile."""
_MANY = 5_000
_TRAINED = 0.8
"""Share of the reviews, by time, that parameters are fitted to before they are judged by the others."""
_GROWTH = 1.2
"""How many times as many reviews there must be as at the fitting before."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted parameters, from a history with so many reviews on a later day, and what they are worth.

    The losses (logarithmic, of reviews that neither had been fitted to) are those of the parameters before
    and of fitted ones; the smaller, the better the prediction.
    """

    parameters: Parameters
    reviews: int
    loss_before: float
    loss: float


def never() -> bool:
    """Never give up."""
    return False


def answers_of(store: Store, cancelled: Cancelled = never) -> dict[str, list[tuple[int, int]]]:
    """Return all answers of a progress file that hold, as :func:`fit` takes them; none if given up."""
    found: dict[str, list[tuple[int, int]]] = {}
    rows = store.each(
        "SELECT card, day, rating FROM review_log WHERE act = 'answer' AND rating BETWEEN 1 AND 4"
        f" AND id NOT IN {UNDONE} ORDER BY card, at, device, seq"
    )
    for card, day, rating in rows:
        own = found.get(card)
        if own is None:
            if cancelled():
                return {}
            own = found[card] = []
        own.append((day, rating))
    return found


def is_due(store: Store) -> bool:
    """Tell whether parameters should be fitted: it is wanted, possible, and there are enough reviews."""
    settings = Settings(store).read()
    least = max(_LEAST, math.ceil(settings.fitted_on * _GROWTH))
    if not settings.fit or find_spec(_LIBRARY) is None:
        return False
    # Quicker than counting, and never less: all answers but the first of each card.
    at_most = store.rows("SELECT coalesce(sum(reps - 1), 0) FROM card_state WHERE phase > 0")[0][0]
    return at_most >= least and _count(store) >= least


def fit(answers: Answers, current: Parameters, cancelled: Cancelled = never) -> Fit | None:
    """Fit parameters to answers; None where that cannot be done, or where ``current`` predict as well.

    None as well if given up.

    Pure and slow: for another thread than the window's.
    """
    gaps = (pair for each in answers.values() for pair in pairwise(each))
    days = sorted(day for (before, _), (day, _) in gaps if day > before)
    if len(days) < _LEAST:
        return None
    latest = days[-_MOST:]
    cut = latest[int(len(latest) * _TRAINED)]
    trained = _fitted(answers, latest[0], cut)
    if trained is None:
        return None
    before, after = (log_loss(answers, each, cut, cancelled) for each in (current, trained))
    if after >= before or cancelled():
        return None
    final = _fitted(answers, latest[0], latest[-1] + 1)
    return None if final is None else Fit(final, len(days), before, after)


def log_loss(answers: Answers, parameters: Parameters, since: int, cancelled: Cancelled = never) -> float:
    """Return the mean logarithmic loss of predicting recall on later days, from a day on; 0.0 without any.

    If given up, that of the cards so far.
    """
    # Imported here because FSRS takes longer to import than the window to open.
    from attache.study.scheduler import Scheduler

    scheduler = Scheduler(StudySettings(parameters=parameters))
    total, count = 0.0, 0
    for each in answers.values():
        if cancelled():
            break
        if each[-1][0] < since:
            continue
        memory = NEW
        for day, rating in each:
            if memory is not NEW and day > memory.last_day and day >= since:
                recalled = scheduler.retrievability(memory, day)
                total -= math.log(max(recalled if rating > Rating.AGAIN else 1 - recalled, 1e-6))
                count += 1
            stability, difficulty = scheduler.recall(memory, Rating(rating), day)
            last = max(day, memory.last_day)
            memory = Memory(Phase.REVIEW, stability=stability, difficulty=difficulty, last_day=last)
    return total / count if count else 0.0


def adopt(store: Store, found: Fit | None, cancelled: Cancelled = never) -> Changes:
    """Keep a fit and all states worked out by it in one write; None notes only that it was tried.

    The states are worked out before the file is held, so that the window can write meanwhile.
    If given up nothing is written, and there are no changes.
    Raises StorageError where it cannot be kept; then nothing has changed.
    """
    if cancelled():
        return Changes()
    if found is None:
        return Settings(store).write(fitted_on=_count(store))
    try:
        _adopt(store, found, cancelled)
    except _GivenUp:
        return Changes()
    return Changes.of(ChangeKind.SETTINGS) | Changes.of(ChangeKind.REVIEWS)


class _GivenUp(Exception):
    """Leaves a write undone."""


def _adopt(store: Store, found: Fit, cancelled: Cancelled) -> None:
    # Imported here because FSRS takes longer to import than the window to open.
    from attache.study.scheduler import Scheduler

    chosen = {"parameters": found.parameters, "fitted_on": found.reviews}
    scheduler = Scheduler(replace(Settings(store).read(), parameters=found.parameters))
    with store.reading() as connection:
        seen = connection.execute("SELECT coalesce(max(rowid), 0) FROM review_log").fetchone()[0]
        states: dict[str, CardState] = {}
        for card, rows in log.every_card(connection):
            _go_on_unless(cancelled)
            states[card] = replay(rows, scheduler)
    with store.writing() as connection:
        keep(store, connection, chosen)
        later = connection.execute("SELECT DISTINCT card FROM review_log WHERE rowid > ?", (seen,)).fetchall()
        for (card,) in later:
            states[card] = replay(log.rows_of(connection, card), scheduler)
        for card, state in states.items():
            _go_on_unless(cancelled)
            write_state(connection, card, state)


def _go_on_unless(cancelled: Cancelled) -> None:
    if cancelled():
        raise _GivenUp


def _count(store: Store) -> int:
    """Return how many reviews on a later day than the one before there are."""
    pairs, cards = store.rows(
        "SELECT count(*), count(DISTINCT card) FROM (SELECT DISTINCT card, day FROM review_log"
        f" WHERE act = 'answer' AND rating BETWEEN 1 AND 4 AND id NOT IN {UNDONE})"
    )[0]
    return int(pairs - cards)


def _fitted(answers: Answers, first: int, end: int) -> Parameters | None:
    """Fit parameters to the reviews from a day up to another, which is left out; None where that fails."""
    try:
        from fsrs_rs_python import FSRS, FSRSItem, FSRSReview, TrainingConfig
    except ImportError:  # an optional extra
        return None
    items = []
    for each in answers.values():
        reviews = [FSRSReview(each[0][1], 0)]
        for (before, _), (day, rating) in pairwise(each):
            if day >= end:
                break
            reviews.append(FSRSReview(rating, max(day - before, 0)))
            if day > before and day >= first:
                items.append(FSRSItem(reviews))  # so that every item ends with a review after a gap
    if not items:
        return None
    try:
        found = FSRS([]).compute_parameters(
            items, training_config=TrainingConfig(num_epochs=_rounds(len(items)))
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - what Rust calls a panic comes as no Exception
        return None
    return _within_bounds(found)


def _rounds(reviews: int) -> int:
    """Return how often all reviews are gone through: the library's own five times, three where they are many.

    With 10,000 of a simulated learner three predict others of his as well, in 0.09 s instead of 0.15 s.
    """
    return 5 if reviews < _MANY else 3


def _within_bounds(parameters: Sequence[float]) -> Parameters | None:
    """Return parameters moved into FSRS's bounds, which single precision may miss; None if they are none."""
    if len(parameters) != len(LEAST_PARAMETERS) or not all(map(math.isfinite, parameters)):
        return None
    bounds = zip(parameters, LEAST_PARAMETERS, MOST_PARAMETERS, strict=True)
    found = tuple(min(max(round(value, 6), least), most) for value, least, most in bounds)
    return found if is_allowed("parameters", found) else None
