"""What a write has changed: the value that tells views to refresh."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """Which kind of the learner's data has changed.

    TIME is not data.  It says that something is shown differently because time has passed: the next day has
    started, the time zone has changed, or a card in its steps is due.
    """

    BOOKMARKS = "bookmarks"
    NOTES = "notes"
    LOOKUPS = "lookups"
    READING = "reading"
    QUIZZES = "quizzes"
    REVIEWS = "reviews"
    SETTINGS = "settings"
    BACKUPS = "backups"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds of data that a write has changed, and the ids of what is concerned.

    Without kinds nothing has changed.  ``entries`` holds the ids of entries, for reviews of cards, and
    for reading of sections; it is empty if a change concerns a kind as a whole (a history that was
    cleared).
    """

    kinds: frozenset[ChangeKind] = frozenset()
    entries: frozenset[str] = frozenset()

    @classmethod
    def of(cls, kind: ChangeKind, *entries: str) -> Changes:
        """Return the change of one kind, for these entries."""
        return cls(frozenset((kind,)), frozenset(entries))

    def __or__(self, other: Changes) -> Changes:
        """Return both changes as one, so that several writes are announced once."""
        return Changes(self.kinds | other.kinds, self.entries | other.entries)

    def __bool__(self) -> bool:
        """Return whether anything has changed at all."""
        return bool(self.kinds)
