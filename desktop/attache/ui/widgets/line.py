"""A line that can be pressed: a mark, a title, and at its end some words or a bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from attache.base.vocabulary import Kind
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.theme import Theme
from attache.ui.widgets.marks import paint_kind


class Line(QPushButton):
    """One row of a short list on Today."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        aside: str = "",
        kind: Kind | None = None,
        share: float = -1.0,
        parent: QWidget | None = None,
    ) -> None:
        """``share`` from 0 to 1 draws a bar in front of ``aside``."""
        super().__init__(parent)
        self.setObjectName("line")
        self.setAutoDefault(True)  # Enter follows it, as Space does
        self._theme, self._title, self._aside, self._kind, self._share = theme, title, aside, kind, share
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = [title, KIND_WORDS[kind] if kind else "", aside]
        self.setAccessibleName(", ".join(part for part in said if part))

    def sizeHint(self) -> QSize:
        """Return one height for all lines."""
        return QSize(self._theme.px(200), self._theme.px(38))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page cut the title."""
        return QSize(self._theme.px(120), self._theme.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        box = self.rect()
        painter.fillRect(QRect(0, box.bottom(), box.width(), 1), QColor(colours.line))
        left = 0
        if self._kind is not None:
            side = px(8)
            mark = QRectF(0, (box.height() - side) / 2, side, side)
            paint_kind(painter, mark, self._kind, colours.kind(self._kind))
            left = px(18)
        small = self._theme.frame(12)
        aside = QFontMetrics(small).horizontalAdvance(self._aside)
        right = box.width() - px(2)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(right - aside, 0, aside, box.height()), centre, self._aside)
        right -= aside + px(12) if aside else 0
        if self._share >= 0 and box.width() > px(320):
            bar = QRect(right - px(110), box.center().y() - px(1), px(110), px(4))
            painter.fillRect(bar, QColor(colours.line))
            painter.fillRect(
                bar.adjusted(0, 0, -round(bar.width() * (1 - self._share)), 0), QColor(colours.accent)
            )
            right -= px(122)
        font = self._theme.reading(16, QFont.Weight.DemiBold)
        hot = self.underMouse() or self.hasFocus()
        painter.setFont(font)
        painter.setPen(QColor(colours.accent if hot else colours.ink))
        title = QFontMetrics(font).elidedText(self._title, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, 0, max(0, right - left), box.height()), centre, title)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawLine(0, box.bottom(), box.width(), box.bottom())
