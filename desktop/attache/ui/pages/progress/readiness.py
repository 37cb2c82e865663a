"""The chart of readiness for the exam: what would be known today, and what is expected up to its day."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from attache.base.numbers import counted
from attache.learner.exams import PastExam
from attache.learner.report import Report
from attache.study.exam_plan import ExamPlan
from attache.ui.pages.progress.chart import Spot
from attache.ui.pages.progress.shares import ShareChart
from attache.ui.pages.progress.told import Offer, Told, day_words, short_day
from attache.ui.widgets.data_table import Table
from attache.ui.widgets.words import share

_LEFT, _FOOT = 52, 20
_SHOWN = 3
"""Past exams that are told."""


class ReadinessChart(ShareChart):
    """A line from today to the day of the exam, and the aim."""

    _plan: ExamPlan | None = None

    def tell(self, report: Report) -> Told:
        """Say what would be known today, and how earlier forecasts came out."""
        plan = self._plan = report.readiness.plan
        past = " ".join(_past_words(each) for each in report.readiness.past[:_SHOWN])
        if plan is None:
            missing = "This chart appears once you have set an exam date."
            return Told(
                "How ready you are for your exam",
                past or "What you would know today, and what you are expected to know on the exam day.",
                offers=(Offer("Set an exam date", "exam", {}),),
                missing=missing,
            )
        exam, shares = plan.exam, plan.course.shares
        title = (
            f"{exam.name}: {share(shares[0][1])} of {counted(plan.cards, 'card')} today, about"
            f" {share(shares[-1][1])} on the exam day"
        )
        legend = f"The dashed line is your aim for the exam ({exam.aim} %)."
        rows = tuple((day_words(day), f"{value * 100:.1f} %") for day, value in shares)
        offer = Offer("See the exam plan", "exam", {})
        table = Table(("Day", "Expected recall"), rows)
        how = f"Your expected recall on each day. {past}".strip()
        return Told(title, how, table, (offer,), legend=legend)

    def draw(self, painter: QPainter) -> list[Spot]:
        """Draw the aim, the line and its ends."""
        plan = self._plan
        if plan is None:
            return []
        px, colours, shares = self.theme.px, self.theme.palette, plan.course.shares
        aim = plan.exam.aim / 100
        scale = self.draw_scale(painter, min(aim, *(value for _, value in shares)))
        left, right = px(_LEFT), self.width() - px(8)
        self.dashed(
            painter, QPointF(left, scale.at(aim)), QPointF(right, scale.at(aim)), colours.organisation
        )
        first, days = shares[0][0], max(shares[-1][0] - shares[0][0], 1)
        points = [
            QPointF(left + (right - left) * (day - first) / days, scale.at(value)) for day, value in shares
        ]
        painter.setPen(QPen(QColor(colours.accent), px(2)))
        painter.drawPolyline(points)
        painter.setBrush(QColor(colours.accent))
        painter.setPen(QPen(QColor(colours.paper), px(1.5)))
        for end in (points[0], points[-1]):
            painter.drawEllipse(end, px(5), px(5))
        foot = self.height() - px(_FOOT)
        self.write(painter, QRectF(left, foot, px(80), px(18)), "today", Qt.AlignmentFlag.AlignLeft)
        last = QRectF(right - px(80), foot, px(80), px(18))
        self.write(painter, last, short_day(shares[-1][0]), Qt.AlignmentFlag.AlignRight)
        step = (right - left) / max(len(points) - 1, 1)
        return [
            Spot(
                QRectF(point.x() - step / 2, 0, step, self.height()),
                f"{day_words(day)}: {share(value)}",
            )
            for point, (day, value) in zip(points, shares, strict=True)
        ]


def _past_words(past: PastExam) -> str:
    """Return how the forecast for an exam came out."""
    exam = past.exam
    forecast = f"{exam.forecast:.0f} % forecast, " if exam.forecast >= 0 else ""
    return f"{exam.name}: {forecast}{past.share:.0f} % remembered."
