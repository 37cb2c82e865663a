"""The numbers of a chart as a table, to be read by a screen reader and copied into a spreadsheet."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem

from attache.ui.shell.plain import as_tip
from attache.ui.shell.theme import Theme

_ROW, _ROWS, _BETWEEN = 28, 10, 16
"""The height of a row, the most rows shown without scrolling, and the space before a number.

Lengths are pixels at 100 %; cells have a margin of their own.
"""


class Table(NamedTuple):
    """The numbers of a chart: titles of columns, and rows of the same length.

    The columns up to ``widest``, which takes the room that is left, hold text, the others numbers.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widest: int = 0

    def is_text(self, column: int) -> bool:
        """Return whether a column holds text."""
        return column <= self.widest

    @property
    def text(self) -> str:
        """The table as a spreadsheet takes it from the clipboard: tabs between cells, a line for each row."""
        return "\n".join("\t".join(row) for row in (self.columns, *self.rows))


NO_NUMBERS = Table((), ())


class DataTable(QTableWidget):
    """Ctrl+C copies the selected rows, or the whole table where none is selected."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._table = NO_NUMBERS
        self.setObjectName("numbers")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns.setMinimumSectionSize(1)

    def show_table(self, name: str, table: Table) -> None:
        """Show other numbers; a row that was selected stays selected."""
        if table != self._table:
            self._table = table
            self.setColumnCount(len(table.columns))
            for column, title in enumerate(table.columns):
                self.setHorizontalHeaderItem(column, _item(title, table.is_text(column)))
            self.setRowCount(len(table.rows))
            for number, row in enumerate(table.rows):
                for column, text in enumerate(row):
                    self.setItem(number, column, _item(text, table.is_text(column)))
        self.setAccessibleName(name)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the height of the rows, and give the columns their widths."""
        px, columns = self._theme.px, self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        columns.setFixedHeight(px(_ROW))
        rows = min(max(len(self._table.rows), 1), _ROWS)
        self.setFixedHeight(px(_ROW) * (rows + 1) + px(4))
        for column in range(self.columnCount()):
            mode = QHeaderView.ResizeMode.ResizeToContents
            if column == self._table.widest:
                mode = QHeaderView.ResizeMode.Stretch
            columns.setSectionResizeMode(column, mode)

    def sizeHintForColumn(self, column: int) -> int:
        """Return the width of a column; one of numbers has extra space before the numbers."""
        widest = max(super().sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))
        return widest + (0 if self._table.is_text(column) else self._theme.px(_BETWEEN))

    @property
    def copied(self) -> str:
        """What Ctrl+C copies."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        rows = tuple(self._table.rows[row] for row in chosen) or self._table.rows
        return self._table._replace(rows=rows).text

    def copy(self) -> None:
        """Copy the selected rows with the titles of the columns, or the whole table."""
        QGuiApplication.clipboard().setText(self.copied)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, and leave letters to the page, whose commands they are."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.text().isprintable() and event.text() and not event.text().isspace():
            event.ignore()
        else:
            super().keyPressEvent(event)


def _item(text: str, is_text: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    side = Qt.AlignmentFlag.AlignLeft if is_text else Qt.AlignmentFlag.AlignRight
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    item.setData(Qt.ItemDataRole.ToolTipRole, as_tip(text))
    return item
