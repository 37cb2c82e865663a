"""The current moment, in the learner's own days."""

from __future__ import annotations

from attache.learner.store import Store
from attache.learner.undone import STANDING
from attache.study.days import Moment, moment

_STUDIED = f"SELECT 1 FROM review_log r WHERE r.day = ? AND r.act = 'answer' AND {STANDING} LIMIT 1"


class Present:
    """Returns the current moment.  Whether anything was studied on a day is read again only after a write."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._studied: dict[int, bool] = {}
        self._changes = -1

    def moment(self, begins: int) -> Moment:
        """Return the current moment in the learner's days, which begin at ``begins`` o'clock."""
        return moment(self._store.clock, self._store.zone, begins, self._was_studied)

    def _was_studied(self, day: int) -> bool:
        if self._store.changes != self._changes:
            self._changes = self._store.changes
            self._studied.clear()
        if day not in self._studied:
            self._studied[day] = bool(self._store.rows(_STUDIED, day))
        return self._studied[day]
