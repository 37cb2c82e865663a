"""The list of entries: the hits of a search, or everything in alphabetical order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from attache.base.entry import Label
from attache.base.vocabulary import EntryRow
from attache.library.results import Hit
from attache.study.memory import Recall
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import as_tip
from attache.ui.widgets.words import RECALL_WORDS

_CHUNK = 64
_CHUNKS_KEPT = 16
_MOST_HITS = 50
"""The most rows of a search, without the suggestions."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """What one row of the list shows; ``aside`` is shown at its right end.

    ``via`` is the alternative name by which the entry was found, ``section`` the section of a guide
    in which it was found, if any.
    """

    row: EntryRow
    aside: str
    text: str
    suggested: bool = False
    via: Label | None = None
    section: str = ""


class EntryListModel(QAbstractListModel):
    """Rows by number; a browsed list of any length is read a chunk at a time, as it is seen."""

    def __init__(
        self,
        read: Callable[[Sequence[int]], list[EntryRow]],
        number_of: Callable[[str], int | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._number_of = read, number_of
        self._hits: tuple[ListRow, ...] = ()
        self._numbers: Sequence[int] = ()
        self._chunks: dict[int, list[EntryRow]] = {}
        self._recall: Mapping[str, Recall] = {}
        self.asked: Sequence[str] = ()

    def set_recall(self, recall: Mapping[str, Recall]) -> None:
        """Show in every row how well its entry is remembered."""
        self._recall = recall
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def recall(self, entry: str) -> Recall | None:
        """Return how well an entry is remembered, None if nothing has been learnt yet."""
        return self._recall.get(entry)

    def show_first_hits(self, asked: Sequence[str], hits: Sequence[Hit]) -> None:
        """Show hits by name above the rows shown before, so that no row is empty until all hits are known.

        ``asked`` are the folded words to mark in every row.
        """
        found = {hit.row.id for hit in hits}
        below = (line for line in self._hits if not line.suggested and line.row.id not in found)
        self._replace(asked, (*(_line(hit) for hit in hits), *below)[:_MOST_HITS])

    def show_hits(self, asked: Sequence[str], hits: Sequence[Hit], suggestions: Sequence[Hit]) -> None:
        """Show the hits of a search, best first, and the suggestions, unless they are shown already."""
        # Without hits the sentence above the list says it for all rows.
        aside = "did you mean" if hits else ""
        lines = (
            *(_line(hit) for hit in hits),
            *(ListRow(hit.row, aside, hit.row.definition, True) for hit in suggestions),
        )
        if asked != self.asked or not lines or lines != self._hits:
            self._replace(asked, lines)

    def show_browsed(self, numbers: Sequence[int]) -> None:
        """Replace the rows by entries given by their numbers."""
        self.beginResetModel()
        self.asked = ()
        self._hits, self._numbers, self._chunks = (), numbers, {}
        self.endResetModel()

    def line(self, row: int) -> ListRow:
        """Return what a row shows."""
        if self._hits:
            return self._hits[row]
        entry = self._chunk(row // _CHUNK)[row % _CHUNK]
        return ListRow(entry, entry.abbreviation, entry.definition)

    def find(self, entry: str) -> int:
        """Return the row of an entry, or -1 where it is not in the list."""
        for row, line in enumerate(self._hits):
            if line.row.id == entry:
                return row
        number = self._number_of(entry) if entry and len(self._numbers) else None
        try:
            return self._numbers.index(number) if number is not None else -1
        except ValueError:
            return -1

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._hits) or len(self._numbers)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a row's title, or all it shows in words for a screen reader."""
        if not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.line(index.row()).row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            line = self.line(index.row())
            recall = self.recall(line.row.id)
            marked = recall is not None and recall is not Recall.NEW
            parts = [line.row.title, RECALL_WORDS[recall] if marked and recall is not None else ""]
            return as_tip("\n".join(part for part in parts if part))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = self.line(index.row())
            recall = self.recall(line.row.id)
            remembered = RECALL_WORDS[recall] if recall is not None else ""
            parts = [line.row.title, KIND_WORDS[line.row.kind], line.aside, remembered, line.text]
            return ". ".join(part for part in parts if part)
        return None

    def _replace(self, asked: Sequence[str], lines: tuple[ListRow, ...]) -> None:
        self.beginResetModel()
        self.asked = asked
        self._hits, self._numbers, self._chunks = lines, (), {}
        self.endResetModel()

    def _chunk(self, at: int) -> list[EntryRow]:
        if at not in self._chunks:
            while len(self._chunks) >= _CHUNKS_KEPT:
                del self._chunks[next(iter(self._chunks))]
            self._chunks[at] = self._read(self._numbers[at * _CHUNK : (at + 1) * _CHUNK])
        return self._chunks[at]


def _line(hit: Hit) -> ListRow:
    return ListRow(
        hit.row,
        hit.label or hit.place or hit.row.abbreviation,
        hit.snippet or hit.row.definition,
        via=hit.via,
        section=hit.section,
    )
