"""Text from outside, shown as it is written: from a pack, from the user, from the system.

Qt shows a text that looks like HTML as HTML, and then opens the files that it names.  Buttons and menus take
``&`` for the mark of a key, and a window's title takes ``[*]`` for the mark of unsaved changes.  A byte of a
path that is not UTF-8 is left out, so that the path reads as another one.
"""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget

from attache.base.characters import whole


class PlainLabel(QLabel):
    """A label that shows every text as it is written."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text."""
        super().setText(whole(text))


class HtmlLabel(QLabel):
    """A label for HTML of the library, which holds only what the compiler writes, and for HTML made here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setOpenExternalLinks(False)


def set_tip(of: QWidget | QAction, text: str) -> None:
    """Set a tooltip that shows a text as it is written."""
    of.setToolTip(as_tip(text))


def as_tip(text: str) -> str:
    """Return a tooltip that shows a text as it is written."""
    text = whole(text)
    return QtGui.Qt.convertFromPlainText(text) if QtGui.Qt.mightBeRichText(text) else text


def set_title(of: QWidget, text: str) -> None:
    """Set a window's title that shows a text as it is written."""
    of.setWindowTitle(whole(text).replace("[*]", "[*][*]"))


def on_button(text: str) -> str:
    """Return what to put on a button or into a menu so that it shows a text as it is written."""
    return whole(text).replace("&", "&&").replace("\t", " ")
