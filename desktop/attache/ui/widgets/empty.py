"""What is shown in place of an empty list: why it is empty, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme


class EmptyPanel(QWidget):
    """``all_wanted`` and ``help_wanted`` when their buttons are pressed."""

    all_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, theme: Theme, all_words: str, margin: int = 34) -> None:
        """``all_words`` are on the button that removes what narrows the list.

        ``margin`` is where the texts of the page begin, in pixels at 100 %.
        """
        super().__init__()
        self._theme, self._margin = theme, margin
        self.setObjectName("column")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.what, self.why, self.button = PlainLabel(), PlainLabel(), QPushButton(all_words)
        self.help = QPushButton("Help")
        self.what.setObjectName("lead")
        self.why.setObjectName("quiet")
        for label in (self.what, self.why):
            label.setWordWrap(True)
        self._row = row = QHBoxLayout()
        for button, wanted in ((self.button, self.all_wanted), (self.help, self.help_wanted)):
            button.setAutoDefault(True)
            button.clicked.connect(wanted)
            row.addWidget(button)
        row.addStretch(1)
        self._down = QVBoxLayout(self)
        self._down.addWidget(self.what)
        self._down.addWidget(self.why)
        self._down.addLayout(row)
        self._down.addStretch(1)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def say(self, words: str, offers_all: bool) -> None:
        """Show why the list is empty: one sentence, and further ones in small."""
        what, _, why = words.partition(". ")
        self.what.setText(f"{what.rstrip('.')}.")
        self.why.setText(why)
        self.button.setVisible(offers_all)
        self.setFocusProxy(self.button if offers_all else self.help)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._down.setContentsMargins(px(self._margin), px(12), px(self._margin), px(8))
        self._down.setSpacing(px(8))
        self._row.setContentsMargins(0, px(8), 0, 0)
        for button in (self.button, self.help):
            button.setMinimumHeight(px(36))
