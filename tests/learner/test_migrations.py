"""Files that earlier versions wrote become what this version would have written, or stay as they were."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from attache.base.faults import StorageError
from attache.base.ids import qualified
from attache.learner import log, migrations
from attache.learner.backups import Backups
from attache.learner.bookmarks import Bookmarks
from attache.learner.checksum import FIELDS, VERSION, checksum
from attache.learner.log import Act
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT, MIGRATIONS
from attache.learner.store import Store
from attache.study.memory import Rating
from attache.study.quiz import Question, Quiz, QuizForm, QuizOptions, Way
from attache.study.reading import ReadingPlace
from attache.study.scheduler import Scheduler
from tests.learner.conftest import SetClock
from tests.learner.history import answer
from tests.learner.proof import astray, opened_again

FILES = Path(__file__).parent / "files"
VERSIONS = ("1.0", "1.1", "2.0", "2.1", "2.2")
NOW = 1_710_000_000_000


@pytest.fixture
def clock() -> SetClock:
    """A clock set to a time after everything in the old files."""
    clock = SetClock()
    clock.now = NOW
    return clock


def old(version: str, path: Path) -> Path:
    """Put a file of an earlier version in its place."""
    path.parent.mkdir(parents=True)
    shutil.copyfile(FILES / f"progress-{version}.db", path)
    return path


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return rows of a file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("version", VERSIONS)
def test_what_the_learner_marked_wrote_and_read_is_there(version: str, path: Path, clock: SetClock) -> None:
    old(version, path)
    tables = ("bookmark", "note", "lookup", "lookup_clear")
    kept = {table: rows(path, f"SELECT * FROM {table} ORDER BY rowid") for table in tables}
    with Progress.open(path, clock) as progress:
        assert progress.bookmarks.all()[0].startswith("attache:")
        assert progress.bookmarks.is_marked("attache:nato")
        assert not progress.bookmarks.is_marked("attache:asean")
        assert "note" in progress.notes.text("attache:nato")
        assert progress.notes.text("attache:hotline") == ""
        assert progress.lookups.recent(9)[0][0] == "attache:hotline"
    for table, column in (("bookmark", 0), ("note", 0), ("lookup", 1)):
        now = rows(path, f"SELECT * FROM {table} ORDER BY rowid")
        assert now == [
            tuple(qualified(str(value)) if place == column else value for place, value in enumerate(row))
            for row in kept[table]
        ]
    assert rows(path, "SELECT * FROM lookup_clear") == kept["lookup_clear"]
    assert rows(path, "PRAGMA user_version") == [(LAYOUT.version,)]
    assert [name for (name,) in rows(path, "SELECT name FROM _sqlite_migrations ORDER BY id")] == [
        *MIGRATIONS
    ]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    (copy,) = (path.parent / "backups").iterdir()
    assert copy.name == "progress-2024-03-09T1600-migration.db"
    assert rows(copy, "SELECT * FROM note") == kept["note"]


def test_the_log_is_numbered_checked_and_otherwise_the_same(path: Path, clock: SetClock) -> None:
    old("1.1", path)
    before = rows(path, "SELECT * FROM review_log ORDER BY rowid")
    states = rows(path, "SELECT * FROM card_state ORDER BY card")
    settings = rows(path, "SELECT * FROM setting ORDER BY name")
    Progress.open(path, clock).close()
    after = rows(path, f"SELECT {', '.join(FIELDS)} FROM review_log ORDER BY rowid")
    assert after == [(row[0], qualified(str(row[1])), *row[2:], seq) for seq, row in enumerate(before, 1)]
    assert rows(path, "SELECT check_version, checksum FROM review_log ORDER BY rowid") == [
        (VERSION, checksum(*row)) for row in after
    ]
    assert rows(path, "SELECT id, here, last_seq FROM device") == [("id-1", 1, len(before))]
    assert rows(path, "SELECT * FROM card_state ORDER BY card") == [
        (qualified(str(row[0])), *row[1:], 1) for row in states
    ]
    assert rows(path, "SELECT * FROM setting ORDER BY name") == settings
    assert {row[2] for row in before} == {act.value for act in Act} - {Act.TELL_APART}


def test_the_states_follow_from_the_log_and_undoing_goes_on_where_it_was(path: Path, clock: SetClock) -> None:
    old("1.1", path)
    with Progress.open(path, clock) as progress:
        scheduler = Scheduler(progress.settings.read())
        assert astray(progress, scheduler) == []
        now = progress.reviews.now(4)
        (redone,) = progress.reviews.redo(now, scheduler)
        assert (redone.card, redone.rating, redone.act) == ("attache:asean/term", Rating.GOOD, Act.ANSWER)
        undone = [progress.reviews.undo(now, scheduler) for _ in range(5)]
        assert [(row.card, row.act) for rows in undone for row in rows] == [
            ("attache:asean/term", Act.ANSWER),
            ("attache:asean/term", Act.ANSWER),
            ("attache:nato/definition", Act.ANSWER),
            ("attache:nato/term", Act.UNFLAG),
            ("attache:nato/term", Act.FLAG),
        ]
        answer(progress, "attache:nato/term", Rating.GOOD)
        assert astray(progress, scheduler) == []
    (last,) = rows(path, "SELECT max(seq) FROM review_log")
    assert rows(path, "SELECT last_seq FROM device") == [last]
    assert last == (97 + 7,)


@pytest.mark.parametrize(
    ("version", "broken", "calls"), [("1.0", "_table", 4), ("1.1", "_table", 2), ("1.1", "checksum", 50)]
)
def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(
    version: str, broken: str, calls: int, path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    old(version, path)
    schema = rows(path, "SELECT name, sql FROM sqlite_schema")
    tables = [str(name) for (name,) in rows(path, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    before = {name: rows(path, f"SELECT * FROM {name}") for name in tables}
    count = 0
    real: Callable[..., object] = getattr(migrations, broken)

    def fail(*values: object) -> object:
        nonlocal count
        count += 1
        if count == calls:
            raise RuntimeError("half way")
        return real(*values)

    monkeypatch.setattr(migrations, broken, fail)
    with pytest.raises((StorageError, RuntimeError, sqlite3.Error)):
        Progress.open(path, clock)
    assert rows(path, "SELECT name, sql FROM sqlite_schema") == schema
    assert {name: rows(path, f"SELECT * FROM {name}") for name in tables} == before
    monkeypatch.undo()
    with Progress.open(path, clock) as progress:
        assert progress.notes.text("attache:nato")


def test_rows_of_several_devices_are_counted_by_each(path: Path, clock: SetClock) -> None:
    old("1.1", path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO device VALUES ('other', 0, 0)")
        connection.execute("UPDATE review_log SET device = 'other' WHERE rowid % 3 = 0")
    Progress.open(path, clock).close()
    counted = rows(path, "SELECT device, seq FROM review_log ORDER BY device, rowid")
    assert counted == [("id-1", seq) for seq in range(1, 66)] + [("other", seq) for seq in range(1, 33)]
    assert rows(path, "SELECT id, last_seq FROM device ORDER BY id") == [("id-1", 65), ("other", 32)]


def test_the_rows_of_a_card_come_in_their_order(path: Path, clock: SetClock) -> None:
    old("1.1", path)
    ids = [
        name
        for (name,) in rows(path, "SELECT id FROM review_log WHERE card = 'nato/term' ORDER BY at, rowid")
    ]
    with (
        Progress.open(path, clock) as progress,
        opened_again(progress) as store,
        store.reading() as connection,
    ):
        standing = [row.id for row in log.rows_of(connection, "attache:nato/term")]
    assert standing == [name for name in ids if name in standing]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_backup_before_a_migration_is_looked_into_and_restored(
    version: str, path: Path, clock: SetClock
) -> None:
    old(version, path)
    with Progress.open(path, clock):
        pass
    backups = Backups(path, clock)
    (found,) = backups.list()
    before, after = backups.preview(found.path), backups.preview(path)
    assert before.version == version
    assert replace(before, version="") == replace(after, version="")
    assert backups.restore(found.path).contents == before
    with Progress.open(path, clock) as progress:
        assert progress.bookmarks.is_marked("attache:nato")
    assert backups.preview(path) == after


def test_what_was_read_is_kept_in_a_file_of_the_layout_before(path: Path, clock: SetClock) -> None:
    old("2.0", path)
    before = rows(path, "SELECT * FROM review_log ORDER BY rowid")
    states = rows(path, "SELECT * FROM card_state ORDER BY card")
    place = ReadingPlace("attache:asia", "attache:asia/methods", 400)
    with Progress.open(path, clock) as progress:
        assert progress.reading.places() == ()
        assert progress.reading.set_read(place.section, True)
        assert progress.reading.stop_at(place)
    assert rows(path, "SELECT * FROM review_log ORDER BY rowid") == before
    assert rows(path, "SELECT * FROM card_state ORDER BY card") == states
    with Progress.open(path, clock) as progress:
        assert progress.reading.is_read(place.section)
        assert progress.reading.places() == (place,)


def test_an_earlier_program_leaves_quizzes_alone(path: Path, clock: SetClock) -> None:
    """Layout 2.2 only adds a table, so a program that knows 2.1 may write to the file."""
    with Progress.open(path, clock) as progress:
        quiz = Quiz.of(QuizOptions(), (Question("k", QuizForm.TYPED, Way.TYPE, "?", ("a",), ("e",)),))
        id_, _ = progress.quizzes.start(quiz)
    earlier = Store(path, replace(LAYOUT, version=2001), clock, lambda: "new")
    Bookmarks(earlier).set("attache:nato", True)
    earlier.close()
    with Progress.open(path, clock) as progress:
        assert progress.bookmarks.is_marked("attache:nato")
        assert progress.quizzes.running() == (id_, quiz)


def test_an_earlier_program_goes_on_with_the_file_and_leaves_what_was_read_alone(
    path: Path, clock: SetClock
) -> None:
    """Layout 2.1 only adds tables, so a program that knows 2.0 may write to the file."""
    place = ReadingPlace("attache:asia", "attache:asia/methods", 400)
    with Progress.open(path, clock) as progress:
        progress.reading.set_read(place.section, True)
        progress.reading.stop_at(place)
    earlier = Store(path, replace(LAYOUT, version=2000), clock, lambda: "new")
    Bookmarks(earlier).set("attache:nato", True)
    earlier.close()
    assert rows(path, "PRAGMA user_version") == [(LAYOUT.version,)]
    with Progress.open(path, clock) as progress:
        assert progress.bookmarks.is_marked("attache:nato")
        assert progress.reading.is_read(place.section)
        assert progress.reading.places() == (place,)


def test_the_quizzes_of_layout_2_2_are_kept_and_confusions_can_be_saved(path: Path, clock: SetClock) -> None:
    old("2.2", path)
    before = rows(path, "SELECT * FROM quiz")
    log_before = rows(path, "SELECT * FROM review_log")
    assert before
    with Progress.open(path, clock) as progress:
        assert progress.quizzes.running() is not None
    assert rows(path, "SELECT * FROM quiz") == before
    assert rows(path, "SELECT * FROM review_log") == log_before
    assert rows(path, "SELECT * FROM confusion") == []
