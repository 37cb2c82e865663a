"""Terms that are put to their definitions: by number and letter, by dragging, or in combo boxes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from attache.study.quiz import Question
from attache.ui.pages.quiz.answers import AnswerView
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.flow_layout import FlowLayout

LETTERS = "ABCDE"
_TERMS, _SLOTS = 240, 240
"""The widths of the terms and of the places for them at 100 %, in pixels."""
_NUMBERED = 48
"""The width of a place that shows no more than the number of its term, in a low window."""
_BESIDE_FROM = 880
"""The width from which the terms stand beside the definitions."""
_SIDEWAYS_FROM = 520
"""The width from which a definition stands beside its place."""
_HIGH, _LOW = 48, 44
"""The least heights of a term and of a place for one."""
_DENSE_FROM = 700
"""The width from which everything can be drawn together in a low window."""
_LEAST = 34
"""The least height of both in a low window, where a term is as wide as its text."""
_TEXT, _SMALL_TEXT = 15, 14
"""The size of the text, and in a low window; in pixels at 100 %."""
_INDENT = 36
"""Where a term begins, after its number."""
_NO_LIMIT = (1 << 24) - 1
"""Qt's largest width."""
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class TermButton(QPushButton):
    """A term with its number: free, chosen or placed; ``dropped(point on the screen)`` after a drag."""

    dropped = Signal(QPoint)

    def __init__(self, theme: Theme, number: int, text: str) -> None:
        super().__init__()
        self.setObjectName("term")
        self.setAutoDefault(True)
        self.setAccessibleName(text)
        self._theme, self._number, self.text_shown = theme, number, text
        self._is_chosen = self._is_placed = False
        self._size = _TEXT
        self._pressed_at: QPoint | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fit(theme.px(_TERMS))

    def fit(self, width: int) -> None:
        """Be as high as the text needs in a width."""
        self._size = _TEXT
        self.setFixedHeight(_height(self._theme, self.text_shown, width - self._theme.px(_INDENT + 6), _HIGH))

    def fit_text(self, most: int) -> None:
        """Be as wide as the text, and at most so wide, for a low window."""
        px, self._size = self._theme.px, _SMALL_TEXT
        font = self._theme.reading(_SMALL_TEXT, QFont.Weight.DemiBold)
        wide = min(most, QFontMetrics(font).horizontalAdvance(self.text_shown) + px(_INDENT + 14))
        high = _height(self._theme, self.text_shown, wide - px(_INDENT + 6), _LEAST, _SMALL_TEXT)
        self.setFixedSize(wide, high)

    def show_state(self, chosen: bool, placed: str) -> None:
        """Show whether the term is chosen, and the letter at which it was placed, "" for none."""
        self._is_chosen, self._is_placed = chosen, bool(placed)
        self.setAccessibleDescription(f"Placed at {placed}" if placed else "Chosen" if chosen else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the usual width."""
        return QSize(self._theme.px(_TERMS), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page wrap the term."""
        return QSize(self._theme.px(100), self.minimumHeight())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that the term is dragged."""
        super().mouseMoveEvent(event)
        if self._is_dragged(event.position()):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the term, or take it as chosen."""
        dragged = self._is_dragged(event.position())
        self.unsetCursor()
        super().mouseReleaseEvent(event)
        self._pressed_at = None
        if dragged:
            self.dropped.emit(event.globalPosition().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the number and the term."""
        colours = self._theme.palette
        ink = colours.muted if self._is_placed else colours.ink
        accent = colours.accent if self._is_chosen else colours.line
        frame = colours.ink if self.hasFocus() else colours.control if self._is_placed else accent
        _paint(
            self, self._theme, str(self._number), self.text_shown, ink, frame,
            filled=not self._is_placed, dashed=self._is_placed, thick=self._is_chosen or self.hasFocus(),
            marked=self._is_chosen, bold=not self._is_placed, size=self._size,
        )  # fmt: skip

    def _is_dragged(self, at: QPointF) -> bool:
        if self._pressed_at is None:
            return False
        way = (at.toPoint() - self._pressed_at).manhattanLength()
        return way >= QApplication.startDragDistance()


class Slot(QComboBox):
    """The place for a term: a combo box, so that it can be used without seeing it.

    ``taken`` when it was pressed while a term is chosen.
    """

    taken = Signal()

    def __init__(self, theme: Theme, letter: str, definition: str, terms: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("slot")
        self._theme, self.takes_press = theme, False
        self.is_numbered = False
        """Whether the place shows the number of its term alone, because there is no room for more."""
        self.addItem("")
        for term in terms:
            self.addItem(term)
        self.setAccessibleName(f"{letter}: {definition}")
        self.setFixedHeight(theme.px(_LOW))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the chosen term, or list all of them."""
        if self.takes_press:
            self.taken.emit()
        else:
            super().mousePressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Let the row decide."""
        return QSize(self._theme.px(80), self._theme.px(_LOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an empty place, or the term in it with its number."""
        colours, place = self._theme.palette, self.currentIndex()
        number, text = (str(place), self.currentText()) if place > 0 else ("", "")
        frame = colours.ink if self.hasFocus() else colours.line if text else colours.accent
        words = "" if self.is_numbered else text
        _paint(
            self, self._theme, number, words, colours.ink, frame,
            filled=bool(text), dashed=not text, thick=not text or self.hasFocus(), bold=True,
        )  # fmt: skip


class MatchView(AnswerView):
    """Takes a term for each definition; ``selected`` when another term, or none, is chosen."""

    selected = Signal()
    hint = "Press a number, then a letter. Or drag a term to its place."

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__(theme, question)
        self._chosen = -1
        """The number of the chosen term, counted from 0, -1 for none."""
        self._order: list[int] = []
        """The definitions in the order in which terms were put to them."""
        self.terms = [TermButton(theme, number, text) for number, text in enumerate(question.options, 1)]
        self.slots = [
            Slot(theme, letter, definition, question.options)
            for letter, definition in zip(LETTERS, question.definitions, strict=False)
        ]
        self._letters = [PlainLabel(letter) for letter, _ in zip(LETTERS, question.definitions, strict=False)]
        self._definitions = [PlainLabel(definition) for definition in question.definitions]
        self._rules = [_rule() for _ in range(len(self.slots) + 1)]
        down = QVBoxLayout(self)
        self._down = down
        down.setSpacing(0)
        self._above, self._rows = QGridLayout(), QGridLayout()
        self._chips = FlowLayout()
        down.addLayout(self._above)
        down.addLayout(self._chips)
        down.addLayout(self._rows)
        self._rest = QWidget()
        """The room that is left below the rows, unless these share it."""
        down.addWidget(self._rest, 1)
        self._shape: tuple[bool, bool, bool] | None = None
        self._columns = 0
        self._is_dense = False
        for label in self._definitions:
            label.setObjectName("quizDefinition")
            label.setWordWrap(True)
        for label in self._letters:
            label.setObjectName("quiet")
        for number, button in enumerate(self.terms):
            button.clicked.connect(lambda _on=False, number=number: self.choose(number))
            button.dropped.connect(lambda point, number=number: self._drop(number, point))
        for number, slot in enumerate(self.slots):
            slot.activated.connect(lambda at, number=number: self._pick(number, at))
            slot.taken.connect(lambda number=number: self.put(number))
        self._arrange()
        self._show()

    @property
    def given(self) -> tuple[str, ...]:
        """The terms in the order of the definitions, "" where there is none yet; empty if none is placed."""
        placed = tuple(self._term_at(number) for number in range(len(self.slots)))
        return placed if any(placed) else ()

    @property
    def placed(self) -> int:
        """How many terms are placed."""
        return sum(map(bool, self.given))

    @property
    def is_complete(self) -> bool:
        """Whether every term is placed."""
        return self.placed == len(self.slots)

    @property
    def chosen(self) -> str:
        """The term that is chosen, "" for none."""
        return self._question.options[self._chosen] if self._chosen >= 0 else ""

    def show_given(self, given: Sequence[str]) -> None:
        """Show the terms as they were placed before."""
        for slot, text in zip(self.slots, given, strict=False):
            slot.setCurrentIndex(max(0, slot.findText(text)) if text else 0)
        self._order = [number for number, slot in enumerate(self.slots) if slot.currentIndex() > 0]
        self._show()

    def press(self, key: int) -> bool:
        """Choose a term by its digit, place it by its letter, or take the last one back."""
        number, letter = key - Qt.Key.Key_1, key - Qt.Key.Key_A
        if 0 <= number < len(self.terms):
            self.choose(number)
        elif self._chosen >= 0 and 0 <= letter < len(self.slots):
            self.put(letter)
        elif key == Qt.Key.Key_Backspace:
            self.take_back()
        else:
            return False
        return True

    def choose(self, number: int) -> None:
        """Choose a term, or no term if it is the chosen one."""
        self._chosen = -1 if number == self._chosen else number
        self._show()

    def put(self, slot: int) -> None:
        """Put the chosen term to a definition."""
        if self._chosen >= 0:
            self._pick(slot, self._chosen + 1)

    def take_back(self) -> None:
        """Take back the term that was placed last, or the choice of one."""
        if self._chosen >= 0:
            self._chosen = -1
        elif self._order:
            self.slots[self._order.pop()].setCurrentIndex(0)
        self._show()

    def set_dense(self, is_dense: bool) -> None:
        """Draw everything together, so that all of it is in view."""
        if is_dense != self._is_dense:
            self._is_dense = is_dense
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the terms beside the definitions or above them."""
        super().resizeEvent(event)
        self._arrange()

    # Parts

    def _term_at(self, slot: int) -> str:
        return self.slots[slot].currentText()

    def _pick(self, slot: int, index: int) -> None:
        """Put a term to a definition, by its place in the combo box; 0 takes the term there away."""
        for number, other in enumerate(self.slots):
            if number != slot and index and other.currentIndex() == index:
                other.setCurrentIndex(0)
        self.slots[slot].setCurrentIndex(index)
        placed = [
            number for number in self._order if number != slot and self.slots[number].currentIndex() > 0
        ]
        self._order = [*placed, slot] if index else placed
        self._chosen = -1
        self._show()

    def _drop(self, number: int, point: QPoint) -> None:
        for at, slot in enumerate(self.slots):
            if slot.rect().contains(slot.mapFromGlobal(point)):
                self._chosen = number
                self.put(at)
                return

    def _show(self) -> None:
        at = {text: letter for letter, text in zip(LETTERS, self.given, strict=False) if text}
        for number, button in enumerate(self.terms):
            button.show_state(number == self._chosen, at.get(button.text_shown, ""))
        for slot in self.slots:
            slot.takes_press = self._chosen >= 0
            slot.update()
        self.selected.emit()
        self.changed.emit()

    def _arrange(self) -> None:
        px, room = self._theme.px, self.width()
        beside, sideways = room >= px(_BESIDE_FROM) and not self._is_dense, room >= px(_SIDEWAYS_FROM)
        dense = self._is_dense
        shape = beside, sideways, dense
        columns = 1 if beside else max(1, min(3, room // px(200)))
        if dense:
            for button in self.terms:
                button.fit_text(room)
        else:
            self._fit_terms(px(_TERMS) if beside else (room - (columns - 1) * px(8)) // columns, beside)
        if shape == self._shape and columns == self._columns:
            return
        self._shape, self._columns = shape, columns
        for layout in (self._above, self._chips, self._rows):
            while layout.takeAt(0) is not None:
                pass
        self._rest.setHidden(dense)
        self._down.setStretchFactor(self._rows, int(dense))
        self._down.setContentsMargins(0, 0 if dense else px(8), 0, 0)
        self._above.setContentsMargins(0, 0, 0, 0 if beside or dense else px(16))
        self._above.setSpacing(px(8))
        self._chips.setContentsMargins(0, 0, 0, px(8 if dense else 0))
        self._chips.setSpacing(px(6))
        self._rows.setHorizontalSpacing(px(12))
        self._rows.setVerticalSpacing(px(2 if dense else 7))
        for number, button in enumerate(self.terms):
            if beside:
                self._rows.addWidget(button, 3 * number + 1, 0)
            elif dense:
                self._chips.addWidget(button)
            else:
                self._above.addWidget(button, number // columns, number % columns)
        self._rows.setColumnMinimumWidth(1, px(8) if beside else 0)
        self._lay_rows(sideways, dense)

    def _fit_terms(self, width: int, beside: bool) -> None:
        for button in self.terms:
            button.fit(width)
            button.setMinimumWidth(width if beside else 0)
            button.setMaximumWidth(width if beside else _NO_LIMIT)
        if not beside:  # side by side, they are equally high
            highest = max(button.minimumHeight() for button in self.terms)
            for button in self.terms:
                button.setFixedHeight(highest)

    def _lay_rows(self, sideways: bool, dense: bool) -> None:
        px, wide = self._theme.px, _NUMBERED if dense else _SLOTS
        room = px(_SLOTS - _INDENT - 6)
        high = max(_height(self._theme, text, room, _LOW) for text in self._question.options)
        for number, (letter, slot, label) in enumerate(
            zip(self._letters, self.slots, self._definitions, strict=True)
        ):
            row = 3 * number
            self._rows.addWidget(self._rules[number], row, 2, 1, 3)
            self._rows.setRowStretch(row + 1, int(dense))
            self._rows.addWidget(letter, row + 1, 2)
            # With an alignment, for otherwise the height of the place would be that of the row.
            self._rows.addWidget(slot, row + 1, 3, Qt.AlignmentFlag.AlignVCenter)
            slot.is_numbered = dense
            slot.setFixedHeight(px(_LEAST) if slot.is_numbered else high if sideways else px(_LOW))
            slot.setMinimumWidth(px(wide) if sideways else 0)
            slot.setMaximumWidth(px(wide) if sideways else _NO_LIMIT)
            label.setContentsMargins(px(12) if sideways and not dense else 0, 0, 0, 0)
            label.setProperty("dense", dense)
            label.style().unpolish(label)
            label.style().polish(label)
            self._rows.addWidget(label, *((row + 1, 4) if sideways else (row + 2, 3)))
        self._rows.addWidget(self._rules[-1], 3 * len(self.slots), 2, 1, 3)
        self._rules[-1].setHidden(dense)  # the bar below has a rule of its own
        self._rows.setColumnStretch(3, 0 if sideways else 1)
        self._rows.setColumnStretch(4, 1 if sideways else 0)


def is_dense(theme: Theme, room: int, is_low: bool) -> bool:
    """Return whether a width (pixels on the screen) needs everything drawn together, and has room for it."""
    return is_low and theme.px(_DENSE_FROM) <= room


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("hairline")
    rule.setFixedHeight(1)
    return rule


def _height(theme: Theme, text: str, room: int, least: int, size: int = _TEXT) -> int:
    metrics = QFontMetrics(theme.reading(size, QFont.Weight.DemiBold))
    high = metrics.boundingRect(QRect(0, 0, max(1, room), 1 << 14), int(_WRAPPED), text).height()
    return max(theme.px(least), high + theme.px(8 if size < _TEXT else 16))


def _paint(
    widget: QWidget,
    theme: Theme,
    number: str,
    text: str,
    ink: str,
    frame: str,
    *,
    filled: bool,
    dashed: bool,
    thick: bool,
    bold: bool,
    marked: bool = False,
    size: int = _TEXT,
) -> None:
    """Draw a frame with a number and a text in it, or the number in its middle."""
    px, colours = theme.px, theme.palette
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(frame), px(2) if thick else 1)
    if dashed:
        pen.setDashPattern([3, 2] if thick else [4, 3])
    painter.setPen(pen)
    painter.setBrush(QColor(colours.surface) if filled else Qt.BrushStyle.NoBrush)
    edge = px(1) if thick else 0.5
    box = widget.rect()
    painter.drawRoundedRect(box.toRectF().adjusted(edge, edge, -edge, -edge), px(6), px(6))
    alone = not text
    painter.setFont(theme.frame(14, QFont.Weight.DemiBold if marked or alone else QFont.Weight.Normal))
    painter.setPen(QColor(colours.accent if marked else ink if alone else colours.muted))
    side = Qt.AlignmentFlag.AlignHCenter if alone else Qt.AlignmentFlag.AlignLeft
    room = box if alone else box.adjusted(px(14), 0, 0, 0)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, number)
    painter.setFont(theme.reading(size, QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
    painter.setPen(QColor(ink))
    painter.drawText(box.adjusted(px(_INDENT), 0, -px(6), 0), int(_WRAPPED), text)
