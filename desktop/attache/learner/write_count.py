"""Counts the writes to a progress file by session, so that every journal shows which file it is of.

SQLite plays whatever journal has a file's name.  Every write changes a row that has the name of its session,
so that this row is in the journal too.  If a file on its own has a session, or a write, that it lacks
together with its journal, the journal is of another file: the two went on from one file in two places, or
were never one.  If the journal adds more writes than it has commits, the file is an earlier one.
"""

from __future__ import annotations

import sqlite3

from attache.base.identity import IdSource

COUNTS = "SELECT key, CAST(value AS INTEGER) FROM main.cache WHERE key GLOB 'writes:*'"
"""The names of the latest sessions, and how often each has written."""
_FORM = f"writes:{'[0-9]' * 9}:*"
"""How the name of a session begins; one that does not was damaged, and is not counted on from."""
_KEPT = 64
"""Sessions that a file remembers; with its journal it may have forgotten some that it has on its own."""


class WriteCount:
    """Counts the writes of one session, which gets its name with the first of them."""

    def __init__(self, new_id: IdSource) -> None:
        self._new_id = new_id
        self._name = ""

    def add(self, connection: sqlite3.Connection) -> None:
        """Count a write, in its transaction."""
        counted = connection.execute("UPDATE cache SET value = value + 1 WHERE key = ?", (self._name,))
        if not counted.rowcount:
            latest = connection.execute(f"SELECT max(key) FROM cache WHERE key GLOB '{_FORM}'").fetchone()[0]
            number = int(latest.split(":")[1]) + 1 if latest else 1
            self._name = f"writes:{number:09d}:{self._new_id()}"
            connection.execute("INSERT INTO cache (key, value) VALUES (?, '1')", (self._name,))
            connection.execute(
                "DELETE FROM cache WHERE key GLOB 'writes:*' AND key < ?", (f"writes:{number - _KEPT:09d}",)
            )
