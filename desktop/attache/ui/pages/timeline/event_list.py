"""The list that says the same as the chart: its model, its rows and its view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from attache.library.timeline import Event
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import as_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.chart_list import ChartList, wrapped_height
from attache.ui.widgets.marks import paint_kind

_Index = QModelIndex | QPersistentModelIndex
_EDGE = 16
"""The space beside a row at 100 %, in pixels."""
_INDENT = 16
"""How far the title of the entry stands to the right of its mark's left end, in pixels at 100 %."""


class EventModel(QAbstractListModel):
    """Events by their number on the chart, each group under a heading."""

    def __init__(self, parent: QListView | None = None) -> None:
        super().__init__(parent)
        self._events: Sequence[Event] = ()
        self.numbers: Sequence[int] = ()
        self._headings: dict[int, str] = {}

    def show_groups(self, events: Sequence[Event], groups: Sequence[tuple[str, Sequence[int]]]) -> None:
        """Show groups of events, each a heading, which may be "", and numbers."""
        self.beginResetModel()
        self._events = events
        self.numbers = [number for _heading, numbers in groups for number in numbers]
        self._headings, row = {}, 0
        for heading, numbers in groups:
            if numbers and heading:
                self._headings[row] = heading
            row += len(numbers)
        self.endResetModel()

    def event_of(self, row: int) -> Event:
        """Return the event of a row."""
        return self._events[self.numbers[row]]

    def heading(self, row: int) -> str:
        """Return the heading over a row, "" for none."""
        return self._headings.get(row, "")

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of events."""
        return 0 if parent.isValid() else len(self.numbers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an event in words."""
        event = self.event_of(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return event.what
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(event.in_full)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (self.heading(index.row()), event.when, event.what, event.entry.title)
            return ". ".join((*filter(None, parts), KIND_WORDS[event.entry.kind]))
        return None


class EventDelegate(QStyledItemDelegate):
    """Draws the date, what happened, and the entry with the mark of its kind."""

    def __init__(self, theme: Theme, model: EventModel, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._model, self._view = theme, model, view
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size of a row: what happened and the entry take the lines that they need."""
        width, px = self._view.viewport().width(), self._theme.px
        event, room = self._model.event_of(index.row()), width - px(2 * _EDGE)
        height = px(22) + self._small_metrics.height() + wrapped_height(self._text_metrics, event.what, room)
        height += wrapped_height(self._small_metrics, event.entry.title, room - px(_INDENT))
        if self._model.heading(index.row()):
            height += self._head_height
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        event, heading = self._model.event_of(index.row()), self._model.heading(index.row())
        px, colours, box = self._theme.px, self._theme.palette, option.rect
        painter.save()
        left, room = box.left() + px(_EDGE), box.width() - px(2 * _EDGE)
        if heading:
            painter.setFont(self._head)
            painter.setPen(QColor(colours.muted))
            place = QRect(left, box.top(), room, self._head_height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, heading)
            box = box.adjusted(0, self._head_height, 0, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colours.selection))
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(QRect(box.left(), box.top(), px(3), box.height()), QColor(colours.accent))
        painter.fillRect(QRect(left, box.bottom(), room, 1), QColor(colours.line))
        line, y = self._small_metrics.height(), box.top() + px(9)
        painter.setFont(self._small)
        painter.setPen(QColor(colours.muted))
        painter.drawText(QRect(left, y, room, line), 0, event.when)
        y += line + px(1)
        painter.setFont(self._text)
        painter.setPen(QColor(colours.ink))
        height = wrapped_height(self._text_metrics, event.what, room)
        painter.drawText(QRect(left, y, room, height), Qt.TextFlag.TextWordWrap, event.what)
        y += height + px(2)
        side = px(8)
        mark = QRectF(left, y + (line - side) / 2, side, side)
        paint_kind(painter, mark, event.entry.kind, colours.kind(event.entry.kind))
        painter.setFont(self._small)
        painter.setPen(QColor(colours.muted))
        place = QRect(left, y, room, box.bottom() - y).adjusted(px(_INDENT), 0, 0, 0)
        painter.drawText(place, Qt.TextFlag.TextWordWrap, event.entry.title)
        painter.restore()

    def _apply_theme(self) -> None:
        self._text = self._theme.reading(15)
        self._small = self._theme.frame(12)
        self._head = self._theme.frame(12, QFont.Weight.DemiBold)
        self._text_metrics, self._small_metrics = QFontMetrics(self._text), QFontMetrics(self._small)
        self._head_height = self._theme.px(16) + QFontMetrics(self._head).height()


class EventList(ChartList):
    """The view of the list."""

    def __init__(self, theme: Theme) -> None:
        self.rows = EventModel()
        super().__init__(theme, self.rows, "Dates")
        self.setItemDelegate(EventDelegate(theme, self.rows, self))

    @property
    def number(self) -> int:
        """The number of the selected event, -1 for none."""
        return self.rows.numbers[self.row] if self.row >= 0 else -1

    def select_number(self, number: int) -> None:
        """Select the row of an event by its number, and no row for one that is not listed."""
        self.select_row(self.rows.numbers.index(number) if number in self.rows.numbers else -1)
