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
_HEIGHT, _HIGHER, _HIGHEST = 40, 48, 60
"""Heights of a line in pixels at 100 %: plain, with a text below the title, below one that wraps."""
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

        ``wraps`` lets a long title take more lines instead of being cut. In a narrow line ``aside`` is then
        below the title.
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
        self._heights = dict[tuple[int, int], int]()
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
        known = self._theme.zoom, width
        if known not in self._heights:  # layouts ask many times
            left, right, _aside, below = self._places(width)
            metrics, room = QFontMetrics(self._title_font()), right - left
            more = self._measured(room, self._wrapping(room)).height() - metrics.height()
            self._heights[known] = self._theme.px(_HIGHEST if below else _HEIGHT) + max(0, more)
        return self._heights[known]

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page cut or wrap the title."""
        return QSize(self._theme.px(120), self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole title in the tooltip where it is cut, unless there is another tooltip."""
        super().resizeEvent(event)
        left, right, _aside, _below = self._places(self.width())
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
        left, right, aside, below = self._places(box.width())
        words = QRect(0, 0, box.width() - self._mark_room(), self._height)
        painter.drawText(words, centre | Qt.AlignmentFlag.AlignRight, aside)
        hot = self.underMouse() or self.hasFocus()
        painter.setFont(self._title_font())
        painter.setPen(QColor(colours.accent if hot else colours.ink))
        title = self._title
        if not self._wraps:
            title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, right - left)
        room = QRect(left, 0, max(0, right - left), box.height())
        under = room
        if below:
            under = under.adjusted(0, 0, 0, -px(4) if self._wraps else 0)
            room = under.adjusted(0, 0, 0, -px(_LOWER))
            under.setTop(room.height() - px(4))
        painter.drawText(room, centre | self._wrapping(room.width()), title)
        if below:
            painter.setFont(self._theme.frame(12))
            painter.setPen(QColor(colours.muted))
            cut = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, under.width())
            painter.drawText(under, centre, cut)

    @property
    def _height(self) -> int:
        return self._theme.px(_HIGHER if self._below else _HEIGHT)

    def _places(self, width: int) -> tuple[int, int, str, str]:
        """Return where the title begins and ends in a line of a width, and what is beside and below it."""
        px, aside, below = self._theme.px, self._aside, self._below
        left, right = px(18) if self._kind is not None else 0, width - self._mark_room()
        if not aside:
            return left, right, "", below
        taken = QFontMetrics(self._theme.frame(12)).horizontalAdvance(aside) + px(12)
        room = right - left - taken
        if self._wraps and (room < taken or self._is_too_narrow(room)):
            return left, right, "", ", ".join(part for part in (below, aside) if part)
        return left, right - taken, aside, below

    def _wrapping(self, room: int) -> Qt.TextFlag:
        """Return how a title wraps: between its words, unless one of them is wider than the room."""
        if not self._wraps:
            return Qt.TextFlag.TextSingleLine
        return Qt.TextFlag.TextWrapAnywhere if self._is_too_narrow(room) else Qt.TextFlag.TextWordWrap

    def _is_too_narrow(self, room: int) -> bool:
        return self._measured(room, Qt.TextFlag.TextWordWrap).width() > max(1, room)

    def _measured(self, room: int, wrapping: Qt.TextFlag) -> QRect:
        place = QRect(0, 0, max(1, room), 1 << 16)
        return QFontMetrics(self._title_font()).boundingRect(place, wrapping.value, self._title)

    def _mark_room(self) -> int:
        return self._theme.px(_RECALL + 8) if self._recall is not None else 0

    def _title_font(self) -> QFont:
        return self._theme.reading(16, QFont.Weight.DemiBold)
