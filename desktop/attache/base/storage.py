"""Opening, checking, migrating and backing up the SQLite files that the program writes.

A file is recognised before it is touched: one that is damaged, that belongs to another program or that a
later version has written is refused and keeps every byte.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from attache.base import journals
from attache.base.clock import Clock, utc_milliseconds
from attache.base.copies import MIGRATION, backup_path, backups_left, backups_of, write_copy
from attache.base.database import (
    ALONE,
    INTEGRITY,
    QUICK,
    WITH_JOURNAL,
    Header,
    Layout,
    check,
    check_whole,
    connect,
    marks,
    peek,
    reading,
    refuse_unknown,
    transaction,
)
from attache.base.faults import (
    CannotOpen,
    Damaged,
    Foreign,
    OtherJournal,
    StorageError,
    TooNew,
    Vanished,
    faults_of,
    known,
)
from attache.base.presence import status_of
from attache.base.watch import UNWATCHED, GivenUp, Watch

_CHECKED_AT_EVERY_OPENING = 1 << 20
"""Bytes up to which a whole check costs no more than about a millisecond (measured: 1 ms per MB)."""
_LONG_CHECK, _LONG_MIGRATION = 2 << 20, 1 << 20
"""Bytes from which the check of a file that was not closed, or its migration, takes over 50 ms."""


def recognise(path: Path, layout: Layout) -> Header | None:
    """Return a file's marks, None if there has never been a file, touching nothing.

    Raises StorageError: vanished, damaged, foreign, too new, or cannot be opened.
    """
    with faults_of(layout.name, path):
        header = peek(path)
        if header is None:
            _refuse_vanished(path, layout)
        else:
            refuse_unknown(path, layout, header)
        return header


def _refuse_vanished(path: Path, layout: Layout) -> None:
    """Raise Vanished if there is no file, but something that only a file can have left."""
    left = len(backups_left(path))
    waiting = journals.waiting(path)
    if left or waiting:
        there = f"are {left} backups" if left > 1 else "is a backup"
        if not left:
            there = f"is a temporary database file ({waiting[0].name})"
        raise Vanished(
            f"The {layout.name} {path} is missing, but there {there} of it.",
            "Move the file back, restore a backup, or start with a new file.",
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

    Returns None if there has never been a file.  ``clock`` dates the backup of an older file.
    ``is_alone`` says that no other process has it open: then a journal that another file has left is put
    aside.
    Raises StorageError: vanished, damaged, foreign, too new, locked, unwritable, or cannot be opened; GivenUp
    if ``watch`` cancels the check of a file that was not closed, or its migration.
    """
    with faults_of(layout.name, path):
        header = recognise(path, layout)
        if header is None:
            return None
        unclean = journals.waiting(path)
        checking, migrating = watch.parts(bool(unclean), 4 * (header.version < layout.version))
        if unclean:
            settle(path, layout, is_alone, checking)
        connection = connect(path)
        try:
            if not unclean and path.stat().st_size <= _CHECKED_AT_EVERY_OPENING:
                check_whole(connection, f"the {layout.name} {path}")
            if marks(connection).version < layout.version:
                _bring_up(connection, path, layout, clock, migrating)
        except BaseException:
            connection.close()
            raise
        return connection


