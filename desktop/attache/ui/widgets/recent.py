"""The recently viewed entries, as several pages list them."""

from __future__ import annotations

from attache.base.dates import day_words
from attache.base.vocabulary import EntryRow
from attache.study.days import date_of
from attache.ui.shell.context import Context

_MOST = 8


def recently_viewed(context: Context) -> list[tuple[EntryRow, str]]:
    """Return (entry, when in words) for the recently viewed entries, the latest first."""
    learner = context.learner
    recent = learner.recent(_MOST)
    if not recent:
        return []
    today = date_of(learner.now().day)
    rows = context.library.rows_by_id(list(recent))
    whens = (day_words(learner.day_of(recent[row.id]), today) for row in rows)
    return [(row, when[:1].upper() + when[1:]) for row, when in zip(rows, whens, strict=True)]
