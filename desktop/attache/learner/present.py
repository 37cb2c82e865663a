"""The present moment in one learner's days."""

from __future__ import annotations

from attache.learner.store import Store
from attache.learner.undone import STANDING
from attache.study.days import Moment, moment

_STUDIED = f"SELECT 1 FROM review_log r WHERE r.day = ? AND r.act = 'answer' AND {STANDING} LIMIT 1"


def present(store: Store, begins: int) -> Moment:
    """Return the present moment in the learner's days, which begin at ``begins`` o'clock."""
    return moment(store.clock, store.zone, begins, lambda day: bool(store.rows(_STUDIED, day)))
