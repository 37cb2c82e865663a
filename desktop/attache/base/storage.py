"""Opening, checking, creating, migrating and copying the SQLite files that the program writes.

A file is recognised before it is touched: one that is damaged, that belongs to another program or
that a later version has written is refused and keeps every byte.  A new file appears whole or not
at all.  sqlite-utils, which the migrations are written with, takes longer to import than the
window to appear, so nothing here loads it.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from attache.base import journals
from attache.base.clock import Clock, utc_milliseconds
from attache.base.faults import (
    CannotOpen,
    Damaged,
    Foreign,
    StorageError,
    TooNew,
    Vanished,
    faults_of,
    known,
    said,
    unreadable,
)
from attache.base.identity import random_id
from attache.base.presence import followed, status_of
from attache.base.watch import UNWATCHED, GivenUp, Watch

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_CHECKED_AT_EVERY_OPENING = 1 << 20
"""Bytes up to which a whole check costs no more than about a millisecond (measured: 1 ms per MB)."""
_LONG_CHECK, _LONG_MIGRATION = 2 << 20, 1 << 20
"""Bytes from which the check of a file that was not closed, or its migration, takes over 50 ms."""
_BUSY_SECONDS = 2.0
_WITH_JOURNAL, _ALONE = "mode=ro", "mode=ro&immutable=1"
"""How a file is read without changing it: with what waits in its journal, or without."""
_QUICK, _INTEGRITY = "quick_check", "integrity_check"
_PAGES_AT_ONCE = 256
"""Pages that are copied between two reports of progress: a megabyte."""
_READ = partial(str, encoding="utf-8", errors="replace")
MIGRATION = "migration"
"""The reason in the name of a backup that is made before a migration."""


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
    Returns None where there is no file or an empty one; raises Damaged where the file is no SQLite
    database, CannotOpen where it is no plain file or may not be read, OSError where reading fails.
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
    Returns None where nothing is; raises Damaged where the file is no SQLite database, or empty: a new file
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
            return _marks(connection)
    except sqlite3.DatabaseError as error:
        code = error.sqlite_errorcode & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise _no_database(path) from error
        if code == sqlite3.SQLITE_CANTOPEN:  # there is such a file
            raise unreadable(path) from error
        raise


def _no_database(path: Path) -> Damaged:
    """Return the fault of a file that is no SQLite database."""
    return Damaged(
        f"{path} is not a database: it is damaged, or something else wrote it; it was left as it is.",
        "Replace it with a copy or a backup, or move it away to start with a new file.",
    )


def _empty(path: Path) -> Damaged:
    """Return the fault of a file of 0 bytes."""
    return Damaged(
        f"{path} is empty: what it held is lost; it was left as it is.",
        "Replace it with a copy or a backup, or move it away to start with a new file.",
    )


def recognise(path: Path, layout: Layout) -> Header | None:
    """Return a file's marks, None where there has never been a file, touching nothing.

    Raises StorageError: vanished, damaged, foreign, too new, or cannot be opened.
    """
    with faults_of(layout.name, path):
        header = peek(path)
        if header is None:
            _refuse_vanished(path, layout)
        else:
            _refuse_unknown(path, layout, header)
        return header


def _refuse_vanished(path: Path, layout: Layout) -> None:
    """Raise Vanished where there is no file, but something that only a file can have left."""
    left = len(backups_left(path))
    if left or journals.waiting(path):
        there = f"are {left} backups" if left > 1 else "is a backup" if left else "is a journal"
        raise Vanished(
            f"The {layout.name} {path} is gone, but there {there} of it.",
            "Put it back, restore a backup, or start with a new file.",
        )


def open_database(
    path: Path,
    layout: Layout,
    clock: Clock = utc_milliseconds,
    watch: Watch = UNWATCHED,
    *,
    is_alone: bool = False,
) -> sqlite3.Connection | None:
    """Open a file for reading and writing, brought up to ``layout`` if it is older.

    Returns None where there has never been a file.  ``clock`` dates the backup of an older file.
    ``is_alone`` says that no other process has it open: then a journal that another file has left is put
    aside.
    Raises StorageError: vanished, damaged, foreign, too new, locked, unwritable, or cannot be opened; GivenUp
    where ``watch`` cancels the check of a file that was not closed, or its migration.
    """
    with faults_of(layout.name, path):
        header = recognise(path, layout)
        if header is None:
            return None
        unclean = journals.waiting(path)
        checking, migrating = watch.parts(bool(unclean), 9 * (header.version < layout.version))
        if unclean:
            settle(path, layout, is_alone, checking)
        connection = connect(path)
        try:
            if not unclean and path.stat().st_size <= _CHECKED_AT_EVERY_OPENING:
                check_whole(connection, f"the {layout.name} {path}")
            if _marks(connection).version < layout.version:
                _bring_up(connection, path, layout, clock, migrating)
        except BaseException:
            connection.close()
            raise
        return connection


def opens_slowly(path: Path, layout: Layout) -> bool:
    """Return whether :func:`open_database` will take so long that it should show its progress.

    False as well where the file will be refused at once.
    """
    with suppress(StorageError), faults_of(layout.name, path):
        size = path.stat().st_size
        if size >= _LONG_CHECK and journals.waiting(path):
            return True
        header = recognise(path, layout) if size >= _LONG_MIGRATION else None
        return header is not None and header.version < layout.version
    return False


@contextmanager
def looking_into(path: Path, layout: Layout, watch: Watch = UNWATCHED) -> Iterator[sqlite3.Connection]:
    """Give a connection to read a copy with, all of it checked first; nothing on the disk changes.

    A journal beside it is read as part of it, unless another file has left it.  ``watch`` follows the check.
    Raises StorageError: there is none, damaged, foreign, too new, or cannot be opened; GivenUp.
    """
    if status_of(path) is None or recognise(path, layout) is None:
        raise CannotOpen(f"There is no {layout.name} {path}.", "Name another file.")
    with faults_of(layout.name, path), ExitStack() as stack:
        if journals.has_bytes(journals.journal(path, journals.ROLLBACK)):
            path = stack.enter_context(journals.played(path, layout.counts)) or path
        # Where no journal lies beside it nobody has it open, and SQLite need not make one to read.
        wal = journals.journal(path, journals.WAL).exists()
        is_read = wal and not _is_left_by_another(path, layout, watch)
        connection = stack.enter_context(closing(_reading(path, _WITH_JOURNAL if is_read else _ALONE)))
        if not is_read:
            _check(connection, path, layout, watch)
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


def check_whole(
    connection: sqlite3.Connection, what: str, watch: Watch = UNWATCHED, pragma: str = _QUICK
) -> None:
    """Read every page of a database; raises Damaged where one is not as it should be, and GivenUp.

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


