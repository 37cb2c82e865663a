"""What can be read of a malformed file comes into a new one, and the malformed one is kept as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.database import connect
from attache.base.faults import Damaged, DiskFull, Locked
from attache.base.watch import GivenUp, Watch
from attache.learner.progress import Progress
from attache.learner.salvage import readable_rows, rebuild
from attache.learner.symptoms import damage_to
from attache.study.quiz import Question, Quiz, QuizForm, QuizOptions, Way
from attache.study.reading import ReadingPlace
from tests.learner.conftest import SetClock
from tests.learner.history import study

CARDS = tuple(f"card-{number}" for number in range(20))


@pytest.fixture
def studied(path: Path, clock: SetClock, new_id: Callable[[], str]) -> Path:
    """A progress file with some reviews, two notes and a bookmark."""
    with Progress.open(path, clock, new_id) as progress:
        study(progress, clock, CARDS, days=40)
        progress.notes.write("nato", "kept")
        progress.notes.write("asean", "long " * 20_000)
        progress.bookmarks.set("nato", True)
    return path


def page_of(path: Path, table: str) -> tuple[int, int]:
    """Return where the root page of a table begins, and the size of a page."""
    with closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return (connection.execute(sql, (table,)).fetchone()[0] - 1) * size, size


def overwrite(path: Path, first: int, number: int) -> None:
    """Overwrite some bytes of a file."""
    with path.open("r+b") as file:
        file.seek(first)
        file.write(b"\xff" * number)


def leaf_of_log(path: Path) -> tuple[int, int]:
    """Return where a leaf in the middle of the log begins, and the size of a page."""
    first, size = page_of(path, "review_log")
    content = path.read_bytes()
    cells = int.from_bytes(content[first + 3 : first + 5], "big")
    place = first + 12 + cells // 2 * 2
    cell = first + int.from_bytes(content[place : place + 2], "big")
    return (int.from_bytes(content[cell : cell + 4], "big") - 1) * size, size


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    """Return the rows of a table."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


def test_all_rows_but_those_of_a_damaged_page_are_kept(studied: Path, clock: SetClock) -> None:
    before = rows(studied, "review_log")
    overwrite(studied, *leaf_of_log(studied))
    damaged = studied.read_bytes()
    with closing(sqlite3.connect(f"file:{studied}?mode=ro", uri=True)) as connection:
        readable = readable_rows(connection, studied)
    aside = rebuild(studied, clock)
    assert aside.read_bytes() == damaged
    assert "damaged" in aside.name
    assert damage_to(studied) == ""
    left = rows(studied, "review_log")
    assert 0 < len(left) < len(before)
    assert left == sorted(tuple(row) for row in readable)
    assert set(left) < set(before)
    assert rows(studied, "note") == rows(aside, "note")
    assert [file.name for file in studied.parent.iterdir() if ".new-" in file.name] == []


def test_a_table_whose_root_is_lost_does_not_keep_others(studied: Path, clock: SetClock) -> None:
    before = rows(studied, "review_log")
    overwrite(studied, *page_of(studied, "note"))
    rebuild(studied, clock)
    assert rows(studied, "review_log") == before
    assert rows(studied, "note") == []


def test_where_nothing_can_be_read_the_file_stays(studied: Path, clock: SetClock) -> None:
    overwrite(studied, 100, studied.stat().st_size - 100)
    damaged = studied.read_bytes()
    with pytest.raises(Damaged):
        rebuild(studied, clock)
    assert studied.read_bytes() == damaged
    assert [file.name for file in studied.parent.iterdir()] == [studied.name]


def test_of_two_rows_with_one_number_the_unchanged_one_is_kept(studied: Path, clock: SetClock) -> None:
    before = rows(studied, "review_log")
    with closing(sqlite3.connect(studied)) as connection, connection:
        connection.execute("DROP INDEX idx_review_log_device_seq")
        connection.execute("UPDATE review_log SET seq = 9 WHERE seq = 7")
    assert damage_to(studied)
    rebuild(studied, clock)
    assert rows(studied, "review_log") == [row for row in before if row[14] != 7]


