"""Replaces every resource that a page names, so that no file and no address is ever opened.

Where a page has no answer to a name, Qt looks for a file of that name on the disk; only an answer
in which there is nothing to see keeps it from that.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument


def nothing_to_see(kind: int) -> QImage | QByteArray:
    """Return a picture without colour, or for anything else a blank; ``kind`` as Qt numbers resources."""
    if kind != QTextDocument.ResourceType.ImageResource.value:
        return QByteArray(b" ")
    picture = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


class SealedDocument(QTextDocument):
    """A text that loads nothing, for a page that is in no view."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing, whatever the text names."""
        return nothing_to_see(kind)
