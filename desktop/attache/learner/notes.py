"""What the learner has written about entries."""

from __future__ import annotations

from dataclasses import dataclass

from attache.base.changes import ChangeKind, Changes
from attache.base.characters import whole
from attache.base.errors import KnownError
from attache.learner.store import Store
from attache.learner.validity import is_text

LONGEST_NOTE = 1_000_000
"""Characters: some two hundred printed pages, and far below what SQLite takes."""


@dataclass(frozen=True, slots=True)
class UserNote:
    """A note and the instant it was last changed, in UTC milliseconds."""

    entry: str
    text: str
    changed_at: int


class NoteTooLong(KnownError):
    """A note is longer than can be kept."""


class UserNotes:
    """The learner's notes in one progress file, at most one for an entry."""

    def __init__(self, store: Store) -> None:
        """Share the store with the file's other parts."""
        self._store = store

    def text(self, entry: str) -> str:
        """Return the note about an entry, empty if there is none."""
        found = self._store.rows("SELECT text FROM note WHERE entry = ?", entry)
        return str(found[0][0]) if found else ""

    def all(self) -> tuple[UserNote, ...]:
        """Return the notes that are not empty, on entries that the library has, the last changed first."""
        found = self._store.rows(
            f"SELECT entry, text, changed_at FROM note WHERE text <> '' AND {self._store.of_library}"
            " ORDER BY changed_at DESC, rowid DESC"
        )
        return tuple(UserNote(*row) for row in found)

    def write(self, entry: str, text: str) -> Changes:
        """Save the note on an entry; a blank one removes it.

        Raises NoteTooLong, or StorageError if it cannot be saved; then the earlier note is kept.
        """
        if len(text) > LONGEST_NOTE:
            raise NoteTooLong(
                f"The note has {len(text):,} characters; at most {LONGEST_NOTE:,} can be kept.", "Shorten it."
            )
        kept = whole(text) if text.strip() else ""
        if self.text(entry) == kept:
            return Changes()
        with self._store.writing() as connection:
            before = connection.execute(
                "SELECT changed_at, CAST(text AS BLOB) FROM note WHERE entry = ?", (entry,)
            ).fetchone()
            if before and not is_text(before[1]):
                # Damaged text was shown with U+FFFD.  Its bytes are kept, under an id that no library has.
                connection.execute(
                    "UPDATE note SET entry = entry || ' ' || ? WHERE entry = ?", (self._store.new_id(), entry)
                )
            connection.execute(
                "INSERT INTO note (entry, text, changed_at, device) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (entry) DO UPDATE SET"
                " text = excluded.text, changed_at = excluded.changed_at, device = excluded.device",
                (entry, kept, self._store.stamp(before and before[0]), self._store.device(connection)),
            )
        return Changes.of(ChangeKind.NOTES, entry)
