"""Buttons on a page that do what a command does: they have its name and tooltip, and are enabled as it is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme


class KeyedButton(QPushButton):
    """A flat button whose text ends with its key, after two spaces; the key is bold while it works."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme

    def sizeHint(self) -> QSize:
        """Return the size for the words and the bold key: as much space beside them as in other buttons."""
        hint, metrics = super().sizeHint(), QFontMetrics(self.font())
        words, key = self.text().rsplit("  ", 1)
        drawn = metrics.horizontalAdvance(f"{words} ") + QFontMetrics(self._bold).horizontalAdvance(key)
        return QSize(hint.width() + drawn - metrics.horizontalAdvance(self.text()), hint.height())

    @property
    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the words and the key."""
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        words, key = self.text().rsplit("  ", 1)
        plain, colours = self.font(), self._theme.palette
        bold = self._bold if self.isEnabled() else plain
        before = QFontMetrics(plain).horizontalAdvance(f"{words} ")
        left = (self.width() - before - QFontMetrics(bold).horizontalAdvance(key)) // 2
        ink = colours.ink if self.isEnabled() else colours.control
        for text, font, at, colour in (
            (words, plain, left, ink if self.underMouse() or not self.isEnabled() else colours.muted),
            (key, bold, left + before, ink),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(self.rect().adjusted(at, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)


def follow_command(button: QPushButton, action: QAction) -> None:
    """Let a flat button follow a command; what it does when it is pressed is left to the page."""
    button.setObjectName("flat")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(True)  # Enter presses it, as Space does
    button.setAccessibleName(action.text())
    set_tip(button, action.toolTip())
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
