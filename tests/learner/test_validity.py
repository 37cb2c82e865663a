"""Values that no program has written are counted, and a repair replaces them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.database import connect
from attache.learner.progress import Progress
from attache.learner.validity import invalid_rows, is_written, make_valid
from attache.study.quiz import Quiz, QuizOptions
from attache.study.reading import ReadingPlace


@pytest.fixture
def connection(progress: Progress, path: Path) -> Iterator[sqlite3.Connection]:
    """A file with a row in each table that the learner writes."""
    progress.bookmarks.set("nato", True)
    progress.bookmarks.set("asean", True)
    progress.notes.write("nato", "mine")
    progress.lookups.add("nato")
    progress.settings.write(minutes=30)
    progress.reading.set_read("attache:asia/methods", True)
    progress.reading.stop_at(ReadingPlace("attache:asia", "attache:asia/methods", 500))
    progress.quizzes.start(Quiz.of(QuizOptions(), ()))
    with closing(connect(path)) as opened:
        opened.execute("INSERT INTO confusion SELECT 'c', 'nato', 'asean', 1, 20000, 5, id FROM device")
        yield opened


def test_what_the_program_writes_is_valid(connection: sqlite3.Connection) -> None:
    assert invalid_rows(connection) == {}
    make_valid(connection)
    assert invalid_rows(connection) == {}


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("bookmark", "marked = 3"),
        ("bookmark", "changed_at = -1"),
        ("bookmark", "entry = CAST(x'61ff' AS TEXT)"),
        ("note", "text = CAST(x'61ff' AS TEXT)"),
        ("note", "changed_at = 9223372036854775807"),
        ("lookup", "at = 9223372036854775807"),
        ("setting", "value = CAST(x'ff' AS TEXT)"),
        ("setting", "name = CAST(x'ff' AS TEXT)"),
        ("section_read", "read = 2"),
        ("section_read", "section = CAST(x'61ff' AS TEXT)"),
        ("section_read", "changed_at = -1"),
        ("reading_place", "depth = 1001"),
        ("reading_place", "section = CAST(x'61ff' AS TEXT)"),
        ("reading_place", "changed_at = 9223372036854775807"),
        ("quiz", "state = 3"),
        ("quiz", "points = 2"),
        ("quiz", "retry = -1"),
        ("quiz", "made_at = -1"),
        ("quiz", "changed_at = -1"),
        ("quiz", "place = -1"),
        ("quiz", "options = '{'"),
        ("quiz", "questions = CAST(x'ff' AS TEXT)"),
        ("confusion", "told = 2"),
        ("confusion", "day = -1"),
        ("confusion", "at = -1"),
        ("confusion", "other = CAST(x'ff' AS TEXT)"),
        ("device", "here = 9"),
        ("device", "added_at = -5"),
    ],
)
def test_each_impossible_value_is_counted_and_replaced(
    connection: sqlite3.Connection, table: str, change: str
) -> None:
    connection.execute(f"UPDATE {table} SET {change} WHERE rowid = 1")
    assert invalid_rows(connection) == {table: 1}
    make_valid(connection)
    assert invalid_rows(connection) == {}


def test_of_two_ids_that_would_become_the_same_one_stays_as_it_is(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE bookmark SET entry = CAST(x'61fe' AS TEXT) WHERE entry = 'nato'")
    connection.execute("UPDATE bookmark SET entry = CAST(x'61ff' AS TEXT) WHERE entry = 'asean'")
    make_valid(connection)
    assert invalid_rows(connection) == {"bookmark": 1}
    assert connection.execute("SELECT count(*) FROM bookmark").fetchone()[0] == 2


def test_text_that_was_replaced_is_told_from_other_text() -> None:
    assert is_written("naïve 外交")
    assert not is_written(b"a\xffb".decode(errors="replace"))
