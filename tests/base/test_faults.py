"""The world's faults, each provoked for real, and told from our own."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.faults import (
    CannotOpen,
    Damaged,
    DiskFull,
    Locked,
    ReadOnly,
    StorageError,
    Unreadable,
    faults_of,
    known,
    said,
)


def provoke(path: Path, fault: type[StorageError]) -> None:
    """Make SQLite fail in one way, on a real file."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    other = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        connection.execute("CREATE TABLE thing (text)")
        if fault is Locked:
            other.execute("BEGIN EXCLUSIVE")
            connection.execute("INSERT INTO thing VALUES (1)")
        elif fault is DiskFull:
            connection.execute("PRAGMA max_page_count = 3")
            connection.execute("INSERT INTO thing VALUES (zeroblob(100000))")
        elif fault is ReadOnly:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("INSERT INTO thing VALUES (1)")
        elif fault is Damaged:
            path.write_bytes(b"no database" * 1000)
            other.execute("SELECT * FROM thing")
        else:
            sqlite3.connect(path / "nowhere")
    finally:
        connection.close()
        other.close()


@pytest.mark.parametrize("fault", [Locked, DiskFull, ReadOnly, Damaged, CannotOpen])
def test_each_fault_of_sqlite_is_said_in_its_own_words(tmp_path: Path, fault: type[StorageError]) -> None:
    path = tmp_path / "a.db"
    with pytest.raises(fault, match="progress file") as caught, faults_of("progress file", path):
        provoke(path, fault)
    assert type(caught.value) is fault
    assert str(path) in caught.value.what
    assert caught.value.advice


def test_an_error_of_ours_stays_one(tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.OperationalError, match="syntax"),
        faults_of("progress file", tmp_path),
    ):
        connection.execute("SELEKT")


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, ReadOnly),
        (errno.EIO, Unreadable),
        (errno.EISDIR, CannotOpen),
    ],
)
def test_each_fault_of_the_system_is_known(number: int, fault: type[StorageError]) -> None:
    assert isinstance(known(OSError(number, "said by the system"), "the file"), fault)


def test_what_is_neither_is_a_bug() -> None:
    assert known(ValueError("ours"), "the file") is None
    assert known(sqlite3.ProgrammingError("ours"), "the file") is None


def test_a_fault_begins_with_a_capital() -> None:
    assert said(Locked, "the file /x").what == "Another program is using the file /x."


def test_a_message_of_sqlite_that_cannot_be_decoded_comes_from_damage(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE first (one TEXT)")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = CAST(x'435245ff544520' AS TEXT)")
    with closing(sqlite3.connect(path)) as connection, pytest.raises(Damaged), faults_of("file", path):
        connection.execute("SELECT * FROM first")