def test_of_two_notes_on_one_entry_the_later_is_kept(studied: Path, clock: SetClock) -> None:
    with closing(sqlite3.connect(studied)) as connection, connection:
        connection.execute("ALTER TABLE note RENAME TO former")
        connection.execute("CREATE TABLE note AS SELECT * FROM former")
        connection.execute("INSERT INTO note SELECT entry, 'later', changed_at + 1, device FROM former")
        connection.execute("INSERT INTO note SELECT entry, 'earlier', changed_at - 1, device FROM former")
    rebuild(studied, clock)
    assert [row[1] for row in rows(studied, "note") if row[0] == "nato"] == ["later"]


def test_a_file_that_is_held_is_not_called_damaged(studied: Path, clock: SetClock) -> None:
    with closing(sqlite3.connect(studied, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked):
            rebuild(studied, clock)


def test_where_no_table_can_be_read_the_file_stays(studied: Path, clock: SetClock) -> None:
    with closing(sqlite3.connect(studied)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
    for table in tables:
        overwrite(studied, *page_of(studied, table))
    damaged = studied.read_bytes()
    with pytest.raises(Damaged):
        rebuild(studied, clock)
    assert studied.read_bytes() == damaged


def test_a_full_disk_leaves_the_damaged_file_where_it_is(
    studied: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(path: Path, mode: str = "rw") -> sqlite3.Connection:
        connection = connect(path, mode)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    overwrite(studied, *leaf_of_log(studied))
    damaged = studied.read_bytes()
    monkeypatch.setattr("attache.learner.salvage.connect", small)
    with pytest.raises(DiskFull):
        rebuild(studied, clock)
    assert studied.read_bytes() == damaged
    assert [file.name for file in studied.parent.iterdir()] == [studied.name]


def test_cancelled_in_the_middle_of_a_query_the_damaged_file_stays(studied: Path, clock: SetClock) -> None:
    with closing(sqlite3.connect(studied)) as connection, connection:
        connection.execute(
            "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 9000)"
            " INSERT INTO lookup SELECT printf('%032d', n), 'nato', n, (SELECT id FROM device) FROM number"
        )
    overwrite(studied, *page_of(studied, "note"))
    damaged = studied.read_bytes()
    before, after = 3 / 32, 4 / 32  # the shares that are done when this table begins and ends
    shares = [0.0]
    with pytest.raises(GivenUp):
        rebuild(studied, clock, Watch(shares.append, lambda: shares[-1] > before))
    assert before < shares[-1] < after, "it was not between two queries"
    assert studied.read_bytes() == damaged
    assert [file.name for file in studied.parent.iterdir()] == [studied.name]


def test_what_was_read_and_the_quizzes_are_among_what_is_left(studied: Path, clock: SetClock) -> None:
    place = ReadingPlace("attache:asia", "attache:asia/methods", 400)
    with Progress.open(studied, clock) as progress:
        progress.reading.set_read(place.section, True)
        progress.reading.stop_at(place)
        quiz = Quiz.of(QuizOptions(), (Question("k", QuizForm.TYPED, Way.TYPE, "?", ("a",), ("e",)),))
        id_, _ = progress.quizzes.start(quiz)
    with closing(sqlite3.connect(studied)) as connection, connection:
        connection.execute("INSERT INTO confusion SELECT 'c', 'nato', 'asean', 1, 20000, 5, id FROM device")
    overwrite(studied, *leaf_of_log(studied))
    rebuild(studied, clock)
    with closing(sqlite3.connect(studied)) as connection:
        assert connection.execute("SELECT entry, other, told FROM confusion").fetchall() == [
            ("nato", "asean", 1)
        ]
    with Progress.open(studied, clock) as progress:
        assert progress.reading.is_read(place.section)
        assert progress.reading.places() == (place,)
        assert progress.quizzes.running() == (id_, quiz)
