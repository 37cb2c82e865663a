"""Opening, checking, creating, migrating and copying the SQLite files that the program writes.

A file is recognised before it is touched: one that is damaged, that belongs to another program or
that a later version has written is refused and keeps every byte.  A new file appears whole or not
at all.  sqlite-utils, which the migrations are written with, takes longer to import than the
window to appear, so nothing here loads it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from attache.base.clock import Clock, utc_milliseconds
from attache.base.faults import CannotOpen, Damaged, Foreign, TooNew, faults_of, said
from attache.base.identity import random_id

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_CHECKED_AT_EVERY_OPENING = 1 << 20
"""Bytes up to which a whole check costs no more than about a millisecond (measured: 1 ms per MB)."""
_BUSY_SECONDS = 2.0
_READ = partial(str, encoding="utf-8", errors="replace")
MIGRATION = "migration"
"""The reason in the name of a backup that is made before a migration."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a kind of file is: its name in sentences, its marks, its tables and their history.

    ``version`` is major * 1000 + minor: a newer minor only adds what an older program may ignore.
    ``tables`` creates a new file in one step; ``migrate`` brings an older one to the same state, within
    the transaction that it is called in.
    """

    name: str
    application_id: int
    version: int
    tables: str
    migrate: Callable[[sqlite3.Connection], None]


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
    Returns None where there is no file or an empty one; raises Damaged where the file is no SQLite
    database, OSError where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        return None
    if not head:
        return None
    if len(head) < _HEADER_BYTES or not head.startswith(_MAGIC):
        raise _no_database(path)
    return Header(int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))


def peek(path: Path) -> Header | None:
    """Read a SQLite file's marks as :func:`read_header` does, but by SQLite, without a lock or a journal.

    A file that this process has open must not be opened and closed by anything else: that drops every lock
    which the process holds on it, and another program that then closes the file removes its journal
    with all that is only there (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(f"{path} is a folder")
    if not status.st_size:
        return None
    if status.st_size < _HEADER_BYTES:
        raise _no_database(path)
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        try:
            return _marks(connection)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_NOTADB:
                raise
            raise _no_database(path) from error


def _no_database(path: Path) -> Damaged:
    """Return the fault of a file that is no SQLite database."""
    return Damaged(
        f"{path} is not a database: it is damaged, or something else wrote it; it was left as it is.",
        "Replace it with a copy or a backup, or move it away to start with a new file.",
    )


def recognise(path: Path, layout: Layout) -> Header | None:
    """Return a file's marks, None where there is no file or an empty one, touching nothing.

    Raises StorageError: damaged, foreign, too new, or cannot be opened.
    """
    with faults_of(layout.name, path):
        header = peek(path)
        if header is not None:
            _refuse_unknown(path, layout, header)
        return header


def open_database(path: Path, layout: Layout, clock: Clock = utc_milliseconds) -> sqlite3.Connection | None:
    """Open a file for reading and writing, brought up to ``layout`` if it is older.

    Returns None where there is no file yet, or an empty one.  ``clock`` dates the backup of an older file.
    Raises StorageError: damaged, foreign, too new, locked, unwritable, or cannot be opened.
    """
    with faults_of(layout.name, path):
        unclean = _has_bytes(_wal(path))
        header = _inspected(path, layout) if unclean else peek(path)
        if header is None:
            return None
        _refuse_unknown(path, layout, header)
        connection = connect(path)
        try:
            if not unclean and path.stat().st_size <= _CHECKED_AT_EVERY_OPENING:
                check_whole(connection, f"the {layout.name} {path}")
            if _marks(connection).version < layout.version:
                _bring_up(connection, path, layout, clock)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def looking_into(path: Path, layout: Layout) -> Iterator[sqlite3.Connection]:
    """Give a connection to read a copy with, every page of it checked first; nothing on the disk changes.

    Raises StorageError: there is none, damaged, foreign, too new, or cannot be opened.
    """
    if recognise(path, layout) is None:
        raise CannotOpen(f"There is no {layout.name} {path}.", "Name another file.")
    with faults_of(layout.name, path):
        # Where no journal lies beside it nobody has it open, and SQLite need not make one to read.
        mode = "mode=ro" if _wal(path).exists() else "mode=ro&immutable=1"
        address = f"{path.absolute().as_uri()}?{mode}"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            _refuse_unknown(path, layout, _marks(connection))
            check_whole(connection, f"the {layout.name} {path}")
            yield connection


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Connect to an existing file; ``mode`` is SQLite's: ``ro`` or ``rw``.

    Transactions are begun by hand, writes are on the disk when they return, foreign keys hold.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_SECONDS, isolation_level=None
    )
    # A changed bit can make text that is no UTF-8.  It is shown, found and repaired as any other damage.
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


def check_whole(connection: sqlite3.Connection, what: str) -> None:
    """Read every page of a database; raises Damaged where one is not as it should be."""
    try:
        sound = connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        sound = False
    if not sound:
        raise said(Damaged, what)


def nothing_more(_: Path) -> None:
    """Do nothing further with a finished copy."""


