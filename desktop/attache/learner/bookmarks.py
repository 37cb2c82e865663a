"""The bookmarked entries; bookmarks of entries that the library lacks are kept but not listed."""

from __future__ import annotations

from attache.base.changes import ChangeKind, Changes
from attache.learner.store import Store


class Bookmarks:
    """The bookmarks of one progress file."""

    def __init__(self, store: Store) -> None:
        """Share the store with the file's other parts."""
        self._store = store

    def is_marked(self, entry: str) -> bool:
        """Return whether an entry is bookmarked."""
        return bool(self._store.rows("SELECT 1 FROM bookmark WHERE entry = ? AND marked", entry))

    def all(self) -> tuple[str, ...]:
        """Return the ids of the bookmarked entries that the library has, the latest first."""
        found = self._store.rows(
            f"SELECT entry FROM bookmark WHERE marked AND {self._store.of_library}"
            " ORDER BY changed_at DESC, rowid DESC"
        )
        return tuple(row[0] for row in found)

    def set(self, entry: str, marked: bool) -> Changes:
        """Set or remove the bookmark of an entry; raises StorageError if it cannot be saved."""
        if self.is_marked(entry) == marked:
            return Changes()
        with self._store.writing() as connection:
            before = connection.execute(
                "SELECT changed_at FROM bookmark WHERE entry = ?", (entry,)
            ).fetchone()
            connection.execute(
                "INSERT INTO bookmark (entry, marked, changed_at, device) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (entry) DO UPDATE SET"
                " marked = excluded.marked, changed_at = excluded.changed_at, device = excluded.device",
                (entry, int(marked), self._store.stamp(before and before[0]), self._store.device(connection)),
            )
        return Changes.of(ChangeKind.BOOKMARKS, entry)
