"""The proof of the kept states by the log, as the doctor makes it; and what no program would write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from attache.base.clock import utc_milliseconds
from attache.base.identity import random_id
from attache.learner.progress import Progress
from attache.learner.reviews import write_state
from attache.learner.schema import LAYOUT
from attache.learner.store import Store
from attache.learner.symptoms import differing
from attache.study.scheduler import Scheduler


@contextmanager
def opened_again(progress: Progress) -> Iterator[Store]:
    """Open the file of a learner a second time, to read or write single rows of it."""
    store = Store(progress.path, LAYOUT, utc_milliseconds, random_id)
    try:
        yield store
    finally:
        store.close()


def astray(progress: Progress, scheduler: Scheduler) -> list[str]:
    """Return the cards whose kept state is not what the log leads to."""
    with opened_again(progress) as store, store.reading() as connection:
        return [card for card, _ in differing(connection, scheduler.model)]


def settle(progress: Progress, scheduler: Scheduler) -> None:
    """Keep for every card what the log leads to, for a log that was written by hand."""
    with opened_again(progress) as store, store.writing() as connection:
        for card, state in list(differing(connection, scheduler.model)):
            write_state(connection, card, state)