def create(path: Path, layout: Layout, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a new file whole, with ``fill`` writing its first rows, unless one has appeared meanwhile.

    Raises StorageError where it cannot be written.
    """
    with faults_of(layout.name, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.new-{random_id()[:8]}")
        try:
            draft.touch()  # unlike SQLite, the system says why it cannot
            with closing(connect(draft)) as connection:
                with transaction(connection):
                    connection.execute(f"PRAGMA application_id = {layout.application_id}")
                    connection.execute(f"PRAGMA user_version = {layout.version}")
                    run_script(connection, layout.tables)
                    fill(connection)
                # Closing does this too, but reports no error if the disk is full.
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            _set_aside_orphan(path)
            _publish_new(draft, path)
        finally:
            draft.unlink(missing_ok=True)
            _wal(draft).unlink(missing_ok=True)
            draft.with_name(draft.name + "-shm").unlink(missing_ok=True)


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run several statements within the open transaction, which executescript() would commit."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def back_up(source: Path, target: Path, name: str, ready: Callable[[Path], None] = nothing_more) -> None:
    """Copy a database that may be in use to ``target``, which holds the old or the whole new copy.

    ``ready`` sees the finished copy before it gets its name, and may refuse it by raising.
    Raises StorageError where ``target`` cannot be written.
    """
    with faults_of(f"copy of the {name}", target), closing(connect(source, "ro")) as original:
        write_copy(original, target, ready)


def write_copy(
    original: sqlite3.Connection, target: Path, ready: Callable[[Path], None] = nothing_more
) -> None:
    """Write all that a connection sees to ``target`` in one step, as :func:`back_up` does."""
    draft = target.with_name(f"{target.name}.new-{random_id()[:8]}")
    try:
        draft.touch()
        with closing(sqlite3.connect(draft)) as copy:
            original.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        flush(draft)
        ready(draft)
        draft.replace(target)
        flush(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def backups_of(path: Path) -> Path:
    """Return the folder in which backups of a file are kept."""
    return path.with_name("backups")


def backup_path(path: Path, at: int, reason: str) -> Path:
    """Return a free path for a backup; its name has the instant ``at`` (UTC milliseconds) to the minute.

    Backups of the same minute get a number, so that none replaces another.
    """
    stem = f"{path.stem}-{time.strftime('%Y-%m-%dT%H%M', time.gmtime(at / 1000))}-{reason}"
    target = backups_of(path) / f"{stem}{path.suffix}"
    number = 1
    while target.exists():
        number += 1
        target = target.with_name(f"{stem}-{number}{path.suffix}")
    return target


def _inspected(path: Path, layout: Layout) -> Header | None:
    """Read the marks of a file that has a journal waiting, and check it, changing neither of them.

    A journal left behind means that the program did not end as it should have, or still runs.
    """
    if peek(path) is None:
        return None
    with closing(connect(path, "ro")) as connection:
        header = _marks(connection)
        _refuse_unknown(path, layout, header)
        check_whole(connection, f"the {layout.name} {path}")
        return header


def _marks(connection: sqlite3.Connection) -> Header:
    """Return the marks of an open database."""
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return Header(application_id & 0xFFFFFFFF, version & 0xFFFFFFFF)


def _refuse_unknown(path: Path, layout: Layout, header: Header) -> None:
    """Raise Foreign or TooNew where a file is not one that this program may write to."""
    if header.application_id != layout.application_id:
        raise Foreign(
            f"{path} is a database of another program, not a {layout.name}; it was left as it is.",
            "Move it away, or choose another folder with --data DIR.",
        )
    if header.version // 1000 > layout.version // 1000:
        raise TooNew(
            f"The {layout.name} {path} was written by a later version of Attaché (its layout is "
            f"{version_words(header.version)}, this program knows {version_words(layout.version)}); "
            "it was left as it is.",
            "Install the latest version of Attaché.",
        )


def _bring_up(connection: sqlite3.Connection, path: Path, layout: Layout, clock: Clock) -> None:
    """Copy an older file to its backups, then run its migrations: all of them or none."""
    with transaction(connection):
        version = _marks(connection).version
        if version >= layout.version:  # another process was quicker
            return
        backups_of(path).mkdir(exist_ok=True)
        back_up(path, backup_path(path, clock(), MIGRATION), layout.name)
        layout.migrate(connection)
        connection.execute(f"PRAGMA user_version = {layout.version}")


def _wal(path: Path) -> Path:
    """Return where SQLite keeps the write-ahead log of a file."""
    return path.with_name(path.name + "-wal")


def _has_bytes(path: Path) -> bool:
    """Return whether there is a file that is not empty."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _set_aside_orphan(path: Path) -> None:
    """Rename a journal whose database is gone: SQLite would play it into the new file."""
    if _has_bytes(_wal(path)) and not _has_bytes(path):
        _wal(path).rename(path.with_name(f"{path.name}-wal.left-over-{random_id()[:8]}"))


def _publish_new(draft: Path, path: Path) -> None:
    """Give a finished draft its name, unless another process has done so first."""
    try:
        os.link(draft, path)  # unlike a renaming, this never replaces a file that has just appeared
    except OSError:  # there is such a file, or (on a memory stick) there are no links
        if _has_bytes(path):
            return
        draft.replace(path)
    flush(path.parent)


def flush(path: Path) -> None:
    """Put a file's bytes, or a folder's list of names, on the disk; some systems refuse folders."""
    with suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
