"""A hit of the quick look-up in one line: mark, title, and the beginning of its definition."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from attache.base.vocabulary import EntryRow
from attache.library.results import Hit
from attache.ui.shell.theme import Theme
from attache.ui.widgets.marks import paint_kind

_HIGH = 36


class HitRow(QPushButton):
    """Emits ``picked(number)`` with the number it was given when it is pressed."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row: EntryRow | None = None
        self._number = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.picked.emit(self._number))

    def show_hit(self, hit: Hit, number: int) -> None:
        """Show a hit, which has a number among all."""
        self._row, self._number = hit.row, number
        self.setAccessibleName(hit.row.title)
        self.setAccessibleDescription(hit.row.definition)
        self.show()
        self.update()

    def sizeHint(self) -> QSize:
        """Return one height for all rows."""
        return QSize(self._theme.px(200), self._theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return a height that never changes; the width is the window's."""
        return QSize(0, self._theme.px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        if self._row is None:
            return
        px, colours, box = self._theme.px, self._theme.palette, self.rect()
        painter = QPainter(self)
        painter.fillRect(box, QColor(colours.selection if self.underMouse() else colours.paper))
        rule = QRect(0, 0, box.width(), 1)
        painter.fillRect(rule, QColor(colours.line))
        if self.hasFocus():
            painter.fillRect(QRect(0, 0, px(3), box.height()), QColor(colours.accent))
        side = px(8)
        mark = QRectF(px(20), (box.height() - side) / 2, side, side)
        paint_kind(painter, mark, self._row.kind, colours.kind(self._row.kind))
        left, right = px(38), box.width() - px(20)
        title_font = self._theme.reading(15.5, QFont.Weight.DemiBold)
        title = _cut(title_font, self._row.title, right - left)
        wide = QFontMetrics(title_font).horizontalAdvance(title)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(title_font)
        painter.setPen(QColor(colours.ink))
        painter.drawText(QRect(left, 0, right - left, box.height()), middle, title)
        left += wide + px(10)
        font = self._theme.frame(13)
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        painter.drawText(
            QRect(left, 0, max(0, right - left), box.height()),
            middle,
            _cut(font, self._row.definition, right - left),
        )


def _cut(font: QFont, text: str, room: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room) if room > 0 else ""
