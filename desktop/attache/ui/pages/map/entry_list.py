"""The list that says the same as the map: entries by theme, or the neighbours of the focus by relation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from attache.library.atlas import Spot
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import as_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.chart_list import ChartList, wrapped_height
from attache.ui.widgets.marks import paint_kind

_Index = QModelIndex | QPersistentModelIndex
_EDGE, _INDENT = 16, 17
"""The space beside a row, and how far the title stands to the right of it, in pixels at 100 %."""


class Group(NamedTuple):
    """Entries under a heading, and what stands at its right end."""

    heading: str
    aside: str
    spots: Sequence[Spot]


class EntryModel(QAbstractListModel):
    """Groups of entries, each under a heading."""

    def __init__(self, parent: QListView | None = None) -> None:
        super().__init__(parent)
        self.spots: Sequence[Spot] = ()
        self._heads: dict[int, Group] = {}

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show groups; empty ones are left out."""
        self.beginResetModel()
        self.spots = [spot for group in groups for spot in group.spots]
        self._heads, row = {}, 0
        for group in groups:
            if group.spots:
                self._heads[row] = group
            row += len(group.spots)
        self.endResetModel()

    def head(self, row: int) -> Group | None:
        """Return the group that begins with a row."""
        return self._heads.get(row)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of entries."""
        return 0 if parent.isValid() else len(self.spots)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an entry in words."""
        spot, head = self.spots[index.row()], self.head(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return spot.entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(spot.entry.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = [head.heading] if head else []
            return ". ".join((*heading, spot.entry.title, KIND_WORDS[spot.entry.kind]))
        return None


class EntryDelegate(QStyledItemDelegate):
    """Draws the mark of the kind, the title, wrapped if it is long, and a heading above a group."""

    def __init__(self, theme: Theme, model: EntryModel, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._model, self._view = theme, model, view
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size of a row."""
        width, px = self._view.viewport().width(), self._theme.px
        title, room = self._model.spots[index.row()].entry.title, max(1, width - px(2 * _EDGE + _INDENT))
        height = self._row + (self._head_height if self._model.head(index.row()) else 0)
        if self._metrics.horizontalAdvance(title) >= room:  # Qt wraps a text that just fits
            height += wrapped_height(self._metrics, title, room) - self._metrics.height()
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        spot, head = self._model.spots[index.row()], self._model.head(index.row())
        px, colours, box = self._theme.px, self._theme.palette, option.rect
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        left, room = box.left() + px(_EDGE), box.width() - px(2 * _EDGE)
        if head:
            painter.setFont(self._head)
            painter.setPen(QColor(colours.muted))
            line = QRect(left, box.top() + px(6), room, self._head_height - px(6))
            painter.drawText(line, middle, head.heading)
            painter.setFont(self._count)
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, head.aside)
            box = box.adjusted(0, self._head_height, 0, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colours.selection))
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(QRect(box.left(), box.top(), px(3), box.height()), QColor(colours.accent))
        side = px(8)
        mark = QRectF(left, box.top() + (self._row - side) / 2, side, side)
        paint_kind(painter, mark, spot.entry.kind, colours.kind(spot.entry.kind))
        painter.setFont(self._text)
        painter.setPen(QColor(colours.ink))
        place = QRect(left, box.top(), room, box.height()).adjusted(px(_INDENT), 0, 0, 0)
        painter.drawText(place, middle | Qt.TextFlag.TextWordWrap, spot.entry.title)
        painter.restore()

    def _apply_theme(self) -> None:
        self._text, self._count = self._theme.frame(13.5), self._theme.frame(12)
        self._head = self._theme.frame(12, QFont.Weight.DemiBold)
        self._metrics = QFontMetrics(self._text)
        self._row = max(self._theme.px(26), self._metrics.height() + self._theme.px(6))
        self._head_height = self._theme.px(14) + QFontMetrics(self._head).height()


class EntryList(ChartList):
    """The view of the list."""

    def __init__(self, theme: Theme) -> None:
        self.rows = EntryModel()
        super().__init__(theme, self.rows, "Entries")
        self.setItemDelegate(EntryDelegate(theme, self.rows, self))

    @property
    def n(self) -> int:
        """The number of the selected entry, 0 for none."""
        return self.rows.spots[self.row].n if self.row >= 0 else 0

    def select(self, n: int) -> None:
        """Select the first row of an entry, and no row for one that is not listed."""
        self.select_row(next((row for row, spot in enumerate(self.rows.spots) if spot.n == n), -1))
