"""What the marks of study status in the list mean, below it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from attache.study.memory import Recall
from attache.ui.shell.theme import Theme
from attache.ui.widgets.marks import paint_recall
from attache.ui.widgets.words import RECALL_WORDS

_MARKED = (Recall.KNOWN, Recall.LEARNING, Recall.FADING)


class Legend(QWidget):
    """One line with each mark and its word."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Study status: " + ", ".join(RECALL_WORDS[recall] for recall in _MARKED))
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the height of the line."""
        return QSize(self._theme.px(200), self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, with a rule above it."""
        px, colours = self._theme.px, self._theme.palette
        font = self._theme.frame(11.5)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.line))
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        side, left = px(9), px(18)
        for recall in _MARKED:
            mark = QRectF(left, (self.height() - side) / 2, side, side)
            paint_recall(painter, mark, recall, colours.muted)
            words = RECALL_WORDS[recall]
            left += side + px(6)
            room = self.rect().adjusted(left, 0, 0, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            left += QFontMetrics(font).horizontalAdvance(words) + px(16)
