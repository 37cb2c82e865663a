"""Asks with which entry to compare another: those it is often confused with, or any by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from attache.base.entry import Entry
from attache.base.vocabulary import EntryRow
from attache.library.comparing import worth_comparing
from attache.library.library import Library
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.pick_panel import Choice, PickPanel
from attache.ui.shell.theme import Theme

_FOUND = 12
"""Entries that are offered for a text."""


class ComparePicker(PickPanel):
    """Emits ``compared(id, other)``."""

    compared = Signal(str, str)

    def __init__(self, theme: Theme, library: Library, parent: QWidget) -> None:
        super().__init__(theme, "Another entry", "No results. Try fewer letters.", parent)
        self._library = library
        self._entry: Entry | None = None
        self.heading.show()
        self.picked.connect(self._compare)

    def ask(self, entry: Entry) -> None:
        """Ask with which other entry to compare one."""
        self._entry = entry
        self.heading.setText(f"Compare “{entry.title}” with")
        self.open()

    def choices(self, text: str) -> Sequence[Choice]:
        """Return the entries that a text finds; without one those that are easily confused with this one."""
        if self._entry is None:
            return ()
        return [Choice(row.title, KIND_WORDS[row.kind], row.id) for row in self._rows(text, self._entry)]

    def _rows(self, text: str, entry: Entry) -> list[EntryRow]:
        if not text.strip():
            return self._library.rows_by_id(worth_comparing(entry))
        found = self._library.search(text, limit=_FOUND + 1)
        rows = [hit.row for hit in (*found.hits, *found.suggestions)]
        return [row for row in rows if row.id != entry.id][:_FOUND]

    def _compare(self, other: str) -> None:
        if self._entry is not None:
            self.compared.emit(self._entry.id, other)
