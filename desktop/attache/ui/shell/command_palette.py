"""Ctrl+K: any command or entry by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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

from attache.base.text import words
from attache.base.vocabulary import EntryRow
from attache.ui.shell.commands import Command, CommandSet, keys_text
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme

_SHOWN = 9
_NEVER_FIRST = "quit"
"""The command that is last, and never selected in advance."""
_FEWEST_LETTERS = 3
"""Letters of a word from which it is looked for among the other words of commands."""
_ASIDE = int(Qt.ItemDataRole.UserRole)
_TARGET = _ASIDE + 1


@dataclass(frozen=True, slots=True)
class _Choice:
    text: str
    aside: str
    command: str = ""
    entry: str = ""


class CommandPalette(QFrame):
    """A panel over the window; emits ``entry_requested(id)`` or triggers the command chosen."""

    entry_requested = Signal(str)

    def __init__(
        self, theme: Theme, commands: CommandSet, find: Callable[[str], Sequence[EntryRow]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self._theme, self._commands, self._find = theme, commands, find
        self._before: QWidget | None = None
        self.field = LineEdit()
        self.field.setPlaceholderText("A command or an entry")
        self.field.setAccessibleName("Command or entry")
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(theme, self.list))
        self.list.setAccessibleName("Commands and entries")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self._over = parent
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.field)
        self._layout.addWidget(self.list)
        self.field.textChanged.connect(self._offer)
        self.field.installEventFilter(self)
        self.nothing = PlainLabel("Nothing found. Try a shorter word, such as “theme” or “backup”.")
        self.nothing.setObjectName("quiet")
        self.nothing.setWordWrap(True)
        self._layout.addWidget(self.nothing)
        self.list.clicked.connect(lambda _index: self._take())
        self.hide()

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
                self.list.setCurrentIndex(self.model.index(max(0, min(at, self.model.rowCount() - 1)), 0))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if key == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)

    def _offer(self, text: str) -> None:
        self.model.clear()
        for choice in self._choices(text):
            item = QStandardItem(choice.text)
            item.setEditable(False)
            item.setData(choice.aside, _ASIDE)
            item.setData((choice.command, choice.entry), _TARGET)
            item.setAccessibleText(f"{choice.text}. {choice.aside}")
            self.model.appendRow(item)
        first = self.model.index(0, 0)
        if first.isValid() and first.data(_TARGET)[0] != _NEVER_FIRST:
            self.list.setCurrentIndex(first)
        self.list.setVisible(first.isValid())
        self.nothing.setHidden(first.isValid())
        self._place()

    def _choices(self, text: str) -> list[_Choice]:
        typed = words(text)
        ranked = sorted(
            (rank, command.id == _NEVER_FIRST, number, command)
            for number, command in enumerate(self._commands)
            if self._commands[command.id].isEnabled()
            and command.id != "palette"
            and (rank := _rank(command, typed)) is not None
        )
        commands = [
            _Choice(
                command.text, keys_text(command.keys[0]) if command.keys else command.menu, command=command.id
            )
            for *_, command in ranked
        ]
        if not typed:
            return commands
        return commands[:5] + [
            _Choice(row.title, KIND_WORDS[row.kind], entry=row.id) for row in self._find(text)
        ]

    def _take(self) -> None:
        index: QModelIndex = self.list.currentIndex()
        if not index.isValid():
            return
        command, entry = index.data(_TARGET)
        self.leave()
        if command:
            self._commands[command].trigger()
        else:
            self.entry_requested.emit(entry)

    def _place(self) -> None:
        px = self._theme.px
        parent = self._over
        wide = min(px(560), parent.width() - px(32))
        rows = max(1, min(self.model.rowCount(), _SHOWN))
        high = min(px(56) + rows * px(36) + px(16), parent.height() - px(48))
        self.setGeometry(QRect((parent.width() - wide) // 2, px(24), wide, high))
        self.field.setFixedHeight(px(38))
        self._layout.setContentsMargins(px(8), px(8), px(8), px(8))
        self._layout.setSpacing(px(6))
        self.nothing.setContentsMargins(px(12), 0, px(12), 0)  # in line with the rows of the list


def _rank(command: Command, typed: Sequence[str]) -> int | None:
    """Return 0 if the text of a command has all words, 1 if its other words help, and None otherwise.

    A word fits if one of the command's words starts with it.  One or two letters do not look among the other
    words, since nearly every command would come before the entries.
    """
    own, other = words(command.text), words(command.also)

    def fits(part: str, among: Sequence[str]) -> bool:
        return any(word.startswith(part) for word in among)

    if all(fits(part, own) for part in typed):
        return 0
    found = all(fits(part, own) or (len(part) >= _FEWEST_LETTERS and fits(part, other)) for part in typed)
    return 1 if found else None


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
        inner = box.adjusted(px(12), 0, -px(12), 0)
        aside = str(index.data(_ASIDE))
        painter.setFont(self._theme.frame(12))
        painter.setPen(QColor(colours.muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), aside)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(aside) - px(16)
        painter.setFont(self._theme.frame(14))
        painter.setPen(QColor(colours.ink))
        text = painter.fontMetrics().elidedText(
            str(index.data()),
            Qt.TextElideMode.ElideRight,
            room,
        )
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()
