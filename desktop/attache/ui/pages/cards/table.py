"""The table of cards: arrows move, space selects, and a row is drawn as one thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from attache.ui.pages.cards.card_words import HIDDEN
from attache.ui.pages.cards.table_model import NUMERIC, CardTableModel, Column
from attache.ui.shell.search_control import is_text
from attache.ui.shell.theme import Theme
from attache.ui.widgets.margins import SCROLL_BAR

_GUTTER = 34
"""Pixels at 100 % in front of the question: a tick there marks a selected row, a click selects one more."""
_WIDTHS: Mapping[Column, int] = {
    Column.ENTRY: 212,
    Column.FORM: 144,
    Column.DUE: 108,
    Column.RECALL: 64,
    Column.LAPSES: 64,
    Column.MARKS: 140,
}
"""The widths of all columns but the question, which gets the rest; in pixels at 100 %."""
_USUAL, _WIDEST_ENTRY = 1086, 288
"""The width of the table above which the column of entries gets half of what is left, and its greatest width.

In pixels at 100 %.
"""
_HIDDEN_BELOW: Mapping[Column, int] = {
    Column.FORM: 960,
    Column.LAPSES: 880,
    Column.RECALL: 720,
    Column.ENTRY: 600,
    Column.MARKS: 420,
}
"""Widths of the table at 100 %, in pixels, below which a column is left out."""
_MOVES = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
)


class CardTable(QTableView):
    """Emits ``changed`` when the selection or the current row has changed, ``opened`` for Enter on a row."""

    changed = Signal()
    opened = Signal()

    def __init__(self, theme: Theme, model: CardTableModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.setObjectName("cards")
        self.setAccessibleName("Cards")
        self.setModel(model)
        self.setItemDelegate(_CardDelegate(theme, model, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionsClickable(True)
        columns.setHighlightSections(False)
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns.setMinimumSectionSize(1)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.changed.emit())
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.changed.emit())
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    # The selection

    def selected_rows(self) -> list[int]:
        """Return the selected rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def select_cards(self, numbers: Collection[int], current: int) -> None:
        """Select the rows of some cards, and make a row the current one."""
        selection, model, columns = QItemSelection(), self._model, len(Column) - 1
        start = -1
        rows = len(model.numbers)
        for row in range(rows + 1):
            chosen = row < rows and model.numbers[row] in numbers
            if chosen and start < 0:
                start = row
            elif not chosen and start >= 0:
                selection.select(model.index(start, 0), model.index(row - 1, columns))
                start = -1
        chosen_model = self.selectionModel()
        if current >= 0:
            index = model.index(min(current, rows - 1), 0)
            chosen_model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen_model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Have arrows only move, and space and a click in front of a row add it to the selection."""
        flags = QItemSelectionModel.SelectionFlag
        if isinstance(event, QKeyEvent) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            if event.key() in _MOVES:
                return flags.NoUpdate
            if event.key() == Qt.Key.Key_Space:
                return flags.Toggle | flags.Rows
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            in_front = event.position().x() < self._theme.px(_GUTTER)
            if in_front and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                return flags.Toggle | flags.Rows
        return super().selectionCommand(index, event)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; leave letters to the page, which searches, unless they act on selected cards."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif is_text(event):
            event.setAccepted(self.selectionModel().hasSelection())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the new width."""
        super().resizeEvent(event)
        self._fit()
        current = self.visualRect(self.currentIndex())
        if current.bottom() >= 0 and current.top() < event.oldSize().height():
            self.scrollTo(self.currentIndex())  # the bar below has grown

    def _fit(self) -> None:
        """Give each column for which there is room its width, and the rest to the question."""
        px = self._theme.px
        left = width = self.width() - px(SCROLL_BAR)  # with or without it, the columns stand where they are
        for column, wanted in _WIDTHS.items():
            shown = width >= px(_HIDDEN_BELOW.get(column, 0))
            self.setColumnHidden(column, not shown)
            if shown:
                more = (width - px(_USUAL)) // 2 if column is Column.ENTRY else 0
                self.setColumnWidth(column, min(max(px(wanted), px(wanted) + more), px(_WIDEST_ENTRY)))
                left -= self.columnWidth(column)
        self.setColumnWidth(Column.QUESTION, max(left, px(120)))

    def _apply_theme(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(38))
        self.horizontalHeader().setFixedHeight(self._theme.px(32))
        self._fit()


class _CardDelegate(QStyledItemDelegate):
    """Draws every cell itself, so that rules, selection and focus run through the whole row."""

    def __init__(self, theme: Theme, model: CardTableModel, parent: CardTable) -> None:
        super().__init__(parent)
        self._theme, self._model, self._table = theme, model, parent
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        px, colours, box = self._theme.px, self._theme.palette, option.rect
        column = Column(index.column())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(box, QColor(colours.selection))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(colours.line))
        if index.row() == self._table.currentIndex().row() and self._table.hasFocus():
            self._frame(painter, box, column)
        text = self._text(index, column)
        if column is Column.QUESTION:
            if selected:
                painter.setPen(QColor(colours.accent))
                painter.setFont(self._tick)
                gutter = QRect(box.left(), box.top(), px(_GUTTER), box.height())
                painter.drawText(gutter, Qt.AlignmentFlag.AlignCenter, "✓")
            box = box.adjusted(px(_GUTTER), 0, 0, 0)
        font, metrics = self._small, self._small_metrics
        tint = colours.muted
        if column is Column.QUESTION and not text.endswith(HIDDEN):
            font, metrics, tint = self._question, self._question_metrics, colours.ink
        elif column is Column.MARKS or (column is Column.ENTRY):
            tint = colours.ink
        painter.setFont(font)
        painter.setPen(QColor(tint))
        room = box.width() - px(16)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        aside = room - metrics.horizontalAdvance(shown) if column in NUMERIC else 0
        painter.drawText(box.left() + aside, box.top() + self._baseline(box.height()), shown)
        painter.restore()

    def _frame(self, painter: QPainter, box: QRect, column: Column) -> None:
        """Draw the part of the frame around the row that belongs to a cell."""
        rule, tint = self._theme.px(2), QColor(self._theme.palette.accent)
        shown = [each for each in Column if not self._table.isColumnHidden(each)]
        for y in (box.top(), box.bottom() + 1 - rule):
            painter.fillRect(QRect(box.left(), y, box.width(), rule), tint)
        for edge, x in ((shown[0], box.left()), (shown[-1], box.right() + 1 - rule)):
            if column is edge:
                painter.fillRect(QRect(x, box.top(), rule, box.height()), tint)

    def _text(self, index: QModelIndex | QPersistentModelIndex, column: Column) -> str:
        """Return the text of a cell; where entries are left out, one names a question not shown yet."""
        text = str(index.data() or "")
        if column is Column.QUESTION and text == HIDDEN and self._table.isColumnHidden(Column.ENTRY):
            return f"{self._model.index(index.row(), Column.ENTRY).data()}  ·  {HIDDEN}"
        return text

    def _baseline(self, height: int) -> int:
        """Return where the texts of a row stand, one line for both fonts."""
        return (
            height + self._question_metrics.ascent() - self._question_metrics.descent()
        ) // 2 - self._theme.px(1)

    def _apply_theme(self) -> None:
        self._question, self._small = self._theme.reading(15), self._theme.frame(12.5)
        self._tick = self._theme.frame(14)
        self._question_metrics, self._small_metrics = QFontMetrics(self._question), QFontMetrics(self._small)
