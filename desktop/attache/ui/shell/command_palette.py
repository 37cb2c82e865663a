"""Ctrl+K: any command or entry by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from attache.base.text import words
from attache.base.vocabulary import EntryRow
from attache.ui.shell.commands import Command, CommandSet, keys_text
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.pick_panel import Choice, PickPanel
from attache.ui.shell.theme import Theme

_NEVER_FIRST = "quit"
"""The command that is last, and never selected in advance."""
_FEWEST_LETTERS = 3
"""Letters of a word from which it is looked for among the other words of commands."""
_COMMAND = "/"
"""Begins the targets that are commands; all others are ids of entries, in which it never is."""


class CommandPalette(PickPanel):
    """Emits ``entry_requested(id)`` or triggers the command that is picked."""

    entry_requested = Signal(str)

    def __init__(
        self, theme: Theme, commands: CommandSet, find: Callable[[str], Sequence[EntryRow]], parent: QWidget
    ) -> None:
        nothing = "Nothing found. Try a shorter word, such as “theme” or “backup”."
        super().__init__(theme, "A command or an entry", nothing, parent)
        self._commands, self._find = commands, find
        self.picked.connect(self._open)

    def choices(self, text: str) -> Sequence[Choice]:
        """Return the commands that fit a text, and below them the entries that it finds."""
        typed = words(text)
        ranked = sorted(
            (rank, command.id == _NEVER_FIRST, number, command)
            for number, command in enumerate(self._commands)
            if self._commands[command.id].isEnabled()
            and command.id != "palette"
            and (rank := _rank(command, typed)) is not None
        )
        commands = [
            Choice(
                command.text,
                keys_text(command.keys[0]) if command.keys else command.menu,
                f"{_COMMAND}{command.id}",
                command.id != _NEVER_FIRST,
            )
            for *_, command in ranked
        ]
        if not typed:
            return commands
        return commands[:5] + [Choice(row.title, KIND_WORDS[row.kind], row.id) for row in self._find(text)]

    def _open(self, target: str) -> None:
        if target.startswith(_COMMAND):
            self._commands[target.removeprefix(_COMMAND)].trigger()
        else:
            self.entry_requested.emit(target)


def _rank(command: Command, typed: Sequence[str]) -> int | None:
    """Return 0 if the text of a command has all words, 1 if its other words help, and None otherwise.

    A word fits if one of the command's words starts with it.  One or two letters do not look among the other
    words, since nearly every command would come before the entries.
    """
    own, other = words(command.text), words(command.also)

    def fits(part: str, among: Sequence[str]) -> bool:
        return any(word.startswith(part) for word in among)

    if all(fits(part, own) for part in typed):
        return 0
    found = all(fits(part, own) or (len(part) >= _FEWEST_LETTERS and fits(part, other)) for part in typed)
    return 1 if found else None
