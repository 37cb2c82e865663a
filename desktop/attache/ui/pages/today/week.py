"""The week as seven bars of minutes: what was done, today, and what is planned for the days to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from attache.base.dates import DAYS
from attache.base.numbers import counted
from attache.study.days import weekday
from attache.study.overview import Overview, WeekDay, When
from attache.study.workload import Today
from attache.ui.pages.today.block import titled
from attache.ui.shell.context import Context
from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.words import minutes, whole_minutes

_HIGH, _LOW, _FOOT = 62, 6, 84
"""The highest bar and the lowest, and how far down all bars stand; in pixels at 100 %."""
_WIDE, _STEP = 34, 44
"""The width of a bar, and from one bar to the next; in pixels at 100 %."""
_PAST = 0.7
"""The opacity of the accent in the bars of past days."""


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day: its letter and name, its minutes, and whether it is past, today or ahead.

    ``done`` are those minutes of today that were spent already; ``said`` says the day in words.
    """

    letter: str
    name: str
    minutes: int
    when: str
    said: str
    done: int = 0
    off: bool = False
    """Whether it is a day off."""


def week_block(context: Context, overview: Overview) -> QWidget:
    """Show the minutes of each day of this week."""
    settings = context.learner.settings
    bars = [_bar(each, overview.today, settings.is_off(each.day)) for each in overview.week]
    return titled(context.theme, "This week, in minutes", Week(context.theme, bars))


def _bar(each: WeekDay, today: Today, off: bool) -> DayBar:
    """Return the bar of a day; what is ahead takes as long as due cards have taken so far."""
    place = weekday(each.day)
    ahead, is_today = each.when is When.AHEAD, each.when is When.TODAY
    took = today.pace.milliseconds(each.number, 0, 0) if ahead else each.took
    said = f"{counted(each.number, 'card')} due" if ahead else counted(each.number, "answer")
    said += f", {minutes(took)}" if each.number else ""
    left = whole_minutes(today.took) if is_today and today.cards and not today.off else 0
    if is_today:
        said += f" so far, {minutes(today.took)} left" if left else " so far"
    done = whole_minutes(took)
    return DayBar(DAYS[place][0], DAYS[place], done + left, each.when, said, done, off)


class Week(QWidget):
    """Draws the bars with their numbers; the same in words for a screen reader."""

    def __init__(self, theme: Theme, bars: Sequence[DayBar], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._bars = theme, tuple(bars)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = [f"{bar.name}: {bar.said}" for bar in self._bars]
        self.setAccessibleName("This week, in minutes")
        self.setAccessibleDescription(". ".join(said))
        set_tip(self, "\n".join(said))

    def sizeHint(self) -> QSize:
        """Return the size drawn."""
        return QSize(self._theme.px(300), self._theme.px(_FOOT + 26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a bar a day: solid for what was done, outlined for today, dashed for what is planned."""
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((bar.minutes for bar in self._bars), default=0) or 1
        for place, bar in enumerate(self._bars):
            left, foot, wide = place * px(_STEP), px(_FOOT), px(_WIDE)
            height = max(round(px(_HIGH) * bar.minutes / most), px(_LOW)) if bar.minutes else 0
            top = foot - max(height, 1)
            if height:
                self._draw_bar(painter, QRect(left, top, wide, height), bar)
            else:
                painter.fillRect(QRect(left, foot - 1, wide, 1), QColor(colours.control))
            is_today = bar.when == "today"
            weight = QFont.Weight.DemiBold if is_today else QFont.Weight.Normal
            painter.setFont(self._theme.frame(12, weight))
            painter.setPen(QColor(colours.ink if is_today else colours.muted))
            number = "off" if bar.off and not bar.minutes else f"{bar.minutes:,}"
            for words, y in ((number, top - px(20)), (bar.letter, foot + px(6))):
                painter.drawText(QRect(left, y, wide, px(18)), Qt.AlignmentFlag.AlignCenter, words)

    def _draw_bar(self, painter: QPainter, box: QRect, bar: DayBar) -> None:
        px, accent = self._theme.px, QColor(self._theme.palette.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        if bar.when == "past":
            painter.setOpacity(_PAST)
            painter.drawRoundedRect(box, px(3), px(3))
            painter.setOpacity(1)
        elif bar.when == "today":
            done = round(box.height() * bar.done / bar.minutes)
            shape = QPainterPath()
            shape.addRoundedRect(box.toRectF(), px(3), px(3))
            painter.save()
            painter.setClipRect(box.adjusted(0, box.height() - done, 0, 0))
            painter.drawPath(shape)
            painter.restore()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, px(2)))
            half = px(2) // 2
            painter.drawRoundedRect(box.adjusted(half, half, -half, -half), px(3), px(3))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.palette.control), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
