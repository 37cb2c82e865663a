"""Reads the overview of a day: what :mod:`attache.study.overview` is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attache.study.days import Moment, day_ends
from attache.study.memory import Curve
from attache.study.overview import NextDue, Overview, PartCounts, backlog_of, running_plan, week_of
from attache.study.settings import StudySettings

if TYPE_CHECKING:
    from attache.learner.progress import Progress

_FADING = 4
"""Fading entries that are shown."""


def read_overview(progress: Progress, now: Moment, settings: StudySettings) -> Overview:
    """Count everything that is shown about a day; raises StorageError where the file cannot be read."""
    deck, workload, day = progress.deck, progress.workload, now.day
    today = workload.today(now, settings)
    last_studied = progress.reviews.days_since(day)
    curve = Curve.of(settings.parameters)
    fading = deck.fading(day, _FADING, curve.spent(settings.desired_retention), settings)
    begun = deck.begun_by_document()
    waiting = deck.counts_by("document", day, settings)
    return Overview(
        day=day,
        valid_until=day_ends(day, now.offset, settings.day_begins),
        today=today,
        last_studied=last_studied,
        next_due=NextDue(*deck.next_due(day, settings)),
        plan=running_plan(today, settings, day),
        backlog=backlog_of(today, deck.overdue(day, settings), last_studied),
        week=week_of(day, workload.per_day(day - 6, day), deck.due_on(day + 1, day + 6, settings)),
        fading=tuple((entry, curve.retention(spent)) for entry, spent in fading),
        documents={id_: PartCounts(begun[id_][1], begun[id_][0], waiting[id_]) for id_ in begun},
    )
