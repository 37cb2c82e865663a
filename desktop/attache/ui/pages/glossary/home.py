"""The start page of the Glossary: a first step, and the recently viewed entries."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attache.base.ids import public
from attache.base.vocabulary import ENTRY_LINK, EntryRow
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.html import Style, ruled_table
from attache.ui.widgets.entry.reading_view import ReadingView


class Home(QWidget):
    """A short welcome, the recently viewed entries, and how reliable the documents are."""

    entry_requested = Signal(str)

    def __init__(self, theme: Theme, about: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._about = tuple(about)
        self._recent: Sequence[tuple[EntryRow, str]] = ()
        self._title, self._line = "", ""
        self.view = ReadingView(theme, "Start", self)
        self.view.entry_requested.connect(self.entry_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        theme.changed.connect(self._draw)

    def show_home(self, title: str, line: str, recent: Sequence[tuple[EntryRow, str]]) -> None:
        """Show a heading, a line under it, and rows of (entry, when it was looked up)."""
        self._title, self._line, self._recent = title, line, recent
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines readable."""
        super().resizeEvent(event)
        self._measure()

    def _draw(self) -> None:
        style = Style(self._theme.palette, self._theme.px)
        parts = [
            f'<p class="title">{escape(self._title)}</p>',
            f'<p class="definition">{escape(self._line)}</p>',
        ]
        if self._recent:
            parts.append('<p class="head">Recently viewed</p>')
            parts.append(self._table(style))
        if self._about:
            parts.append('<p class="head">About the documents</p>')
            parts.extend(f'<p class="faint">{escape(line)}</p>' for line in self._about)
        self.view.show_page(style.sheet(), "".join(parts))
        self._measure()

    def _measure(self) -> None:
        self.view.set_page_margins(600, is_pane=True)

    def _table(self, style: Style) -> str:
        rows = [
            (
                f'<p class="fact"><a href="{ENTRY_LINK}{public(row.id)}">{escape(row.title)}</a></p>',
                f'<p class="factname">{KIND_WORDS[row.kind]}</p>',
                f'<p class="factname" align="right">{escape(when)}</p>',
            )
            for row, when in self._recent
        ]
        return ruled_table(rows, (0, style.px(110), style.px(90)), style)
