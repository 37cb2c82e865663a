"""Decides when to fit parameters to the learner's reviews, reads the reviews, and saves the result."""

from __future__ import annotations

import math

from attache.base.changes import ChangeKind, Changes
from attache.base.watch import UNWATCHED, Watch
from attache.learner import log, tally
from attache.learner.log import CardState
from attache.learner.replay import replay
from attache.learner.settings import Settings, keep
from attache.learner.states import write_state
from attache.learner.store import Store
from attache.learner.undone import UNDONE
from attache.study.fit import LEAST, Fit, is_possible
from attache.study.fsrs6 import Fsrs6

_GROWTH = 1.1
"""How many times as many reviews there must be as at the fitting before."""


def answers_of(store: Store, watch: Watch = UNWATCHED) -> dict[str, list[tuple[int, int]]]:
    """Return all effective answers of a progress file, as :func:`attache.study.fit.fit` takes them.

    Raises GivenUp if ``watch`` cancels.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    with store.reading() as connection, watch.statements(connection):
        rows = connection.execute(
            "SELECT card, day, rating FROM review_log WHERE act = 'answer' AND rating BETWEEN 1 AND 4"
            f" AND id NOT IN {UNDONE} ORDER BY card, at, device, seq"
        )
        for card, day, rating in rows:
            found.setdefault(card, []).append((day, rating))
    return found


def is_due(store: Store) -> bool:
    """Return whether parameters should be fitted: it is wanted, possible, and there are enough reviews."""
    settings = Settings(store).read()
    least = max(LEAST, math.ceil(settings.fitted_on * _GROWTH))
    if not settings.fit or not is_possible():
        return False
    # Quicker than counting, and never less: all answers but the first of each card.
    at_most = store.rows("SELECT total(reps - 1) FROM card_state WHERE phase > 0")[0][0]
    return at_most >= least and count(store) >= least


def adopt(store: Store, found: Fit | None, day: int, watch: Watch = UNWATCHED) -> Changes:
    """Save a fit and all states computed with it in one write; None records only that it was tried.

    ``day`` is the learner's day on which that is.
    The states are computed before the file is held, so that the window can write meanwhile.
    Raises StorageError if it cannot be saved, GivenUp if ``watch`` cancels; nothing has changed then.
    """
    watch.stop_if_cancelled()
    if found is None:
        return Settings(store).write(fitted_on=count(store))
    replaying, writing = watch.parts(2, 1)
    chosen = {
        "parameters": found.parameters,
        "fitted_on": found.reviews,
        "fit_result": () if found.losses is None else (day, found.reviews, *found.losses),
    }
    model = Fsrs6(found.parameters)
    with store.reading() as connection:
        seen = connection.execute("SELECT coalesce(max(rowid), 0) FROM review_log").fetchone()[0]
        states: dict[str, CardState] = {}
        cards = connection.execute("SELECT count(*) FROM card_state").fetchone()[0]
        for card, rows in log.every_card(connection):
            replaying.report(len(states), cards)
            states[card] = replay(rows, model)
    with store.writing() as connection:
        keep(store, connection, chosen)
        later = connection.execute("SELECT DISTINCT card FROM review_log WHERE rowid > ?", (seen,)).fetchall()
        for (card,) in later:
            states[card] = replay(log.rows_of(connection, card), model)
        for number, (card, state) in enumerate(states.items(), 1):
            writing.report(number, len(states))
            write_state(connection, card, state)
        tally.discard(connection)
    return Changes.of(ChangeKind.SETTINGS) | Changes.of(ChangeKind.REVIEWS)


def count(store: Store) -> int:
    """Return how many reviews on a later day than the one before there are."""
    pairs, cards = store.rows(
        "SELECT count(*), count(DISTINCT card) FROM (SELECT DISTINCT card, day FROM review_log"
        f" WHERE act = 'answer' AND rating BETWEEN 1 AND 4 AND id NOT IN {UNDONE})"
    )[0]
    return int(pairs - cards)
