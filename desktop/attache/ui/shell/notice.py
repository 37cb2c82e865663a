"""The notice at the bottom of a page that says what was done, and offers to undo it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme

_SHOWN_FOR = 6_000
"""Milliseconds.  What the button does can be done by a key afterwards."""


class Notice(QFrame):
    """Lies over the widget that it is given, so that nothing moves; it disappears by itself."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("popup")
        self._theme, self._over = theme, over
        self._act: Callable[[], object] = lambda: None
        self.label = PlainLabel()
        self.label.setObjectName("noticeText")
        self.label.setWordWrap(True)
        self.button = QPushButton()
        self.button.setObjectName("flat")
        self._across = QHBoxLayout(self)
        self._across.addWidget(self.label, 1)
        self._across.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        self.button.clicked.connect(lambda _on=False: self._act())
        over.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    def display(self, text: str, button: str = "", act: Callable[[], object] = lambda: None) -> None:
        """Show a text for some seconds, with a button that runs ``act``; no button for ""."""
        self._act = act
        self.label.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.show()
        self.raise_()
        self._place()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the widget below changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Lie in the middle above the lower edge, as wide as the text needs."""
        px = self._theme.px
        self._across.setContentsMargins(px(20), px(8), px(12 if self.button.text() else 20), px(8))
        self._across.setSpacing(px(12))
        for widget in (self.label, self.button):
            widget.ensurePolished()  # its font comes with the style sheet, and its size with its font
        text = self.label.fontMetrics().horizontalAdvance(self.label.text())
        beside = px(40) + (px(12) + self.button.sizeHint().width() if self.button.text() else 0)
        room = self._over.width() - px(32)
        wide = max(1, min(text + beside + px(4), px(560), room))
        self.setFixedWidth(wide)
        self._across.invalidate()
        high = max(self.heightForWidth(wide), self._across.minimumSize().height())
        high = min(high, self._over.height() - px(40))
        self.setFixedHeight(high)
        self.move((self._over.width() - wide) // 2, self._over.height() - high - px(20))
