"""Journals that are found beside a file, put aside, played into a copy, or kept out of what is there now."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from attache.base.faults import Damaged
from attache.base.journals import INDEX, ROLLBACK, WAL, identity, journal, let_go, part_with, played, waiting

LEAVES_A_ROLLBACK_JOURNAL = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
connection.execute(sys.argv[2])
connection.execute("INSERT INTO thing VALUES (hex(randomblob(50000)))")
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one row, not in WAL mode."""
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA application_id = 7")
        connection.execute("CREATE TABLE thing (text TEXT)")
        connection.execute("INSERT INTO thing VALUES ('first')")
    return path


def texts(path: Path) -> list[str]:
    """Return all rows of a file."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM thing")]


def leave_rollback_journal(path: Path, statement: str = "SELECT 1") -> None:
    """Kill a process in the middle of a transaction."""
    subprocess.run(
        [sys.executable, "-c", LEAVES_A_ROLLBACK_JOURNAL, path, statement], check=False, timeout=60
    )
    assert waiting(path) == (journal(path, ROLLBACK),)


def test_journals_lie_beside_what_a_link_leads_to(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(path)
    assert journal(link, WAL) == tmp_path / "a.db-wal"


def test_some_journals_or_all_are_put_aside_and_an_index_alone_is_removed(path: Path) -> None:
    for end in (WAL, INDEX, ROLLBACK):
        journal(path, end).write_text(end)
    (kept,) = part_with(path, ROLLBACK)
    assert kept.read_text() == ROLLBACK
    assert waiting(path) == (journal(path, WAL),)
    (kept,) = part_with(path)
    assert kept.read_text() == WAL
    assert not journal(path, INDEX).exists()
    assert part_with(path) == []


@pytest.mark.parametrize("counts", ["", "SELECT name, 1 FROM no_such_table", "SELECT text, 1 FROM thing"])
def test_a_rollback_journal_is_played_into_a_copy(path: Path, counts: str) -> None:
    leave_rollback_journal(path)
    before = path.read_bytes(), journal(path, ROLLBACK).read_bytes()
    with played(path, counts) as copy:
        assert copy is not None
        assert texts(copy) == ["first"]
    assert (path.read_bytes(), journal(path, ROLLBACK).read_bytes()) == before
    assert not copy.exists()


def test_the_journal_of_another_file_is_not_played(path: Path) -> None:
    other = path.with_name("b.db")
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE thing (text TEXT)")
    leave_rollback_journal(other)
    shutil.copy(journal(other, ROLLBACK), journal(path, ROLLBACK))
    with played(path, "") as copy:
        assert copy is None


@pytest.mark.parametrize("start", [24, 100])
def test_a_file_that_is_damaged_is_not_sound_with_a_journal(path: Path, start: int) -> None:
    content = bytearray(path.read_bytes())
    content[start:3000] = bytes(3000 - start)
    path.write_bytes(content)
    journal(path, ROLLBACK).write_bytes(b"no journal")
    with suppress(Damaged), played(path, "SELECT text, 1 FROM thing") as copy:
        assert copy is None


def test_a_journal_that_leaves_damage_behind_is_not_played(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE other (text TEXT)")
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'other'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    leave_rollback_journal(path)
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    with played(path, "") as copy:
        assert copy is None


@pytest.fixture
def open_file(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that has written to its log."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("INSERT INTO thing VALUES ('second')")
    yield connection
    connection.close()


def test_the_journal_that_came_with_another_file_stays(path: Path, open_file: sqlite3.Connection) -> None:
    own = identity(journal(path, WAL))
    journal(path, WAL).rename(path.with_name("away"))
    journal(path, WAL).write_text("of the other file")
    path.rename(path.with_name("old.db"))
    path.write_text("the other file")
    assert let_go(open_file, path, own, same=False, keep=True) is None
    assert journal(path, WAL).read_text() == "of the other file"
    assert path.read_text() == "the other file"
    assert identity(path.with_name("none")) is None


def test_what_cannot_be_kept_is_still_kept_out_of_the_file(path: Path, open_file: sqlite3.Connection) -> None:
    resource = pytest.importorskip("resource", reason="limits of file sizes are a matter of Unix")
    own = identity(journal(path, WAL))
    with path.open("r+b") as file:
        file.write(b"something else")
        file.truncate()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        assert let_go(open_file, path, own, same=True, keep=True) is None
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_bytes() == b"something else"
    assert waiting(path) == ()


@pytest.mark.parametrize("keep", [True, False])
def test_the_journal_of_a_file_that_was_replaced_is_kept_if_it_is_wanted(
    path: Path, open_file: sqlite3.Connection, keep: bool
) -> None:
    own, content = identity(journal(path, WAL)), journal(path, WAL).read_bytes()
    path.rename(path.with_name("old.db"))
    path.write_text("the other file")
    kept = let_go(open_file, path, own, same=False, keep=keep)
    assert (kept is not None) == keep
    assert kept is None or kept.read_bytes() == content
    assert path.read_text() == "the other file"
    assert waiting(path) == ()
