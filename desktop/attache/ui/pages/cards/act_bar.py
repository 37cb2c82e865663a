"""The bar below the list of cards: how many there are, what was done, and what can be done with some."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from attache.learner.card_list import Marks
from attache.ui.shell.commands import CommandSet
from attache.ui.shell.plain import PlainLabel, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.words import counted

_ACTS = ("cards-study", "cards-flag", "cards-suspend", "cards-bury", "cards-entry")
"""Commands with a button while cards are selected."""
_KEYS: Mapping[str, str] = {"cards-flag": "F", "cards-suspend": "S", "cards-bury": "B", "cards-entry": "E"}


class ActBar(QWidget):
    """Its buttons run commands of the page, and say what these would do now."""

    def __init__(self, theme: Theme, commands: CommandSet) -> None:
        super().__init__()
        self.setObjectName("ratingBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.said = PlainLabel()
        self.said.setObjectName("quiet")
        self.said.setWordWrap(True)
        self.undo = self._button(commands["cards-undo"])
        self.undo.setText("Undo  Ctrl+Z")
        self.acts = {name: self._button(commands[name]) for name in _ACTS}
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        for button in (self.undo, *self.acts.values()):
            self._flow.addWidget(button)
        self._down = QVBoxLayout(self)
        self._down.addWidget(self.said)
        self._down.addWidget(self._row)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_state(self, said: str, marks: Marks, can_undo: bool) -> None:
        """Show a sentence, and what can be done with the selected cards."""
        self.said.setText(said)
        self.undo.setVisible(can_undo)
        for button in self.acts.values():
            button.setVisible(bool(marks.cards))
        self._row.setVisible(can_undo or bool(marks.cards))
        self._name("cards-study", f"Study {counted(marks.cards - marks.put_away, 'card')}")
        self._name("cards-flag", "Remove flag" if marks.flagged == marks.cards else "Flag")
        self._name("cards-suspend", "Resume" if marks.suspended == marks.cards else "Suspend")
        self._name("cards-bury", "Unbury" if marks.buried == marks.cards else "Bury until tomorrow")
        self._name("cards-entry", "Open entry")
        self.acts["cards-study"].setEnabled(marks.cards > marks.put_away)

    def _name(self, command: str, words: str) -> None:
        key = _KEYS.get(command, "")
        self.acts[command].setText(f"{words}  {key}".rstrip())
        self.acts[command].setAccessibleName(words)

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton()
        button.setObjectName("flat")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(True)
        set_tip(button, action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._down.setContentsMargins(px(34), px(8), px(24), px(8))
        self._down.setSpacing(px(4))
        self._flow.setSpacing(px(4))
