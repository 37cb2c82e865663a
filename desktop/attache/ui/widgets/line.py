"""A line that can be pressed: a mark, a title, and at its end some words or a bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from attache.base.vocabulary import Kind
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.marks import paint_kind

_BAR = 110
"""The length of the bar at 100 %, in pixels."""


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
        self._tip = ""
        said = [title, KIND_WORDS[kind] if kind else "", aside]
        self.setAccessibleName(", ".join(part for part in said if part))

    def sizeHint(self) -> QSize:
        """Return one height for all lines."""
        return QSize(self._theme.px(200), self._theme.px(38))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page cut the title."""
        return QSize(self._theme.px(120), self._theme.px(38))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole title in the tooltip where it is cut, unless there is another tooltip."""
        super().resizeEvent(event)
        left, right = self._title_room()
        needed = QFontMetrics(self._title_font()).horizontalAdvance(self._title)
        if not self.toolTip() or self.toolTip() == self._tip:
            set_tip(self, self._title if needed > right - left else "")
            self._tip = self.toolTip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        box = self.rect()
        rule = px(2) if self.hasFocus() else 1
        tint = colours.accent if self.hasFocus() else colours.line
        painter.fillRect(QRect(0, box.height() - rule, box.width(), rule), QColor(tint))
        if self._kind is not None:
            side = px(8)
            mark = QRectF(0, (box.height() - side) / 2, side, side)
            paint_kind(painter, mark, self._kind, colours.kind(self._kind))
        painter.setFont(self._theme.frame(12))
        painter.setPen(QColor(colours.muted))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, centre | Qt.AlignmentFlag.AlignRight, self._aside)
        left, right = self._title_room()
        if self._has_bar():
            bar = QRect(right + px(12), box.center().y() - px(1), px(_BAR), px(4))
            painter.fillRect(bar, QColor(colours.line))
            painter.fillRect(
                bar.adjusted(0, 0, -round(bar.width() * (1 - self._share)), 0), QColor(colours.accent)
            )
        hot = self.underMouse() or self.hasFocus()
        painter.setFont(self._title_font())
        painter.setPen(QColor(colours.accent if hot else colours.ink))
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, 0, max(0, right - left), box.height()), centre, title)

    def _title_room(self) -> tuple[int, int]:
        """Return where the title begins and where it must end, in pixels."""
        px = self._theme.px
        right = self.width()
        if self._aside:
            right -= QFontMetrics(self._theme.frame(12)).horizontalAdvance(self._aside) + px(12)
        if self._has_bar():
            right -= px(_BAR + 12)
        return px(18) if self._kind is not None else 0, right

    def _has_bar(self) -> bool:
        return self._share >= 0 and self.width() > self._theme.px(320)

    def _title_font(self) -> QFont:
        return self._theme.reading(16, QFont.Weight.DemiBold)
