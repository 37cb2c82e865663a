"""A row of joined buttons of which one is chosen, for a few short values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QToolButton, QWidget

from attache.ui.shell.plain import on_button
from attache.ui.shell.theme import Theme
from attache.ui.widgets.flow_layout import FlowLayout


class Segment(QToolButton):
    """One of the buttons: a class of its own, so that screen readers get a radio button."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("segment")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class _Joined(FlowLayout):
    """Tells each button at which end of its line it is, as only there it has a border and round corners."""

    def setGeometry(self, rect: QRect) -> None:
        """Set the buttons, then mark the ends of each line."""
        super().setGeometry(rect)
        items = (self.itemAt(number) for number in range(self.count()))
        buttons = [button for item in items if item is not None and (button := item.widget()) is not None]
        for number, button in enumerate(buttons):
            starts = not number or buttons[number - 1].y() != button.y()
            ends = number == len(buttons) - 1 or buttons[number + 1].y() != button.y()
            at = "only" if starts and ends else "first" if starts else "last" if ends else ""
            if button.property("at") != at:
                button.setProperty("at", at)
                button.style().unpolish(button)
                button.style().polish(button)


class Segments(QWidget):
    """Emits ``chosen`` with the number of the button that was pressed; a button keeps its size."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._across = _Joined(self)
        self._across.setSpacing(0)
        for number, text in enumerate(words):
            button = Segment()
            self._group.addButton(button, number)
            self._across.addWidget(button)
            self.set_words(number, text)
        self._group.idClicked.connect(self.chosen)
        self._group.idToggled.connect(self._follow)
        self.show_chosen(0)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_chosen(self, number: int) -> None:
        """Show which button is chosen and emit nothing."""
        self._group.button(number).setChecked(True)

    def set_words(self, number: int, text: str) -> None:
        """Show other words on a button."""
        button = self._group.button(number)
        button.setText(on_button(text))
        button.setAccessibleName(f"{self.accessibleName()}: {text}" if self.accessibleName() else text)
        self._fit(button)

    def set_name(self, name: str) -> None:
        """Give every button the name of the row, for screen readers."""
        self.setAccessibleName(name)
        for number, button in enumerate(self._group.buttons()):
            self.set_words(number, button.text().replace("&&", "&"))

    def _follow(self, number: int, checked: bool) -> None:
        """Let the focus go to the chosen button, as Tab does."""
        if checked:
            self.setFocusProxy(self._group.button(number))

    def _fit(self, button: QAbstractButton) -> None:
        px = self._theme.px
        bold = QFontMetrics(self._theme.frame(14, QFont.Weight.DemiBold))
        button.setFixedSize(bold.horizontalAdvance(button.text().replace("&&", "&")) + px(30), px(36))

    def _apply_theme(self) -> None:
        self._across.set_line_spacing(self._theme.px(6))
        for button in self._group.buttons():
            self._fit(button)
