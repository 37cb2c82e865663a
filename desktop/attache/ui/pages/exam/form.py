"""The values of an exam: name, date, what it covers, aim, and the most minutes a day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from attache.base.numbers import counted
from attache.library.catalogue import Document
from attache.study.exam import MOST_NAME, Exam
from attache.study.settings import Range
from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.check_box import CheckBox
from attache.ui.widgets.controls import Number
from attache.ui.widgets.date_field import DateField

AIMS = Range(50, 99, "The aim must be between 50 and 99 %.")
MINUTES = Range(1, 600, "Minutes per day must be a whole number from 1 to 600.")

_FARTHEST = 3 * 366
"""The most days until an exam: each of them is simulated for the forecast."""


class ExamForm(QWidget):
    """Emits ``changed`` with every key and click that changes the exam."""

    changed = Signal()

    def __init__(self, theme: Theme, documents: Sequence[Document]) -> None:
        super().__init__()
        self.setObjectName("form")
        self._theme, self._today = theme, 0
        self.name, self.date = LineEdit(), DateField(theme, "Date")
        self.name.setAccessibleName("Name")
        self.name.setPlaceholderText("Exam")
        self.name.setMaxLength(MOST_NAME)
        self.hint = PlainLabel()
        self.hint.setObjectName("quiet")
        self.hint.setWordWrap(True)
        self.documents = {each.id: CheckBox(theme, each.short) for each in documents}
        self.core = CheckBox(theme, "Core cards only")
        self._core_gap = QWidget()
        self.aim, self.minutes = (
            Number(theme, AIMS, "%"),
            Number(theme, MINUTES, "minutes"),
        )
        self.aim.set_name(
            "Aim on the exam day", "The share of the cards that you want to know on the day of the exam."
        )
        self.minutes.set_name("Maximum minutes per day", "The longest you can study on one day.")
        instead = PlainLabel("Until the exam, this replaces “Minutes per day” in Settings.")
        instead.setObjectName("quiet")
        instead.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._fields: list[QWidget] = []
        self._field("Name", self.name)
        self._field("Date", self.date, self.hint)
        self._field("Documents", *self.documents.values(), self._core_gap, self.core)
        self._field("Aim on the exam day", self.aim)
        self._field("Maximum minutes per day", self.minutes, instead)
        self.name.textEdited.connect(self.changed)
        self.date.day_changed.connect(self._take_day)
        for box in (*self.documents.values(), self.core):
            box.toggled.connect(self.changed)
        for number in (self.aim, self.minutes):
            number.chosen.connect(number.show_value)
            number.chosen.connect(self.changed)
            number.field.textEdited.connect(self.changed)
        self.arrange(1)
        self.apply_theme()

    @property
    def exam(self) -> Exam | None:
        """The exam, None where it has no date to come."""
        day = self.date.day
        if day is None or not self._today < day <= self._today + _FARTHEST:
            return None
        chosen = tuple(id_ for id_, box in self.documents.items() if box.isChecked())
        documents = () if len(chosen) == len(self.documents) else chosen
        name = self.name.text().strip() or "Exam"
        return Exam(
            name, day, documents, self.core.isChecked(), self.aim.typed, self.minutes.typed, self._today
        )

    @property
    def covers_something(self) -> bool:
        """Whether any document is chosen."""
        return not self.documents or any(box.isChecked() for box in self.documents.values())

    def show_exam(self, exam: Exam, today: int, is_new: bool) -> None:
        """Show an exam; one that is new has no name yet."""
        self._today = today
        blocked = self.blockSignals(True)
        self.name.setText("" if is_new else exam.name)
        self.date.show_day(exam.day, today)
        for id_, box in self.documents.items():
            box.setChecked(not exam.documents or id_ in exam.documents)
        self.core.setChecked(exam.core)
        self.aim.show_value(exam.aim)
        self.minutes.show_value(exam.minutes)
        self._say_day()
        self.blockSignals(blocked)

    def apply_theme(self) -> None:
        """Take sizes."""
        px = self._theme.px
        for field in (self.name, self.date):
            field.setFixedHeight(px(36))
        for part in self._fields:
            down = part.layout()
            if down is not None:
                down.setSpacing(px(6))
        self._grid.setHorizontalSpacing(px(48))
        self._grid.setVerticalSpacing(px(16))
        self._core_gap.setFixedHeight(px(4))

    def arrange(self, across: int) -> None:
        """Put the values into one column, or into two with what is covered at the right."""
        places = ((0, 0), (1, 0), (2, 0), (3, 0), (4, 0))
        if across > 1:
            places = ((0, 0), (1, 0), (0, 1), (2, 0), (2, 1))
        for part, (row, column) in zip(self._fields, places, strict=True):
            spans = 2 if across > 1 and part is self._fields[2] else 1
            self._grid.addWidget(part, row, column, spans, 1)
        # What is covered may be higher than the two fields beside it: then the second one takes the rest.
        self._grid.setRowStretch(1, int(across > 1))
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < across))

    def _field(self, title: str, *widgets: QWidget) -> None:
        head = PlainLabel(title)
        head.setObjectName("name")
        head.setBuddy(widgets[0].focusProxy() or widgets[0])
        part = QWidget()
        down = QVBoxLayout(part)
        down.setContentsMargins(0, 0, 0, 0)
        for widget in (head, *widgets):
            down.addWidget(widget)
        down.addStretch(1)
        self._fields.append(part)

    def _take_day(self) -> None:
        self._say_day()
        self.changed.emit()

    def _say_day(self) -> None:
        day = self.date.day
        if day is None:
            self.hint.setText("Enter a date like 14 May 2026.")
        elif day <= self._today:
            self.hint.setText("Choose a day after today.")
        elif day > self._today + _FARTHEST:
            self.hint.setText("Choose a day within the next three years.")
        else:
            self.hint.setText(f"in {counted(day - self._today, 'day')}")
