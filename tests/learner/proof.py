"""Checks saved states against the log as the doctor does, and writes rows that no program would write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from attache.base.clock import utc_milliseconds
from attache.base.identity import random_id
from attache.learner import log
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT
from attache.learner.states import write_state
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


def can_undo(progress: Progress) -> bool:
    """Return whether anything done on this machine is left to undo."""
    with opened_again(progress) as store, store.reading() as connection:
        return left_to(log.to_undo, connection)


def can_redo(progress: Progress) -> bool:
    """Return whether anything undone can be done again."""
    with opened_again(progress) as store, store.reading() as connection:
        return left_to(log.to_redo, connection)


def left_to(
    find: Callable[[sqlite3.Connection, str], log.Row | None], connection: sqlite3.Connection
) -> bool:
    """Return whether ``log.to_undo`` or ``log.to_redo`` finds a row of this machine."""
    here = connection.execute("SELECT id FROM device WHERE here = 1").fetchone()
    return here is not None and find(connection, here[0]) is not None


def astray(progress: Progress, scheduler: Scheduler) -> list[str]:
    """Return the cards whose kept state is not what the log leads to."""
    with opened_again(progress) as store, store.reading() as connection:
        return [card for card, _ in differing(connection, scheduler.model)]


def settle(progress: Progress, scheduler: Scheduler) -> None:
    """Keep for every card what the log leads to, for a log that was written by hand."""
    with opened_again(progress) as store, store.writing() as connection:
        for card, state in list(differing(connection, scheduler.model)):
            write_state(connection, card, state)
