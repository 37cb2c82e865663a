"""One open progress file, shared by the parts of this package: it reads rows, and runs one write at a time.

The file appears with the first write.  Until then everything is read from an empty one in memory,
so that a first start costs nothing and a look around leaves nothing behind.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attache.base.clock import Clock, Zone, local_offset
from attache.base.faults import CannotOpen, faults_of
from attache.base.identity import IdSource
from attache.base.storage import Layout, create, open_database, transaction
from attache.learner.schema import MIGRATION_SET, MIGRATIONS
from attache.library.study_views import STUDY_VIEWS

_LATEST = 253_402_300_799_999
"""The last millisecond of the year 9999: whatever claims to be later is not believed."""


class Store:
    """An open progress file, or the promise of one; for one thread."""

    def __init__(
        self,
        path: Path,
        layout: Layout,
        clock: Clock,
        new_id: IdSource,
        zone: Zone = local_offset,
        library: Path | None = None,
    ) -> None:
        """Open the file if it exists; raises StorageError where it is refused.

        ``library`` is read beside it, as the schema ``library``: which cards are due is a question
        to both files.
        """
        self.path = path
        self.clock = clock
        self.new_id = new_id
        self.zone = zone
        self._library = library
        self._layout = layout
        self._identity: tuple[int, int] | None = None
        self._connection: sqlite3.Connection | None = None
        self._empty: sqlite3.Connection | None = None
        self._connect()

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
        """How many rows were written since the file was opened; -1 where there is no file yet."""
        return -1 if self._connection is None else self._connection.total_changes

    def close(self) -> None:
        """Close the file, which leaves nothing beside it."""
        for connection in (self._connection, self._empty):
            if connection is not None:
                connection.close()
        self._connection = self._empty = None

    def rows(self, sql: str, *values: object, **named: object) -> list[tuple[Any, ...]]:
        """Return all rows of a query with values by place or by name.

        Raises StorageError where the file cannot be read.
        """
        return list(self.each(sql, *values, **named))

    def each(self, sql: str, *values: object, **named: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query one by one; raises StorageError where the file cannot be read."""
        with self.reading() as connection:
            yield from connection.execute(sql, named or values)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to read with; raises StorageError where the file cannot be read."""
        connection = self._connection or self._connect() or self._in_memory()
        with faults_of(self._layout.name, self.path):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run a block as one write, which is on the disk when the block has ended.

        Raises StorageError where it cannot be; then nothing of it is.
        """
        connection = self._connection or self._connect() or self._create()
        with faults_of(self._layout.name, self.path):
            self._refuse_if_replaced()
            with transaction(connection):
                yield connection

    def device(self, connection: sqlite3.Connection) -> str:
        """Return this machine's id, made up with the first write; for use within ``writing``."""
        row = connection.execute("SELECT id FROM device WHERE here = 1").fetchone()
        if row is not None:
            return str(row[0])
        device = self.new_id()
        connection.execute("INSERT INTO device (id, here, added_at) VALUES (?, 1, ?)", (device, self.clock()))
        return device

    def stamp(self, previous: int | None) -> int:
        """Return the instant of a change, later than the one it replaces even if the clock is not."""
        now = self.clock()
        return now if previous is None or previous >= _LATEST else max(now, previous + 1)

    def _connect(self) -> sqlite3.Connection | None:
        """Open the file if there is one by now, another process having perhaps made it."""
        self._connection = open_database(self.path, self._layout, self.clock)
        if self._connection is not None:
            self._identity = _identity(self.path)
            self._attach(self._connection)
        return self._connection

    def _attach(self, connection: sqlite3.Connection) -> None:
        """Put the library beside the progress file, where it cannot be written to."""
        if self._library is not None:
            with faults_of("library", self._library):
                # Nobody writes to a library file in use: no lock is needed, and no journal is looked for.
                address = f"{self._library.absolute().as_uri()}?mode=ro&immutable=1"
                connection.execute("ATTACH DATABASE ? AS library", (address,))
                connection.execute("PRAGMA temp_store = MEMORY")
                for view in STUDY_VIEWS:
                    connection.execute(view)

    def _create(self) -> sqlite3.Connection:
        """Make the file and open it."""
        create(self.path, self._layout, self._record_migrations)
        connection = self._connect()
        if connection is None:
            raise self._vanished()
        return connection

    def _record_migrations(self, connection: sqlite3.Connection) -> None:
        """Note in a new file that it needs none of the migrations there are."""
        now = datetime.datetime.fromtimestamp(self.clock() / 1000, datetime.UTC)
        connection.executemany(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
            [(MIGRATION_SET, name, str(now)) for name in MIGRATIONS],
        )

    def _in_memory(self) -> sqlite3.Connection:
        """Return an empty file in memory."""
        if self._empty is None:
            self._empty = sqlite3.connect("file::memory:", uri=True, isolation_level=None)
            self._empty.executescript(self._layout.tables)
            self._attach(self._empty)
        return self._empty

    def _refuse_if_replaced(self) -> None:
        """Raise CannotOpen where the file has been removed or replaced: a write would go nowhere."""
        if _identity(self.path) != self._identity:
            raise self._vanished()

    def _vanished(self) -> CannotOpen:
        """Return the fault of a file that is not where it was."""
        return CannotOpen(
            f"The {self._layout.name} {self.path} was removed or replaced while the program was running.",
            "Put it back, or start the program again.",
        )


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another of the same name."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
