"""The list beside a chart: rows of different heights, whose texts wrap in the width there is."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from attache.ui.shell.theme import Theme


def wrapped_height(metrics: QFontMetrics, text: str, room: int) -> int:
    """Return the height of a text that wraps in a width, both in pixels."""
    return metrics.boundingRect(QRect(0, 0, max(1, room), 10_000), Qt.TextFlag.TextWordWrap, text).height()


class ChartList(QListView):
    """The list beside a chart; it emits ``activated`` to open an entry."""

    def __init__(self, theme: Theme, rows: QAbstractListModel, name: str) -> None:
        super().__init__()
        rows.setParent(self)
        self.setModel(rows)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(name)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def row(self) -> int:
        """The number of the selected row, -1 for none."""
        return self.currentIndex().row()

    def select_row(self, row: int) -> None:
        """Select a row by its number, -1 for none."""
        if row < 0:
            self.clearSelection()
        self.setCurrentIndex(self.model().index(row, 0) if row >= 0 else QModelIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the texts again."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
