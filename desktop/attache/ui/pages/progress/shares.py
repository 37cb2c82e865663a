"""Charts of shares: what was remembered by the age of the card, and what had been predicted."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from attache.base.numbers import counted
from attache.learner.report import Report
from attache.study.accuracy import CalibrationBin, Recalled
from attache.study.scope import Scope
from attache.ui.pages.progress.chart import Chart, Spot
from attache.ui.pages.progress.told import LEAST, Offer, Told, still, study
from attache.ui.widgets.data_table import Table
from attache.ui.widgets.tints import tint
from attache.ui.widgets.words import share

_AGES = (
    ("1 week", "up to a week"),
    ("2 weeks", "one to two weeks"),
    ("1 month", "two to four weeks"),
    ("3 months", "one to three months"),
    ("6 months", "three to six months"),
    ("longer", "over six months"),
)
"""The label and the words of each group of ages."""
_TELLING = 10
"""Reviews below which a group is not drawn: it would move with each answer."""
_LEFT, _HEAD, _FOOT = 52, 12, 26


class _Scale(NamedTuple):
    """Per cent from ``least`` to 100 on a line of pixels."""

    least: int
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (self.end - self.start) * (value * 100 - self.least) / (100 - self.least)

    @property
    def marks(self) -> range:
        step = 10 if self.least >= 60 else 20
        return range(100, self.least - 1, -step)


class ShareChart(Chart):
    """Shares from below upwards to 100 %."""

    height_at_100 = 200

    def draw_scale(self, painter: QPainter, least: float, right: float = 0) -> _Scale:
        """Draw the rules and their labels, and return the scale; all from ``least`` on is in it.

        The rules end at ``right``, in pixels, or at the edge of the chart.
        """
        px = self.theme.px
        down = 10 if least >= 0.6 else 20
        scale = _Scale(
            max(0, min(80, math.floor(least * 100 / down) * down)), self.height() - px(_FOOT), px(_HEAD)
        )
        for mark in scale.marks:
            y = scale.at(mark / 100)
            self.rule(painter, px(_LEFT), right or self.width(), y)
            label = QRectF(0, y - px(9), px(_LEFT - 8), px(18))
            self.write(painter, label, f"{mark} %", Qt.AlignmentFlag.AlignRight)
        return scale


class RetentionChart(ShareChart):
    """A point for each group of ages, with its likely range."""

    _groups: tuple[tuple[str, Recalled], ...] = ()
    _aim = 0.9

    def tell(self, report: Report) -> Told:
        """Say whether an age is below what is aimed at."""
        title, self._aim = "How much you remember", self.context.learner.settings.desired_retention
        how = (
            "Recall in your reviews, by the age of the card (the time since its first answer). Your desired"
            f" retention is {share(self._aim)}."
        )
        if report.accuracy is None:
            return Told(title, how, coming=True)
        groups = [(*names, each) for names, each in zip(_AGES, report.accuracy.ages, strict=True)]
        drawn = [(label, words, each) for label, words, each in groups if each.reviews >= _TELLING]
        self._groups = tuple((label, each) for label, _, each in drawn)
        reviews = sum(each.reviews for _, _, each in groups)
        if reviews < LEAST or not drawn:
            return Told(title, how, missing=still(reviews, "of cards past their learning steps"))
        low = [words for _, words, each in drawn if each.range[1] < self._aim]
        ages = f"of these ages: {', '.join(low)}" if len(low) > 1 else f"{''.join(low)} old"
        if 1 < len(low) == len(drawn):
            ages = "of every age"
        known = sum(each.recalled for _, _, each in groups)
        return Told(
            f"Recall is below {share(self._aim)} for cards {ages}"
            if low
            else f"You remembered {share(known / reviews)} of what you reviewed",
            how,
            Table(
                ("Age of the card", "Reviews", "Remembered", "Likely range"),
                tuple((words, f"{each.reviews:,}", *_shares(each)) for _, words, each in groups),
            ),
            (_fading(report),),
            legend="The bars show the likely range, the dashed line your desired retention.",
        )

    def draw(self, painter: QPainter) -> list[Spot]:
        """Draw ranges, the line through the points, and the points."""
        px, colours = self.theme.px, self.theme.palette
        if not self._groups:
            return []
        least = min(self._aim - 0.1, *(each.range[0] for _, each in self._groups))
        scale = self.draw_scale(painter, least)
        step = (self.width() - px(_LEFT)) / len(self._groups)
        left = px(_LEFT)
        aim = scale.at(self._aim)
        self.dashed(painter, QPointF(left, aim), QPointF(self.width(), aim), colours.organisation)
        spots, points = [], []
        for place, (label, each) in enumerate(self._groups):
            x = left + step * (place + 0.5)
            low, high = each.range
            points.append(QPointF(x, scale.at(each.share)))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint(colours, 2))
            bar = QRectF(x - px(3), scale.at(high), px(6), scale.at(low) - scale.at(high))
            painter.drawRoundedRect(bar, px(3), px(3))
            box = QRectF(x - step / 2, self.height() - px(20), step, px(18))
            self.write(painter, box, label, Qt.AlignmentFlag.AlignHCenter)
            words = f"{share(each.share)} of {counted(each.reviews, 'review')}"
            spots.append(Spot(QRectF(x - step / 2, 0, step, self.height()), f"{label}: {words}"))
        painter.setPen(QPen(QColor(colours.accent), px(1.5)))
        painter.drawPolyline(points)
        painter.setBrush(QColor(colours.accent))
        painter.setPen(QPen(QColor(colours.paper), px(1.5)))
        for point in points:
            painter.drawEllipse(point, px(5), px(5))
        return spots


class CalibrationChart(ShareChart):
    """A dot for each group of reviews with a similar prediction; the larger, the more reviews."""

    height_at_100 = 230
    _bins: tuple[CalibrationBin, ...] = ()

    def tell(self, report: Report) -> Told:
        """Say by how much the predictions are wrong, and whether they are better than a constant."""
        title, found = "How well your recall is predicted", report.accuracy
        legend = (
            "Horizontal: predicted recall. Vertical: recall in your reviews."
            " On the dashed line, both are equal. A larger dot means more reviews."
        )
        if found is None:
            return Told(title, legend, coming=True)
        self._bins = tuple(each for each in found.bins if each.actual.reviews >= _TELLING)
        if found.reviews.reviews < LEAST or not self._bins:
            missing = still(found.reviews.reviews, "of cards that you studied on an earlier day")
            return Told(title, legend, missing=missing)
        points = round(found.deviation * 100)
        off = f"{points} percentage points" if points > 1 else "1 percentage point"
        is_better = found.loss < found.constant_loss
        better = "The predictions are better" if is_better else "So far, the predictions are no better"
        return Told(
            f"Recall predictions are off by {off} on average"
            if points
            else "Recall predictions are off by less than 1 percentage point on average",
            f"{better} than assuming {share(found.reviews.share)} for every card: their error"
            f" (log loss) is {found.loss:.3f} instead of {found.constant_loss:.3f}.",
            Table(
                ("Predicted recall", "Remembered", "Reviews"),
                tuple(
                    (_share(each.predicted), _share(each.actual.share), f"{each.actual.reviews:,}")
                    for each in found.bins
                ),
            ),
            (Offer("Open optimisation settings", "settings", {"item": "optimise"}),),
            legend=legend,
        )

    def draw(self, painter: QPainter) -> list[Spot]:
        """Draw the line on which predictions are right, and the dots."""
        if not self._bins:
            return []
        px, colours = self.theme.px, self.theme.palette
        least = min(min(each.predicted, each.actual.share) for each in self._bins)
        right = min(self.width() - px(20), px(_LEFT + 340))
        up = self.draw_scale(painter, least, right)
        across = _Scale(up.least, px(_LEFT), right)
        for mark in across.marks:
            box = QRectF(across.at(mark / 100) - px(25), self.height() - px(20), px(50), px(18))
            self.write(painter, box, f"{mark} %", Qt.AlignmentFlag.AlignHCenter)
        foot = up.least / 100
        start, end = QPointF(across.at(foot), up.at(foot)), QPointF(across.at(1), up.at(1))
        self.dashed(painter, start, end, colours.control)
        most = max(each.actual.reviews for each in self._bins)
        spots = []
        painter.setPen(QPen(QColor(colours.paper), px(1)))
        painter.setBrush(tint(colours, 4))
        for each in self._bins:
            side = px(4 + 6 * math.sqrt(each.actual.reviews / most))
            point = QPointF(across.at(each.predicted), up.at(each.actual.share))
            painter.drawEllipse(point, side, side)
            words = (
                f"Predicted {share(each.predicted)}, remembered {share(each.actual.share)},"
                f" {counted(each.actual.reviews, 'review')}"
            )
            spots.append(Spot(QRectF(point.x() - side, point.y() - side, 2 * side, 2 * side), words))
        return spots


def _shares(each: Recalled) -> tuple[str, str]:
    """Return the share and its likely range in words."""
    if not each.reviews:
        return "–", "–"
    low, high = each.range
    return _share(each.share), f"{_share(low)} to {_share(high)}"


def _share(value: float) -> str:
    """Return a share to a tenth of a per cent."""
    return f"{value * 100:.1f} %"


def _fading(report: Report) -> Offer:
    """Return the offer to study what has faded, or to aim at something else."""
    if not report.fading:
        return Offer("Change desired retention", "settings", {"item": "desired_retention"})
    some, all_ = len(report.fading), counted(report.fading_cards, "fading card")
    words = f"{some} of {all_}" if some < report.fading_cards else all_
    scope = Scope(cards=frozenset(report.fading), words="Fading cards")
    return study(f"Study {words}", scope, beyond=True)
