"""Charts made of upright bars: what is due, the time spent, and how stable and difficult cards are."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from attache.base.dates import date_words
from attache.base.numbers import counted
from attache.learner.card_list import CardFilter
from attache.learner.report import DIFFICULTIES, Report
from attache.study.days import date_of, weekday
from attache.study.fit import LEAST, is_possible
from attache.ui.pages.progress.chart import LABEL, Chart, Spot
from attache.ui.pages.progress.told import Offer, Told, day_words, short_day
from attache.ui.widgets.data_table import Table
from attache.ui.widgets.tints import tint
from attache.ui.widgets.words import NOT_INSTALLED, minutes

_WEEKS = 12
_HARD = 7
"""The difficulty from which a card is called hard."""
_LASTS = 2
"""The first group of stabilities that lasts a month."""
_STABILITIES = ("under a week", "1–4 weeks", "1–3 months", "3–12 months", "over a year")
_MOST_WIDE = 56


class Bar(NamedTuple):
    """One bar: its height in units of its chart, its label if any, what it says, whether it stands out."""

    value: float
    label: str
    words: str
    strong: bool = False


class BarChart(Chart):
    """Bars on one line, with the greatest value written above its bar."""

    height_at_100 = 170
    _bars: tuple[Bar, ...] = ()

    def top_words(self, value: float) -> str:
        """Return what is written above the highest bar."""
        return f"{round(value):,}"

    def draw(self, painter: QPainter) -> list[Spot]:
        """Draw the bars."""
        if not self._bars:
            return []
        px, colours = self.theme.px, self.theme.palette
        head, foot = px(LABEL + 12), self.height() - px(26)
        step = self.width() / len(self._bars)
        wide = min(step - max(1, px(4)), px(_MOST_WIDE))
        most = max(bar.value for bar in self._bars) or 1
        spots, free, named = [], 0.0, False
        for place, bar in enumerate(self._bars):
            x = place * step
            height = max((foot - head) * bar.value / most, px(2) if bar.value else 1)
            box = QRectF(x, foot - height, wide, height)
            painter.setPen(Qt.PenStyle.NoPen)
            fill = tint(colours, 4 if bar.strong else 3) if bar.value else QColor(colours.control)
            painter.setBrush(fill)
            painter.drawRoundedRect(box, px(2), px(2))
            if bar.value == most and not named:
                named = True
                self._name_top(painter, box, self.top_words(bar.value))
            if bar.label and free <= x <= self.width() - self.label_width(bar.label):
                label = QRectF(x, foot + px(6), step, px(18))
                self.write(painter, label, bar.label, Qt.AlignmentFlag.AlignLeft)
                free = x + self.label_width(bar.label) + px(8)
            spots.append(Spot(QRectF(x, 0, step, self.height()), bar.words))
        self.rule(painter, 0, self.width(), foot + 0.5)
        return spots

    def _name_top(self, painter: QPainter, box: QRectF, words: str) -> None:
        """Write the greatest value above its bar, in line with the label below, and not beyond the edge."""
        wide = self.label_width(words)
        x = max(0.0, min(box.left(), self.width() - wide))
        above = QRectF(x, box.top() - self.theme.px(20), wide, self.theme.px(18))
        self.write(painter, above, words, Qt.AlignmentFlag.AlignLeft)


class DueChart(BarChart):
    """The cards that become due on each of the next days."""

    def tell(self, report: Report) -> Told:
        """Say which day has most."""
        days = [report.day + after for after in range(len(report.due))]
        names = ["Today", *map(day_words, days[1:])]
        self._bars = tuple(
            Bar(
                due,
                "today" if day == report.day else short_day(day) if weekday(day) == 0 else "",
                f"{name}: {counted(due, 'card')}",
                day == report.day,
            )
            for day, name, due in zip(days, names, report.due, strict=True)
        )
        most = max(report.due)
        busiest = report.due.index(most)
        when = "today" if not busiest else day_words(days[busiest])
        return Told(
            f"The busiest day of the next four weeks is {when}, with {counted(most, 'card')}"
            if most
            else "Nothing is due in the next four weeks",
            "Cards that become due on each day. New cards that you start will add to them.",
            Table(
                ("Day", "Cards due"),
                tuple((name, f"{due:,}") for name, due in zip(names, report.due, strict=True)),
            ),
            (Offer(f"List the {counted(report.due[0], 'due card')}", "cards", {"show": CardFilter.DUE}),)
            if report.due[0]
            else (),
        )


class TimeChart(BarChart):
    """The minutes of each of the last weeks."""

    def top_words(self, value: float) -> str:
        """Return a time in words."""
        return minutes(value * 60_000)

    def tell(self, report: Report) -> Told:
        """Say how long a day of study takes."""
        monday = report.day - weekday(report.day)
        firsts = [monday - 7 * ago for ago in range(_WEEKS - 1, -1, -1)]
        took = [sum(each.took for each in report.days if first <= each.day < first + 7) for first in firsts]
        names = [f"Week of {day_words(first).split(maxsplit=1)[1]}" for first in firsts]
        self._bars = tuple(
            Bar(
                each / 60_000,
                short_day(first) if place % 3 == 0 else "",
                f"{name}: {minutes(each) if each else 'nothing'}",
                first == monday,
            )
            for place, (first, name, each) in enumerate(zip(firsts, names, took, strict=True))
        )
        whole = sum(took)
        return Told(
            f"You studied {minutes(whole)} in the last {_WEEKS} weeks"
            if whole >= 60_000
            else f"You studied less than 1 minute in the last {_WEEKS} weeks"
            if any(each.day >= firsts[0] for each in report.days)
            else f"You have not studied in the last {_WEEKS} weeks",
            "Time spent on answers in each week.",
            Table(
                ("Week", "Minutes"),
                tuple((name, f"{each / 60_000:.1f}") for name, each in zip(names, took, strict=True))[::-1],
            ),
            (Offer("Change minutes per day", "settings", {"item": "minutes"}),),
            legend="This week is the last bar.",
        )


class StabilityChart(BarChart):
    """How many started cards are remembered for how long."""

    def tell(self, report: Report) -> Told:
        """Say how many last."""
        counts = report.stabilities
        self._bars = tuple(
            Bar(count, name, f"{name}: {counted(count, 'card')}", place >= _LASTS)
            for place, (name, count) in enumerate(zip(_STABILITIES, counts, strict=True))
        )
        lasting, started = sum(counts[_LASTS:]), sum(counts)
        has_or_have = "has" if lasting == 1 else "have"
        return Told(
            f"{lasting:,} of your {counted(started, 'started card')} {has_or_have} a stability of a month"
            " or longer",
            "Stability is the time until recall falls to 90 %.",
            Table(
                ("Stability", "Cards"),
                tuple((name, f"{count:,}") for name, count in zip(_STABILITIES, counts, strict=True)),
            ),
            (Offer("Browse cards", "cards", {}),),
        )


class DifficultyChart(BarChart):
    """How difficult the started cards are."""

    def tell(self, report: Report) -> Told:
        """Say how many are hard."""
        counts, each = report.difficulties, range(1, DIFFICULTIES + 1)
        self._bars = tuple(
            Bar(count, f"{level}", f"Difficulty {level}: {counted(count, 'card')}", level >= _HARD)
            for level, count in zip(each, counts, strict=True)
        )
        hard, leeches = sum(counts[_HARD - 1 :]), report.figures.leeches
        is_or_are = "is" if hard == 1 else "are"
        return Told(
            f"{hard:,} of your {counted(sum(counts), 'started card')} {is_or_are} difficult",
            "FSRS estimates the difficulty of each card from your answers, from 1 (easy) to"
            f" {DIFFICULTIES} (hard)."
            f" Difficult means {_HARD} or more.",
            Table(
                ("Difficulty", "Cards"),
                tuple((f"{level}", f"{count:,}") for level, count in zip(each, counts, strict=True)),
            ),
            (
                Offer(
                    f"List the {counted(leeches, 'leech', 'leeches')}", "cards", {"show": CardFilter.LEECHES}
                ),
            )
            if leeches
            else (),
        )


class FitChart(BarChart):
    """How wrong the schedule was about the learner's answers before and after it was fitted to them."""

    height_at_100 = 130

    def tell(self, report: Report) -> Told:
        """Say since when the schedule is the learner's own, and what that is worth."""
        fitted = report.fitted
        if fitted is None:
            how = f"After {LEAST} reviews, the schedule can be optimised for your memory (FSRS)."
            missing = (
                "This happens after a session, unless you turn it off in Settings, and only if it improves"
                " the predictions."
            )
            return Told("Optimised schedule (FSRS)", how, missing=missing if is_possible() else NOT_INSTALLED)
        since = date_words(date_of(fitted.day))
        before, after = f"{fitted.before:.3f}", f"{fitted.after:.3f}"
        self._bars = (
            Bar(fitted.before, f"before: {before}", f"Before: log loss {before}"),
            Bar(fitted.after, f"after: {after}", f"After: log loss {after}", strong=True),
        )
        less = round((1 - fitted.after / fitted.before) * 100)
        lower = f"{less} % lower" if less > 0 else "slightly lower"
        reviews = counted(fitted.reviews, "review")
        return Told(
            f"Optimised on {since}: prediction error {lower}",
            f"The parameters were optimised with {reviews}. On the most recent fifth of these"
            f" reviews, the prediction error (log loss) fell from {before} to {after}."
            " Lower is better.",
            Table(
                ("Parameters", "Log loss", "Reviews", "Since"),
                (("Before", before, "", ""), ("After", after, f"{fitted.reviews:,}", since)),
            ),
            (Offer("Open optimisation settings", "settings", {"item": "optimise"}),),
        )

    def top_words(self, value: float) -> str:
        """Leave the values to the labels below both bars."""
        return ""
