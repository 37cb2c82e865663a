"""Where things are on a page of text, for tests that point at them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextBrowser


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


def point_at(view: QTextBrowser, place: QPoint) -> None:
    """Tell a page that the pointer has moved to a point of its viewport.

    The pointer itself belongs to the whole screen: where a test before this one has left it there, it would
    not move, and nothing would be told.
    """
    viewport, none = view.viewport(), Qt.MouseButton.NoButton
    on_screen = QPointF(viewport.mapToGlobal(place))
    modifiers = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        viewport, QMouseEvent(QEvent.Type.MouseMove, QPointF(place), on_screen, none, none, modifiers)
    )
