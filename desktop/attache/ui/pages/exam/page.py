"""The Exam page: the sentence of the plan, its curve, other habits, and breaks; beside them the values."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from attache.base.changes import Changes
from attache.base.errors import KnownError
from attache.study.exam import Break, Exam
from attache.study.exam_plan import Alternative, ExamPlan, Habit, cost_of_break
from attache.study.forecast import Situation
from attache.ui.pages.exam import sentences
from attache.ui.pages.exam.break_panel import BreakPanel
from attache.ui.pages.exam.form import ExamForm
from attache.ui.pages.exam.habit_rows import HabitRows
from attache.ui.shell.context import Context
from attache.ui.shell.exam_planning import Comparison, ExamPlanning
from attache.ui.shell.plain import PlainLabel
from attache.ui.widgets.column_page import ColumnPage
from attache.ui.widgets.course_chart import CourseChart, course_rows
from attache.ui.widgets.data_table import DataTable, Table
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.paragraph import Paragraph
from attache.ui.widgets.words import NOT_OPEN, unbroken

_TWO_COLUMNS_FROM = 860
"""The width at 100 %, in pixels, from which the values stand beside the plan."""
_FORM, _WIDEST_FORM = 248, 640
"""The width of the values beside the plan, and above it at most."""
_TWO_FIELDS_FROM, _TABLE_FROM = 620, 720
"""From which width at 100 % the values stand in two columns, and the habits in a table."""
_AHEAD = 30
"""Days to an exam that has no date yet."""
_PAUSE = 120
"""Milliseconds without a key before the plan is made."""


class ExamPage(ColumnPage):
    """Plans the exam that stands in the form; what is saved is the exam of :class:`Exams`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, 952)
        self.plan: ExamPlan | None = None
        self._situation: Situation | None = None
        self._covered: tuple[object, ...] = ()
        self._comparison: Comparison | None = None
        self._saved: Exam | None = None
        self._as_table = False
        self.planning = ExamPlanning(self)
        self.planning.planned.connect(self._take_plan)
        self.planning.compared.connect(self._take_comparison)
        self.planning.failed.connect(context.report)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)
        self._make()
        context.theme.changed.connect(self._apply_theme)
        self.column.resized.connect(self._arrange)

    # What the window calls

    def open(self, **target: Any) -> None:
        """Put the focus on the first field, or on the button that leads to Today."""
        first = self.form.name if self.context.learner.is_available else self._open_today
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        """Show the exam that is saved, unless another one is being typed, and plan again."""
        learner = self.context.learner
        self._situation = None
        overview = learner.overview()
        self._body.setVisible(overview is not None)
        self._refused.setVisible(overview is None)
        if overview is None:
            return
        saved = learner.exams.upcoming
        if saved != self._saved or self.form.exam is None:
            self._saved = saved
            minutes = learner.settings.minutes or Exam("", 0).minutes
            exam = saved or Exam("", overview.day + _AHEAD, minutes=minutes, planned_on=overview.day)
            self.form.show_exam(exam, overview.day, is_new=saved is None)
        self.breaks.show_breaks(learner.exams.breaks, overview.day)
        self._show_past(overview.day)
        self.delete.setVisible(saved is not None)
        self._ask()

    def finish_pending(self) -> bool:
        """Make the plan now, and wait for the worker."""
        waited = self._pause.isActive()
        if waited:
            self._pause.stop()
            self._ask()
        return self.planning.wait() or waited

    def close_down(self) -> None:
        """Stop planning."""
        self._pause.stop()
        self.planning.close_down()

    # Planning

    def _ask(self) -> None:
        """Plan the exam in the form, in a worker."""
        exam, form = self.form.exam, self.form
        self.use.setEnabled(False)
        if exam is None or not form.covers_something:
            self.planning.cancel()
            self._say_nothing(
                "Enter the date of your exam." if exam is None else "Choose at least one document."
            )
            return
        covered = (exam.documents, exam.core)
        try:
            if self._situation is None or covered != self._covered:
                self._situation, self._covered = self.context.learner.exams.situation(exam), covered
        except KnownError as error:
            self.context.report(error)
            return
        if self._situation is None:
            return
        if not self._situation.cards:
            self.planning.cancel()
            self._say_nothing("The exam covers no cards.")
            return
        self.planning.ask(self._situation, exam, self.breaks.away, compare=True)

    def _say_nothing(self, words: str) -> None:
        self.plan = None
        self.sentence.setText(words)
        self.more.setText("")
        for part in self._parts:
            part.hide()

    def _take_plan(self, plan: ExamPlan) -> None:
        self.plan = plan
        today = self._today
        self.sentence.setText(unbroken(sentences.title_words(plan, today)))
        self.more.setText(unbroken(sentences.more_words(plan, today)))
        self.chart.show_plan(plan)
        self.table.show_table("Expected recall on each day", Table(("Day", "Recall"), course_rows(plan)))
        self._show_side()
        self._below.show()
        self.head.show()
        self.use.setEnabled(True)

    def _take_comparison(self, comparison: Comparison) -> None:
        plan = self.plan
        if plan is None:
            return
        self._comparison = comparison
        self.habits.show_rows(comparison.alternatives, plan.exam, self._today)
        self.what_if.show()
        self.habits.show()
        self._draw_other(self.habits.selected)
        self._say_cost()

    def _draw_other(self, found: Alternative | None) -> None:
        """Draw the course of another habit, or of the break in the fields, as a dashed line."""
        comparison = self._comparison
        if comparison is not None and comparison.with_break is not None and self.breaks.away is not None:
            self.chart.show_other(comparison.with_break, "with this break")
        elif found is None or found.habit is Habit.NOW:
            self.chart.show_other(None)
        else:
            words = sentences.habit_words(found, self._today)
            self.chart.show_other(found.course, f"{words[:1].lower()}{words[1:]}")

    def _say_cost(self) -> None:
        away, situation = self.breaks.away, self._situation
        if away is None or situation is None:
            return
        comparison, plan = self._comparison, self.plan
        changed = comparison.with_break if comparison is not None else None
        self.breaks.show_cost(
            sentences.cost_words(
                cost_of_break(situation, away, self.context.learner.exams.due_in(away)),
                changed.share if changed is not None else -1.0,
                plan.course.share if plan is not None else -1.0,
                self._saved,
            )
        )

    @property
    def _today(self) -> int:
        return self.context.learner.now().day

    # What is done

    def _use(self) -> None:
        """Save the exam with the forecast of today."""
        plan = self.plan
        if plan is None:
            return
        exam = plan.exam._replace(forecast=round(plan.course.share * 100, 1))
        if self.context.learner.exams.save(exam) is None:
            self.context.notify("Exam saved.")
            self.context.open_page("today")

    def _cancel(self) -> None:
        """Show what is saved again, and go back to Study."""
        self._saved = None
        self.form.date.clear()
        self.refresh(Changes())
        self.context.open_page("study")

    def _delete(self) -> None:
        saved = self._saved
        if saved is not None and self.context.learner.exams.delete(saved) is None:
            self.context.notify("Exam deleted.")

    def _add_break(self, away: Break) -> None:
        self._comparison = None
        self.breaks.clear()  # before the break is planned, or it would be compared with itself
        if self.context.learner.exams.add_break(away) is not None:
            self.breaks.put_back(away)

    def _remove_break(self, away: Break) -> None:
        if self.context.learner.exams.remove_break(away) is None:
            self.context.notify("Break removed.")

    def _type_break(self) -> None:
        self._pause.start()
        self._say_cost()

    # Parts

    def _make(self) -> None:
        theme = self.context.theme
        self.column.clear()
        self._refused = QWidget()
        with self.column.within(self._refused):
            self.column.say("Your exam cannot be shown", "big")
            self.column.say(NOT_OPEN, "lead")
            ways = self.column.buttons(("Open Today", lambda: self.context.open_page("today")), above=8)
            self._open_today = ways[0]
        self.column.add(self._refused)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.form = ExamForm(theme, self.context.library.documents())
        self.form.changed.connect(self._pause.start)
        self._left, self._right = QWidget(), QWidget()
        self._make_left()
        self._make_right()
        self.column.add(self._body)
        self.column.end()
        self._apply_theme()

    def _make_left(self) -> None:
        self._left_down = QVBoxLayout(self._left)
        self._left_down.setContentsMargins(0, 0, 0, 0)
        self.page_title = PlainLabel("Exam")
        self.page_title.setObjectName("title")
        self.delete = QPushButton("Delete this exam")
        self.delete.setObjectName("link")
        self.delete.setAutoDefault(True)
        self.delete.clicked.connect(lambda _on=False: self._delete())
        self._left_down.addWidget(self.page_title)
        self._left_down.addWidget(self.form)
        self._left_down.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        self._left_down.addStretch(1)

    def _make_right(self) -> None:
        theme = self.context.theme
        self.sentence, self.more, self.head = PlainLabel(), Paragraph(), PlainLabel()
        self.sentence.setObjectName("planTitle")
        self.head.setObjectName("head")
        self.head.setText("Expected recall on each day")
        self.what_if = Paragraph(
            "What if you study more or less often? The scenario that you choose is drawn in the chart."
        )
        for label in (self.sentence, self.head):
            label.setWordWrap(True)
        self.chart, self.table, self.habits = CourseChart(theme), DataTable(theme), HabitRows(theme)
        self.turn = QPushButton("Show table")
        self.turn.setObjectName("link")
        self.turn.setAutoDefault(True)
        self.turn.clicked.connect(lambda _on=False: self._turn())
        self.band = PlainLabel("The shaded band is the likely range (80 % of cases).")
        self.band.setObjectName("quiet")
        self._below = QWidget()
        self._below_flow = FlowLayout(self._below)
        self._below_flow.addWidget(self.band)
        self._below_flow.addWidget(self.turn)
        self.habits.chosen.connect(self._draw_other)
        self.use, self.cancel = QPushButton("Save exam"), QPushButton("Cancel")
        self.use.setObjectName("primary")
        for button, act in ((self.use, self._use), (self.cancel, self._cancel)):
            button.setAutoDefault(True)
            button.clicked.connect(lambda _on=False, act=act: act())
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons)
        self._flow.addWidget(self.use)
        self._flow.addWidget(self.cancel)
        self.breaks = BreakPanel(theme)
        self.breaks.typed.connect(self._type_break)
        self.breaks.added.connect(self._add_break)
        self.breaks.removed.connect(self._remove_break)
        self.past = PlainLabel()
        self.past.setObjectName("quiet")
        self.past.setWordWrap(True)
        self.past_head = PlainLabel("Past exams")
        self.past_head.setObjectName("section")
        self._parts: tuple[QWidget, ...] = (
            self.head, self.chart, self.table, self._below, self.what_if, self.habits
        )  # fmt: skip
        self._down = QVBoxLayout(self._right)
        self._down.setContentsMargins(0, 0, 0, 0)
        for shown in (self.sentence, self.more, self.head, self.chart, self.table):
            self._down.addWidget(shown)
        self._down.addWidget(self._below)
        for widget in (self.what_if, self.habits, self._buttons, self.breaks, self.past_head, self.past):
            self._down.addWidget(widget)
        self._down.addStretch(1)
        for part in self._parts:
            part.hide()

    def _turn(self) -> None:
        self._as_table = not self._as_table
        self._show_side()

    def _show_side(self) -> None:
        """Show the chart or the table."""
        as_table = self._as_table
        self.chart.setHidden(as_table)
        self.band.setHidden(as_table)
        self.table.setVisible(as_table)
        self.turn.setText("Show chart" if as_table else "Show table")

    def _show_past(self, today: int) -> None:
        past = self.context.learner.exams.past()
        self.past.setText("\n".join(sentences.past_words(each, today) for each in past))
        for label in (self.past_head, self.past):
            label.setVisible(bool(past))

    def _apply_theme(self) -> None:
        px = self.context.theme.px
        self._left_down.setSpacing(px(16))
        self._down.setSpacing(px(8))
        self._flow.setSpacing(px(12))
        self._below_flow.setSpacing(px(16))
        self.band.setContentsMargins(0, px(4), 0, 0)  # on the line of the link, which has as much above it
        for part in (self.form, self.habits, self.breaks):
            part.apply_theme()
        self.table.apply_theme()
        self.chart.updateGeometry()
        for label in (self.head, self.past_head):
            label.setContentsMargins(0, px(16), 0, 0)
        self.what_if.setContentsMargins(0, px(12), 0, 0)
        self.habits.setContentsMargins(0, 0, 0, px(12))
        self.breaks.setContentsMargins(0, px(24), 0, 0)
        for button in (self.use, self.cancel, self._open_today):
            button.setFixedHeight(px(36))
        self._arrange()

    def _arrange(self) -> None:
        """Put the values beside the plan, or above it."""
        px = self.context.theme.px
        beside = self.column.width() >= px(_TWO_COLUMNS_FROM)
        self._grid.addWidget(self._left, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._right, *((0, 1) if beside else (1, 0)), Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 0 if beside else 1)
        self._grid.setColumnStretch(1, 1 if beside else 0)
        width = self.column.width()
        self._left.setMinimumWidth(px(_FORM) if beside else 0)
        self._left.setMaximumWidth(px(_FORM) if beside else px(_WIDEST_FORM))
        self.form.arrange(1 if beside or width < px(_TWO_FIELDS_FROM) else 2)
        self.habits.set_narrow(width < px(_TABLE_FROM))
        self._grid.setHorizontalSpacing(px(56) if beside else 0)
        self._grid.setVerticalSpacing(px(32))
