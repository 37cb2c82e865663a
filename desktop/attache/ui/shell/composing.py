"""While an input method composes in a field, as for Japanese or Chinese, every key belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Composing(_Widget):
    """Goes before the class of a field; while something is composed there, no key does anything else.

    Enter takes what is composed and Esc drops it, so they must not run a search, close a panel or leave the
    field.  Neither must a shortcut fire.
    """

    is_composing = False
    """Whether the field shows text that the input method has not committed yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Not event(): on Python 3.11 an error below super().event(…) can end the process (a bug of PySide).
        self.installEventFilter(self)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether something is being composed."""
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget what was composed: it was committed or dropped."""
        self.is_composing = False
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep keys from the shortcuts, and leave them to the input method."""
        if self.is_composing and isinstance(event, QKeyEvent):
            event.accept()
            return True
        return super().eventFilter(watched, event)
