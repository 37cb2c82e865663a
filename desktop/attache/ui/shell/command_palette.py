"""Ctrl+K: any command, setting or entry by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from attache.base.text import words
from attache.base.vocabulary import EntryRow
from attache.ui.shell.commands import CommandSet, keys_text
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.page import PageItem, PageSpec
from attache.ui.shell.pick_panel import Choice, PickPanel
from attache.ui.shell.theme import Theme

_NEVER_FIRST = "quit"
"""The command that is last, and never selected in advance."""
_FEWEST_LETTERS = 3
"""Letters of a word from which it is looked for among the other words of commands."""
_COMMAND, _ITEM = "/", "#"
"""Begin the targets that are commands and items of pages; all others are ids of entries."""
_MOST = 5
"""Commands and settings above the entries, once something was typed."""


class CommandPalette(PickPanel):
    """Triggers the command picked, or emits ``entry_requested(id)`` or ``item_requested(page, item)``."""

    entry_requested = Signal(str)
    item_requested = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        commands: CommandSet,
        items: Sequence[tuple[PageSpec, PageItem]],
        find: Callable[[str], Sequence[EntryRow]],
        parent: QWidget,
    ) -> None:
        """``items`` are what else is found on pages, such as the settings."""
        nothing = "No results. Try a shorter word, such as “theme” or “backup”. F1 opens the help."
        super().__init__(theme, "Search commands, settings and entries", nothing, parent)
        self._commands, self._items, self._find = commands, items, find
        self.picked.connect(self._open)

    def choices(self, text: str) -> Sequence[Choice]:
        """Return the commands and settings that fit a text, and below them the entries that it finds.

        Where none fits that is possible now, the last rows name those that are possible at other times. One
        that is typed in full is first instead, so that Enter does not open an entry in its place.
        """
        typed = words(text)
        if not typed:
            return [choice for _, choice in sorted(self._ranked_commands(typed), key=_by_rank)]
        ranked = [*self._ranked_commands(typed), *self._ranked_items(typed)]
        best = [choice for _, choice in sorted(ranked, key=_by_rank)][:_MOST]
        entries = [Choice(row.title, KIND_WORDS[row.kind], row.id) for row in self._find(text)]
        disabled = [] if best else self._impossible_now(typed)
        named = [choice for choice in disabled if _names(choice.text, typed)]
        return best + named + entries + [choice for choice in disabled if choice not in named]

    def _impossible_now(self, typed: Sequence[str]) -> list[Choice]:
        """Return the commands that fit and that are disabled now, with when they are enabled."""
        if max(map(len, typed)) < _FEWEST_LETTERS:
            return []
        disabled = [each for each in self._commands if not self._commands[each.id].isEnabled()]
        fitting = [each for each in disabled if _rank(each.text, each.also, typed) is not None]
        return [Choice(each.text, f"when {each.needs}", "", False) for each in fitting[:_MOST]]

    def _ranked_commands(self, typed: Sequence[str]) -> Iterator[tuple[int, Choice]]:
        for command in self._commands:
            rank = _rank(command.text, command.also, typed)
            if rank is not None and self._commands[command.id].isEnabled() and command.id != "palette":
                aside = keys_text(command.keys[0]) if command.keys else command.menu
                is_last = command.id == _NEVER_FIRST
                yield rank + 2 * is_last, Choice(command.text, aside, f"{_COMMAND}{command.id}", not is_last)

    def _ranked_items(self, typed: Sequence[str]) -> Iterator[tuple[int, Choice]]:
        """Yield the items that fit; a letter or two would find too many of them."""
        if max(map(len, typed)) < _FEWEST_LETTERS:
            return
        for spec, item in self._items:
            rank = _rank(item.text, item.also, typed)
            if rank is not None:
                yield rank + item.deletes, Choice(item.text, spec.title, f"{_ITEM}{spec.id}{_ITEM}{item.id}")

    def _open(self, target: str) -> None:
        if target.startswith(_COMMAND):
            self._commands[target.removeprefix(_COMMAND)].trigger()
        elif target.startswith(_ITEM):
            _, page, item = target.split(_ITEM)
            self.item_requested.emit(page, item)
        else:
            self.entry_requested.emit(target)


def _names(text: str, typed: Sequence[str]) -> bool:
    """Return whether a command's text begins with the words typed, the last of several perhaps cut short."""
    own = words(text)[: len(typed)]
    return own[:-1] == list(typed[:-1]) and (
        own[-1] == typed[-1] or (len(own) > 1 and own[-1].startswith(typed[-1]))
    )


def _by_rank(ranked: tuple[int, Choice]) -> int:
    return ranked[0]


def _rank(text: str, also: str, typed: Sequence[str]) -> int | None:
    """Return 0 if a text has all words, 1 if its other words help, and None otherwise.

    A word fits if one of the text's words starts with it.  One or two letters do not look among the other
    words, since nearly every command would come before the entries.
    """
    own, other = words(text), words(also)

    def fits(part: str, among: Sequence[str]) -> bool:
        return any(word.startswith(part) for word in among)

    if all(fits(part, own) for part in typed):
        return 0
    found = all(fits(part, own) or (len(part) >= _FEWEST_LETTERS and fits(part, other)) for part in typed)
    return 1 if found else None
