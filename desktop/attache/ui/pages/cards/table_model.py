"""The rows of the list of cards, read a part at a time as they are seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from attache.learner.card_list import CardOrder, ListedCard
from attache.ui.pages.cards.card_words import HIDDEN, ORDER_WORDS, due_words, marks_words, row_words
from attache.ui.shell.plain import as_tip
from attache.ui.widgets.words import FORM_WORDS, share

_CHUNK = 64
_CHUNKS_KEPT = 16


class Column(IntEnum):
    """The columns, from the left."""

    QUESTION = 0
    ENTRY = 1
    FORM = 2
    DUE = 3
    RECALL = 4
    LAPSES = 5
    MARKS = 6


ORDERS: Mapping[Column, CardOrder] = {
    Column.QUESTION: CardOrder.QUESTION,
    Column.ENTRY: CardOrder.ENTRY,
    Column.FORM: CardOrder.FORM,
    Column.DUE: CardOrder.DUE,
    Column.RECALL: CardOrder.RECALL,
    Column.LAPSES: CardOrder.LAPSES,
}
NUMERIC = frozenset((Column.RECALL, Column.LAPSES))
"""Columns that are aligned to the right."""
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


class CardTableModel(QAbstractTableModel):
    """Rows by the numbers of their cards; ``read`` returns the rows of some numbers."""

    def __init__(
        self, read: Callable[[Sequence[int]], list[ListedCard]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._chunks: dict[int, list[ListedCard]] = {}
        self._sorted: tuple[CardOrder, bool] = CardOrder.DUE, False
        self.numbers: Sequence[int] = ()

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self.numbers, self._chunks = numbers, {}
        self.endResetModel()

    def read_again(self) -> None:
        """Show the same cards as they are now."""
        self._chunks = {}
        if self.numbers:
            last = self.index(len(self.numbers) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def show_order(self, order: CardOrder, descending: bool) -> None:
        """Show in the header by what the rows are sorted."""
        self._sorted = order, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def card(self, row: int) -> ListedCard | None:
        """Return the card in a row, None if it cannot be read."""
        chunk, place = divmod(row, _CHUNK)
        if chunk not in self._chunks:
            while len(self._chunks) >= _CHUNKS_KEPT:
                del self._chunks[next(iter(self._chunks))]
            self._chunks[chunk] = self._read(self.numbers[chunk * _CHUNK : (chunk + 1) * _CHUNK])
        found = self._chunks[chunk]
        return found[place] if place < len(found) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many cards there are."""
        return 0 if parent.isValid() else len(self.numbers)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the text of a cell; for a screen reader the first one says the whole row."""
        card = self.card(index.row()) if role in _ROLES and index.isValid() else None
        if card is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.QUESTION:
            return row_words(card)
        text = _cell(card, column)
        return as_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column, with an arrow where the rows are sorted by it."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in NUMERIC else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if column not in ORDERS:
            return "State"
        order, descending = self._sorted
        title = ORDER_WORDS[ORDERS[column]]
        if ORDERS[column] is not order:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}, sorted {'descending' if descending else 'ascending'}"
        return f"{title} {'↓' if descending else '↑'}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cell(card: ListedCard, column: Column) -> str:
    match column:
        case Column.QUESTION:
            return card.question or HIDDEN
        case Column.ENTRY:
            return card.title
        case Column.FORM:
            return FORM_WORDS[card.form]
        case Column.DUE:
            return _upper(due_words(card))
        case Column.RECALL:
            return share(card.recall) if card.recall is not None else "–"
        case Column.LAPSES:
            return f"{card.lapses}"
        case _:
            return marks_words(card)
