"""Marking entries."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from attache.base.changes import ChangeKind, Changes
from attache.learner.progress import Progress
from tests.learner.conftest import SetClock


def rows(path: Path) -> list[tuple[object, ...]]:
    """Return what is kept, marked or not."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT entry, marked, changed_at, device FROM bookmark").fetchall()


def test_a_mark_is_kept_and_told(progress: Progress) -> None:
    assert not progress.bookmarks.is_marked("nato")
    assert progress.bookmarks.set("nato", True) == Changes.of(ChangeKind.BOOKMARKS, "nato")
    assert progress.bookmarks.is_marked("nato")
    assert not progress.bookmarks.is_marked("asean")


def test_marking_twice_changes_nothing(progress: Progress, path: Path) -> None:
    assert not progress.bookmarks.set("nato", False)
    assert not path.exists()
    progress.bookmarks.set("nato", True)
    assert not progress.bookmarks.set("nato", True)


def test_the_last_marked_comes_first(progress: Progress, clock: SetClock) -> None:
    for entry in ("a", "b", "c"):
        progress.bookmarks.set(entry, True)
    clock.move(seconds=1)
    progress.bookmarks.set("a", False)
    progress.bookmarks.set("a", True)
    progress.bookmarks.set("b", False)
    assert progress.bookmarks.all() == ("a", "c")


def test_a_mark_taken_away_stays_as_a_row_for_a_merge(
    progress: Progress, path: Path, clock: SetClock
) -> None:
    progress.bookmarks.set("nato", True)
    clock.move(seconds=5)
    progress.bookmarks.set("nato", False)
    assert rows(path) == [("nato", 0, clock.now, "id-1")]


def test_a_later_change_wins_even_if_the_clock_was_put_back(
    progress: Progress, path: Path, clock: SetClock
) -> None:
    progress.bookmarks.set("nato", True)
    first = clock.now
    clock.move(seconds=-3600)
    progress.bookmarks.set("nato", False)
    assert rows(path) == [("nato", 0, first + 1, "id-1")]


def test_a_time_beyond_belief_does_not_overflow(progress: Progress, path: Path, clock: SetClock) -> None:
    progress.bookmarks.set("nato", True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE bookmark SET changed_at = 9223372036854775807")
    assert progress.bookmarks.set("nato", False)
    assert rows(path) == [("nato", 0, clock.now, "id-1")]
