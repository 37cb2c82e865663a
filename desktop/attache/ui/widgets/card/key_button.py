"""A button of two lines, with its key in the corner: a rating, or how sure one is of an answer."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.words import shorter

_KEY = 17
"""Pixels at 100 % that the key takes at the right end of the first line."""


class KeyButton(QPushButton):
    """Shows words, a smaller line below them, and the key that presses it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rating")
        self.setAutoDefault(True)  # Enter presses the focused one
        self._theme = theme
        self._words, self._below, self._key = "", "", ""

    def show_words(self, words: str, below: str, key: str, meaning: str, tip: str) -> None:
        """Show both lines and the key; ``meaning`` is what a screen reader says after them."""
        self._words, self._below, self._key = words, below, key
        self.setAccessibleName(f"{words}, {below}" if below else words)
        self.setAccessibleDescription(f"Key {key}. {meaning}" if meaning else f"Key {key}")
        set_tip(self, tip)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for both lines."""
        return QSize(self._theme.px(150), self._theme.px(56))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page draw the buttons together."""
        return QSize(self._theme.px(72), self._theme.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, then the two lines and the key."""
        super().paintEvent(event)
        px, colours = self._theme.px, self._theme.palette
        ink, muted = (colours.ink, colours.muted) if self.isEnabled() else (colours.control,) * 2
        painter = QPainter(self)
        box = self.rect()
        first = QRect(box.left(), box.top() + px(9), box.width(), px(20)) if self._below else box
        painter.setPen(QColor(ink))
        painter.setFont(self._theme.frame(14, QFont.Weight.DemiBold))
        # In the middle, if that keeps clear of the key; it is left out where there is no room for both.
        wide, key = painter.fontMetrics().horizontalAdvance(self._words), px(_KEY)
        shift = max(0, wide // 2 + key - box.width() // 2)
        has_room = wide + key + px(4) <= box.width()
        painter.drawText(
            first.translated(-shift if has_room else 0, 0), Qt.AlignmentFlag.AlignCenter, self._words
        )
        painter.setPen(QColor(muted))
        if self._below:
            painter.setFont(self._theme.frame(12.5))
            second = QRect(box.left(), box.top() + px(29), box.width(), px(18))
            below = self._below
            if painter.fontMetrics().horizontalAdvance(below) > box.width() - px(10):
                below = shorter(below)
            painter.drawText(second, Qt.AlignmentFlag.AlignCenter, below)
        if has_room:
            painter.setFont(self._theme.frame(11))
            corner = box.adjusted(0, px(6), -px(9), 0)
            painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._key)
