"""Remembering what was opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.changes import ChangeKind, Changes
from attache.learner.progress import Progress
from tests.learner.conftest import SetClock


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    """Return what is kept in a table."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()


def test_a_lookup_is_kept_and_told(progress: Progress, path: Path, clock: SetClock) -> None:
    assert progress.lookups.recent(10) == ()
    assert progress.lookups.add("nato") == Changes.of(ChangeKind.LOOKUPS, "nato")
    assert progress.lookups.recent(10) == (("nato", clock.now),)
    assert rows(path, "lookup") == [("id-1", "nato", clock.now, "id-2")]
    assert rows(path, "device") == [("id-2", 1, clock.now, 0)]


@pytest.mark.parametrize(("seconds", "lookups"), [(0, 1), (59.999, 1), (60, 2), (-1, 2)])
def test_the_same_entry_within_a_minute_is_one_lookup(
    progress: Progress, path: Path, clock: SetClock, seconds: float, lookups: int
) -> None:
    progress.lookups.add("nato")
    clock.move(seconds=seconds)
    assert bool(progress.lookups.add("nato")) == (lookups == 2)
    assert len(rows(path, "lookup")) == lookups


def test_another_entry_between_makes_two_lookups(progress: Progress, path: Path) -> None:
    for entry in ("nato", "asean", "nato"):
        progress.lookups.add(entry)
    assert len(rows(path, "lookup")) == 3
    assert [entry for entry, _ in progress.lookups.recent(10)] == ["nato", "asean"]


def test_recent_lookups_are_distinct_the_latest_first_and_no_more_than_asked(
    progress: Progress, clock: SetClock
) -> None:
    for entry in ("a", "b", "a", "c", "d"):
        progress.lookups.add(entry)
        clock.move(seconds=1)
    start = clock.now - 5000
    assert progress.lookups.recent(3) == (("d", start + 4000), ("c", start + 3000), ("a", start + 2000))
    assert progress.lookups.recent(0) == progress.lookups.recent(-1) == ()
    assert len(progress.lookups.recent(10**30)) == 4


def test_a_cleared_history_is_gone_but_for_when_it_was(
    progress: Progress, path: Path, clock: SetClock
) -> None:
    assert not progress.lookups.clear()
    assert not path.exists()
    progress.lookups.add("nato")
    clock.move(seconds=10)
    assert progress.lookups.clear() == Changes.of(ChangeKind.LOOKUPS)
    assert progress.lookups.recent(10) == ()
    assert rows(path, "lookup") == []
    assert rows(path, "lookup_clear") == [("id-4", clock.now, "id-2")]


def test_a_clock_put_back_hides_nothing_from_a_merge(progress: Progress, path: Path, clock: SetClock) -> None:
    progress.lookups.add("nato")
    looked_up = clock.now
    clock.move(seconds=-100)
    progress.lookups.clear()
    assert rows(path, "lookup_clear") == [("id-4", looked_up + 1, "id-2")]
    progress.lookups.add("asean")
    assert progress.lookups.recent(10) == (("asean", looked_up + 2),)
