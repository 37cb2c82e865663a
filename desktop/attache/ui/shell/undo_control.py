"""Undoes and redoes changes of bookmarks, notes and settings, and says which they were."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Signal

from attache.base.changes import ChangeKind, Changes
from attache.library.library import Library
from attache.ui.shell.edits import Edit
from attache.ui.shell.learner import Learner
from attache.ui.shell.notice import Notice
from attache.ui.shell.window_commands import Needs

_EDITED = frozenset((ChangeKind.BOOKMARKS, ChangeKind.NOTES, ChangeKind.SETTINGS))


class UndoControl(QObject):
    """Connects the learner's edits with the notice; ``turned`` when something was undone or redone."""

    turned = Signal()

    def __init__(
        self, learner: Learner, library: Library, notice: Callable[[], Notice], parent: QObject
    ) -> None:
        """``notice()`` returns the notice, which is made when there is something to say."""
        super().__init__(parent)
        self._learner, self._library, self._notice = learner, library, notice
        self._offers = False
        """Whether the notice offers to undo the last edit."""
        learner.changed.connect(self._outdate)
        learner.edited.connect(self._tell)

    def conditions(self) -> Collection[str]:
        """Return the conditions of the window's commands that are met."""
        met = {Needs.UNDO: self._learner.edits.can_undo, Needs.REDO: self._learner.edits.can_redo}
        return [need for need, is_met in met.items() if is_met]

    def undo(self) -> None:
        """Undo the last change of a bookmark, a note or a setting, and say which it was."""
        if (edit := self._learner.edits.undo()) is not None:
            self._offer(f"Undone: {self._in_words(edit)}", "Redo", self.redo)
            self.turned.emit()

    def redo(self) -> None:
        """Redo the change that was undone last."""
        if (edit := self._learner.edits.redo()) is not None:
            self._offer(f"Redone: {self._in_words(edit)}", "Undo", self.undo)
            self.turned.emit()

    def _tell(self, edit: Edit) -> None:
        """Say what was changed where that is not seen, and offer to undo it."""
        if not edit.is_seen:
            self._offer(edit.words, "Undo", self.undo)

    def _offer(self, text: str, button: str, act: Callable[[], object]) -> None:
        self._offers = True
        self._notice().display(text, button, act)

    def _outdate(self, changes: Changes) -> None:
        """Hide the notice when something else was changed: its button would undo that instead."""
        if self._offers and changes.kinds & _EDITED:
            self._offers = False
            self._notice().hide()

    def _in_words(self, edit: Edit) -> str:
        row = self._library.row(edit.target) if edit.kind is not ChangeKind.SETTINGS else None
        words = f"{edit.words[:1].lower()}{edit.words[1:]}"
        return f"{words} ({row.title})" if row is not None else words
