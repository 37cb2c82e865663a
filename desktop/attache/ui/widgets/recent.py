"""The recently viewed entries, as several pages list them."""

from __future__ import annotations

from attache.base.dates import day_words
from attache.base.vocabulary import EntryRow
from attache.ui.shell.context import Context

_MOST = 8


def recently_viewed(context: Context) -> list[tuple[EntryRow, str]]:
    """Return (entry, when in words) for the recently viewed entries, the latest first."""
    recent, now = context.learner.recent(_MOST), context.clock()
    return [(row, day_words(recent[row.id], now)) for row in context.library.rows_by_id(list(recent))]
