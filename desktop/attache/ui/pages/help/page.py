"""The Help page: one text that can be searched, with every command and its keys at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from html import escape

from PySide6.QtCore import Qt

from attache.ui.pages.help.texts import sections
from attache.ui.shell.commands import Menu, keys_text
from attache.ui.shell.context import Context
from attache.ui.widgets.entry.html import Style, ruled_table
from attache.ui.widgets.text_page import TextPage

_KEYS = ("keys", "Keyboard shortcuts")
"""The anchor of the tables of keys, and their title."""
_ALWAYS = (
    "Single letters and digits work while no text field has the focus.",
    "On every keyboard layout, digits work without Shift, and on the keypad without NumLock.",
    "On a keyboard with another alphabet, press the key where the letter is on a US keyboard.",
)
_IN_PLACE = (
    ("Move through the results while typing", "Down, Up, Page Down, Page Up"),
    ("Open the selected entry", "Enter"),
    ("Leave the search field; press it again to clear the field", "Esc"),
    ("Go from link to link, with a preview of each", "Tab, Shift+Tab"),
    ("Follow a link", "Enter"),
    ("Go to the next match or the previous one", "Enter, Shift+Enter"),
    ("Back, forward", "the mouse’s side buttons"),
    ("Show the answer; then accept the suggested rating", "Space, Enter"),
    ("Choose an answer", "1 to 9"),
    ("Tick an item of a list", "Space; Tab to the next"),
    ("Leave a session, which can be resumed", "Esc"),
)


class HelpPage(TextPage):
    """A text with its sections listed at the top, and a bar that finds words in it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Help", finds=True)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command does."""
        return {"shortcuts": self._show_keys}

    def html(self, style: Style) -> str:
        """Return the sections to read, and after them a table of keys for each menu."""
        read = sections()
        parts = ['<p class="title">Help</p>', _contents((*(part[:2] for part in read), _KEYS))]
        for part in read:
            parts.append(_heading(part.id, part.title))
            parts += (f"<p>{paragraph}</p>" for paragraph in part.text.split("\n\n"))
            if part.rows:
                parts.append(_table(part.rows, ("factname", "fact"), "24%", style))
        parts.append(_heading(*_KEYS))
        parts += (f"<p>{each}</p>" for each in _ALWAYS)
        table = partial(_table, classes=("fact", "factname"), first="56%", style=style)
        for menu in Menu:
            rows = [
                (command.text.rstrip("…"), ", ".join(keys_text(keys) for keys in command.keys))
                for command in self.context.commands
                if command.menu is menu and command.keys
            ]
            parts += (f'<p class="head">{escape(menu)}</p>', table(rows))
        parts += ('<p class="head">Other keys</p>', table(_IN_PLACE))
        return "".join(parts)

    def _show_keys(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.show_anchor(_KEYS[0])


def _heading(anchor: str, title: str) -> str:
    return f'<p class="part"><a name="{anchor}" class="mark">{escape(title)}</a></p>'


def _contents(titles: Iterable[tuple[str, str]]) -> str:
    """Return links to the sections, none of which is broken between its words."""
    links = (f'<a href="#{anchor}">{escape(title).replace(" ", "&nbsp;")}</a>' for anchor, title in titles)
    return f'<p class="small">{"&nbsp;&nbsp;·&nbsp; ".join(links)}</p>'


def _table(rows: Sequence[tuple[str, str]], classes: tuple[str, str], first: str, style: Style) -> str:
    cells = [
        [f'<p class="{name}">{escape(text)}</p>' for name, text in zip(classes, row, strict=True)]
        for row in rows
    ]
    return ruled_table(cells, (first, ""), style, above=0)
