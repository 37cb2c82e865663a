"""The proof of the kept states by the log, as the doctor makes it."""

from __future__ import annotations

from attache.learner.progress import Progress
from attache.learner.reviews import write_state
from attache.learner.symptoms import differing
from attache.study.scheduler import Scheduler


def astray(progress: Progress, scheduler: Scheduler) -> list[str]:
    """Return the cards whose kept state is not what the log leads to."""
    with progress._store.reading() as connection:
        return [card for card, _ in differing(connection, scheduler)]


def settle(progress: Progress, scheduler: Scheduler) -> None:
    """Keep for every card what the log leads to, for a log that was written by hand."""
    with progress._store.writing() as connection:
        for card, state in list(differing(connection, scheduler)):
            write_state(connection, card, state)
