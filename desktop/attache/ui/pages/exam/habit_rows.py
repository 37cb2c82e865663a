"""Other habits as radio buttons in a table: each says what it takes and leads to, and draws its line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QWidget

from attache.base.numbers import counted
from attache.study.exam import Exam
from attache.study.exam_plan import Alternative
from attache.ui.pages.exam.sentences import habit_words, needed_words
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.words import share


class HabitRows(QWidget):
    """Emits ``chosen(Alternative)``."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("form")
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._found: tuple[Alternative, ...] = ()
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._choose)
        self.rows: list[QRadioButton] = []
        self._heads: list[PlainLabel] = []
        self._texts: dict[tuple[int, int], PlainLabel] = {}
        self._below: list[PlainLabel] = []
        self._words: list[PlainLabel] = []
        self._cells: dict[QObject, int] = {}
        self._at = 0
        self._is_narrow = False

    @property
    def selected(self) -> Alternative | None:
        """The chosen row."""
        return self._found[self._at] if self._at < len(self._found) else None

    def cell(self, row: int, column: int) -> PlainLabel:
        """Return the label of a number: column 1 has the minutes, column 2 the share."""
        return self._texts[row, column]

    def show_rows(self, found: tuple[Alternative, ...], exam: Exam, today: int) -> None:
        """Show what was found; the same row stays chosen."""
        same = [each.habit for each in found] == [each.habit for each in self._found]
        self._found = found
        if not same:
            self._make(found)
        minutes = counted(exam.minutes, "minute")
        heads = ("Scenario", f"To reach {exam.aim} %", f"With {minutes} a day")
        for column, text in enumerate(heads):
            self._heads[column].setText(text)
        for number, each in enumerate(found):
            texts = (
                habit_words(each, today),
                needed_words(each.needed),
                share(each.share),
            )
            self._words[number].setText(texts[0])
            self.rows[number].setAccessibleName(
                f"{texts[0]}: {texts[1]} to reach {exam.aim} %; {texts[2]} with {minutes} a day"
            )
            for column, text in enumerate(texts[1:], 1):
                self._texts[number, column].setText(text)
            self._below[number].setText(f"{texts[1]} to reach {exam.aim} %; {texts[2]} with {minutes} a day")

    def set_narrow(self, is_narrow: bool) -> None:
        """Put the numbers of a row below it, or into columns."""
        self._is_narrow = is_narrow
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take sizes."""
        px = self._theme.px
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        for column, least in ((2, 128), (3, 140)):
            self._grid.setColumnMinimumWidth(column, 0 if self._is_narrow else px(least))
        self._grid.setRowMinimumHeight(0, 0 if self._is_narrow else px(28))
        for label in (*self._heads[1:], *self._texts.values()):
            label.setHidden(self._is_narrow)
        for label in self._words:
            label.setContentsMargins(0, px(8), 0, px(8))
        for label in self._below:
            label.setVisible(self._is_narrow)
            label.setContentsMargins(0, 0, 0, px(8))
        for row in range(len(self.rows)):
            self._grid.setRowMinimumHeight(3 * row + 2, px(36))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a click on a number choose its row."""
        if event.type() == QEvent.Type.MouseButtonPress and watched in self._cells:
            self.rows[self._cells[watched]].setChecked(True)
            return True
        return super().eventFilter(watched, event)

    def _make(self, found: tuple[Alternative, ...]) -> None:
        """Make a radio button and two labels for each row."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(row, 0)
        self.rows, self._cells, self._at = [], {}, 0
        self._heads, self._texts, self._below, self._words = [], {}, [], []
        for column in range(3):
            head = PlainLabel()
            head.setObjectName("head")
            self._heads.append(head)
            self._grid.addWidget(head, 0, column + (column > 0), 1, 1 + (column == 0))
        for number in range(len(found)):
            rule = QFrame()
            rule.setObjectName("hairline")
            rule.setFixedHeight(1)
            self._grid.addWidget(rule, 3 * number + 1, 0, 1, 4)
            button = QRadioButton()
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button, number)
            self.rows.append(button)
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(button, 3 * number + 2, 0, side)
            # A label beside the button, because the text of a button does not wrap.
            words = PlainLabel()
            words.setWordWrap(True)
            self._words.append(words)
            self._grid.addWidget(words, 3 * number + 2, 1)
            words.installEventFilter(self)
            self._cells[words] = number
            for column in (1, 2):
                cell = PlainLabel()
                cell.installEventFilter(self)
                self._cells[cell] = number
                self._texts[number, column] = cell
                self._grid.addWidget(cell, 3 * number + 2, column + 1)
            below = PlainLabel()
            below.setObjectName("quiet")
            below.setWordWrap(True)
            below.installEventFilter(self)
            self._cells[below] = number
            self._below.append(below)
            self._grid.addWidget(below, 3 * number + 3, 1)
        foot = QFrame()
        foot.setObjectName("hairline")
        foot.setFixedHeight(1)
        self._grid.addWidget(foot, 3 * len(found) + 1, 0, 1, 4)
        if self.rows:
            self.rows[0].setChecked(True)
        self.apply_theme()

    def _choose(self, number: int, checked: bool) -> None:
        if checked and number < len(self._found):
            self._at = number
            self.chosen.emit(self._found[number])
