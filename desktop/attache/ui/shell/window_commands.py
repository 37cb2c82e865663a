"""The commands of the window itself; those of the pages are declared by the pages."""

from __future__ import annotations

from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.theme import Mode

WINDOW_COMMANDS = (
    Command("quit", "Quit", Menu.ENTRY, "x", ("Ctrl+Q",), group=4),
    Command("search", "Go to the search field", Menu.LOOK_UP, "search", ("Ctrl+L", "/")),
    Command("bigger", "Larger text", Menu.VIEW, "zoom-in", ("Ctrl++", "Ctrl+="), group=2),
    Command("smaller", "Smaller text", Menu.VIEW, "zoom-out", ("Ctrl+-",), group=2),
    Command("plain-size", "Text at 100 %", Menu.VIEW, "", ("Ctrl+0",), group=2),
    Command(
        f"theme-{Mode.SYSTEM}",
        "Colours as the system has them",
        Menu.VIEW,
        "monitor",
        group=3,
        checkable=True,
    ),
    Command(f"theme-{Mode.LIGHT}", "Light colours", Menu.VIEW, "sun", group=3, checkable=True),
    Command(f"theme-{Mode.DARK}", "Dark colours", Menu.VIEW, "moon", group=3, checkable=True),
    Command("menu-bar", "Menu bar", Menu.VIEW, "", ("F10",), group=4),
    Command("palette", "Find a command or an entry", Menu.HELP, "command", ("Ctrl+K",)),
)
