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
    "cards-study": (("Study selected",), ""),
    "cards-entry": (("Open entry",), "E"),
    "cards-suspend": (("Suspend", "Unsuspend"), "S"),
    "cards-flag": (("Flag", "Remove flag"), "F"),
    "cards-bury": (("Bury until tomorrow", "Unbury"), "B"),
}
"""Commands with a button while cards are selected: what it says, or says if all are marked, and its key."""


class ActBar(QWidget):
    """Its buttons run commands of the page, and say what these would do now."""

    def __init__(self, theme: Theme, commands: CommandSet) -> None:
        super().__init__()
        self.setObjectName("ratingBar")
        self.setMinimumWidth(1)  # its margins grow with the window, and must not keep it wide
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._side, self._low = 0, False
        self._marks = Marks(0, 0, 0, 0, 0)
        self.said = PlainLabel()
        self.said.setObjectName("quiet")
        self.undo = self._button(commands["cards-undo"])
        self.undo.setText("Undo")
        self.acts = {name: self._button(commands[name]) for name in _WORDS}
        self._name_all()
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
        self._marks = marks
        self._name_all()
        self.acts["cards-study"].setEnabled(marks.cards > marks.put_away)

    def set_side(self, side: int) -> None:
        """Leave ``side`` pixels free at both ends."""
        self._side = side
        self._apply_theme()

    def set_low(self, low: bool) -> None:
        """On a low page leave the keys out, which then only the tooltips say."""
        if low != self._low:
            self._low = low
            self._name_all()

    def _name_all(self) -> None:
        marks = self._marks
        self._name("cards-study", opposite=False)
        self._name("cards-entry", opposite=False)
        self._name("cards-flag", marks.flagged == marks.cards > 0)
        self._name("cards-suspend", marks.suspended == marks.cards > 0)
        self._name("cards-bury", marks.buried == marks.cards > 0)

    @property
    def _padding(self) -> int:
        """The pixels between the edge of a button and its words: padding and border."""
        return self._theme.px(8) + 1

    def _name(self, command: str, opposite: bool) -> None:
        words, key = _WORDS[command]
        said = words[-1] if opposite else words[0]
        self.acts[command].setText(said if self._low else f"{said}  {key}".rstrip())
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
        # The words of a button start after its padding: so all lines start with the words of the list.
        self._flow.setContentsMargins(self._side + px(34) - self._padding, px(8), self._side + px(24), px(8))
        self._flow.setSpacing(px(4))
        for widget in (self.said, self.undo, *self.acts.values()):
            widget.setFixedHeight(px(32))
        self.said.setContentsMargins(self._padding, 0, px(24), 0)