def nothing_more(_path: Path, _watch: Watch) -> None:
    """Do nothing further with a finished copy."""


def create(path: Path, layout: Layout, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a new file whole, with ``fill`` writing its first rows, unless one has appeared meanwhile.

    Raises StorageError where it cannot be written.
    """
    with faults_of(layout.name, path):
        target = followed(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with _drafting(target) as draft:
            # The log begins later: here the file itself is on the disk when the transaction has ended.
            with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                with transaction(connection):
                    connection.execute(f"PRAGMA application_id = {layout.application_id}")
                    connection.execute(f"PRAGMA user_version = {layout.version}")
                    run_script(connection, layout.tables)
                    fill(connection)
                connection.execute("PRAGMA journal_mode = WAL")
            _check_draft(draft, layout.name, path)
            if status_of(target) is None:
                journals.part_with(target)
                _publish_new(draft, target)


@contextmanager
def _drafting(target: Path) -> Iterator[Path]:
    """Give the path of an empty file beside the target, removed at the end if it still has this name."""
    draft = target.with_name(f"{target.name}.new-{random_id()[:8]}")
    try:
        draft.touch()  # unlike SQLite, the system says why it cannot
        yield draft
    finally:
        draft.unlink(missing_ok=True)
        journals.remove(draft)


def _check_draft(draft: Path, name: str, path: Path, watch: Watch = UNWATCHED) -> None:
    """Put a finished file on the disk and check all of it before it gets its name; raises Damaged."""
    flush(draft)
    with closing(_reading(draft, _ALONE)) as connection:
        check_whole(connection, f"the {name} {path}", watch, _INTEGRITY)


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run several statements within the open transaction, which executescript() would commit."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def back_up(source: Path, target: Path, layout: Layout, watch: Watch = UNWATCHED) -> None:
    """Copy a database that may be in use to ``target``, which holds the old or the whole new copy.

    Raises StorageError where ``target`` cannot be written, Damaged where the source is not sound, or has the
    journal of another file beside it, and GivenUp.
    """
    name = layout.name
    with faults_of(f"copy of the {name}", target):
        _settle_rollback(source, layout, is_alone=False)
        if journals.waiting(source) and _goes_back(source, layout):
            _part_with(source, layout, journals.WAL, is_alone=False)
        with closing(connect(source, "ro")) as original:
            write_copy(original, target, name, watch=watch)


def write_copy(
    original: sqlite3.Connection,
    target: Path,
    name: str,
    ready: Callable[[Path, Watch], None] = nothing_more,
    watch: Watch = UNWATCHED,
) -> None:
    """Write all that a connection sees to ``target`` in one step, as :func:`back_up` does.

    ``ready`` sees the finished copy before it gets its name, and may refuse it by raising.
    """
    copying, checking, getting_ready = watch.parts(1, 2, 0 if ready is nothing_more else 3)
    target = followed(target)
    with _drafting(target) as draft:
        with closing(sqlite3.connect(draft)) as copy:
            _copy_pages(original, copy, copying)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        _check_draft(draft, name, target, checking)
        ready(draft, getting_ready)
        journals.part_with(target)
        draft.replace(target)
        flush(target.parent)


def _copy_pages(original: sqlite3.Connection, copy: sqlite3.Connection, watch: Watch) -> None:
    """Copy all pages as they are now, whatever another connection writes meanwhile."""
    # Otherwise SQLite would start again after each write: the copy might never end.
    begun = not original.in_transaction
    if begun:
        original.execute("BEGIN")
        original.execute("SELECT 1 FROM main.sqlite_master").fetchone()
    try:
        original.backup(
            copy,
            pages=_PAGES_AT_ONCE,
            progress=lambda _status, left, total: watch.report(total - left, total),
        )
    finally:
        if begun:
            original.execute("COMMIT")


def backups_of(path: Path) -> Path:
    """Return the folder in which backups of a file are kept."""
    return path.with_name("backups")


def backups_left(path: Path) -> list[Path]:
    """Return what has the name of a backup of a file; none where their folder cannot be read."""
    stem, suffix = re.escape(path.stem), re.escape(path.suffix)
    name = re.compile(rf"{stem}-\d{{4}}-\d\d-\d\dT\d{{4}}-[a-z]+(-\d+)?{suffix}")
    with suppress(OSError):
        return [each for each in backups_of(path).iterdir() if name.fullmatch(each.name)]
    return []


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


def _reading(path: Path, mode: str) -> sqlite3.Connection:
    """Connect to a file without changing it; ``mode`` is ``_WITH_JOURNAL`` or ``_ALONE``."""
    address = f"{path.absolute().as_uri()}?{mode}"
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.text_factory = _READ
    return connection


def _check(
    connection: sqlite3.Connection, path: Path, layout: Layout, watch: Watch, pragma: str = _INTEGRITY
) -> None:
    """Check a whole file, and that the program may use it; raises Damaged, Foreign, TooNew or GivenUp."""
    _refuse_unknown(path, layout, _marks(connection))
    check_whole(connection, f"the {layout.name} {path}", watch, pragma)


def is_continued(connection: sqlite3.Connection, path: Path, layout: Layout) -> bool:
    """Return whether a file that is open still holds what a connection to it sees.

    It does not where something other than SQLite has written over it.
    """
    try:
        if _is_left_by_another(path, layout, UNWATCHED):
            return False
        with closing(_reading(path, _WITH_JOURNAL)) as other:
            found = _counts(other, layout)
    except (sqlite3.DatabaseError, UnicodeDecodeError, StorageError):
        return False
    return not _is_behind(found, _counts(connection, layout))


def settle(path: Path, layout: Layout, is_alone: bool, watch: Watch = UNWATCHED) -> None:
    """Look at a file that has a journal waiting, before SQLite plays it.

    A journal left behind means that the program did not end as it should have, or still runs.  One that
    another file has left is put aside.  Raises StorageError where the file is damaged, and GivenUp; it is
    then as it was.
    """
    _settle_rollback(path, layout, is_alone)
    if _is_left_by_another(path, layout, watch, _INTEGRITY if is_alone else _QUICK):
        _part_with(path, layout, journals.WAL, is_alone)


def _settle_rollback(path: Path, layout: Layout, is_alone: bool) -> None:
    """Put aside the rollback journal that another file has left."""
    if journals.has_bytes(journals.journal(path, journals.ROLLBACK)):
        with journals.played(path, layout.counts) as copy:
            is_other = copy is None
        if is_other:
            _part_with(path, layout, journals.ROLLBACK, is_alone)


def _part_with(path: Path, layout: Layout, end: str, is_alone: bool) -> None:
    """Put aside a journal that another file has left; raises Damaged where a process may have it open."""
    if not is_alone:
        raise Damaged(
            f"Beside the {layout.name} {path} lies a journal that another file has left.",
            "Open Attaché’s window, which puts the journal aside.",
        )
    journals.part_with(path, end)


def _is_left_by_another(path: Path, layout: Layout, watch: Watch, pragma: str = _INTEGRITY) -> bool:
    """Return whether the write-ahead log beside a file was left by another file of this name.

    Raises StorageError where the file is damaged with its journal and without it.
    """
    if not journals.journal(path, journals.WAL).exists():
        return False
    try:
        with closing(_reading(path, _WITH_JOURNAL)) as connection:
            _check(connection, path, layout, watch, pragma)
    except (sqlite3.DatabaseError, UnicodeDecodeError, Damaged, Foreign) as error:
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(known(error, ""), Damaged):
            raise
        try:
            with closing(_reading(path, _ALONE)) as connection:
                _check(connection, path, layout, UNWATCHED, pragma)
        except (sqlite3.DatabaseError, UnicodeDecodeError, Damaged, Foreign, TooNew):
            raise error from None
        return True
    return _goes_back(path, layout)


def _goes_back(path: Path, layout: Layout) -> bool:
    """Return whether a file holds something with its write-ahead log that is older than without it."""
    with closing(_reading(path, _WITH_JOURNAL)) as connection:
        counts = _counts(connection, layout)
    with closing(_reading(path, _ALONE)) as connection, suppress(sqlite3.Error):
        return _is_behind(counts, _counts(connection, layout))
    return False  # it is being written, and is whole only with its journal


def _is_behind(counts: Mapping[str, int], others: Mapping[str, int]) -> bool:
    """Return whether some number is smaller than, or lacks, what it is elsewhere."""
    return any(counts.get(name, -1) < number for name, number in others.items())


def _counts(connection: sqlite3.Connection, layout: Layout) -> dict[str, int]:
    """Return what only grows in a file; nothing where it is older than that."""
    with suppress(sqlite3.OperationalError):
        return dict(connection.execute(layout.counts).fetchall()) if layout.counts else {}
    return {}


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


def _bring_up(connection: sqlite3.Connection, path: Path, layout: Layout, clock: Clock, watch: Watch) -> None:
    """Copy an older file to its backups, then run its migrations: all of them or none."""
    with transaction(connection):
        version = _marks(connection).version
        if version >= layout.version:  # another process was quicker
            return
        backups_of(path).mkdir(exist_ok=True)
        backing_up, migrating = watch.parts(1, 8)
        backup = backup_path(path, clock(), MIGRATION)
        back_up(path, backup, layout, backing_up)
        try:
            with migrating.statements(connection):
                layout.migrate(connection)
        except GivenUp:
            backup.unlink()
            raise
        connection.execute(f"PRAGMA user_version = {layout.version}")


def _publish_new(draft: Path, path: Path) -> None:
    """Give a finished draft its name, unless another process has done so first."""
    try:
        os.link(draft, path)  # unlike a renaming, this never replaces a file that has just appeared
    except FileExistsError:
        return
    except OSError:  # on a memory stick there are no links
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
