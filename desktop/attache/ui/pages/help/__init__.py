"""The Help page: first steps, ratings, scheduling, where the data is, and every key."""

from __future__ import annotations

from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec, RailPlace

PAGE = PageSpec(
    id="help",
    title="Help",
    icon="circle-help",
    rail=RailPlace.FOOT,
    opening=Command(
        "help",
        "Help",
        Menu.HELP,
        "circle-help",
        ("F1",),
        also="manual guide first steps ratings scheduling states data privacy",
    ),
    commands=(
        Command("shortcuts", "Keyboard shortcuts", Menu.HELP, "keyboard", ("?",), also="keys hotkeys help"),
    ),
    factory="attache.ui.pages.help.page:HelpPage",
    screens="attache.ui.pages.help.screens:screens",
)
