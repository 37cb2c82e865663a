"""The bar under the search field that shows long work: what it is, how much of it is done, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme

_SOON = 500
"""Milliseconds for which work stays unseen: what is quick must not flash."""
_STEPS = 1000


class WorkBar(QWidget):
    """Hidden while nothing takes long; ``cancelled`` is emitted when Cancel is pressed."""

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.label = PlainLabel()
        self.label.setObjectName("quiet")
        self.label.setMinimumWidth(1)  # cut off in a narrow window, rather than keeping it wide
        self.bar = QProgressBar()
        self.bar.setObjectName("thin")
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton("Cancel")
        self.cancel.setObjectName("flat")
        self.cancel.setAutoDefault(True)
        self._across = QHBoxLayout(self)
        self._across.addWidget(self.label)
        self._across.addWidget(self.bar, 1)
        self._across.addWidget(self.cancel)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.show)
        self.cancel.clicked.connect(lambda _on=False: self.cancelled.emit())
        theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self.hide()

    def display(self, words: str, share: float = 0.0, is_being_cancelled: bool = False) -> None:
        """Show what is being done and the share that is done, or nothing for "".

        It appears half a second after the work has started.
        """
        if not words:
            self._soon.stop()
            self.hide()
        elif self.isHidden() and not self._soon.isActive():
            self._soon.start()
        self.label.setText(f"{words}…")
        self.bar.setValue(round(share * _STEPS))
        self.bar.setAccessibleName(words)
        self.cancel.setDisabled(is_being_cancelled)
        self.cancel.setAccessibleName(f"Cancel {words[:1].lower()}{words[1:]}")

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._across.setContentsMargins(px(24), px(4), px(16), px(4))
        self._across.setSpacing(px(16))
        self.bar.setFixedHeight(px(4))