def opens_slowly(path: Path, layout: Layout) -> bool:
    """Return whether :func:`open_database` will take so long that it should show its progress.

    Also False if the file will be refused immediately.
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
        raise CannotOpen(f"There is no {layout.name} {path}.", "Choose another file.")
    with faults_of(layout.name, path), ExitStack() as stack:
        if journals.has_bytes(journals.journal(path, journals.ROLLBACK)):
            path = stack.enter_context(journals.played(path, layout.counts)) or path
        # If no journal lies beside it nobody has it open, and SQLite need not make one to read.
        wal = journals.journal(path, journals.WAL).exists()
        is_read = wal and not _is_left_by_another(path, layout, watch)
        connection = stack.enter_context(closing(reading(path, WITH_JOURNAL if is_read else ALONE)))
        if not is_read:
            check(connection, path, layout, watch)
        yield connection


def back_up(source: Path, target: Path, layout: Layout, watch: Watch = UNWATCHED) -> None:
    """Copy a database that may be in use to ``target``, which holds the old or the whole new copy.

    Raises StorageError if ``target`` cannot be written, Damaged if the source is not sound, or has the
    journal of another file beside it, and GivenUp.
    """
    name = layout.name
    with faults_of(f"copy of the {name}", target):
        _settle_rollback(source, layout, is_alone=False)
        if journals.waiting(source) and _goes_back(source, layout):
            _part_with(source, layout, journals.WAL, is_alone=False)
        with closing(connect(source, "ro")) as original:
            write_copy(original, target, name, watch=watch)


def is_continued(connection: sqlite3.Connection, path: Path, layout: Layout) -> bool:
    """Return whether a file that is open still holds what a connection to it sees.

    It does not if something other than SQLite has written over it.
    """
    try:
        if _is_left_by_another(path, layout, UNWATCHED):
            return False
        with closing(reading(path, WITH_JOURNAL)) as other:
            found = _counts(other, layout)
    except (sqlite3.DatabaseError, UnicodeDecodeError, StorageError):
        return False
    return not _is_behind(found, _counts(connection, layout))


def settle(path: Path, layout: Layout, is_alone: bool, watch: Watch = UNWATCHED) -> None:
    """Look at a file that has a journal waiting, before SQLite plays it.

    A journal left behind means that the program did not end as it should have, or still runs.  One that
    another file has left is put aside.  Raises StorageError if the file is damaged, and GivenUp; it is
    then as it was.
    """
    _settle_rollback(path, layout, is_alone)
    if _is_left_by_another(path, layout, watch, INTEGRITY if is_alone else QUICK):
        _part_with(path, layout, journals.WAL, is_alone)


def _settle_rollback(path: Path, layout: Layout, is_alone: bool) -> None:
    """Put aside the rollback journal that another file has left."""
    if journals.has_bytes(journals.journal(path, journals.ROLLBACK)):
        with journals.played(path, layout.counts) as copy:
            is_other = copy is None
        if is_other:
            _part_with(path, layout, journals.ROLLBACK, is_alone)


def _part_with(path: Path, layout: Layout, end: str, is_alone: bool) -> None:
    """Put aside a journal that another file has left; raises Damaged if a process may have it open."""
    if not is_alone:
        raise OtherJournal(
            f"The temporary database file {journals.journal(path, end).name} next to the {layout.name} {path}"
            " belongs to another file.",
            "Open Attaché’s window: it moves the temporary file aside.",
        )
    journals.part_with(path, end)


def _is_left_by_another(path: Path, layout: Layout, watch: Watch, pragma: str = INTEGRITY) -> bool:
    """Return whether the write-ahead log beside a file was left by another file of this name.

    Raises StorageError if the file is damaged with its journal and without it.
    """
    if not journals.journal(path, journals.WAL).exists():
        return False
    try:
        with closing(reading(path, WITH_JOURNAL)) as connection:
            check(connection, path, layout, watch, pragma)
    except (sqlite3.DatabaseError, UnicodeDecodeError, Damaged, Foreign) as error:
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(known(error, ""), Damaged):
            raise
        try:
            with closing(reading(path, ALONE)) as connection:
                check(connection, path, layout, UNWATCHED, pragma)
        except (sqlite3.DatabaseError, UnicodeDecodeError, Damaged, Foreign, TooNew):
            raise error from None
        return True
    return _goes_back(path, layout)


def _goes_back(path: Path, layout: Layout) -> bool:
    """Return whether the write-ahead log beside a file does not follow on the file.

    It does not if the file has on its own what it lacks with the log, or if it has more with the log
    than the log has commits.  A process that has the file open may write between two looks, so that only
    what is seen twice counts.
    """
    return all(_does_not_follow(path, layout) for _ in range(2))


def _does_not_follow(path: Path, layout: Layout) -> bool:
    with closing(reading(path, ALONE)) as connection:
        try:
            before = _counts(connection, layout)
        except sqlite3.Error:  # it is being written, and is whole only with its log
            return False
    with closing(reading(path, WITH_JOURNAL)) as connection:
        after = _counts(connection, layout)
    written = sum(max(0, number - before.get(name, 0)) for name, number in after.items())
    return _is_behind(after, before) or written > journals.commits_in(path)


def _is_behind(counts: Mapping[str, int], others: Mapping[str, int]) -> bool:
    """Return whether some number is smaller than, or lacks, what it is elsewhere.

    Names before the first one are no longer remembered.
    """
    first = min(counts, default="")
    return any(name >= first and counts.get(name, -1) < number for name, number in others.items())


def _counts(connection: sqlite3.Connection, layout: Layout) -> dict[str, int]:
    """Return what only grows in a file; nothing if it is older than that."""
    with suppress(sqlite3.OperationalError):
        return dict(connection.execute(layout.counts).fetchall()) if layout.counts else {}
    return {}


def _bring_up(connection: sqlite3.Connection, path: Path, layout: Layout, clock: Clock, watch: Watch) -> None:
    """Copy an older file to its backups, then run its migrations: all of them or none."""
    with transaction(connection):
        version = marks(connection).version
        if version >= layout.version:  # another process was quicker
            return
        backups_of(path).mkdir(exist_ok=True)
        backing_up, migrating = watch.parts(1, 3)
        backup = backup_path(path, clock(), MIGRATION)
        back_up(path, backup, layout, backing_up)
        try:
            with migrating.statements(connection):
                layout.migrate(connection)
        except GivenUp:
            backup.unlink()
            raise
        connection.execute(f"PRAGMA user_version = {layout.version}")
