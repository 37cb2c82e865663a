"""What all charts have in common: their size, their colours, and what they say of the spot pointed at."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from attache.learner.report import Report
from attache.ui.pages.progress.told import Told
from attache.ui.shell.context import Context
from attache.ui.shell.plain import set_tip

LABEL = 12
"""The size of labels, in pixels at 100 %."""


_COMING = "Not yet calculated."


class Spot(NamedTuple):
    """A part of the picture, and what a tooltip says there."""

    box: QRectF
    words: str


class Chart(QWidget):
    """Draws one part of a report.  ``chosen(Offer)`` when something in it was chosen that leads elsewhere.

    The same is told in words and as a table beside it, so that it never has the focus itself.
    """

    chosen = Signal(object)
    height_at_100 = 170

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.theme = context, context.theme
        self._spots: list[Spot] = []
        self._is_coming = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_report(self, report: Report) -> Told:
        """Draw a report, and return what it says."""
        told = self.tell(report)
        self._is_coming = told.coming
        self.setAccessibleName(told.title)
        self.setAccessibleDescription(f"{_COMING} {told.words()}" if told.coming else told.words())
        self.updateGeometry()
        self.update()
        return told

    def tell(self, report: Report) -> Told:
        """Take what is drawn out of a report, and return what it says."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> list[Spot]:
        """Draw it, and return what can be pointed at."""
        raise NotImplementedError

    # Qt

    def sizeHint(self) -> QSize:
        """Return the height for all widths."""
        return QSize(self.theme.px(240), self.theme.px(self.height_at_100))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page make it narrow."""
        return QSize(self.theme.px(120), self.theme.px(self.height_at_100))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.theme.frame(LABEL))
        if self._is_coming:
            self._spots = []
            self.write(painter, self.rect(), _COMING, Qt.AlignmentFlag.AlignLeft)
        else:
            self._spots = self.draw(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the tooltip say what is pointed at."""
        super().mouseMoveEvent(event)
        set_tip(self, self.words_at(event.position()))

    def words_at(self, point: QPointF) -> str:
        """Return what is said of a point, "" where there is nothing."""
        return next((spot.words for spot in self._spots if spot.box.contains(point)), "")

    # For drawing

    @property
    def label_font(self) -> QFont:
        """The font of labels."""
        return self.theme.frame(LABEL)

    def label_width(self, text: str) -> int:
        """Return the width of a label."""
        return QFontMetrics(self.label_font).horizontalAdvance(text)

    def write(self, painter: QPainter, box: QRect | QRectF, text: str, align: Qt.AlignmentFlag) -> None:
        """Write a label into a box, whose edges it may cross."""
        painter.setPen(QColor(self.theme.palette.muted))
        flags = int(align | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)
        painter.drawText(QRectF(box), flags, text)

    def rule(self, painter: QPainter, left: float, right: float, y: float) -> None:
        """Draw a rule across."""
        painter.setPen(QPen(QColor(self.theme.palette.line), 1))
        painter.drawLine(QPointF(left, y), QPointF(right, y))

    def dashed(self, painter: QPainter, start: QPointF, end: QPointF, colour: str) -> None:
        """Draw a dashed line, which is something aimed at."""
        painter.setPen(QPen(QColor(colour), max(1.0, self.theme.px(1.25)), Qt.PenStyle.DashLine))
        painter.drawLine(start, end)
