"""The line under the search field for errors and confirmations."""

from __future__ import annotations

from PySide6.QtCore import Qt

from attache.ui.shell.plain import PlainLabel


class MessageLine(PlainLabel):
    """Hidden without a message.  A lasting message stays until another one replaces it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lasting = False
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a message until the user does something else."""
        self._show(text, lasting=False)

    def show_lasting(self, text: str) -> None:
        """Show a lasting message."""
        self._show(text, lasting=True)

    def add(self, text: str) -> None:
        """Add a sentence to the message shown."""
        self._show(f"{self.text()} {text}".strip(), self._lasting)

    def resolve(self) -> None:
        """Hide the message, unless it lasts."""
        if not self._lasting:
            self.hide()

    def clear(self) -> None:
        """Hide the message, even a lasting one: what it is about has ended."""
        self._lasting = False
        self.hide()

    def _show(self, text: str, lasting: bool) -> None:
        self._lasting = lasting
        self.setText(text)
        self.show()
