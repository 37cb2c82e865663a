"""The line under the search field that says what went wrong, or that something was done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


class MessageLine(QLabel):
    """Hidden while there is nothing to say.  A lasting message stays until another one replaces it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lasting = False
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a message until the reader goes on."""
        self._show(text, lasting=False)

    def show_lasting(self, text: str) -> None:
        """Show a message for as long as it is true."""
        self._show(text, lasting=True)

    def add(self, text: str) -> None:
        """Add a sentence to the message shown."""
        self._show(f"{self.text()} {text}".strip(), self._lasting)

    def resolve(self) -> None:
        """Hide the message, unless it lasts."""
        if not self._lasting:
            self.hide()

    def _show(self, text: str, lasting: bool) -> None:
        self._lasting = lasting
        self.setText(text)
        self.show()
