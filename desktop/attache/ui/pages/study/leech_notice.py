"""The notice on a card that keeps being forgotten, with what may help."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from attache.base.numbers import counted
from attache.study.session import Leech
from attache.ui.shell.plain import PlainLabel, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.flow_layout import FlowLayout


class LeechNotice(QFrame):
    """``entry_requested(id)`` for its entry or the one it is confused with; ``easier_wanted``."""

    entry_requested = Signal(str)
    easier_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self._leech: Leech | None = None
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.read = QPushButton("Read its entry")
        self.rival = QPushButton("Read a similar entry")
        self.easier = QPushButton("Study an easier card of its entry")
        set_tip(self.rival, "An entry that is often confused with the entry of the card")
        self._helps = QWidget()
        self._across = FlowLayout(self._helps)
        for button in (self.read, self.rival, self.easier):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)
            self._across.addWidget(button)
        self._down = QVBoxLayout(self)
        self._down.addWidget(self.words)
        self._down.addWidget(self._helps)
        self.read.clicked.connect(self._read)
        self.rival.clicked.connect(self._compare)
        self.easier.clicked.connect(self.easier_wanted)
        theme.changed.connect(self._apply_theme)
        self.hide()
        self._apply_theme()

    def show_leech(self, leech: Leech | None, asked: str) -> None:
        """Show what may help, or nothing; ``asked`` is the entry of the card above, which is not offered."""
        self._leech = leech
        self.setVisible(leech is not None)
        if leech is None:
            return
        # Without the names of entries: one of them may be the answer to the card above.
        self.read.setVisible(leech.entry != asked)
        self.rival.setVisible(bool(leech.confusables) and leech.confusables[0] != asked)
        self.easier.setVisible(bool(leech.easier))
        helps = sum(not button.isHidden() for button in (self.read, self.rival, self.easier))
        advice = " Try one of these:" if helps > 1 else " Try this:" if helps else ""
        times = counted(leech.lapses, "time")
        self.words.setText(f"You have forgotten the previous card {times}.{advice}")

    def _read(self) -> None:
        if self._leech is not None:
            self.entry_requested.emit(self._leech.entry)

    def _compare(self) -> None:
        if self._leech is not None and self._leech.confusables:
            self.entry_requested.emit(self._leech.confusables[0])

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.setStyleSheet(f"QFrame#notice {{ margin-bottom: {px(8)}px; }}")
        self._down.setContentsMargins(px(16), px(13), px(16), px(16))  # a line has space above its capitals
        self._down.setSpacing(px(8))
        self._across.setSpacing(px(8))
