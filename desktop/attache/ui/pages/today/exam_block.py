"""The exam on Today: how many days are left, what is expected on its day, and what would be known today."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from attache.base.dates import MONTHS
from attache.base.numbers import counted
from attache.study.days import date_of
from attache.study.exam import Exam
from attache.study.exam_plan import ExamPlan
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.words import share


class ExamBlock(QWidget):
    """Shows the exam immediately, and its figures once they are worked out."""

    def __init__(self, theme: Theme, exam: Exam, today: int, button: QPushButton) -> None:
        super().__init__()
        self._exam, self._days = exam, exam.day - today
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(theme.px(4))
        self.title, self.words = PlainLabel(title_words(exam, today)), PlainLabel()
        self.title.setObjectName("smallTitle")
        self.words.setObjectName("quiet")
        for label in (self.title, self.words):
            label.setWordWrap(True)
        self.bar = ReadinessBar(theme, exam.aim)
        for widget in (self.title, self.words, self.bar):
            down.addWidget(widget)
        down.addSpacing(theme.px(8))
        down.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_plan(self, plan: ExamPlan) -> None:
        """Show what is expected."""
        exam = self._exam
        date = date_of(exam.day)
        on = f"On {date.day} {MONTHS[date.month - 1]}" if self._days else "Today"
        self.words.setText(
            f"{on} you will know about {share(plan.course.share)} of {counted(plan.cards, 'card')},"
            f" with up to {counted(exam.minutes, 'minute')} a day."
        )
        self.bar.show_share(plan.course.shares[0][1])


class ReadinessBar(QWidget):
    """The share that would be remembered today, with a stroke at the aim."""

    def __init__(self, theme: Theme, aim: int) -> None:
        super().__init__()
        self._theme, self._aim, self._share = theme, aim, -1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Ready for the exam")

    def show_share(self, value: float) -> None:
        """Show a share from 0 to 1."""
        self._share = value
        self.setAccessibleDescription(f"{share(value)} today, aim {self._aim} %")
        self.update()

    def sizeHint(self) -> QSize:
        """Return one height for all widths."""
        return QSize(self._theme.px(200), self._theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar, the stroke, and a label below each."""
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = QRectF(0, px(10), self.width(), px(8))
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(room, px(4), px(4))
        painter.setBrush(QColor(colours.accent))
        if self._share > 0:
            done = QRectF(room)
            done.setWidth(max(room.width() * self._share, room.height()))
            painter.drawRoundedRect(done, px(4), px(4))
        at = room.width() * self._aim / 100
        painter.fillRect(QRectF(at - px(1), px(6), px(2), px(16)), QColor(colours.ink))
        painter.setFont(self._theme.frame(12))
        painter.setPen(QColor(colours.muted))
        words, aim = (
            f"{share(self._share)} today" if self._share >= 0 else "",
            f"aim {self._aim} %",
        )
        painter.drawText(QRectF(0, px(28), self.width(), px(18)), Qt.AlignmentFlag.AlignLeft, words)
        wide = painter.fontMetrics().horizontalAdvance(aim)
        left = min(at - wide / 2, self.width() - wide)
        painter.drawText(QRectF(left, px(28), wide + px(4), px(18)), Qt.AlignmentFlag.AlignLeft, aim)


def title_words(exam: Exam, today: int) -> str:
    """Return how long it is until an exam."""
    days = exam.day - today
    if not days:
        return f"Today: {exam.name}"
    return f"Tomorrow: {exam.name}" if days == 1 else f"{counted(days, 'day')} until “{exam.name}”"
