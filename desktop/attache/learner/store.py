"""One open progress file, shared by the parts of this package: it reads rows, and runs one write at a time.

The file appears with the first write.  Until then everything is read from an empty one in memory,
so that a first start costs nothing and a look around leaves nothing behind.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from attache.base import journals
from attache.base.clock import Clock, Zone, local_offset
from attache.base.copies import backup_path, create, write_copy
from attache.base.database import Layout, transaction
from attache.base.faults import Damaged, Replaced, StorageError, faults_of
from attache.base.identity import IdSource
from attache.base.storage import is_continued, open_database
from attache.base.watch import UNWATCHED, Watch
from attache.learner.schema import MIGRATION_SET, MIGRATIONS, check_tables
from attache.learner.validity import LAST_INSTANT, is_written
from attache.learner.write_count import WriteCount
from attache.library.recognition import address, faults_in, recognise_library, refuse_damaged
from attache.library.study_views import STUDY_VIEWS

REPLACED = "replaced"
"""The reason in the name of a backup of a file that was removed or replaced while it was open."""


def create_file(path: Path, layout: Layout, clock: Clock) -> None:
    """Make a new, empty file that needs none of the migrations there are; raises StorageError."""
    now = str(datetime.datetime.fromtimestamp(clock() / 1000, datetime.UTC))
    migrations = [(MIGRATION_SET, name, now) for name in MIGRATIONS]

    def record(connection: sqlite3.Connection) -> None:
        connection.executemany(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)", migrations
        )

    create(path, layout, record)


class Store:
    """An open progress file, or one that the first write will create; for one thread."""

    def __init__(
        self,
        path: Path,
        layout: Layout,
        clock: Clock,
        new_id: IdSource,
        zone: Zone = local_offset,
        library: Path | None = None,
        watch: Watch = UNWATCHED,
        *,
        is_alone: bool = False,
    ) -> None:
        """Open the file if it exists; raises StorageError if it is refused, GivenUp if cancelled.

        ``library`` is read beside it, as the schema ``library``: which cards are due is a question
        to both files.  ``is_alone`` says that no other process has the file open.
        """
        self.path = path
        self.clock = clock
        self.new_id = new_id
        self.zone = zone
        self._library = library
        self._layout = layout
        self._is_alone = is_alone
        self._writes = WriteCount(new_id)
        self._file: tuple[int, ...] | None = None
        """What the file was like after the last write."""
        self._wal: tuple[int, int] | None = None
        self._replaced: Replaced | None = None
        """Why the file was closed: it was removed, replaced or overwritten by something else."""
        self._connection: sqlite3.Connection | None = None
        self._empty: sqlite3.Connection | None = None
        self._connect(watch)

    @property
    def has_file(self) -> bool:
        """Whether there is a file: it appears with the first write."""
        return self._connection is not None

    @property
    def has_library(self) -> bool:
        """Whether a library is attached."""
        return self._library is not None

    @property
    def of_library(self) -> str:
        """A condition on a table with a column ``entry``: the library, if there is one, has the entry."""
        if self._library is None:
            return "1"
        return "EXISTS (SELECT 1 FROM study_entry x WHERE x.id = entry)"

    @property
    def changes(self) -> int:
        """How many rows were written since the file was opened; -1 if there is no file yet."""
        return -1 if self._connection is None else self._connection.total_changes

    def close(self) -> None:
        """Close the file, which leaves nothing beside it."""
        with suppress(Replaced, OSError):
            self.refuse_if_replaced()  # SQLite would remove the journals of the file that is there now
        for connection in (self._connection, self._empty):
            if connection is not None:
                connection.close()
        self._connection = self._empty = None

    def rows(self, sql: str, *values: object, **named: object) -> list[tuple[Any, ...]]:
        """Return all rows of a query with values by place or by name.

        Raises StorageError if the file cannot be read.
        """
        return list(self.each(sql, *values, **named))

    def each(self, sql: str, *values: object, **named: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query one by one; raises StorageError if the file cannot be read."""
        with self.reading() as connection:
            yield from connection.execute(sql, named or values)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to read with; raises StorageError if the file cannot be read."""
        connection = self._connection or self._connect() or self._in_memory()
        with self._faults():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run a block as one write, which is on the disk when the block has ended.

        Raises StorageError if it cannot be; then nothing of it is.
        """
        self.refuse_if_replaced()
        connection = self._connection or self._connect() or self._create()
        with self._faults():
            try:
                with transaction(connection):
                    yield connection
                    self._writes.add(connection)
            finally:
                if self._is_same(found := _state(self.path)):
                    self._file = found

    def device(self, connection: sqlite3.Connection) -> str:
        """Return this machine's id, made up with the first write; for use within ``writing``."""
        row = connection.execute("SELECT id FROM device WHERE here = 1").fetchone()
        if row is not None and is_written(row[0]):
            return str(row[0])
        device = self.new_id()
        connection.execute("UPDATE device SET here = 0 WHERE here <> 0")
        connection.execute("INSERT INTO device (id, here, added_at) VALUES (?, 1, ?)", (device, self.clock()))
        return device

    def stamp(self, previous: int | None) -> int:
        """Return the instant of a change, later than the one it replaces even if the clock is not."""
        now = self.clock()
        return now if previous is None or previous >= LAST_INSTANT else max(now, previous + 1)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Raise known faults in a block as StorageError, and say which of the two files is damaged."""
        try:
            with faults_of(self._layout.name, self.path):
                yield
        except (Damaged, sqlite3.OperationalError):
            if self._library is not None:
                refuse_damaged(self._library)
            raise

    def _connect(self, watch: Watch = UNWATCHED) -> sqlite3.Connection | None:
        """Open the file if there is one by now, another process having perhaps made it."""
        if self._replaced is not None:
            raise self._replaced
        self._connection = open_database(self.path, self._layout, self.clock, watch, is_alone=self._is_alone)
        if self._connection is not None:
            try:
                with faults_of(self._layout.name, self.path):
                    check_tables(self._connection, self.path)
                self._attach(self._connection)
            except BaseException:
                self._connection.close()
                self._connection = None
                raise
            # SQLite opens the journal with the first query.
            self._connection.execute("SELECT 1 FROM main.sqlite_master").fetchone()
            self._file = _state(self.path)
            self._wal = journals.identity(journals.journal(self.path, journals.WAL))
        return self._connection

    def _attach(self, connection: sqlite3.Connection) -> None:
        """Put the library beside the progress file, where it cannot be written to."""
        if self._library is not None:
            recognise_library(self._library)
            with faults_in(self._library):
                connection.execute("ATTACH DATABASE ? AS library", (address(self._library),))
                connection.execute("PRAGMA temp_store = MEMORY")
                for view in STUDY_VIEWS:
                    connection.execute(view)

    def _create(self) -> sqlite3.Connection:
        """Make the file and open it."""
        create_file(self.path, self._layout, self.clock)
        connection = self._connect()
        if connection is None:
            raise self._fault("removed")
        return connection

    def _in_memory(self) -> sqlite3.Connection:
        """Return an empty file in memory."""
        if self._empty is None:
            self._empty = sqlite3.connect("file::memory:", uri=True, isolation_level=None)
            self._empty.executescript(self._layout.tables)
            self._attach(self._empty)
        return self._empty

    def refuse_if_replaced(self) -> None:
        """Close a file that has been removed, replaced or overwritten by something else.

        Raises Replaced, which says where everything is that was in it: a write would go nowhere, or into a
        file that this program has not read.
        """
        if self._connection is None or self._file == (found := _state(self.path)):
            return
        if self._is_same(found) and is_continued(self._connection, self.path, self._layout):
            self._file = found  # another process wrote to it by SQLite, or only its time has changed
            return
        kept = self._saved(self._connection)
        same = self._is_same(found)
        left = journals.let_go(self._connection, self.path, self._wal, same=same, keep=kept is None)
        self._connection = None
        self._replaced = self._fault("removed" if found is None else "replaced", kept or left)
        raise self._replaced

    def _is_same(self, found: tuple[int, ...] | None) -> bool:
        """Return whether a file is the one that was opened, whatever is in it."""
        return found is not None and self._file is not None and found[:2] == self._file[:2]

    def _saved(self, connection: sqlite3.Connection) -> Path | None:
        """Back up what a connection still sees; None if that is not whole, or cannot be written."""
        with suppress(StorageError), faults_of("backup", self.path):
            target = backup_path(self.path, self.clock(), REPLACED)
            target.parent.mkdir(exist_ok=True)
            write_copy(connection, target, self._layout.name)
            return target
        return None

    def _fault(self, what: str, kept: Path | None = None) -> Replaced:
        """Return the fault of a file that is not what it was, and say where its contents are now."""
        words = f"Another program {what} the {self._layout.name} {self.path} while Attaché was open."
        advice = f"Restore {'a' if kept is None else 'that'} backup, or "
        advice += "open the new file." if what == "replaced" else "put the file back and open it again."
        if kept is not None:
            words = f"{words.removesuffix('.')}; a backup of its contents is {kept.name}."
        return Replaced(words, advice)


def _state(path: Path) -> tuple[int, ...] | None:
    """Return what tells a file from another, and whether it was written to; None if there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
