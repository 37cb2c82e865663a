"""What a card offers to press: options to choose and items to tick, with texts that wrap."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from attache.ui.shell.theme import Theme

TICK = "Tick the items that you knew."
"""What to do with the items of a list."""
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def _text_height(font: QFont, text: str, width: int) -> int:
    """Return how high a text is in a font when it is set in lines of a width."""
    room = QRect(0, 0, max(1, width), 1 << 16)
    return QFontMetrics(font).boundingRect(room, int(_WRAPPED), text).height()


def _let_wrap(button: QAbstractButton) -> None:
    policy = button.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Expanding)
    policy.setVerticalPolicy(policy.Policy.Preferred)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)


class OptionState(StrEnum):
    """How an option turned out, in the words that stand on it."""

    CORRECT = "Correct"
    """The right option, which was chosen."""
    MISSED = "Correct answer"
    """The right option, which was not chosen."""
    INCORRECT = "Incorrect"
    """A wrong option that was chosen."""


_MARKS: Mapping[OptionState, str] = {
    OptionState.CORRECT: "✓",
    OptionState.MISSED: "✓",
    OptionState.INCORRECT: "✗",
}


class OptionButton(QPushButton):
    """One option: its number and text; after an answer also a mark, a word, and what the option means."""

    def __init__(self, theme: Theme, number: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("option")
        self.setAutoDefault(True)  # Enter chooses the option that has the focus
        self.setAccessibleName(text)
        self._theme, self._number, self._words = theme, number, text
        self._state: OptionState | None = None
        self._meaning = ""
        self._is_chosen: bool | None = None
        """Whether it is chosen, None where choosing it shows at once how it turned out."""
        _let_wrap(self)

    @property
    def mark(self) -> str:
        """The mark before the text."""
        return str(self._number) if self._state is None else _MARKS[self._state]

    def show_chosen(self, chosen: bool) -> None:
        """Show whether the option is chosen, where that can be changed; it keeps its size."""
        self._is_chosen = chosen
        self.setAccessibleDescription("Chosen" if chosen else "")
        self._set_look("chosen" if chosen else "")

    def show_state(self, state: OptionState | None, meaning: str = "") -> None:
        """Show how the option turned out, and what it means; None for an option that is only offered."""
        if (state, meaning) == (self._state, self._meaning):
            return
        self._state, self._meaning = state, meaning
        self.setAccessibleDescription(". ".join(part for part in (state or "", meaning) if part))
        self._set_look(state.name.lower() if state is not None else "")

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrow option is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the texts and what is around them."""
        px = self._theme.px
        room = width - self._indent() - px(16)
        font = self.font()
        if self._is_chosen is not None:
            font.setWeight(QFont.Weight.DemiBold)  # it must not get higher when it is chosen
        height = _text_height(font, self._words, room - self._aside())
        if self._meaning:
            height += px(4) + _text_height(self._small(), self._meaning, room)
        return height + 2 * px(10)

    def sizeHint(self) -> QSize:
        """Return a comfortable width; the height follows from the width that is given."""
        return QSize(self._theme.px(400), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page wrap the text."""
        return QSize(self._theme.px(120), self._theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the mark, the text, and how it turned out."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        px, colours = self._theme.px, self._theme.palette
        ink = QColor(colours.ink if self.isEnabled() or self._state is not None else colours.muted)
        right = self._is_chosen or self._state in (OptionState.CORRECT, OptionState.MISSED)
        marked = (
            QColor(colours.accent) if right else ink if self._state is not None else QColor(colours.muted)
        )
        box = self.rect().adjusted(self._indent(), px(10), -px(16), 0)
        painter.setFont(self._mark_font())
        painter.setPen(marked)
        painter.drawText(px(16), px(10) + QFontMetrics(self.font()).ascent(), self.mark)
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(box.adjusted(0, 0, -self._aside(), 0), int(_WRAPPED), self._words)
        if self._state is not None:
            painter.setPen(marked)
            painter.setFont(self._word_font())
            line = QRect(box.left(), box.top(), box.width(), QFontMetrics(self.font()).height())
            painter.drawText(
                line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._state.value
            )
        if self._meaning:
            above = px(4) + _text_height(self.font(), self._words, box.width() - self._aside())
            painter.setPen(QColor(colours.muted))
            painter.setFont(self._small())
            painter.drawText(box.adjusted(0, above, 0, 0), int(_WRAPPED), self._meaning)

    def _set_look(self, name: str) -> None:
        if self.property("state") != name:
            self.setProperty("state", name)
            self.style().unpolish(self)
            self.style().polish(self)
        self.updateGeometry()
        self.update()

    def _indent(self) -> int:
        return self._theme.px(42)

    def _aside(self) -> int:
        """Return the room for the word at the right."""
        if self._state is None:
            return 0
        return QFontMetrics(self._word_font()).horizontalAdvance(self._state.value) + self._theme.px(12)

    def _mark_font(self) -> QFont:
        """Return a font of the frame: a number is no part of the answer, a mark is as in a typed answer."""
        if self._state is not None:
            return self._theme.frame(15, QFont.Weight.DemiBold)
        return self._theme.frame(14, QFont.Weight.DemiBold if self._is_chosen else QFont.Weight.Normal)

    def _word_font(self) -> QFont:
        return self._theme.frame(12.5, QFont.Weight.DemiBold)

    def _small(self) -> QFont:
        return self._theme.reading(15)


class ItemBox(QCheckBox):
    """One item of a list, which the learner ticks if they recalled it."""

    inset = 1
    """The space before the box at 100 %, in pixels."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("item")
        self.setAccessibleName(text)
        self._theme, self._words = theme, text
        _let_wrap(self)

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrow item is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text and what is around it."""
        px = self._theme.px
        return _text_height(self.font(), self._words, width - px(self.inset + 32)) + 2 * px(5)

    def sizeHint(self) -> QSize:
        """Return a comfortable width; the height follows from the width that is given."""
        return QSize(self._theme.px(400), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page wrap the text; more height than one line has would make a page scroll."""
        self.ensurePolished()
        return QSize(self._theme.px(120), QFontMetrics(self.font()).height() + 2 * self._theme.px(5))

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt calls it by this name
        """Tick wherever the item is pressed."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the tick in it and the text."""
        px, colours = self._theme.px, self._theme.palette
        painter = QStylePainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(self.rect().adjusted(px(self.inset + 22), 0, 0, 0), px(6), px(6))
        line = QFontMetrics(self.font()).height()
        side = px(16)
        box = QRect(px(self.inset), px(5) + (line - side) // 2, side, side)
        on = self.isChecked() and self.isEnabled()
        frame = colours.accent if on else colours.control if self.isEnabled() else colours.line
        painter.setPen(QPen(QColor(frame), max(1, px(1))))
        painter.setBrush(QColor(colours.accent if on else colours.surface))
        painter.drawRoundedRect(box, px(3), px(3))
        if on:
            pen = QPen(QColor(colours.on_accent), px(2))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPolyline(
                [
                    QPoint(box.left() + side * 4 // 16, box.top() + side * 8 // 16),
                    QPoint(box.left() + side * 7 // 16, box.top() + side * 11 // 16),
                    QPoint(box.left() + side * 12 // 16, box.top() + side * 5 // 16),
                ]
            )
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.control))
        painter.setFont(self.font())
        painter.drawText(
            self.rect().adjusted(px(self.inset + 28), px(5), -px(4), 0), int(_WRAPPED), self._words
        )
