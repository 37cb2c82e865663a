"""The reader's own note on an entry, saved automatically."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from attache.base.errors import KnownError
from attache.ui.shell.composing import Composing
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme

SaveNote = Callable[[str, str], KnownError | None]
"""Saves (entry, text) and returns what went wrong."""

_FEWEST, _MOST = 1, 4
"""Lines of the note that are shown at least and at most."""
_HINT, _HINT_SHORTLY = "Saved automatically · Esc returns to the entry", "Saved automatically"
_AFTER = 800
"""Milliseconds from the first unsaved key until the note is saved, even while the user keeps typing."""


class _Editor(Composing, QPlainTextEdit):
    left = Signal()
    paused = Signal()
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.paused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NotePanel(QWidget):
    """Saves the note every second while it is written, when it loses the focus and before another is shown.

    A note that could not be saved stays here, with its text, until it can be.  ``left`` on Esc.
    """

    left = Signal()

    def __init__(self, theme: Theme, save: SaveNote, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notePanel")
        self.setMinimumWidth(1)  # its margins grow with the window, and must not keep it wide
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._save = theme, save
        self._entry = ""
        self._saved = ""
        """The text as it was last saved."""
        self._unsaved: dict[str, str] = {}
        """Texts that could not be saved, by entry."""
        self._head = PlainLabel("Your note")
        self._head.setObjectName("head")
        self._hint = PlainLabel()
        self._hint.setObjectName("quiet")
        self.editor = _Editor()
        self.editor.setObjectName("ownNote")
        self.editor.setAccessibleName("Your note")
        self.editor.setTabChangesFocus(True)
        self.editor.setPlaceholderText("Write what you want to remember about this entry")
        top = QHBoxLayout()
        top.addWidget(self._head)
        top.addStretch(1)
        top.addWidget(self._hint)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(top)
        self._layout.addWidget(self.editor)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.save)
        self.editor.textChanged.connect(self._save_soon)
        self.editor.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.editor.resized.connect(self._fit)
        self.editor.paused.connect(self.save)
        self.editor.left.connect(self.left)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_note(self, entry: str, text: str) -> None:
        """Show the note on an entry, as saved; what was being written on another is saved first."""
        self.save()
        self._entry, self._saved = entry, text
        self.editor.setPlainText(self._unsaved.get(entry, text))
        self._timer.stop()
        self.setVisible(bool(self.text()))

    def set_margins(self, left: int, right: int) -> None:
        """Start and end where the text above does, in pixels from the edges."""
        px = self._theme.px
        self._layout.setContentsMargins(left, px(10), right, px(14))

    def refresh(self, text: str) -> None:
        """Show the note as it was saved elsewhere, unless it is being written here."""
        if self.text() == self._saved != text and not self.editor.hasFocus():
            self.show_note(self._entry, text)

    def write(self) -> None:
        """Open the panel and put the cursor at the end of the note."""
        self.show()
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def text(self) -> str:
        """Return the note as it stands."""
        return self.editor.toPlainText()

    def save(self) -> bool:
        """Save the note, and notes that could not be saved before; return False if that failed."""
        self._timer.stop()
        if self.text() == self._saved:
            self._unsaved.pop(self._entry, None)
        elif self._entry:
            self._unsaved[self._entry] = self.text()
        for entry, text in tuple(self._unsaved.items()):
            if self._save(entry, text) is not None:
                return False
            self._unsaved.pop(entry, None)
            if entry == self._entry:
                self._saved = text
        return True

    def _save_soon(self) -> None:
        """Start the timer, unless it is running: each key that restarted it would put the saving off."""
        if not self._timer.isActive():
            self._timer.start()

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.set_margins(px(48), px(48))
        self._layout.setSpacing(px(6))
        self._fit()

    def _say_hint(self) -> None:
        """Say that the note is saved, and where there is room, how to leave it."""
        self._hint.ensurePolished()  # its font comes with the style sheet
        room = self.editor.width() - self._head.sizeHint().width() - self._theme.px(16)
        fits = self._hint.fontMetrics().horizontalAdvance(_HINT) <= room
        self._hint.setText(_HINT if fits else _HINT_SHORTLY)

    def _fit(self) -> None:
        """Be as high as the note, within reason, so that the entry keeps the room."""
        line = self.editor.fontMetrics().lineSpacing()
        lines = max(_FEWEST, min(round(self.editor.document().size().height()), _MOST))
        self._say_hint()
        self.editor.setFixedHeight(lines * line + self._theme.px(26))
