"""The week as seven bars: what was done, today, and what is due on the days to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from attache.base.numbers import counted
from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day: its letter and name, its count of answers or cards, and whether it is past, today or ahead."""

    letter: str
    name: str
    count: int
    when: str


class Week(QWidget):
    """Draws the bars; the same in words for a screen reader."""

    def __init__(self, theme: Theme, bars: Sequence[DayBar], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._bars = theme, tuple(bars)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = ", ".join(f"{bar.name}: {_said(bar)}" for bar in self._bars)
        self.setAccessibleName("This week")
        self.setAccessibleDescription(said)
        set_tip(self, said.replace(", ", "\n"))

    def sizeHint(self) -> QSize:
        """Return the size drawn."""
        return QSize(self._theme.px(300), self._theme.px(96))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a bar a day: solid for what was done, an outline for what is to come."""
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.frame(12))
        most = max((bar.count for bar in self._bars), default=0) or 1
        foot, wide, step = px(66), px(34), px(44)
        for place, bar in enumerate(self._bars):
            left = place * step
            height = max(round(px(62) * bar.count / most), px(2) if bar.count else 1)
            box = QRect(left, foot - height, wide, height)
            if bar.when == "ahead":
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(colours.control), 1, Qt.PenStyle.DashLine))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.accent if bar.when == "today" else colours.selection))
            painter.drawRoundedRect(box, px(3), px(3))
            painter.setPen(QColor(colours.ink if bar.when == "today" else colours.muted))
            label = QRect(left, foot + px(6), wide, px(18))
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, bar.letter)


def _said(bar: DayBar) -> str:
    if bar.when == "ahead":
        return f"{counted(bar.count, 'card')} due"
    return counted(bar.count, "answer") + (" so far" if bar.when == "today" else "")
