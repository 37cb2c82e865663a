"""A text view with links, like a browser that never loads anything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from attache.base.ids import qualified
from attache.base.vocabulary import ENTRY_LINK
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.bullets import set_bullets
from attache.ui.widgets.entry.links import NOTE, LinkList
from attache.ui.widgets.entry.sealed import nothing_to_see
from attache.ui.widgets.margins import page_margins, pane_margins

REST = "#rest"
"""What a shortened list links to: the rest of itself."""
COMPARE = "#compare"
"""What the offer to compare an entry links to."""
_PAGE = "#page-"


class ReadingView(QTextBrowser):
    """Shows our own HTML; a link emits a signal, and Qt never follows it.

    ``entry_requested(id)`` when a link is chosen, ``note_requested(number)`` when a source mark is,
    ``rest_requested`` when the end of a shortened list is, ``comparison_requested`` when the offer to compare
    is, ``page_requested(id)`` when a link to a page of the window is; ``pointed(id, number, place)`` when a
    link or a mark is hovered or reached with Tab (an empty id and 0 when none is any more), ``place`` in
    global pixels; ``resized`` when the room for the text has changed.  A link to an anchor scrolls to it.
    """

    entry_requested = Signal(str)
    note_requested = Signal(int)
    rest_requested = Signal()
    comparison_requested = Signal()
    page_requested = Signal(str)
    pointed = Signal(str, int, QPoint)
    resized = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setObjectName("article")
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._choose)
        self.highlighted.connect(self._point)
        self._hovering = False
        self.links = LinkList(self)

    def show_page(self, sheet: str, html: str, margins: tuple[int, int, int, int] | None = None) -> None:
        """Replace the page, and set its margins (left, top, right, bottom) with it if they are known."""
        document = self.document()
        # Typeset once, when all of it is there, instead of after each of these steps.
        document.setLayoutEnabled(False)
        if document.defaultStyleSheet() != sheet:
            document.setDefaultStyleSheet(sheet)
        self.setHtml(f"<body>{html}</body>")
        set_bullets(document, self._theme.px(20), self._theme.palette.muted)
        self._quiet_underlines()
        self.links.forget()
        if margins is not None:
            self.set_margins(*margins)
        document.setLayoutEnabled(True)

    def clear(self) -> None:
        """Show nothing any more, and tell of no links."""
        super().clear()
        self.links.forget()

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Set the space around the text, which scrolls with it."""
        frame = self.document().rootFrame().frameFormat()
        before = [frame.leftMargin(), frame.topMargin(), frame.rightMargin(), frame.bottomMargin()]
        if [round(margin) for margin in before] == [left, top, right, bottom]:
            return
        frame.setLeftMargin(left)
        frame.setTopMargin(top)
        frame.setRightMargin(right)
        frame.setBottomMargin(bottom)
        self.document().rootFrame().setFrameFormat(frame)

    def height_without_bottom(self) -> int:
        """Return how far down the text reaches, in pixels, the space below it left out."""
        below = self.document().rootFrame().frameFormat().bottomMargin()
        return round(self.document().size().height() - below)

    def set_page_margins(self, widest: int, is_pane: bool = False) -> int:
        """Set the margins of a page without a side column, and return the left one in pixels.

        Its text is at most ``widest`` pixels wide at 100 %; ``is_pane`` says that it has the list beside it.
        """
        px = self._theme.px
        left, right = (pane_margins if is_pane else page_margins)(self._theme, self.width(), widest)
        self.set_margins(left, px(44), right, px(48))
        return left

    def place_of(self, anchor: str) -> float:
        """Return how far down the page an anchor stands, in pixels, or -1 where there is none."""
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                if anchor in pieces.fragment().charFormat().anchorNames():
                    return self.document().documentLayout().blockBoundingRect(block).top()
                pieces += 1
            block = block.next()
        return -1

    def show_anchor(self, anchor: str) -> None:
        """Scroll to an anchor, if there is one of that name."""
        place = self.place_of(anchor)
        if place >= 0:
            self.verticalScrollBar().setValue(round(place) - self._theme.px(24))

    def place_at(self, cursor: QTextCursor) -> int:
        """Return how far down the page a cursor stands, in pixels."""
        return self.cursorRect(cursor).top() + self.verticalScrollBar().value()

    def bring_into_view(self, place: int) -> None:
        """Scroll the page so that a place, in pixels down the page, is visible."""
        bar, above = self.verticalScrollBar(), self._theme.px(48)
        if not bar.value() <= place <= bar.value() + self.viewport().height() - above:
            bar.setValue(place - above)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing: whatever an entry names, no file and no address is opened."""
        return nothing_to_see(kind)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember that a link is reached with the pointer, not with Tab."""
        self._hovering = True
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Close the preview when the pointer leaves."""
        super().leaveEvent(event)
        self._away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the preview on Esc, and leave that key to the window."""
        self._hovering = False
        if event.key() == Qt.Key.Key_Escape:
            self._away()
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next link, and point at it."""
        if not self.hasFocus():
            # A page that lies on this one has no further link: go on to what follows, not through ours again.
            return QWidget.focusNextPrevChild(self, forward)
        # Qt tells of links that are hovered, but not of those that Tab reaches.
        moved = super().focusNextPrevChild(forward)
        self._hovering = False
        self._point(QUrl(self._reached_link() if self.hasFocus() else ""))
        self.links.tell_focus()
        return moved

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the preview when the focus leaves."""
        super().focusOutEvent(event)
        self._away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Emit ``resized``."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave the back and forward buttons to the window."""
        # Back and forward buttons belong to the window, not to the text.
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            event.ignore()
            return
        super().mousePressEvent(event)

    def _choose(self, link: QUrl) -> None:
        self._away()
        entry, note = _meant(link)
        if entry:
            self.entry_requested.emit(entry)
        elif note:
            self.note_requested.emit(note)
        elif link.toString() == REST:
            self.rest_requested.emit()
        elif link.toString() == COMPARE:
            self.comparison_requested.emit()
        elif link.toString().startswith(_PAGE):
            self.page_requested.emit(link.toString().removeprefix(_PAGE))
        else:
            self.show_anchor(link.fragment())

    def _point(self, link: QUrl) -> None:
        entry, note = _meant(link)
        if self._hovering:
            place = self.cursor().pos() + QPoint(0, self._theme.px(16))
        else:
            box = self.cursorRect()
            place = self.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, self._theme.px(6)))
        self.pointed.emit(entry, note, place)

    def _reached_link(self) -> str:
        """Return the target of the link that Tab has selected."""
        cursor = self.textCursor()
        # A format belongs to the letter before the cursor, which going backwards puts at the start.
        cursor.setPosition(cursor.selectionEnd())
        return cursor.charFormat().anchorHref()

    def _away(self) -> None:
        self.pointed.emit("", 0, QPoint())

    def _quiet_underlines(self) -> None:
        """Draw the rule under a link in a quieter colour than its words."""
        document: QTextDocument = self.document()
        quiet = QTextCharFormat()
        quiet.setUnderlineColor(self._theme.palette.control)
        block = document.begin()
        cursor = QTextCursor(document)
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                fragment = pieces.fragment()
                pieces += 1
                if fragment.charFormat().isAnchor() and fragment.charFormat().fontUnderline():
                    cursor.setPosition(fragment.position())
                    cursor.setPosition(
                        fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor
                    )
                    cursor.mergeCharFormat(quiet)
            block = block.next()


def _meant(link: QUrl) -> tuple[str, int]:
    """Return the entry or the number of the source that a link means: ("", 0) for any other link."""
    text = link.toString()
    number = text.removeprefix(NOTE)
    entry = text.removeprefix(ENTRY_LINK) if text.startswith(ENTRY_LINK) else ""
    return (
        entry and qualified(entry),
        int(number) if number != text and number.isascii() and number.isdigit() else 0,
    )
