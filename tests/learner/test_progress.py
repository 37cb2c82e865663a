"""The progress file as a whole: what it refuses, and what it costs to open."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.faults import Damaged, Foreign, StorageError, TooNew
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT


def test_everything_is_there_the_next_time(path: Path) -> None:
    with Progress.open(path) as progress:
        assert progress.path == path
        progress.bookmarks.set("nato", True)
        progress.notes.write("asean", "ten, now eleven")
        progress.lookups.add("fpda")
    assert [each.name for each in path.parent.iterdir()] == ["progress.db"]
    with Progress.open(path) as progress:
        assert progress.bookmarks.all() == ("nato",)
        assert progress.notes.text("asean") == "ten, now eleven"
        assert [entry for entry, _ in progress.lookups.recent(1)] == ["fpda"]


@pytest.mark.parametrize(
    ("pragma", "refusal", "words"),
    [
        (f"user_version = {LAYOUT.version + 1000}", TooNew, "written by a later version"),
        ("application_id = 1096045394", Foreign, "database of another program"),
        (None, Damaged, "not a database"),
    ],
)
def test_a_file_that_is_not_its_own_is_refused_in_a_sentence_and_left_alone(
    path: Path, pragma: str | None, refusal: type[StorageError], words: str
) -> None:
    with Progress.open(path) as progress:
        progress.bookmarks.set("nato", True)
    if pragma is None:
        path.write_text("Dear diary, this is not a database. " * 20)
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA {pragma}")
    before = path.read_bytes()
    with pytest.raises(refusal, match=words) as caught:
        Progress.open(path)
    assert caught.value.advice
    assert refusal is not Foreign or caught.value.advice.endswith(
        "start Attaché with another folder: type attache --data DIR in a terminal."
    )
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["progress.db"]


def test_a_newer_minor_version_keeps_what_it_added(path: Path) -> None:
    with Progress.open(path) as progress:
        progress.bookmarks.set("nato", True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {LAYOUT.version + 1}")
        connection.execute("CREATE TABLE later (text)")
        connection.execute("ALTER TABLE bookmark ADD COLUMN colour TEXT")
        connection.execute("INSERT INTO later VALUES ('kept')")
    with Progress.open(path) as progress:
        progress.bookmarks.set("asean", True)
        assert progress.bookmarks.all() == ("asean", "nato")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (LAYOUT.version + 1,)
        assert connection.execute("SELECT text FROM later").fetchall() == [("kept",)]


def test_opening_reading_and_writing_load_no_slow_library(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from attache.learner.progress import Progress\n"
        "for _ in range(2):\n"
        "    with Progress.open(Path(sys.argv[1])) as progress:\n"
        "        progress.bookmarks.set('nato', True); progress.lookups.recent(3)\n"
        "print(sorted({'sqlite_utils', 'click', 'PySide6', 'yaml', 'fsrs'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"
