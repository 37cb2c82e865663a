"""A line that can be pressed: a mark, a title, and at its end some words and perhaps how it is remembered."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from attache.base.vocabulary import Kind
from attache.study.memory import Recall
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.marks import paint_kind, paint_recall
from attache.ui.widgets.words import RECALL_WORDS

_RECALL = 11
"""The size of the mark at the end at 100 %, in pixels."""
_LOWER = 20
"""The height at 100 % that what stands below the title takes from the line, in pixels."""


class Line(QPushButton):
    """One row of a short list on Today."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        aside: str = "",
        kind: Kind | None = None,
        recall: Recall | None = None,
        parent: QWidget | None = None,
        below: str = "",
        wraps: bool = False,
    ) -> None:
        """``recall`` is drawn as a mark behind ``aside``, and ``below`` in small below the title.

        ``wraps`` lets a long title take more lines, instead of being cut.
        """
        super().__init__(parent)
        self.setObjectName("line")
        self.setAutoDefault(True)  # Enter follows it, as Space does
        self._theme, self._title, self._aside, self._kind, self._recall = theme, title, aside, kind, recall
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if wraps:
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._below, self._wraps = below, wraps
        self._tip = ""
        said = [title, KIND_WORDS[kind] if kind else "", aside, RECALL_WORDS[recall] if recall else ""]
        self.setAccessibleName(", ".join(part for part in said if part))

    def sizeHint(self) -> QSize:
        """Return one height for all lines, unless a title wraps."""
        return QSize(self._theme.px(200), self._height)

    def hasHeightForWidth(self) -> bool:
        """Tell whether a narrow line is higher."""
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        """Return the height of a line whose title wraps."""
        metrics, (left, right) = QFontMetrics(self._title_font()), self._title_room(width)
        room = QRect(0, 0, max(1, right - left), 1 << 16)
        text = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, self._title)
        return self._height + max(0, text.height() - metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page cut or wrap the title."""
        return QSize(self._theme.px(120), self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole title in the tooltip where it is cut, unless there is another tooltip."""
        super().resizeEvent(event)
        left, right = self._title_room(self.width())
        needed = 0 if self._wraps else QFontMetrics(self._title_font()).horizontalAdvance(self._title)
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
            mark = QRectF(0, (self._height - side) / 2, side, side)
            paint_kind(painter, mark, self._kind, colours.kind(self._kind))
        painter.setFont(self._theme.frame(12))
        painter.setPen(QColor(colours.muted))
        centre = Qt.AlignmentFlag.AlignVCenter
        if self._recall is not None:
            side = px(_RECALL)
            mark = QRectF(box.width() - side, (self._height - side) / 2, side, side)
            paint_recall(painter, mark, self._recall, colours.muted)
        words = QRect(0, 0, box.width() - self._mark_room(), self._height)
        painter.drawText(words, centre | Qt.AlignmentFlag.AlignRight, self._aside)
        left, right = self._title_room(box.width())
        hot = self.underMouse() or self.hasFocus()
        painter.setFont(self._title_font())
        painter.setPen(QColor(colours.accent if hot else colours.ink))
        title = self._title
        if not self._wraps:
            title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, right - left)
        room = QRect(left, 0, max(0, right - left), box.height())
        under = room
        if self._below:
            room = room.adjusted(0, 0, 0, -px(_LOWER))
            under = under.adjusted(0, room.height() - px(4), 0, 0)
        painter.drawText(room, centre | Qt.TextFlag.TextWordWrap, title)
        if self._below:
            painter.setFont(self._theme.frame(12))
            painter.setPen(QColor(colours.muted))
            cut = painter.fontMetrics().elidedText(self._below, Qt.TextElideMode.ElideRight, under.width())
            painter.drawText(under, centre, cut)

    @property
    def _height(self) -> int:
        return self._theme.px(48 if self._below else 40)

    def _title_room(self, width: int) -> tuple[int, int]:
        """Return where the title begins and where it must end in a line of a width, in pixels."""
        px = self._theme.px
        right = width - self._mark_room()
        if self._aside:
            right -= QFontMetrics(self._theme.frame(12)).horizontalAdvance(self._aside) + px(12)
        return px(18) if self._kind is not None else 0, right

    def _mark_room(self) -> int:
        return self._theme.px(_RECALL + 8) if self._recall is not None else 0

    def _title_font(self) -> QFont:
        return self._theme.reading(16, QFont.Weight.DemiBold)
