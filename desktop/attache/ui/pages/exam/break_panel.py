"""The breaks that are planned, and the two dates of a further one, with what each costs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attache.study.exam import LONGEST_BREAK, MOST_BREAKS, TOO_LATE, Break, join_break
from attache.ui.pages.exam.sentences import break_words, day_words
from attache.ui.shell.plain import PlainLabel, on_button
from attache.ui.shell.theme import Theme
from attache.ui.widgets.date_field import DateField
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.paragraph import Paragraph


class BreakPanel(QWidget):
    """Emits ``typed`` when the dates of a further break change, ``added`` and ``removed(Break)``."""

    typed = Signal()
    added = Signal(object)
    removed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._today = theme, 0
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._list = QVBoxLayout()
        self._breaks: tuple[Break, ...] = ()
        self._rows: list[QWidget] = []
        self.head, self.cost = PlainLabel("Breaks"), Paragraph()
        self.head.setObjectName("section")
        self.how = Paragraph("Cards that are due during a break are moved to the days before and after it.")
        self.first, self.last = (DateField(theme, f"{each} day of the break") for each in ("First", "Last"))
        self.first.setPlaceholderText("First day")
        self.last.setPlaceholderText("Last day")
        self.add = QPushButton("Add break")
        self.add.setAutoDefault(True)
        self._to = PlainLabel("to")
        self._to.setObjectName("quiet")
        self._fields = QWidget()
        self._flow = FlowLayout(self._fields)
        for widget in (self.first, self._to, self.last, self.add):
            self._flow.addWidget(widget)
        for label in (self.head, self.how):
            self._down.addWidget(label)
        self._down.addLayout(self._list)
        self._down.addWidget(self._fields)
        self._down.addWidget(self.cost)
        for field in (self.first, self.last):
            field.day_changed.connect(self._take)
        self.add.clicked.connect(self._add)
        self.apply_theme()

    @property
    def away(self) -> Break | None:
        """The further break that stands in the fields, None where they hold none that can be added."""
        first, last = self.first.day, self.last.day
        return None if first is None or last is None or self._fault() else Break(first, last)

    def clear(self) -> None:
        """Empty the fields."""
        self.first.clear()
        self.last.clear()

    def put_back(self, away: Break) -> None:
        """Show a break that could not be saved in the fields again."""
        self.first.show_day(away.first, self._today)
        self.last.show_day(away.last, self._today)

    def show_breaks(self, breaks: tuple[Break, ...], today: int) -> None:
        """Show the breaks that are planned."""
        self._today, self._breaks = today, breaks
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(each) for each in breaks]
        for field in (self.first, self.last):
            field.show_day(field.day, today)
        self._take()

    def show_cost(self, words: str) -> None:
        """Say what the break in the fields costs, or why it is none."""
        self.cost.setText(words)
        self.cost.setVisible(bool(words))

    def apply_theme(self) -> None:
        """Take sizes."""
        px = self._theme.px
        self._down.setSpacing(px(8))
        self._flow.setSpacing(px(8))
        for field in (self.first, self.last):
            field.setFixedSize(px(184), px(36))
        for widget in (self._to, self.add):
            widget.setFixedHeight(px(36))
        for row in self._rows:
            row.setFixedHeight(px(36))

    def _row(self, away: Break) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        said = break_words(away, self._today)
        across.addWidget(PlainLabel(said), 1)
        remove = QPushButton("Remove")
        remove.setObjectName("link")
        remove.setAutoDefault(True)
        remove.setAccessibleName(on_button(f"Remove the break: {said}"))
        remove.clicked.connect(partial(self._remove, away))
        across.addWidget(remove)
        row.setFixedHeight(self._theme.px(36))
        self._list.addWidget(row)
        return row

    def _take(self) -> None:
        self.add.setEnabled(self.away is not None)
        if self.away is None:
            self.show_cost(self._fault())
        self.typed.emit()

    def _fault(self) -> str:
        """Return why the fields hold no break that can be added, "" where they do or one of them is empty."""
        first, last = self.first.day, self.last.day
        if first is None or last is None:
            return ""
        if last < first:
            return "The last day is before the first day."
        if first < self._today:
            return "A break must begin today or later."
        if last >= TOO_LATE:
            return f"A break must end before {day_words(TOO_LATE, self._today)}."
        limit = f"break can last at most {LONGEST_BREAK} days."
        if last - first >= LONGEST_BREAK:
            return f"A {limit}"
        joined = join_break(Break(first, last), self._breaks)
        if joined.days > LONGEST_BREAK:
            lasts = break_words(joined, self._today)
            return f"Breaks that overlap or touch become one. It would last from {lasts}, but a {limit}"
        others = [each for each in self._breaks if not joined.first <= each.first <= joined.last]
        return f"You can plan at most {MOST_BREAKS} breaks." if len(others) >= MOST_BREAKS else ""

    def _add(self, _on: bool = False) -> None:
        away = self.away
        if away is not None:
            self.added.emit(away)
            # Qt would give the focus of the disabled button to a button that removes a break.
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, away: Break, _on: bool = False) -> None:
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)  # as the button goes
        self.removed.emit(away)
