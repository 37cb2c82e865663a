"""The row above a card and above a question of a quiz: the status, and buttons of commands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from attache.ui.shell.theme import Theme

_HEIGHT, _LOW = 45, 35
"""Heights at 100 %, in pixels: with room for two lines, so that the card does not move, and for one."""


class HeadRow(QWidget):
    """Puts labels on the left and flat buttons on the right; the last one ends below the icon of the menu."""

    def __init__(self, theme: Theme, labels: Sequence[QLabel], buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self._theme, self._labels, self._is_low = theme, labels, False
        self._across = QHBoxLayout(self)
        for part in (*labels, *buttons):
            self._across.addWidget(part, part is labels[-1])
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def set_low(self, is_low: bool) -> None:
        """Have room for one line only."""
        self._is_low = is_low
        self._apply_theme()

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.setMinimumHeight(px(_LOW if self._is_low else _HEIGHT))
        self._across.setContentsMargins(px(24), px(6), px(16), 0)
        self._across.setSpacing(px(6))
        for label in self._labels:
            label.setContentsMargins(0, 0, px(10), 0)
