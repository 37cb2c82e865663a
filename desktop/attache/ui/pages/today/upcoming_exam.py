"""The exam on Today: its block, or a link for setting a date, and the plan that is worked out for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from attache.study.overview import Overview
from attache.ui.pages.today.block import titled
from attache.ui.shell.context import Context

if TYPE_CHECKING:
    # Only for types: most starts show no exam.
    from attache.study.exam_plan import ExamPlan
    from attache.ui.pages.today.exam_block import ExamBlock
    from attache.ui.shell.exam_planning import ExamPlanning


class UpcomingExam(QObject):
    """Makes the block each time the page is drawn, and fills it once the plan is worked out in a worker."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._block: ExamBlock | None = None
        self._shown: ExamPlan | None = None
        self._planning: ExamPlanning | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._plan)

    def block(self, overview: Overview) -> QWidget:
        """Show the exam that comes next, or offer to set a date."""
        exam = self._context.learner.settings.exam_on(overview.day)
        button = QPushButton("Set an exam date" if exam is None else "See the exam plan")
        button.setAutoDefault(True)
        button.clicked.connect(lambda _on=False: self._context.open_page("exam"))
        if exam is None:
            button.setObjectName("link")
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            return titled(self._context.theme, "Exam", row)
        from attache.ui.pages.today.exam_block import ExamBlock

        self._block = ExamBlock(self._context.theme, exam, overview.day, button)
        if self._shown is not None and self._shown.exam == exam:
            self._block.show_plan(self._shown)
        self._soon.start()
        return titled(self._context.theme, "Exam", self._block)

    def forget_block(self) -> None:
        """Forget the block, which is deleted when the page is drawn again."""
        self._block = None

    def finish_pending(self) -> bool:
        """Work out now what is expected on the day of the exam, and wait for it."""
        waited = self._soon.isActive()
        if waited:
            self._soon.stop()
            self._plan()
        return (self._planning is not None and self._planning.wait()) or waited

    def close_down(self) -> None:
        """Stop working."""
        self._soon.stop()
        if self._planning is not None:
            self._planning.close_down()

    def _plan(self) -> None:
        """Work out what is expected, in a worker, once the page is painted."""
        from attache.ui.shell.exam_planning import ExamPlanning

        exam = self._context.learner.exams.upcoming
        if exam is None:
            return
        if self._planning is None:
            self._planning = ExamPlanning(self)
            self._planning.planned.connect(self._show)
            self._planning.failed.connect(self._context.report)
        situation = self._context.learner.exams.situation(exam)
        if situation is not None:
            self._planning.ask(situation, exam, compare=False)

    def _show(self, plan: ExamPlan) -> None:
        self._shown = plan
        if self._block is not None:
            self._block.show_plan(plan)
