"""A check box in the words of the frame, with a quieter text after it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from attache.ui.shell.theme import Theme
from attache.ui.widgets.card.choices import ItemBox


class CheckBox(ItemBox):
    """Something that is on or off; ``aside`` says how much it is about."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, text, parent)
        self.setObjectName("check")
        self._text, self._aside = text, ""

    def show_aside(self, aside: str, said: str = "") -> None:
        """Show a text after the words; ``said`` is what a screen reader says instead of it."""
        self._aside = aside
        self.setAccessibleName(f"{self._text}, {said or aside}" if aside else self._text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and its words, then the text after them."""
        super().paintEvent(event)
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        painter.setFont(self._theme.frame(12.5))
        painter.setPen(QColor(colours.muted if self.isEnabled() else colours.control))
        left = px(self.inset + 28 + 10) + QFontMetrics(self.font()).horizontalAdvance(self._text)
        line = self.rect().adjusted(left, px(5), 0, 0)
        line.setHeight(QFontMetrics(self.font()).height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._aside)
