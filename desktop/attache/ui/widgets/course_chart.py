"""The recall that is expected on each day up to an exam, as a line with its range."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from attache.base.dates import MONTHS
from attache.study.days import date_of
from attache.study.exam_plan import ExamPlan
from attache.study.forecast import Course
from attache.ui.shell.theme import Theme
from attache.ui.widgets.tints import tint
from attache.ui.widgets.words import share

_LEFT, _RIGHT, _HEAD, _FOOT = 44, 108, 10, 26
_LABEL = 12
_APART = 84
"""The least distance of two labels of the days, in pixels at 100 %."""


def short_date(day: int) -> str:
    """Return a day as an axis says it, e.g. ``15 April``."""
    date = date_of(day)
    return f"{date.day} {MONTHS[date.month - 1]}"


class CourseChart(QWidget):
    """Never has the focus: the same is said in words and in a table beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._plan: ExamPlan | None = None
        self._other: Course | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Expected recall on each day")

    def show_plan(self, plan: ExamPlan | None) -> None:
        """Draw a plan, None for nothing."""
        self._plan, self._other = plan, None
        if plan is not None:
            first, last = plan.course.shares[0], plan.course.shares[-1]
            self.setAccessibleDescription(
                f"{share(first[1])} today, {share(last[1])} on {short_date(last[0])}, between"
                f" {share(plan.low)} and {share(plan.high)} in 80 % of cases."
            )
        self.update()

    def show_other(self, course: Course | None, words: str = "") -> None:
        """Draw another course as a dashed line, with what it is about; None for none."""
        self._other, self._words = course, words
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height for all widths."""
        return QSize(self._theme.px(320), self._theme.px(212))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page make it narrow."""
        return QSize(self._theme.px(240), self._theme.px(212))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw scale, range, line and labels."""
        plan = self._plan
        if plan is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.frame(_LABEL))
        px = self._theme.px
        self._first, self._last = plan.course.shares[0][0], max(plan.course.shares[-1][0], plan.exam.day)
        shares = [each for _, each in plan.course.shares]
        shares += [each for _, each in self._other.shares] if self._other is not None else []
        least = min(*shares, plan.low, plan.exam.aim / 100)
        self._least = max(0.0, min(0.8, math.floor(least * 5) / 5))
        self._marks = range(round(self._least * 100), 101, 20)
        self._area = QRectF(
            px(_LEFT), px(_HEAD), self.width() - px(_LEFT + _RIGHT), self.height() - px(_HEAD + _FOOT)
        )
        self._draw_scale(painter, plan)
        self._draw_course(painter, plan)
        if self._other is not None:
            self._draw_other(painter, self._other)

    def _at(self, day: int, value: float) -> QPointF:
        area, days = self._area, max(self._last - self._first, 1)
        return QPointF(
            area.left() + area.width() * (day - self._first) / days,
            area.bottom() - area.height() * (value - self._least) / (1 - self._least),
        )

    def _draw_scale(self, painter: QPainter, plan: ExamPlan) -> None:
        px, colours, area = self._theme.px, self._theme.palette, self._area
        right = Qt.AlignmentFlag.AlignRight
        for mark in self._marks:
            y = self._at(self._first, mark / 100).y()
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            self._write(painter, QRectF(0, y - px(9), px(_LEFT - 8), px(18)), f"{mark} %", right)
        painter.setPen(QPen(QColor(colours.control), 1))
        painter.drawLine(QPointF(area.right(), area.top()), QPointF(area.right(), area.bottom() + px(4)))
        for day, words in self._dates():
            x = self._at(day, 1).x()
            side = Qt.AlignmentFlag.AlignLeft if day == self._first else Qt.AlignmentFlag.AlignHCenter
            left = x if day == self._first else x - px(50)
            self._write(painter, QRectF(left, area.bottom() + px(6), px(100), px(18)), words, side)

    def _dates(self) -> list[tuple[int, str]]:
        """Return the labelled days: today, the exam, and between them the first and fifteenth of months."""
        px, last = self._theme.px, self._last
        found = [(self._first, "today"), (last, short_date(last))]
        between = (day for day in range(self._first, last) if date_of(day).day in (1, 15))
        for day in between:
            x = self._at(day, 1).x()
            if all(abs(self._at(other, 1).x() - x) >= px(_APART) for other, _ in found):
                found.append((day, short_date(day)))
        return found

    def _draw_course(self, painter: QPainter, plan: ExamPlan) -> None:
        px, colours = self._theme.px, self._theme.palette
        shares, end = plan.course.shares, plan.course.share
        days = max(self._last - self._first, 1)
        above, below = list[QPointF](), list[QPointF]()
        for day, value in shares:
            grown = math.sqrt((day - self._first) / days)
            above.append(self._at(day, min(1.0, value + (plan.high - end) * grown)))
            below.append(self._at(day, max(self._least, value - (end - plan.low) * grown)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint(colours, 1))
        painter.drawPolygon(QPolygonF([*above, *reversed(below)]))
        points = [self._at(day, value) for day, value in shares]
        today = f"{share(shares[0][1])} today"
        beside = self._beside_first(points, painter.fontMetrics().horizontalAdvance(today), plan.exam.aim)
        self._draw_aim(painter, plan.exam.aim, points, beside)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent), px(2)))
        painter.drawPolyline(points)
        painter.setBrush(QColor(colours.accent))
        painter.setPen(QPen(QColor(colours.paper), px(1.5)))
        for point in (points[0], points[-1]):
            painter.drawEllipse(point, px(5), px(5))
        area, left = self._area, Qt.AlignmentFlag.AlignLeft
        room = QRectF(area.right() + px(12), points[-1].y() - px(14), px(_RIGHT - 12), px(18))
        painter.setFont(self._theme.frame(13, QFont.Weight.DemiBold))
        self._write(painter, room, share(end), left, colours.ink)
        painter.setFont(self._theme.frame(_LABEL))
        low, high = round(plan.low * 100), round(plan.high * 100)
        self._write(painter, room.translated(0, px(17)), f"likely {low}–{high} %", left)
        if len(shares) > 1:
            self._write(painter, beside, today, left, colours.ink)

    def _beside_first(self, course: Sequence[QPointF], wide: float, aim: int) -> QRectF:
        """Return the room for the name of the first point: below the course, above it, or else behind it."""
        px, x = self._theme.px, course[0].x() + self._theme.px(10)
        near = [point.y() for point in course if point.x() <= x + wide + px(20)]
        below = QRectF(x, max(near) + px(6), wide, px(18))
        line = self._at(self._first, aim / 100).y()
        if below.bottom() > self._area.bottom() or below.top() <= line <= below.bottom():
            below.moveTop(min(near) - px(26))
        if below.top() < 0:
            below.moveBottom(min(course[0].y() + px(9), self._area.bottom() - px(2)))
            level = [point.x() for point in course if point.y() >= below.top() - px(6)]
            below.moveLeft(max(level) + px(14))
        return below

    def _draw_aim(self, painter: QPainter, aim: int, course: Sequence[QPointF], taken: QRectF) -> None:
        """Draw the aim over the range, and its name as far to the left as there is room for it."""
        px, area = self._theme.px, self._area
        rules = [self._at(self._first, mark / 100).y() for mark in self._marks]
        y, words = self._at(self._first, aim / 100).y(), f"aim {aim} %"
        painter.setPen(QPen(QColor(self._theme.palette.control), max(1.0, px(1.25)), Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        wide, high = painter.fontMetrics().horizontalAdvance(words) + px(8), px(14)
        for start in range(round(area.left()), round(area.right() - wide), max(1, px(24))):
            near = [point.y() for point in course if abs(point.x() - start - wide / 2) <= wide / 2 + px(16)]
            for top in (y - high - px(3), y + px(3)):
                box = QRectF(start, top, wide, high)
                is_clear = not near or max(near) < top - px(6) or min(near) > box.bottom() + px(6)
                is_inside = top >= 0 and box.bottom() <= area.bottom()
                is_ruled = any(top < rule < box.bottom() for rule in rules)
                if is_clear and is_inside and not is_ruled and not box.intersects(taken):
                    ink = self._theme.palette.ink
                    self._write(painter, box, words, Qt.AlignmentFlag.AlignHCenter, ink)
                    return

    def _draw_other(self, painter: QPainter, other: Course) -> None:
        px, colour = self._theme.px, self._theme.palette.organisation
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), px(1.75), Qt.PenStyle.DashLine))
        points = [self._at(day, value) for day, value in other.shares]
        painter.drawPolyline(points)
        place = points[len(points) * 3 // 4]
        wide = painter.fontMetrics().horizontalAdvance(self._words) + px(4)
        left = min(place.x(), self._area.right() - wide - px(8))
        y = min(place.y() + px(14), self._area.bottom() - px(20))
        self._write(painter, QRectF(left, y, wide, px(18)), self._words, Qt.AlignmentFlag.AlignLeft, colour)

    def _write(
        self, painter: QPainter, box: QRectF, text: str, side: Qt.AlignmentFlag, colour: str = ""
    ) -> None:
        painter.setPen(QColor(colour or self._theme.palette.muted))
        flags = int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)
        painter.drawText(box, flags, text)


def course_rows(plan: ExamPlan) -> tuple[tuple[str, ...], ...]:
    """Return the days of a course and their shares as the rows of a table."""
    return tuple((short_date(day), f"{value * 100:.0f} %") for day, value in plan.course.shares)
