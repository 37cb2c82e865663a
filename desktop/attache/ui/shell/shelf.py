"""The learner's own file as the window uses it: every failure said, every change announced."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.learner.progress import Progress


class Shelf(QObject):
    """Reads and writes bookmarks, notes and look-ups.

    Where the file was refused there is nothing to read and writing does nothing: the reference
    works without it.  ``changed(Changes)`` after each write; ``trouble(KnownError)`` when one failed.
    """

    changed = Signal(object)
    trouble = Signal(object)

    def __init__(self, progress: Progress | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._progress = progress

    def exchange(self, progress: Progress | None) -> None:
        """Take another file in the place of this one."""
        self._progress = progress
        self.changed.emit(Changes(frozenset(ChangeKind)))

    @property
    def is_there(self) -> bool:
        """Whether anything can be kept."""
        return self._progress is not None

    def bookmarks(self) -> tuple[str, ...]:
        """Return the ids of the marked entries, the last marked first."""
        return self._progress.bookmarks.all() if self._progress is not None else ()

    def is_marked(self, entry: str) -> bool:
        """Tell whether an entry is marked."""
        return self._progress is not None and self._progress.bookmarks.is_marked(entry)

    def note_of(self, entry: str) -> str:
        """Return the reader's note on an entry."""
        return self._progress.notes.text(entry) if self._progress is not None else ""

    def lately(self, most: int) -> dict[str, int]:
        """Return the entries read last, with when in UTC milliseconds, the latest first."""
        return dict(self._progress.lookups.recent(most)) if self._progress is not None else {}

    def toggle_mark(self, entry: str) -> None:
        """Mark an entry, or take its mark away."""
        self._write(lambda kept: kept.bookmarks.set(entry, not kept.bookmarks.is_marked(entry)))

    def write_note(self, entry: str, text: str) -> bool:
        """Keep a note; False where that failed, so that whoever has the text still holds on to it."""
        return self._write(lambda kept: kept.notes.write(entry, text))

    def add_lookup(self, entry: str) -> None:
        """Keep that an entry was read."""
        self._write(lambda kept: kept.lookups.add(entry))

    def forget_lookups(self) -> None:
        """Forget what was looked up."""
        self._write(lambda kept: kept.lookups.clear())

    def _write(self, act: Callable[[Progress], Changes]) -> bool:
        if self._progress is None:
            return False
        try:
            changes = act(self._progress)
        except KnownError as error:
            self.trouble.emit(error)
            return False
        if changes:
            self.changed.emit(changes)
        return True
