"""A card inside a page that scrolls: smaller, without its own margins, and as high as what it shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from attache.ui.shell.theme import Theme
from attache.ui.widgets.card.card_view import CardView

_SMALLER = 0.8
"""The size of its text, compared with a card on a page of its own."""


class InlineCard(CardView):
    """Its heading is left to the page."""

    def __init__(
        self,
        theme: Theme,
        title_of: Callable[[str], str],
        meaning_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, title_of, meaning_of, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head.hide()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _px(self, length: float) -> int:
        return self._theme.px(length * _SMALLER)

    def _measure(self) -> None:
        """Be as high as the card is in this width."""
        self._down.setContentsMargins(0, 0, 0, 0)
        self._set_space(12)
        self._arrange()
        self._down.invalidate()
        for part in (self.prompt, self.back, self.difference, self.cue):
            part.ensurePolished()  # its font comes with the style sheet, and its height with its font
        self.setFixedHeight(max(1, self._down.totalHeightForWidth(self.width())))

    def _fits(self) -> bool:
        return True
