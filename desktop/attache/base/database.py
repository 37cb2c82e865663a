"""SQLite files as the program uses them: what marks a kind, how one is connected to, written to and checked.

sqlite-utils, which the migrations are written with, takes longer to import than the window to appear, so
nothing here loads it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from attache.base.faults import (
    ELSEWHERE,
    Damaged,
    Foreign,
    TooNew,
    known,
    said,
    unreadable,
)
from attache.base.presence import status_of
from attache.base.watch import UNWATCHED, Watch

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_BUSY_SECONDS = 2.0
WITH_JOURNAL, ALONE = "mode=ro", "mode=ro&immutable=1"
"""How a file is read without changing it: with what waits in its journal, or without."""
QUICK, INTEGRITY = "quick_check", "integrity_check"
_READ = partial(str, encoding="utf-8", errors="replace")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a kind of file is: its name in sentences, its marks, its tables and their history.

    ``version`` is major * 1000 + minor: a newer minor only adds what an older program may ignore.
    ``tables`` creates a new file in one step; ``migrate`` brings an older one to the same state, within
    the transaction that it is called in.  ``counts`` is a query for names and numbers that never become
    smaller or fewer: it tells the journal of a file from that of an earlier file of this name.
    """

    name: str
    application_id: int
    version: int
    tables: str
    migrate: Callable[[sqlite3.Connection], None]
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The two numbers by which a SQLite file says what it is."""

    application_id: int
    version: int


def version_words(version: int) -> str:
    """Return a version as people write it, e.g. 1002 as ``1.2``."""
    return f"{version // 1000}.{version % 1000}"


def read_header(path: Path) -> Header | None:
    """Read a SQLite file's marks from its first bytes, without SQLite (fileformat2.html, 1.3).

    Only for a file that this process has not open: see :func:`peek`.
    Returns None if there is no file or an empty one; raises Damaged if the file is not a SQLite
    database, CannotOpen if it is not a regular file or may not be read, OSError if reading fails.
    """
    status = status_of(path)
    if status is None or not status.st_size:
        return None
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
    except PermissionError as error:
        raise unreadable(path) from error
    if len(head) < _HEADER_BYTES or not head.startswith(_MAGIC):
        raise _no_database(path)
    return Header(int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))


def peek(path: Path) -> Header | None:
    """Read a SQLite file's marks as :func:`read_header` does, but by SQLite, without a lock or a journal.

    A file that this process has open must not be opened and closed by anything else: that drops every lock
    which the process holds on it, and another program that then closes the file removes its journal
    with all that is only there (https://www.sqlite.org/howtocorrupt.html, 2.2).
    Returns None if nothing is; raises Damaged if the file is not a SQLite database, or empty: a new file
    appears whole.
    """
    status = status_of(path)
    if status is None:
        return None
    if not status.st_size:
        raise _empty(path)
    if status.st_size < _HEADER_BYTES:
        raise _no_database(path)
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return marks(connection)
    except sqlite3.DatabaseError as error:
        code = error.sqlite_errorcode & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise _no_database(path) from error
        if code == sqlite3.SQLITE_CANTOPEN:  # there is such a file
            raise unreadable(path) from error
        raise


def _no_database(path: Path) -> Damaged:
    """Return the fault of a file that is not a SQLite database."""
    return Damaged(
        f"{path} is not a database: it is damaged, or another program wrote it. Nothing in it was changed.",
        "Restore a backup, or move the file away to start with a new one.",
    )


def _empty(path: Path) -> Damaged:
    """Return the fault of a file of 0 bytes."""
    return Damaged(
        f"{path} is empty: its contents are lost.",
        "Restore a backup, or move the file away to start with a new one.",
    )


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Connect to an existing file; ``mode`` is SQLite's: ``ro`` or ``rw``.

    Transactions are started explicitly, writes are on the disk when they return, foreign keys hold.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_SECONDS, isolation_level=None
    )
    # A changed bit can make text that is not UTF-8.  It is shown, found and repaired as any other damage.
    connection.text_factory = _READ
    try:
        if mode != "ro":
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def reading(path: Path, mode: str) -> sqlite3.Connection:
    """Connect to a file without changing it; ``mode`` is ``WITH_JOURNAL`` or ``ALONE``."""
    address = f"{path.absolute().as_uri()}?{mode}"
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.text_factory = _READ
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Run a block as one write: all of it is on the disk afterwards, or none of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with suppress(sqlite3.Error):  # the error that led here says more than this one
                connection.execute("ROLLBACK")
        raise


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run several statements within the open transaction, which executescript() would commit."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def marks(connection: sqlite3.Connection) -> Header:
    """Return the marks of an open database."""
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return Header(application_id & 0xFFFFFFFF, version & 0xFFFFFFFF)


def refuse_unknown(path: Path, layout: Layout, header: Header) -> None:
    """Raise Foreign or TooNew if a file is not one that this program may write to."""
    if header.application_id != layout.application_id:
        raise Foreign(
            f"{path} is a database of another program, not a {layout.name}; it was not changed.",
            f"Move it away, or {ELSEWHERE}",
        )
    if header.version // 1000 > layout.version // 1000:
        raise TooNew(
            f"The {layout.name} {path} was written by a later version of Attaché (its file format is "
            f"{version_words(header.version)}, this program knows {version_words(layout.version)}); "
            "it was not changed.",
            "Install the latest version of Attaché.",
        )


def check_whole(
    connection: sqlite3.Connection, what: str, watch: Watch = UNWATCHED, pragma: str = QUICK
) -> None:
    """Read every page of a database; raises Damaged if one is not as it should be, and GivenUp.

    ``integrity_check`` also compares tables and indexes, which takes several times as long.
    """
    try:
        with watch.statements(connection):
            sound = connection.execute(f"PRAGMA {pragma}(1)").fetchall() == [("ok",)]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if not isinstance(known(error, what), Damaged):
            raise
        sound = False
    if not sound:
        raise said(Damaged, what)


def check(
    connection: sqlite3.Connection, path: Path, layout: Layout, watch: Watch, pragma: str = INTEGRITY
) -> None:
    """Check a whole file, and that the program may use it; raises Damaged, Foreign, TooNew or GivenUp."""
    refuse_unknown(path, layout, marks(connection))
    check_whole(connection, f"the {layout.name} {path}", watch, pragma)
