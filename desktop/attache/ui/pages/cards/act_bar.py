"""The bar below the list of cards: how many there are, what was done, and what can be done with some."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from attache.learner.card_list import Marks
from attache.ui.shell.commands import CommandSet
from attache.ui.shell.plain import PlainLabel, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.flow_layout import FlowLayout

_WORDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "cards-study": (("Study these",), ""),
    "cards-entry": (("Open entry",), "E"),
    "cards-suspend": (("Suspend", "Resume"), "S"),
    "cards-flag": (("Flag", "Remove flag"), "F"),
    "cards-bury": (("Bury until tomorrow", "Unbury"), "B"),
}
"""Commands with a button while cards are selected: what it says, or says if all are marked, and its key."""


class ActBar(QWidget):
    """Its buttons run commands of the page, and say what these would do now."""

    def __init__(self, theme: Theme, commands: CommandSet) -> None:
        super().__init__()
        self.setObjectName("ratingBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.said = PlainLabel()
        self.said.setObjectName("quiet")
        self.undo = self._button(commands["cards-undo"])
        self.undo.setText("Undo")
        self.acts = {name: self._button(commands[name]) for name in _WORDS}
        for command in _WORDS:
            self._name(command, opposite=False)
        self._flow = FlowLayout(self)
        for widget in (self.said, self.undo, *self.acts.values()):
            self._flow.addWidget(widget)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_state(self, said: str, marks: Marks, can_undo: bool) -> None:
        """Show a sentence, and what can be done with the selected cards."""
        self.said.setText(said)
        self.undo.setVisible(can_undo)
        for button in self.acts.values():
            button.setVisible(bool(marks.cards))
        self._name("cards-flag", marks.flagged == marks.cards)
        self._name("cards-suspend", marks.suspended == marks.cards)
        self._name("cards-bury", marks.buried == marks.cards)
        self.acts["cards-study"].setEnabled(marks.cards > marks.put_away)

    def _name(self, command: str, opposite: bool) -> None:
        words, key = _WORDS[command]
        said = words[-1] if opposite else words[0]
        self.acts[command].setText(f"{said}  {key}".rstrip())
        self.acts[command].setAccessibleName(said)

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
        self._flow.setContentsMargins(px(34), px(8), px(24), px(8))
        self._flow.setSpacing(px(4))
        for widget in (self.said, self.undo, *self.acts.values()):
            widget.setFixedHeight(px(32))
        self.said.setContentsMargins(0, 0, px(12), 0)
