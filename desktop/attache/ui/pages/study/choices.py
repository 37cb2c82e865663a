"""What a card offers to press: options to choose and items to tick, with texts that wrap."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
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

_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def _text_height(button: QAbstractButton, text: str, width: int) -> int:
    """Return how high a text is in a button's font when it is set in lines of a width."""
    room = QRect(0, 0, max(1, width), 1 << 16)
    return QFontMetrics(button.font()).boundingRect(room, int(_WRAPPED), text).height()


def _let_wrap(button: QAbstractButton) -> None:
    policy = button.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Expanding)
    policy.setVerticalPolicy(policy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)


class OptionButton(QPushButton):
    """One option: its number, or afterwards a mark that says right or wrong, and its text."""

    def __init__(self, theme: Theme, number: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("option")
        self.setAutoDefault(True)  # Enter chooses the option that has the focus
        self.setAccessibleName(text)
        self._theme, self._number, self._words = theme, number, text
        self._mark = str(number)
        _let_wrap(self)

    @property
    def mark(self) -> str:
        """The mark before the text."""
        return self._mark

    def show_state(self, state: str) -> None:
        """Show the option as ``right``, ``wrong``, or "" for neither."""
        self._mark = {"right": "✓", "wrong": "✗"}.get(state, str(self._number))
        self.setAccessibleDescription({"right": "Right", "wrong": "Wrong"}.get(state, ""))
        if self.property("state") != state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrow option is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text and what is around it."""
        px = self._theme.px
        return _text_height(self, self._words, width - self._indent() - px(16)) + 2 * px(10)

    def sizeHint(self) -> QSize:
        """Return a comfortable width with its height."""
        return QSize(self._theme.px(400), self.heightForWidth(self._theme.px(400)))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page wrap the text."""
        return QSize(self._theme.px(120), self._theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the mark and the text."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        px, colours = self._theme.px, self._theme.palette
        plain = self.isEnabled() or self.property("state") == "right"
        painter.setPen(QColor(colours.ink if plain else colours.muted))
        painter.setFont(self.font())
        box = self.rect().adjusted(self._indent(), px(10), -px(16), 0)
        painter.drawText(QRect(px(16), px(10), px(24), box.height()), int(_WRAPPED), self._mark)
        painter.drawText(box, int(_WRAPPED), self._words)

    def _indent(self) -> int:
        return self._theme.px(42)


class ItemBox(QCheckBox):
    """One item of a list, which the learner ticks if they recalled it."""

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
        return _text_height(self, self._words, width - px(38)) + 2 * px(5)

    def sizeHint(self) -> QSize:
        """Return a comfortable width with its height."""
        return QSize(self._theme.px(400), self.heightForWidth(self._theme.px(400)))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page wrap the text."""
        return QSize(self._theme.px(120), self._theme.px(32))

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
            painter.drawRoundedRect(self.rect(), px(6), px(6))
        line = QFontMetrics(self.font()).height()
        side = px(16)
        box = QRect(px(6), px(5) + (line - side) // 2, side, side)
        on = self.isChecked()
        painter.setPen(QPen(QColor(colours.accent if on else colours.control), max(1, px(1))))
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
        painter.setPen(QColor(colours.ink))
        painter.setFont(self.font())
        painter.drawText(self.rect().adjusted(px(34), px(5), -px(4), 0), int(_WRAPPED), self._words)
