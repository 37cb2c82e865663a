"""A text that is a part of a page: as high as what it says, so that the page scrolls and not the text."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QScrollArea

from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.html import Style
from attache.ui.widgets.entry.reading_view import ReadingView


class Size(Enum):
    """The size of a text and the height of its lines at 100 %, in pixels."""

    LARGE = (17, 26)
    """The matter of the page."""
    PLAIN = (16, 25)
    SMALL = (14, 20)
    """Beside the matter."""

    def sheet(self, px: Callable[[float], int]) -> str:
        """Return the rules that set it."""
        size, line = self.value
        return f" p, li {{ font-size: {px(size)}px; line-height: {px(line)}px; }}"


class TextBlock(ReadingView):
    """Shows some HTML of the library; ``anchor_requested(anchor)`` when a link within the page is chosen."""

    anchor_requested = Signal(str)

    def __init__(
        self, theme: Theme, name: str, size: Size = Size.PLAIN, space: tuple[int, int] = (4, 0)
    ) -> None:
        """``space`` is that above and below the text, in pixels at 100 %."""
        super().__init__(theme, name)
        self._size, self._space = size, space
        self._make: Callable[[Style], str] = lambda _style: ""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._draw)

    def show_html(self, make: Callable[[Style], str]) -> None:
        """Show the HTML that ``make`` returns for a look; an empty one hides the block."""
        self._make = make
        self._draw()

    def show_anchor(self, anchor: str) -> None:
        """Leave it to the page, which scrolls instead of the text."""
        self.anchor_requested.emit(anchor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text is in the new width."""
        super().resizeEvent(event)
        self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the page but those that choose a link or copy."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_C)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() in keys and not (plain and event.key() == Qt.Key.Key_C):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next link, and scroll the page to it."""
        moved = super().focusNextPrevChild(forward)
        page = self._page()
        body = page.widget() if page is not None else None
        if moved and page is not None and body is not None and self.hasFocus():
            place = self.mapTo(body, self.cursorRect().center())
            page.ensureVisible(place.x(), place.y(), 0, self._theme.px(48))
        return moved

    def place_at(self, cursor: QTextCursor) -> int:
        """Return how far down the whole page a cursor stands, in pixels."""
        page = self._page()
        body = page.widget() if page is not None else None
        above = self.mapTo(body, QPoint(0, 0)).y() if body is not None else 0
        return super().place_at(cursor) + above

    def _page(self) -> QScrollArea | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above

    def _draw(self) -> None:
        px = self._theme.px
        style = Style(self._theme.palette, px)
        html = self._make(style)
        self.setVisible(bool(html))
        above, below = map(px, self._space)
        self.show_page(style.sheet() + self._size.sheet(px), html, (0, above, 0, below))
        self._measure()

    def _measure(self) -> None:
        if not self.isHidden() and self.width() > 1:
            self.document().setTextWidth(self.viewport().width())
            frame = max(0, self.height() - self.viewport().height())
            self.setFixedHeight(round(self.document().size().height()) + frame)
            self.verticalScrollBar().setRange(0, 0)  # Qt keeps the one of the height before
