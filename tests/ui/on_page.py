"""Where things are on a page of text, for tests that point at them."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser


def links(view: QTextBrowser) -> list[tuple[str, int]]:
    """Return every link of a page with where in the text it begins, in order."""
    found: list[tuple[str, int]] = []
    block = view.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            href = piece.charFormat().anchorHref()
            if href and (not found or found[-1][0] != href):
                found.append((href, piece.position()))
            pieces += 1
        block = block.next()
    return found


def spot(view: QTextBrowser, href: str) -> QPoint:
    """Return a point of a link's first letter, in the coordinates of the page's viewport."""
    start = dict(reversed(links(view)))[href]
    first, second = QTextCursor(view.document()), QTextCursor(view.document())
    first.setPosition(start)
    second.setPosition(start + 1)
    box = view.cursorRect(first)
    return QPoint((box.left() + view.cursorRect(second).left()) // 2 + 1, box.center().y())
