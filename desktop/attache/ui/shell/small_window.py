"""What the main window knows of a small window beside it, in which something is looked up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class SmallWindow(QWidget):
    """Emits ``entry_requested(id)`` when an entry is to be opened in the main window."""

    entry_requested = Signal(str)

    def open(self, text: str = "") -> None:
        """Show the window with what a text finds."""
        raise NotImplementedError
