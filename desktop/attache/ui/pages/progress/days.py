"""The calendar: how much was answered on each day of the last year."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from attache.base.dates import DAYS, MONTHS, date_words
from attache.base.numbers import counted
from attache.learner.report import WEEKS, Report, StudiedDay
from attache.study.days import date_of, weekday
from attache.study.scope import ALL_CARDS
from attache.ui.pages.progress.chart import Chart, Spot
from attache.ui.pages.progress.told import Told, day_words, study
from attache.ui.widgets.data_table import Table
from attache.ui.widgets.tints import tint
from attache.ui.widgets.words import minutes

_RECENT = 30
_LEAST_TOP = 20
_CELL, _GAP = 13, 3
_STEP, _WIDEST = _CELL + _GAP, 18
_LEFT, _TOP, _FOOT = 40, 24, 26
_FRAME = 1
"""Pixels at the right edge for the frame around the present day."""


class DaysChart(Chart):
    """A column for each week, a square for each day; the stronger its colour, the more answers."""

    height_at_100 = _TOP + 7 * _WIDEST + _FOOT

    def tell(self, report: Report) -> Told:
        """Say on how many days something was studied, and which was the best."""
        self._day = report.day
        self._answers = {each.day: each.answers for each in report.days}
        recent = sum(day > report.day - _RECENT for day in self._answers)
        best = max(
            report.days, key=lambda each: (each.answers, each.day), default=StudiedDay(report.day, 0, 0)
        )
        # Two thirds of the best day, so that one long day does not make all others look idle.
        self._top = max(_LEAST_TOP, -(-best.answers * 2 // 30) * 10)
        cards = report.figures.due_today + report.figures.new_today
        return Told(
            f"You studied on {recent} of the last {_RECENT} days",
            f"Your best day was {day_words(best.day)}, with {counted(best.answers, 'answer')}.",
            Table(
                ("Day", "Answers", "Time"),
                tuple(
                    (date_words(date_of(each.day)), f"{each.answers:,}", minutes(each.took))
                    for each in reversed(report.days)
                ),
            ),
            (study(f"Study {counted(cards, 'card')}", ALL_CARDS),) if cards else (),
            legend="The stronger the colour, the more answers.",
        )

    def level(self, answers: int) -> int:
        """Return how strong the colour of a day is, from 0 for nothing to 4."""
        if not answers:
            return 0
        return min(4, 1 + answers * 3 // self._top)

    @property
    def weeks(self) -> int:
        """How many weeks there is room for."""
        return max(1, min(WEEKS, (self.width() - self.theme.px(_LEFT)) // self.theme.px(_STEP)))

    def draw(self, painter: QPainter) -> list[Spot]:
        """Draw the weeks that there is room for, the present one last."""
        px = self.theme.px
        weeks, left, top = self.weeks, px(_LEFT), px(_TOP)
        # The weeks reach the right edge; rows are as far apart as the narrowest of them.
        across = max(px(_STEP), min((self.width() - _FRAME - left + px(_GAP)) / weeks, px(_WIDEST)))
        step = int(across)
        cell = step - px(_GAP)
        for row in (0, 2, 4):
            box = QRectF(0, top + row * step, left, cell)
            self.write(painter, box, DAYS[row][:3], Qt.AlignmentFlag.AlignLeft)
        monday = self._day - weekday(self._day) - 7 * (weeks - 1)
        spots, free = [], 0
        for column in range(weeks):
            first = monday + 7 * column
            x = left + round(column * across)
            date = date_of(first)
            # The first week of a month carries its name, unless that would touch the one before.
            if date.day <= 7 and x >= free:
                name = MONTHS[date.month - 1][:3]
                self.write(painter, QRectF(x, 0, step, px(18)), name, Qt.AlignmentFlag.AlignLeft)
                free = x + self.label_width(name) + px(8)
            for row in range(7):
                day = first + row
                if day <= self._day:
                    box = QRectF(x, top + row * step, cell, cell)
                    self._square(painter, box, self.level(self._answers.get(day, 0)), day == self._day)
                    said = counted(self._answers.get(day, 0), "answer")
                    spots.append(Spot(box, f"{day_words(day)}: {said}"))
        self._legend(painter, left + round((weeks - 1) * across) + cell, top + 7 * step + px(8))
        return spots

    def _square(self, painter: QPainter, box: QRectF, level: int, is_today: bool) -> None:
        colours = self.theme.palette
        painter.setBrush(tint(colours, level))
        painter.setPen(QPen(QColor(colours.ink), self.theme.px(1.5)) if is_today else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, self.theme.px(3), self.theme.px(3))

    def _legend(self, painter: QPainter, right: int, top: int) -> None:
        """Draw the five colours, and what the two ends mean."""
        px, most = self.theme.px, f"{self._top} or more"
        x = right - self.label_width(most)
        self.write(painter, QRectF(x, top, right - x, px(_CELL)), most, Qt.AlignmentFlag.AlignLeft)
        x -= px(8)
        for level in range(4, -1, -1):
            x -= px(_CELL)
            self._square(painter, QRectF(x, top, px(_CELL), px(_CELL)), level, is_today=False)
            x -= px(_GAP)
        none = self.label_width("none")
        box = QRectF(x - none - px(5), top, none, px(_CELL))
        self.write(painter, box, "none", Qt.AlignmentFlag.AlignLeft)
