"""The field of the quick look-up."""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from attache.ui.shell.keyboard import key_by_place
from attache.ui.shell.search_field import SearchField
from attache.ui.shell.theme import Theme

_HIGH = 52


class QuickField(SearchField):
    """A search field without a frame; ``copying`` when Ctrl+C is pressed and no text of it is selected."""

    copying = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, high=_HIGH, key="Esc")
        self.setObjectName("quickField")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the answer where the field has nothing to copy."""
        part = self.selectedText()
        key = QKeyCombination(event.modifiers(), key_by_place(event) or Qt.Key(event.key()))
        copies = QKeySequence(key) in QKeySequence.keyBindings(QKeySequence.StandardKey.Copy)
        if copies and part in ("", self.text()):
            self.copying.emit()
        else:
            super().keyPressEvent(event)
