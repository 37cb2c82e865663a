"""The copies of the learner's file: when they were made, what they hold, and the way to put one back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from attache.base.changes import Changes
from attache.base.dates import MONTHS
from attache.base.errors import KnownError
from attache.learner.backups import Backup, BackupContents, Reason, Restored
from attache.ui.shell.theme import Theme
from attache.ui.widgets.column import Column
from attache.ui.widgets.line import Line
from attache.ui.widgets.words import counted

_WHY: Mapping[Reason, str] = {
    Reason.DAILY: "of the day",
    Reason.SITTING: "after a sitting",
    Reason.ASKED: "asked for",
    Reason.RESTORE: "before a copy was put back",
    Reason.MEND: "before mending",
    Reason.MIGRATION: "before an update",
}
_SHOWN = 40


class Kept(Protocol):
    """What the window asks of whoever keeps the learner's file."""

    @property
    def is_damaged(self) -> bool:
        """Whether the file was refused because it is damaged."""

    def concerns(self, error: Exception) -> bool:
        """Tell whether an error says that the file has turned out to be damaged."""

    def refuse(self, error: KnownError) -> None:
        """Let go of a file that has turned out to be damaged; it stays as it is."""

    def make_room(self) -> None:
        """Ask what is done in another thread to give up, where it can."""

    def copies(self) -> Sequence[Backup]:
        """Return all copies, the latest first; raises StorageError."""

    def look_into(self, copy: Path) -> BackupContents:
        """Return what a copy holds; raises StorageError."""

    def newest_sound(self) -> Backup | None:
        """Return the latest copy that can be put back."""

    def make_copy(self) -> Backup | None:
        """Make a copy now; raises StorageError."""

    def restore(self, copy: Path) -> Restored:
        """Put a copy in the place of the file; raises KnownError."""

    def tend(self) -> Changes:
        """Do what is due once a day; in any thread; raises StorageError."""

    def after_sitting(self, answers: int) -> object:
        """Make a copy after a long sitting; in any thread; raises StorageError."""

    def begin_anew(self) -> Path:
        """Set a damaged file aside and begin with an empty one; raises StorageError."""


class CopiesPage(Column):
    """``restored(str)`` with what to say when a copy was put back; ``trouble(KnownError)``."""

    restored = Signal(str)
    trouble = Signal(object)

    def __init__(self, theme: Theme, kept: Kept, parent: QWidget | None = None) -> None:
        super().__init__(theme, 720, parent)
        self.setObjectName("page")
        self._kept = kept
        self._chosen: Path | None = None
        theme.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the copies there are now."""
        self.clear()
        self.say("Copies of your progress", "title")
        self.say("Putting one back loses nothing: what it replaces becomes a copy itself.", "lead")
        first: QWidget = self.buttons(("Make a copy now", self._make), main=False, above=8)[0]
        try:
            copies = self._kept.copies()
        except KnownError as error:
            copies = ()
            self.say(str(error), "quiet", 12)
        if not copies:
            self.say("There are none yet. One is made every day on which you study.", "quiet", 12)
        for copy in copies[:_SHOWN]:
            line = Line(self._theme, when_made(copy), f"{_WHY[copy.reason]}, {copy.size // 1024:,} kB")
            line.clicked.connect(lambda _on=False, copy=copy: self._look(copy))
            self.add(line)
            if copy.path == self._chosen:
                first = self._show_contents(copy)
        self.end()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_contents(self, copy: Backup) -> QWidget:
        try:
            contents = self._kept.look_into(copy.path)
        except KnownError as error:
            return self.say(str(error), "quiet", 4)
        self.say(holds(contents), "quiet", 8)
        return self.buttons(("Put this one back", lambda: self._restore(copy)), above=4)[0]

    def _look(self, copy: Backup) -> None:
        self._chosen = None if self._chosen == copy.path else copy.path
        self.refresh()

    def _make(self) -> None:
        try:
            self._kept.make_copy()
        except KnownError as error:
            self.trouble.emit(error)
        self.refresh()

    def _restore(self, copy: Backup) -> None:
        try:
            done = self._kept.restore(copy.path)
        except KnownError as error:
            self.trouble.emit(error)
            return
        self._chosen = None
        self.restored.emit(put_back(copy, done))


def when_made(copy: Backup) -> str:
    """Return when a copy was made, in local time."""
    at = datetime.fromtimestamp(copy.at / 1000, UTC).astimezone()
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"


def holds(contents: BackupContents) -> str:
    """Return what a copy holds, in a sentence or two."""
    parts = [
        counted(contents.reviews, "answer"),
        f"{counted(contents.cards_begun, 'card')} begun",
        counted(contents.bookmarks, "bookmark"),
        counted(contents.notes, "note"),
    ]
    last = contents.last_review
    until = f" The last answer is of {last.day} {MONTHS[last.month - 1]} {last.year}." if last else ""
    return f"Holds {', '.join(parts)}.{until}"


def put_back(copy: Backup, done: Restored) -> str:
    """Return what to say when a copy was put back."""
    said = f"The copy of {when_made(copy)} was put back."
    if done.kept is None:
        return said
    words = "could not be read and is set aside" if done.set_aside else "is kept"
    return f"{said} What it replaced {words} as {done.kept.name}."
