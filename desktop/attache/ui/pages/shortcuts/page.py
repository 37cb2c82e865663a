"""The shortcuts page: every command and its keys, from the one list of commands."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from attache.ui.shell.commands import Menu, keys_text
from attache.ui.shell.context import Context
from attache.ui.shell.page import Page
from attache.ui.widgets.entry.html import Style, ruled_table
from attache.ui.widgets.entry.reading_view import ReadingView

_IN_PLACE = (
    ("Move through the results while typing", "Down, Up, Page Down, Page Up"),
    ("Open the selected entry", "Enter"),
    ("Leave the search field; press it again to clear the field", "Esc"),
    ("Go from link to link, with a preview of each", "Tab, Shift+Tab"),
    ("Follow a link", "Enter"),
    ("Back, forward", "the mouse's side buttons"),
    ("Show the answer; then accept the suggested rating", "Space, Enter"),
    ("Choose an answer", "1 to 9"),
    ("Tick an item of a list", "Space; Tab to the next"),
    ("Leave a session, which can be resumed", "Esc"),
)


class ShortcutsPage(Page):
    """A table for each menu, and one for keys that work only in one place."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = ReadingView(context.theme, "Keyboard shortcuts", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        context.theme.changed.connect(self._draw)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tables readable."""
        super().resizeEvent(event)
        self.view.set_page_margins(560)

    def _draw(self) -> None:
        style = Style(self.context.theme.palette, self.context.theme.px)
        parts = ['<p class="title">Keyboard shortcuts</p>']
        parts.append('<p class="aside">Single letters work while no text field has the focus.</p>')
        for menu in Menu:
            rows = [
                (command.text.rstrip("…"), ", ".join(keys_text(keys) for keys in command.keys))
                for command in self.context.commands
                if command.menu is menu and command.keys
            ]
            parts.append(_table(menu, rows, style))
        parts.append(_table("Other keys", _IN_PLACE, style))
        self.view.show_page(style.sheet(), "".join(parts))
        self.view.set_page_margins(560)


def _table(head: str, rows: Sequence[tuple[str, str]], style: Style) -> str:
    cells = [
        (f'<p class="fact">{escape(text)}</p>', f'<p class="factname">{escape(keys)}</p>')
        for text, keys in rows
    ]
    return f'<p class="head">{escape(head)}</p>{ruled_table(cells, ("", "41%"), style)}'
