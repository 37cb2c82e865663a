"""The slim rail on the left: where one can go, the present place marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from attache.ui.shell.theme import Theme


@dataclass(frozen=True, slots=True)
class Place:
    """A page the rail leads to: its name, its words, its icon, and whether it stands at the foot."""

    name: str
    words: str
    icon: str
    foot: bool = False


PLACES = (
    Place("today", "Today", "calendar"),
    Place("glossary", "Glossary", "book"),
    Place("study", "Study", "layers"),
    Place("shortcuts", "Shortcuts", "keyboard", foot=True),
    Place("settings", "Settings", "sliders-horizontal", foot=True),
)


class Rail(QWidget):
    """One button for each page; each triggers the command of the page's name."""

    def __init__(self, theme: Theme, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._slim = False
        self._mark = QLabel("Attaché")
        self._mark.setObjectName("wordmark")
        self._buttons: dict[str, QToolButton] = {}
        self._counts: dict[str, int] = {}
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._mark)
        for foot in (False, True):
            for place in PLACES:
                if place.foot is foot:
                    self._add(place, actions[place.name])
            if not foot:
                self._layout.addStretch(1)
        theme.changed.connect(self._dress)
        self._here = ""
        self._dress()

    @property
    def here(self) -> str:
        """The name of the present place, "" before there is one."""
        return self._here

    def show_place(self, name: str) -> None:
        """Mark the present page."""
        self._here = name
        for known, button in self._buttons.items():
            button.setChecked(known == name)
        self._tint()

    def show_count(self, name: str, count: int) -> None:
        """Show behind a place's words how much waits there."""
        self._counts[name] = count
        self._tint()

    def set_slim(self, slim: bool) -> None:
        """Show icons only, where the window has no room for words."""
        if slim != self._slim:
            self._slim = slim
            self._dress()

    def _add(self, place: Place, action: QAction) -> None:
        button = QToolButton()
        button.setObjectName("railButton")
        button.setText(place.words)
        button.setAccessibleName(place.words)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: action.trigger())
        self._buttons[place.name] = button
        self._layout.addWidget(button)

    def _dress(self) -> None:
        px = self._theme.px
        self._mark.setText("A" if self._slim else "Attaché")
        self._mark.setContentsMargins(px(12), px(4), 0, px(12))
        if self._slim:
            self._mark.setContentsMargins(px(14), px(4), 0, px(12))
        self._layout.setContentsMargins(px(12), px(16), px(12), px(14))
        if self._slim:
            self._layout.setContentsMargins(px(6), px(16), px(6), px(14))
        self._layout.setSpacing(px(2))
        self.setFixedWidth(px(56) if self._slim else px(184))
        words = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if self._slim
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in self._buttons.values():
            button.setIconSize(QSize(px(18), px(18)))
            button.setFixedHeight(px(38))
            button.setFixedWidth(px(44) if self._slim else px(159))
            button.setToolButtonStyle(words)
            button.setToolTip(button.accessibleName() if self._slim else "")
        self._tint()

    def _tint(self) -> None:
        colours = self._theme.palette
        for place in PLACES:
            tint = colours.ink if place.name == self._here else colours.muted
            self._buttons[place.name].setIcon(self._theme.icon(place.icon, tint))
            count = self._counts.get(place.name, 0)
            words = f"{place.words}   {count:,}" if count else place.words
            self._buttons[place.name].setText(f"  {words}" if not self._slim else words)
