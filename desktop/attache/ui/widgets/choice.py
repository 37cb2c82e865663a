"""A row of chips of which one is chosen: simpler than a drop-down list, with all choices visible."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from attache.ui.shell.plain import on_button
from attache.ui.shell.theme import Theme
from attache.ui.widgets.chip import Chip
from attache.ui.widgets.flow_layout import FlowLayout


class Choice(QWidget):
    """Emits ``chosen`` with the number of the chip that was pressed."""

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, words: Sequence[str], parent: QWidget | None = None, height: int = 30
    ) -> None:
        """``height`` is that of the chips at 100 %, in pixels."""
        super().__init__(parent)
        self._theme, self._height = theme, height
        self._group = QButtonGroup(self)
        self._layout = FlowLayout(self)
        for number, text in enumerate(words):
            chip = Chip(exclusive=True)
            chip.setText(on_button(text))
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(chip, number)
            self._layout.addWidget(chip)
        self.setFocusProxy(self._group.button(0))
        self._group.idClicked.connect(self.chosen)
        self._group.idToggled.connect(self._follow)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    @property
    def at(self) -> int:
        """The number of the chosen chip, -1 for none."""
        return self._group.checkedId()

    def show_chosen(self, number: int) -> None:
        """Show which chip is chosen and emit nothing."""
        self._group.button(number).setChecked(True)

    def press(self, number: int) -> None:
        """Choose a chip as a click does."""
        self._group.button(number).click()

    def keep_in_one_line(self) -> None:
        """Ask for the width of all chips, at the present scale."""
        chips = self._group.buttons()
        gaps = (len(chips) - 1) * self._theme.px(6)
        self.setFixedWidth(sum(chip.sizeHint().width() for chip in chips) + gaps)

    def _follow(self, number: int, checked: bool) -> None:
        """Let the focus go to the chosen chip, as Tab does."""
        if checked:
            self.setFocusProxy(self._group.button(number))

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._layout.setSpacing(px(6))
        for chip in self._group.buttons():
            chip.setFixedHeight(px(self._height))
