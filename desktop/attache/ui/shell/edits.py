"""What was bookmarked, noted or set since the start, so that it can be undone and redone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.learner.progress import Progress
from attache.study.settings import CHOSEN, StudySettings

_ONE_EDIT = 10_000
"""Milliseconds within which changes of the same thing are one edit: typing is saved every second."""
_MOST = 200

Write = Callable[[Progress], Changes]


class Edit(NamedTuple):
    """One change of a bookmark, a note or some settings, and the two writes that undo and redo it."""

    kind: ChangeKind
    target: str
    """The id of the entry, or the names of the settings."""
    words: str
    """What was done, e.g. ``Bookmark removed``."""
    undo: Write
    redo: Write
    is_seen: bool = False
    """Whether the user sees the change where it was made, so that no message says it."""
    before: object = None
    after: object = None
    """What was saved before and after; an edit that ends as it began has nothing to undo."""


def of_bookmark(entry: str, marked: bool) -> Edit:
    """Return the edit that sets or removes a bookmark; it was ``marked`` before."""
    return Edit(
        ChangeKind.BOOKMARKS,
        entry,
        "Bookmark removed" if marked else "Bookmark added",
        undo=lambda kept: kept.bookmarks.set(entry, marked),
        redo=lambda kept: kept.bookmarks.set(entry, not marked),
    )


def of_note(entry: str, before: str, text: str) -> Edit:
    """Return the edit that saves a note."""
    return Edit(
        ChangeKind.NOTES,
        entry,
        "Note changed" if text.strip() else "Note removed",
        undo=lambda kept: kept.notes.write(entry, before),
        redo=lambda kept: kept.notes.write(entry, text),
        is_seen=bool(text.strip()),
        before=before.strip(),
        after=text.strip(),
    )


def of_settings(done: str, before: StudySettings, values: Mapping[str, object]) -> Edit:
    """Return the edit that saves some settings; ``done`` says what is done, "" for a setting changed."""
    earlier = {name: getattr(before, name) for name in values}
    return Edit(
        ChangeKind.SETTINGS,
        " ".join(values),
        done or "Setting changed",
        undo=lambda kept: kept.settings.write(**earlier),
        redo=lambda kept: kept.settings.write(**values),
        is_seen=True,
        before=earlier,
        after=dict(values),
    )


def of_reset(before: StudySettings, names: Sequence[str]) -> Edit:
    """Return the edit that resets some settings, or all of them."""
    earlier = {name: getattr(before, name) for name in names or CHOSEN}
    return Edit(
        ChangeKind.SETTINGS,
        " ".join(("reset", *earlier)),
        "Setting reset" if names else "Study settings reset",
        undo=lambda kept: kept.settings.write(**earlier),
        redo=lambda kept: kept.settings.reset(*names),
        is_seen=bool(names),
    )


class Edits:
    """The edits in the order in which they were made; a new one discards those that were undone."""

    def __init__(self, write: Callable[[Write], KnownError | None]) -> None:
        """``write`` runs a write of the learner, and returns the error of one that failed."""
        self._write = write
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._at = 0
        """The instant of the last edit (UTC milliseconds)."""

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to redo."""
        return bool(self._undone)

    def add(self, edit: Edit, at: int) -> None:
        """Add an edit made at an instant (UTC milliseconds); one that goes on with the last one joins it."""
        last = self._done[-1] if self._done and not self._undone else None
        soon, self._at = 0 <= at - self._at < _ONE_EDIT, at
        self._undone.clear()
        if last is not None and soon and _continues(edit, last):
            self._done.pop()
            if edit.after is None or edit.after != last.before:
                self._done.append(edit._replace(undo=last.undo, before=last.before))
        else:
            self._done = [*self._done, edit][-_MOST:]

    def undo(self) -> Edit | None:
        """Undo the last edit and return it; None if there is none, or if that failed."""
        if not self._done or self._write(self._done[-1].undo) is not None:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Edit | None:
        """Redo the edit that was undone last and return it; None if there is none, or if that failed."""
        if not self._undone or self._write(self._undone[-1].redo) is not None:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    def clear(self) -> None:
        """Forget all edits: they belong to another file."""
        self._done, self._undone = [], []


def _continues(edit: Edit, last: Edit) -> bool:
    """Return whether an edit goes on with the last one; setting a bookmark is always an edit of its own."""
    return edit[:2] == last[:2] and edit.kind is not ChangeKind.BOOKMARKS
