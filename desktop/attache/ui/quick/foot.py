"""The foot of the quick look-up: what can be done, and with which keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme

_HIGH = 32
_ROOMY = 500
"""The least width at 100 %, in pixels, in which all words have room."""


class _KeyButton(QPushButton):
    """A button that shows its key before its words."""

    def __init__(self, key: str, words: str, short: str) -> None:
        super().__init__()
        self._whole, self._short = words, short
        self.setObjectName("quickKey")
        self.setAccessibleName(words[:1].upper() + words[1:])
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._key, self._words = PlainLabel(key), PlainLabel(words)
        self._key.setObjectName("quickKeyName")
        self._words.setObjectName("quickKeyWords")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for label in (self._key, self._words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._layout.addWidget(label)

    def sizeHint(self) -> QSize:
        """Return the size of the two labels."""
        return self._layout.sizeHint()

    def set_short(self, short: bool) -> None:
        """Show fewer words where there is little room."""
        self._words.setText(self._short if short else self._whole)

    def space(self, between: int) -> None:
        """Set the room between key and words, in pixels."""
        self._layout.setSpacing(between)


class Foot(QWidget):
    """Three buttons, the arrow keys, and room for a word about what was done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("quickFoot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.open = _KeyButton("Enter", "open in Attaché", "open")
        self.copy = _KeyButton("Ctrl C", "copy the definition", "copy")
        self.close_button = _KeyButton("Esc", "close", "close")
        self._arrows = PlainLabel()
        self._arrows.setAccessibleName("Up and Down")
        self._choose = PlainLabel("choose")
        self._choose.setObjectName("quickKeyWords")
        self._said = PlainLabel()
        self._said.setObjectName("quickKeyName")
        self._layout = QHBoxLayout(self)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._arrows)
        self._middle.addWidget(self._choose)
        self._layout.addWidget(self.open)
        self._layout.addLayout(self._middle)
        self._layout.addWidget(self.copy)
        self._layout.addWidget(self._said)
        self._layout.addStretch(1)
        self._layout.addWidget(self.close_button)
        self._said.hide()
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def set_active(self, active: bool) -> None:
        """Enable what needs an answer."""
        for part in (self.open, self.copy, self._arrows, self._choose):
            part.setEnabled(active)
        self.say("")

    def say(self, text: str) -> None:
        """Show what was done in place of the key that did it."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self.copy.setVisible(not text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show fewer words in a narrow window."""
        super().resizeEvent(event)
        for button in (self.open, self.copy):
            button.set_short(self.width() < self._theme.px(_ROOMY))

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(_HIGH))
        self._layout.setContentsMargins(px(20), 0, px(20), 0)
        self._layout.setSpacing(px(20))
        self._middle.setSpacing(px(5))
        for button in (self.open, self.copy, self.close_button):
            button.space(px(5))
        ink = self._theme.palette.ink
        self._arrows.setPixmap(self._theme.picture("arrow-up-down", px(14), ink, self.devicePixelRatioF()))
