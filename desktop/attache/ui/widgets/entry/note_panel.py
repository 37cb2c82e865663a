"""The reader's own note on an entry, written as one writes in a margin: it is simply kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from attache.ui.shell.theme import Theme

_FEWEST, _MOST = 1, 4
"""Lines of the note that are shown at least and at most."""
_PAUSE = 800
"""Milliseconds without a key after which what was written is kept."""


class _Editor(QPlainTextEdit):
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
    """Emits ``written(entry, text)`` after a pause, on leaving it and before another entry shows."""

    written = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._entry = ""
        self._kept: str | None = ""
        self._held: dict[str, str] = {}
        self._head = QLabel("Your note")
        self._head.setObjectName("head")
        self._hint = QLabel("Kept as you write · Esc goes back to the text")
        self._hint.setObjectName("quiet")
        self.editor = _Editor()
        self.editor.setObjectName("ownNote")
        self.editor.setAccessibleName("Your note")
        self.editor.setTabChangesFocus(True)
        self.editor.setPlaceholderText("Write what you want to remember of this entry")
        top = QHBoxLayout()
        top.addWidget(self._head)
        top.addStretch(1)
        top.addWidget(self._hint)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(top)
        self._layout.addWidget(self.editor)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.keep)
        self.editor.textChanged.connect(self._timer.start)
        self.editor.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.editor.resized.connect(self._fit)
        self.editor.paused.connect(self.keep)
        self.editor.left.connect(self.left)
        theme.changed.connect(self._dress)
        self._dress()

    def show_note(self, entry: str, text: str) -> None:
        """Show the note on an entry; what was being written on another is kept first."""
        self.keep()
        held = self._held.pop(entry, None)
        self._entry, self._kept = entry, text if held is None else None
        text = text if held is None else held
        self.editor.setPlainText(text)
        self._timer.stop()
        self.setVisible(bool(text))

    @property
    def is_holding(self) -> bool:
        """Whether there is a note that could not be kept."""
        return bool(self._held)

    def hold(self, entry: str, text: str) -> None:
        """Hold on to a note that could not be kept, to show and to try again when its entry is back."""
        self._held[entry] = text
        if entry == self._entry:
            self._kept = None

    def write(self) -> None:
        """Open the panel and put the cursor at the end of the note."""
        self.show()
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def text(self) -> str:
        """Return the note as it stands."""
        return self.editor.toPlainText()

    def keep(self) -> None:
        """Send off what was written, if anything was."""
        self._timer.stop()
        text = self.text()
        if self._entry and text != self._kept:
            self._kept = text
            self._held.pop(self._entry, None)
            self.written.emit(self._entry, text)

    def _dress(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(48), px(10), px(32), px(14))
        self._layout.setSpacing(px(6))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the note, within reason, so that the entry keeps the room."""
        line = self.editor.fontMetrics().lineSpacing()
        lines = max(_FEWEST, min(round(self.editor.document().size().height()), _MOST))
        self.editor.setFixedHeight(lines * line + self._theme.px(26))
