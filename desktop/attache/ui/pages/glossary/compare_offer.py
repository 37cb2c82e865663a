"""The offer above the list to compare the two entries that a text names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from attache.base.vocabulary import EntryRow
from attache.ui.pages.glossary import COMPARE_KEYS
from attache.ui.shell.commands import keys_text
from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme


class CompareOffer(QWidget):
    """A button that is there only while a text names two entries; emits ``taken``."""

    taken = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.ids: tuple[str, ...] = ()
        self.button = QPushButton("Compare these two entries")
        self.button.clicked.connect(self.taken)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self.button)
        self.hide()
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_pair(self, pair: Sequence[EntryRow]) -> None:
        """Offer to compare two entries; nothing is offered for none."""
        self.ids = tuple(row.id for row in pair)
        if pair:
            both = " and ".join(row.title for row in pair)
            self.button.setAccessibleName(f"Compare {both}")
            set_tip(self.button, f"{both} side by side ({keys_text(COMPARE_KEYS)})")
        self.setVisible(bool(pair))

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(16), px(2), px(16), px(12))
