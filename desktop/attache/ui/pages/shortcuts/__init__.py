"""The shortcuts page: every command and its keys."""

from __future__ import annotations

from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec, RailPlace

PAGE = PageSpec(
    id="shortcuts",
    title="Shortcuts",
    icon="keyboard",
    rail=RailPlace.FOOT,
    opening=Command(
        "shortcuts", "Keyboard shortcuts", Menu.HELP, "keyboard", ("F1", "?"), also="keys hotkeys help"
    ),
    factory="attache.ui.pages.shortcuts.page:ShortcutsPage",
    screens="attache.ui.pages.shortcuts.screens:screens",
)
