"""The column beside an entry's text: it lies on the text's own page and scrolls with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame

from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.reading_view import ReadingView

SIDE = 206
"""Width of the side column at 100 %, in pixels."""


class SideColumn(ReadingView):
    """A page as high as its text, so that it needs no scroll bar of its own.

    ``reached(y)``: Tab reached a link at this height, to which the page must scroll.
    """

    reached = Signal(int)

    def __init__(self, theme: Theme, page: ReadingView) -> None:
        super().__init__(theme, "Cards, related entries and sources", page.viewport())
        self.setObjectName("")  # it lies on an article, whose border is for both
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = page
        self._left = self._top = 0

    @property
    def margins(self) -> tuple[int, int, int, int]:
        """The space around its text."""
        return 0, 0, self._theme.px(12), self._theme.px(48)

    def lay(self, left: int, top: int, width: int) -> None:
        """Lie ``left`` and ``top`` pixels into the page, and be as high as the text takes."""
        self._left, self._top = left, top
        self.setFixedWidth(width)
        if self.document().textWidth() != width:
            self.document().setTextWidth(width)
        self.set_margins(*self.margins)
        self.setFixedHeight(round(self.document().size().height()))
        self.follow()

    def follow(self) -> None:
        """Keep its place on the page as it scrolls."""
        self.move(self._left, self._top - self._page.verticalScrollBar().value())

    def place_of(self, anchor: str) -> float:
        """Return how far down the whole page an anchor stands, in pixels, or -1."""
        place = super().place_of(anchor)
        return place + self._top if place >= 0 else place

    def place_at(self, cursor: QTextCursor) -> int:
        """Return how far down the whole page a cursor stands, in pixels."""
        return super().place_at(cursor) + self._top

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page as a whole."""
        event.ignore()

    def _point(self, link: QUrl) -> None:
        # First bring the link into view, so that its place is where it will be pointed at.
        if not link.isEmpty() and self.hasFocus() and not self._hovering:
            self.reached.emit(self._top + self.cursorRect().top())
        super()._point(link)
