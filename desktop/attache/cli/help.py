"""The page that ``attache --help`` prints, made from the table of commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from attache.base.paths import DATA_VARIABLE
from attache.cli.commands import COMMANDS
from attache.cli.terminal import Terminal

_OPTIONS = (
    (
        "--data DIR",
        f"Keep progress and settings in DIR. The environment variable {DATA_VARIABLE} does the same.",
    ),
    ("--quick", "Open the quick look-up, a small window over other programs."),
    ("--clipboard", "Open the quick look-up with what is in the clipboard."),
    ("--version", "Print the version."),
    ("-h, --help", "Print this help; after a command, the help of that command."),
)
_EXAMPLES = (
    ("attache lookup fpda", "look up an abbreviation"),
    ("attache lookup shangrila --json", "print JSON for a script"),
    ("attache show nato", "print one entry in full"),
    ("attache check my-pack", "list every problem in your own pack"),
)
_STATUS = (
    ("0", "done"),
    ("1", "nothing was found, or problems were found"),
    ("2", "wrong usage or an error; standard error says why"),
)
_ABOUT: Mapping[str, str] = {
    "Packs": "A pack is a folder of text files (its sources) with entries and cards of your own."
    " A library file is a compiled pack.",
}
"""What a group of commands is about, where its name does not say it."""
_COLUMN = 26
_EXAMPLE_COLUMN = 36


def print_help(terminal: Terminal) -> None:
    """Print the page."""
    terminal.wrapped("Attaché: a reference and flashcards for military diplomacy. It never uses the network.")
    terminal.heading("Usage: attache [--data DIR] [COMMAND …]")
    terminal.wrapped(
        "Without a command the window opens. A link such as attache://entry/nato opens an entry in it.", 2
    )
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        terminal.heading(group)
        if group in _ABOUT:
            terminal.wrapped(_ABOUT[group], 2)
        _rows([(f"{each.name} {each.synopsis}", each.summary) for each in commands], _COLUMN, terminal)
    terminal.heading("Options")
    _rows(_OPTIONS, _COLUMN, terminal)
    terminal.heading("Examples")
    _rows(_EXAMPLES, _EXAMPLE_COLUMN, terminal)
    terminal.heading("Exit status")
    _rows(_STATUS, 6, terminal)


def _rows(rows: Iterable[tuple[str, str]], column: int, terminal: Terminal) -> None:
    """Print names with what they mean beside them, or below them if there is little room."""
    if terminal.width < 2 * column:
        column = 6
    for name, meaning in rows:
        if len(name) + 4 <= column:
            terminal.wrapped(meaning, column, f"  {name}")
        else:
            terminal.line(f"  {name}")
            terminal.wrapped(meaning, column)
