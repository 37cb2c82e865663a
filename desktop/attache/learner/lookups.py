"""The list of recently viewed entries: which entries were opened from a look-up, and when."""

from __future__ import annotations

import sqlite3

from attache.base.changes import ChangeKind, Changes
from attache.learner.store import Store
from attache.learner.validity import IN_TIME

_SAME_VISIT = 60_000
"""Milliseconds within which opening an entry again is still the same look-up."""


class Lookups:
    """The look-ups in one progress file."""

    def __init__(self, store: Store) -> None:
        """Share the store with the file's other parts."""
        self._store = store

    def add(self, entry: str) -> Changes:
        """Save that an entry was opened; the same one twice within a minute counts once.

        Raises StorageError if that cannot be saved.
        """
        now = self._store.clock()
        latest = self._store.rows(
            f"SELECT entry, at FROM lookup WHERE at {IN_TIME} ORDER BY at DESC, rowid DESC LIMIT 1"
        )
        if latest and latest[0][0] == entry and 0 <= now - latest[0][1] < _SAME_VISIT:
            return Changes()
        with self._store.writing() as connection:
            at = self._store.stamp(_latest(connection, "lookup_clear"))
            row = (self._store.new_id(), entry, at, self._store.device(connection))
            connection.execute("INSERT INTO lookup (id, entry, at, device) VALUES (?, ?, ?, ?)", row)
        return Changes.of(ChangeKind.LOOKUPS, entry)

    def recent(self, limit: int) -> tuple[tuple[str, int], ...]:
        """Return the last opened entries, each once, with when (UTC milliseconds), the latest first.

        Entries that the library lacks are left out.
        """
        found: dict[str, int] = {}
        if limit > 0:
            for entry, at in self._store.each(
                f"SELECT entry, at FROM lookup WHERE at {IN_TIME} AND {self._store.of_library}"
                " ORDER BY at DESC, rowid DESC"
            ):
                found.setdefault(entry, at)
                if len(found) == limit:
                    break
        return tuple(found.items())

    def clear(self) -> Changes:
        """Clear all look-ups, also in any file that this one is merged into later.

        Raises StorageError if that cannot be saved; then all of them stay.
        """
        if not self._store.rows("SELECT 1 FROM lookup LIMIT 1"):
            return Changes()
        with self._store.writing() as connection:
            row = (
                self._store.new_id(),
                self._store.stamp(_latest(connection, "lookup")),
                self._store.device(connection),
            )
            connection.execute("INSERT INTO lookup_clear (id, at, device) VALUES (?, ?, ?)", row)
            connection.execute("DELETE FROM lookup")
        return Changes.of(ChangeKind.LOOKUPS)


def _latest(connection: sqlite3.Connection, table: str) -> int | None:
    """Return the latest instant in a table, None if it has no row."""
    found: tuple[int | None] = connection.execute(f"SELECT max(at) FROM {table}").fetchone()
    return found[0]
