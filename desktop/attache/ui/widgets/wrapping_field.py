"""A field for some words or numbers, which wraps what does not fit into one line."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from attache.ui.shell.composing import Composing
from attache.ui.shell.line_edit import one_line
from attache.ui.shell.theme import Theme

_MOST = 4
"""Lines that are shown at most."""
_LONGEST = 1_000
"""The most characters that are inserted at once: all parameters with all their digits are about 400."""


class WrappingField(Composing, QPlainTextEdit):
    """Emits ``finished`` on Enter and when it loses the focus."""

    finished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("wrapping")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self.fit)
        self.fit()

    def text(self) -> str:
        """Return the text."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show another text."""
        self.setPlainText(text)

    def fit(self) -> None:
        """Be as high as the lines of the text; a single one has the height of other fields."""
        px = self._theme.px
        lines = min(max(1, round(self.document().size().height())), _MOST)
        self.setFixedHeight(px(36) + (lines - 1) * QFontMetrics(self._theme.frame(14)).lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the text at the new width."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish on Enter instead of starting a new line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish, unless it only opens its menu."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert what is pasted or dropped as one line."""
        self.insertPlainText(one_line(source.text(), _LONGEST))
