"""The view of the list of entries: all rows have one height, and getting the focus selects nothing."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView

from attache.ui.pages.glossary.list_delegate import EntryDelegate
from attache.ui.pages.glossary.list_model import EntryListModel
from attache.ui.shell.theme import Theme


class EntryList(QListView):
    """A list that selects nothing when it gets the focus, since that would open an entry."""

    def __init__(self, theme: Theme, model: EntryListModel) -> None:
        super().__init__()
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(EntryDelegate(theme, model, self))
        self.setUniformItemSizes(True)
        # In one go, Qt asks for the count of rows a million times when the list is long.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self._awaited = QPersistentModelIndex()
        self._hint = QAbstractItemView.ScrollHint.EnsureVisible
        """The row to scroll to when it has been laid out, and where to show it."""
        self.verticalScrollBar().rangeChanged.connect(self._scroll_to_awaited)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName("Entries")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and a frame where no visible row shows that the list has the focus."""
        super().paintEvent(event)
        if self.hasFocus() and not self._shows_current():
            rule = self._theme.px(2)
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(self._theme.palette.accent), rule))
            painter.drawRect(
                QRectF(self.viewport().rect()).adjusted(rule / 2, rule / 2, -rule / 2, -rule / 2)
            )

    def _shows_current(self) -> bool:
        current = self.currentIndex()
        return current.isValid() and self.viewport().rect().intersects(self.visualRect(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters to the window, which types them into the search field."""
        if event.text().strip() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll to a row; to one that is laid out only with a later batch, when it has been."""
        super().scrollTo(index, hint)
        is_laid_out = not self.visualRect(index).isEmpty()
        self._awaited = QPersistentModelIndex() if is_laid_out else QPersistentModelIndex(index)
        self._hint = hint

    def _scroll_to_awaited(self) -> None:
        if self._awaited.isValid():
            self.scrollTo(self.model().index(self._awaited.row(), 0), self._hint)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the current row; Qt looks for its place, which a list that is not laid out does not know."""
        self.selectionModel().select(self.currentIndex(), command)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus and leave the selection as it is."""
        chosen = self.currentIndex().isValid()
        before = self.selectionModel().blockSignals(not chosen)
        super().focusInEvent(event)
        if not chosen:
            self.selectionModel().clear()
        self.selectionModel().blockSignals(before)
        self.viewport().update()
