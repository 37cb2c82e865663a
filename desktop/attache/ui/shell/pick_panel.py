"""A panel over the window in which one of many things is picked by a few letters of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme

_SHOWN = 9
_DOWN = 63
"""How far down the panel begins, in pixels at 100 %: it must not cover half of the search field above it."""
_ASIDE = int(Qt.ItemDataRole.UserRole)
_TARGET = _ASIDE + 1


class Choice(NamedTuple):
    """One row: its text, what is shown at its right end, and what it stands for ("": it cannot be picked)."""

    text: str
    aside: str
    target: str
    selected_first: bool = True
    """Whether the row may be selected in advance, as the first one."""


class PickPanel(QFrame):
    """Emits ``picked(target)``.  A subclass overrides ``choices``."""

    picked = Signal(str)

    def __init__(self, theme: Theme, asks: str, nothing: str, parent: QWidget) -> None:
        """``asks`` is shown in the empty field, ``nothing`` instead of an empty list."""
        super().__init__(parent)
        self.setObjectName("popup")
        self._theme = theme
        self._before: QWidget | None = None
        self._first, self._last = 0, -1
        """The rows between which the keys move; what cannot be picked is above or below them."""
        self.heading = PlainLabel()
        self.heading.setObjectName("head")
        self.heading.setWordWrap(True)
        self.heading.hide()
        self.field = LineEdit()
        self.field.setPlaceholderText(asks)
        self.field.setAccessibleName(asks)
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(theme, self.list))
        self.list.setAccessibleName("Results")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.nothing = PlainLabel(nothing)
        self.nothing.setObjectName("quiet")
        self.nothing.setWordWrap(True)
        self._over = parent
        self._layout = QVBoxLayout(self)
        for part in (self.heading, self.field, self.list, self.nothing):
            self._layout.addWidget(part)
        self.field.textChanged.connect(self._offer)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._take)
        self.hide()

    def choices(self, text: str) -> Sequence[Choice]:
        """Return what is offered for a text."""
        raise NotImplementedError

    def open(self) -> None:
        """Show the panel over the top of the window, with everything on offer."""
        self._before = self.window().focusWidget()
        self._place()
        self.field.clear()
        self._offer("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Hide the panel and restore the focus."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move, run or close while the field keeps the focus."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if self.field.is_composing:
            return False  # the key belongs to the input method
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _SHOWN,
                Qt.Key.Key_PageUp: -_SHOWN,
            }
            key = Qt.Key(event.key())
            if key in steps:
                at = self.list.currentIndex().row() + steps[key]
                self.list.setCurrentIndex(self.model.index(max(self._first, min(at, self._last)), 0))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
            if key == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)

    def _offer(self, text: str) -> None:
        self.model.clear()
        choices = self.choices(text)
        for choice in choices:
            item = QStandardItem(choice.text)
            item.setEditable(False)
            item.setData(choice.aside, _ASIDE)
            item.setData(choice.target, _TARGET)
            item.setAccessibleText(choice.text)
            item.setAccessibleDescription(choice.aside)
            item.setEnabled(bool(choice.target))
            self.model.appendRow(item)
        if choices and choices[0].selected_first:
            self.list.setCurrentIndex(self.model.index(0, 0))
        pickable = [row for row, choice in enumerate(choices) if choice.target]
        self._first, self._last = (pickable[0], pickable[-1]) if pickable else (0, -1)
        self.list.setVisible(bool(choices))
        self.nothing.setHidden(bool(choices))
        self._place()

    def _take(self, index: QModelIndex) -> None:
        target = str(index.data(_TARGET)) if index.isValid() else ""
        if target:
            self.leave()
            self.picked.emit(target)

    def _place(self) -> None:
        px = self._theme.px
        parent = self._over
        wide = min(px(560), parent.width() - px(32))
        self.heading.ensurePolished()
        above = 0 if self.heading.isHidden() else self.heading.heightForWidth(wide - px(40)) + px(6)
        border = 1
        around = 2 * (border + px(8)) + above + px(38) + px(6)
        room = (parent.height() - px(_DOWN + 16) - around) // px(36)
        high = around + max(1, min(self.model.rowCount(), _SHOWN, room)) * px(36)
        self.setGeometry(QRect((parent.width() - wide) // 2, px(_DOWN), wide, high))
        self.field.setFixedHeight(px(38))
        self._layout.setContentsMargins(px(8), px(8), px(8), px(8))
        self._layout.setSpacing(px(6))
        for label in (self.heading, self.nothing):
            label.setContentsMargins(px(12), 0, px(12), 0)  # in line with the rows of the list


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(36))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        px, colours = self._theme.px, self._theme.palette
        box: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colours.selection))
            painter.fillRect(QRect(box.left(), box.top(), px(3), box.height()), QColor(colours.accent))
        inner = box.adjusted(px(12), 0, -px(12), 0)
        aside = str(index.data(_ASIDE))
        painter.setFont(self._theme.frame(12))
        painter.setPen(QColor(colours.muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), aside)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(aside) - px(16)
        painter.setFont(self._theme.frame(14))
        is_possible = bool(index.data(_TARGET))
        painter.setPen(QColor(colours.ink if is_possible else colours.muted))
        text = painter.fontMetrics().elidedText(
            str(index.data()),
            Qt.TextElideMode.ElideRight,
            room,
        )
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()
