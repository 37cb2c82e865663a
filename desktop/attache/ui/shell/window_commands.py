"""The commands of the window itself; those of the pages are declared by the pages."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt

from attache.ui.shell.commands import Bar, Command, Menu
from attache.ui.shell.theme import Mode


class Needs(StrEnum):
    """The conditions that the window's commands need."""

    UNDO = "a bookmark, note or setting was changed"
    REDO = "a bookmark, note or setting was undone"
    BACK = "there is a page to go back to"
    FORWARD = "you have gone back"
    NARROWED = "the list is filtered"


WINDOW_COMMANDS = (
    Command("quit", "Quit", Menu.ENTRY, "x", ("Ctrl+Q",), group=4, also="exit close leave"),
    Command(
        "undo-edit",
        "Undo change",
        Menu.ENTRY,
        "undo",
        ("Ctrl+Z",),
        3,
        Needs.UNDO,
        also="revert back bookmark note setting",
    ),
    Command(
        "redo-edit",
        "Redo change",
        Menu.ENTRY,
        "redo",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        3,
        Needs.REDO,
        also="again repeat bookmark note setting",
    ),
    Command("search", "Go to the search field", Menu.LOOK_UP, "search", ("Ctrl+L", "/"), also="find look up"),
    Command(
        "all",
        "Clear search and filters",
        Menu.LOOK_UP,
        "x",
        ("Ctrl+Shift+A",),
        needs=Needs.NARROWED,
        also="reset everything",
    ),
    Command(
        "back",
        "Back",
        Menu.LOOK_UP,
        "arrow-left",
        ("Alt+Left",),
        2,
        Needs.BACK,
        bar=Bar.BEFORE,
        mouse=Qt.MouseButton.BackButton,
        also="go previous return",
    ),
    Command(
        "forward",
        "Forward",
        Menu.LOOK_UP,
        "arrow-right",
        ("Alt+Right",),
        2,
        Needs.FORWARD,
        bar=Bar.BEFORE,
        mouse=Qt.MouseButton.ForwardButton,
        also="go next",
    ),
    Command("find", "Find in page", Menu.LOOK_UP, "", ("Ctrl+F",), also="search text words match"),
    Command(
        "quick",
        "Quick look-up",
        Menu.LOOK_UP,
        "",
        ("Ctrl+Shift+K",),
        3,
        also="small window popup over other programs dictionary always on top",
    ),
    Command(
        "clipboard",
        "Look up copied text",
        Menu.LOOK_UP,
        "",
        ("Ctrl+Shift+V",),
        3,
        also="paste clipboard selection quick",
    ),
    Command(
        "bigger",
        "Larger text",
        Menu.VIEW,
        "zoom-in",
        ("Ctrl++", "Ctrl+="),
        group=2,
        also="zoom in bigger font size",
    ),
    Command(
        "smaller", "Smaller text", Menu.VIEW, "zoom-out", ("Ctrl+-",), group=2, also="zoom out font size"
    ),
    Command("plain-size", "Actual size", Menu.VIEW, "", ("Ctrl+0",), group=2, also="zoom 100 % reset text"),
    Command(
        f"theme-{Mode.SYSTEM}",
        "Use system theme",
        Menu.VIEW,
        "monitor",
        group=3,
        checkable=True,
        also="colours colors mode appearance automatic",
    ),
    Command(
        f"theme-{Mode.LIGHT}",
        "Light theme",
        Menu.VIEW,
        "sun",
        group=3,
        checkable=True,
        also="colours colors mode day appearance",
    ),
    Command(
        f"theme-{Mode.DARK}",
        "Dark theme",
        Menu.VIEW,
        "moon",
        group=3,
        checkable=True,
        also="colours colors mode night appearance",
    ),
    Command("menu-bar", "Open the menu bar", Menu.VIEW, "", ("F10",), group=4),
    Command("palette", "Search commands, settings and entries", Menu.HELP, "command", ("Ctrl+K",)),
)
