"""A page that is one text to read, with a bar that finds words in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from attache.ui.shell.context import Context
from attache.ui.shell.page import Page
from attache.ui.widgets.entry.find_bar import FindBar
from attache.ui.widgets.entry.html import Style
from attache.ui.widgets.entry.reading_view import ReadingView

_WIDEST = 600
"""The widest text at 100 %, in pixels."""


class TextPage(Page):
    """A subclass returns the text from ``html``; links to pages of the window open them."""

    def __init__(self, context: Context, name: str, finds: bool = False) -> None:
        """``name`` is what a screen reader calls the text; ``finds`` keeps the bar open always."""
        super().__init__(context)
        self.view = ReadingView(context.theme, name, self)
        self.find_bar = FindBar(context.theme, (self.view,), stays=finds)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.find_bar.reached.connect(self.view.bring_into_view)
        self.view.page_requested.connect(context.open_page)
        context.theme.changed.connect(self._draw)
        self._draw()

    def html(self, style: Style) -> str:
        """Return the text."""
        raise NotImplementedError

    def open(self, **target: Any) -> None:
        """Show the text from its beginning, and put the focus in it."""
        self._draw()
        self.view.verticalScrollBar().setValue(0)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_text(self) -> bool:
        """Find in the text."""
        self.find_bar.open()
        return True

    def leave(self) -> bool:
        """Close the bar; return False if it is not open, or always is."""
        was_open = self.find_bar.isVisible()
        if was_open:
            self.find_bar.leave()
        return was_open and not self.find_bar.isVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text readable."""
        super().resizeEvent(event)
        self._measure()

    def _draw(self) -> None:
        style = Style(self.context.theme.palette, self.context.theme.px)
        self.view.show_page(style.sheet() + _sheet(style), self.html(style))
        self._measure()
        self.find_bar.refresh()

    def _measure(self) -> None:
        self.find_bar.set_margin(self.view.set_page_margins(_WIDEST))


def _sheet(style: Style) -> str:
    px = style.px
    return f"""
        .title {{ margin-bottom: {px(18)}px; }}
        .part {{ font-size: {px(20)}px; font-weight: 600; line-height: {px(28)}px;
                 margin-top: {px(32)}px; margin-bottom: {px(8)}px; }}
        """
