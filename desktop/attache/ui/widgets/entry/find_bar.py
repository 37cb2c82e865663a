"""The bar above a text that finds words in it: Ctrl+F, then Enter from one match to the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTextEdit, QToolButton, QWidget

from attache.base.characters import whole
from attache.library.occurrences import occurrences
from attache.ui.shell.line_edit import LineEdit, one_line
from attache.ui.shell.plain import PlainLabel, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.reading_view import ReadingView

_MOST = 1_000
"""Matches that are marked; nobody walks through more."""
_LAST_PLAIN = "\uffff"
"""The last character that a document counts as one; it counts in UTF-16."""


class _Match(NamedTuple):
    """A match: in which view, and from where to where, in positions of its document."""

    view: ReadingView
    start: int
    end: int

    def cursor(self) -> QTextCursor:
        """Return the match as a selection."""
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(self.start)
        cursor.setPosition(self.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


class _Field(LineEdit):
    """Emits ``stepped(1)`` on Enter, ``stepped(-1)`` on Shift+Enter, and ``left`` on Esc."""

    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys that walk and leave; the field handles the others."""
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if back else 1)
        elif key in steps:
            self.stepped.emit(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Marks what is found in some views, which are read in the order given; hidden until it is opened.

    ``reached(y)``: a match this many pixels down the page must be brought into view.
    """

    reached = Signal(int)

    def __init__(self, theme: Theme, views: Sequence[ReadingView], stays: bool = False) -> None:
        """``stays`` keeps the bar open always."""
        super().__init__()
        self.setObjectName("findBar")
        self.setMinimumWidth(1)  # its margins grow with the window, and must not keep it wide
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._views, self._stays = theme, views, stays
        self._matches: list[_Match] = []
        self._at = -1
        """The number of the current match, -1 for none."""
        self._before: QWidget | None = None
        """What had the focus before the bar was opened."""
        self.field = _Field()
        self.field.setPlaceholderText("Find in page")
        self.field.setAccessibleName("Find in page")
        self.count = PlainLabel()
        self.count.setObjectName("quiet")
        self.previous = self._button("Previous match", "Shift+Enter")
        self.next = self._button("Next match", "Enter")
        self.close_button = self._button("Close", "Esc")
        self._margin = 0
        self._across = QHBoxLayout(self)
        self._across.addWidget(self.field, 1)
        self._across.addWidget(self.count)
        self._across.addWidget(self.previous)
        self._across.addWidget(self.next)
        self._across.addStretch(1)
        self._across.addWidget(self.close_button)
        self.field.textChanged.connect(self._search)
        self.field.stepped.connect(self.step)
        self.field.left.connect(self.leave)
        self.previous.clicked.connect(lambda _on=False: self.step(-1))
        self.next.clicked.connect(lambda _on=False: self.step(1))
        self.close_button.clicked.connect(lambda _on=False: self.leave())
        theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self.close_button.setHidden(stays)
        if not stays:
            self.hide()  # else it is shown with the page: shown now, it would be a window of its own

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return not self.isHidden()

    def open(self) -> None:
        """Show the bar with what is selected in the text, or with what was searched for last."""
        focus = QApplication.focusWidget()
        if focus is not self.field:
            self._before = focus
        selected = next((view.textCursor().selectedText() for view in self._views if view.hasFocus()), "")
        self.show()
        if selected.strip():
            self.field.setText(one_line(selected).strip())
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search()

    def leave(self) -> None:
        """Hide the bar, select the current match in the text, and put the focus where it was before."""
        if self._at >= 0:
            match = self._matches[self._at]
            match.view.setTextCursor(match.cursor())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_bar()
        if self._stays:
            self.field.clear()

    def close_bar(self) -> None:
        """Hide the bar, unless it stays, and its marks; a focus that is in it goes where it was before."""
        if not self.is_open:
            return
        before, focus = self._before, QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            wanted = before if before is not None and before.isVisible() else self._views[0]
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(self._stays)
        self._matches, self._at = [], -1
        self._mark()

    def refresh(self) -> None:
        """Mark the matches again in a text that was drawn again."""
        if self.is_open:
            at = self._at
            self._matches = self._found()
            self._at = min(at, len(self._matches) - 1)
            self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the field where there is little."""
        super().resizeEvent(event)
        self._fit()

    def step(self, steps: int) -> None:
        """Go to a later match, or to an earlier one; after the last comes the first."""
        if self._matches:
            self._at = (self._at + steps) % len(self._matches)
            self._mark()
            self._reach()

    # Parts

    def _search(self) -> None:
        """Find the text of the field, and go to the first match from the top of what is visible."""
        self._matches = self._found()
        top = self._views[0].verticalScrollBar().value()
        later = (
            number for number, match in enumerate(self._matches) if match.view.place_at(match.cursor()) >= top
        )
        self._at = next(later, 0) if self._matches else -1
        self._mark()
        self._reach()

    def _found(self) -> list[_Match]:
        wanted = self.field.text()
        found: list[_Match] = []
        for view in self._views:
            if not view.isHidden():
                text = view.toPlainText()
                place = partial(_position, text) if text and max(text) > _LAST_PLAIN else int
                spans = occurrences(text, wanted)
                found += (_Match(view, place(start), place(end)) for start, end in spans)
        return found[:_MOST]

    def _mark(self) -> None:
        """Mark all matches, the current one more strongly, and say which of how many that is."""
        colours = self._theme.palette
        plain, current = QTextCharFormat(), QTextCharFormat()
        plain.setBackground(QColor(colours.line))
        plain.setForeground(QColor(colours.ink))
        current.setBackground(QColor(colours.accent))
        current.setForeground(QColor(colours.on_accent))
        for view in self._views:
            marks = []
            for number, match in enumerate(self._matches):
                if match.view is view:
                    mark = QTextEdit.ExtraSelection()
                    mark.cursor = match.cursor()
                    mark.format = current if number == self._at else plain
                    marks.append(mark)
            view.setExtraSelections(marks)
        of = len(self._matches)
        if of:
            more = "+" if of == _MOST else ""
            self.count.setText(f"{self._at + 1:,} of {of:,}{more}")
        else:
            self.count.setText("Not found" if self.field.text().strip() else "")
        for button in (self.previous, self.next):
            button.setEnabled(of > 1)

    def _reach(self) -> None:
        if self._at >= 0:
            match = self._matches[self._at]
            self.reached.emit(match.view.place_at(match.cursor()))

    def _button(self, name: str, keys: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("barButton")
        button.setAccessibleName(name)
        set_tip(button, f"{name} ({keys})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def set_margin(self, left: int) -> None:
        """Start where the text below starts, ``left`` pixels from the edge."""
        if left != self._margin:
            self._margin = left
            self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        self._across.setContentsMargins(self._margin, px(6), px(16), px(6))
        for button in (self.previous, self.next):
            button.setVisible(self.width() >= px(360))

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._across.setSpacing(px(8))
        self.field.setFixedHeight(px(32))
        self.field.setMaximumWidth(px(320))
        self.field.setMinimumWidth(px(80))
        for button, icon in (
            (self.previous, "chevron-up"),
            (self.next, "chevron-down"),
            (self.close_button, "x"),
        ):
            button.setIcon(self._theme.icon(icon))
            button.setIconSize(QSize(px(18), px(18)))
        self._fit()


def _position(text: str, place: int) -> int:
    """Return the position in a document of a place in its text."""
    return len(whole(text[:place]).encode("utf-16-le")) // 2
