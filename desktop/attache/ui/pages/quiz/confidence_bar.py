"""The bar under a question: how sure one is, a button that goes on, or whether an answer was right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from attache.study.quiz import Confidence
from attache.ui.pages.quiz.quiz_words import CONFIDENCE_WORDS
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.card.key_button import KeyButton
from attache.ui.widgets.margins import card_margin, page_margins

_WIDE = 952
"""The widest that the bar gets where it spans the page, at 100 %, in pixels."""


class ConfidenceBar(QWidget):
    """``sure(Confidence)``, ``go_on_wanted`` or ``judged(bool)`` when a button is pressed."""

    sure = Signal(object)
    go_on_wanted = Signal()
    judged = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("ratingBar")
        self.setMinimumWidth(1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._is_wide = self._is_low = False
        self.words = PlainLabel()
        self.words.setObjectName("quiet")
        self.words.setWordWrap(True)
        self.buttons = {level: KeyButton(theme) for level in Confidence}
        for level, button in self.buttons.items():
            name, meaning, key, _ = CONFIDENCE_WORDS[level]
            button.show_words(name, meaning, key, "", f"{name} ({key}): {meaning}")
            button.clicked.connect(lambda _on=False, level=level: self.sure.emit(level))
        self.wrong, self.right = KeyButton(theme), KeyButton(theme)
        self.wrong.show_words("Incorrect", "", "1", "", "Incorrect (1): my answer was wrong")
        self.right.show_words("Correct", "", "2", "", "Correct (2): my answer was right")
        self.wrong.clicked.connect(lambda _on=False: self.judged.emit(False))
        self.right.clicked.connect(lambda _on=False: self.judged.emit(True))
        self.go_on = QPushButton()
        self.go_on.setObjectName("primary")
        self.go_on.setAutoDefault(True)
        self.go_on.clicked.connect(lambda _on=False: self.go_on_wanted.emit())
        self._across = QHBoxLayout(self)
        self._across.addWidget(self.words)
        self._across.addStretch(1)
        for button in (*self.buttons.values(), self.wrong, self.right):
            self._across.addWidget(button, 1000)
        self._across.addWidget(self.go_on)
        self._across.addStretch(1)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def ask_confidence(self, enabled: bool) -> None:
        """Ask how sure one is; nothing can be pressed until there is an answer."""
        self._show("How sure are you?", *self.buttons.values())
        for button in self.buttons.values():
            button.setEnabled(enabled)

    def offer(self, words: str, enabled: bool, said: str = "", wide: bool = False) -> None:
        """Offer to go on; ``said`` is shown at the left, ``wide`` spans the page instead of the column."""
        self._show(said, self.go_on, wide=wide)
        self.go_on.setText(words)
        self.go_on.setEnabled(enabled)

    def ask_verdict(self) -> None:
        """Ask whether the answer that was recalled was right."""
        self._show("Was your answer correct?", self.wrong, self.right)

    def set_low(self, is_low: bool) -> None:
        """Leave more of a low window to the question."""
        if is_low != self._is_low:
            self._is_low = is_low
            self._apply_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Span the column of the question."""
        super().resizeEvent(event)
        self._measure()

    def _show(self, words: str, *shown: QWidget, wide: bool = False) -> None:
        self.words.setText(words)
        for button in (*self.buttons.values(), self.wrong, self.right, self.go_on):
            button.setVisible(button in shown)
        self._is_wide = wide
        self._across.setStretch(0, 1 if wide else 0)
        for place in (1, self._across.count() - 1):
            self._across.setStretch(place, 0 if wide else 1)
        self._measure()

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._across.setSpacing(px(12))
        self.setFixedHeight(px(72 if self._is_low else 88))
        for button in (*self.buttons.values(), self.wrong, self.right):
            button.setFixedHeight(px(56))
        self.go_on.setFixedHeight(px(44))
        self.go_on.setMinimumWidth(px(160))
        self._measure()

    def _measure(self) -> None:
        """Span the column of the question; the words stand beside it if there is room, else nowhere."""
        px, side = self._theme.px, card_margin(self._theme, self.width())
        edge = px(8 if self._is_low else 16)
        if self._is_wide:
            left, right = page_margins(self._theme, self.width(), _WIDE)
            self._across.setContentsMargins(left, edge, right, edge)
            self.words.setMinimumWidth(0)
            self.words.setMaximumWidth((1 << 24) - 1)
            self.words.show()
            return
        beside = side - px(24 + 12)
        has_room = beside >= px(110) and not self.go_on.isVisible()
        self.words.setVisible(has_room and bool(self.words.text()))
        if self.words.isVisibleTo(self):
            self.words.setFixedWidth(beside)
        self._across.setContentsMargins(px(24) if has_room else side, edge, side, edge)
