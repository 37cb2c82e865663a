"""The window of the quick look-up: type, read, Esc.

It has no frame and stays above other windows.  The best hit is shown as an answer as soon as it is found, and
the arrow keys make another hit the answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QColor,
    QCursor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout

from attache.base.entry import Entry
from attache.library.library import Library
from attache.library.results import Hit, Results, meant_instead, missing
from attache.ui.quick.answer import Answer
from attache.ui.quick.field import QuickField
from attache.ui.quick.foot import Foot
from attache.ui.quick.row import HitRow
from attache.ui.shell.plain import PlainLabel, set_title
from attache.ui.shell.search_control import is_text
from attache.ui.shell.small_window import SmallWindow
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.citation import definition_text

_WIDE, _HIGH = 560, 520
"""The width, and the greatest height, in pixels at 100 %."""
_FOUND = 12
"""Hits that the arrow keys walk through."""
_SHOWN = 3
"""Hits that are shown at a time, the answer among them."""
_MOST_OF_SCREEN = 0.7
_FROM_TOP = 0.2
_MARGIN = 16


class QuickWindow(SmallWindow):
    """The field, the answer, the rows around it, and the foot."""

    def __init__(self, theme: Theme, library: Library) -> None:
        super().__init__(
            None,
            Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint,
        )
        self._theme, self._library = theme, library
        self._results = Results("")
        self._selected = 0
        self._entry: Entry | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # for the round corners
        set_title(self, "Quick look-up – Attaché")
        self.field = QuickField(theme)
        self.message = PlainLabel()
        self.message.setObjectName("quickMessage")
        self.message.setWordWrap(True)
        self.message.setIndent(0)
        self.answer = Answer(theme)
        self.rows = tuple(HitRow(theme) for _ in range(_SHOWN - 1))
        self.more = PlainLabel()
        self.more.setObjectName("quickMessage")
        self.more.setIndent(0)
        self.foot = Foot(theme)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        for part in (self.field, self.message, self.answer, *self.rows, self.more, self.foot):
            self._layout.addWidget(part)
        self._connect()
        self._apply_theme()

    @property
    def hits(self) -> Sequence[Hit]:
        """What was found, or else what the text may have meant."""
        return self._results.hits or self._results.suggestions[:_SHOWN]

    def open(self, text: str = "") -> None:
        """Show the window on the screen with the pointer, and look a text up; without one, start afresh."""
        self.field.setText(text)
        self._look_up()
        self._place()
        self.show()
        self.activateWindow()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    # What is shown

    def _look_up(self) -> None:
        self._results = self._library.search(self.field.text(), limit=_FOUND)
        self._select(0)

    def _select(self, row: int) -> None:
        """Make a hit the answer; hits around it are shown as rows as long as the whole answer is."""
        hits = self.hits
        self._selected = max(0, min(row, len(hits) - 1))
        self._entry = self._library.entry(hits[self._selected].row.id) if hits else None
        if self._entry is not None:
            self.answer.show_entry(self._entry, hits[self._selected])
            told = QAccessibleAnnouncementEvent(self.field, definition_text(self._entry))
            QAccessible.updateAccessibility(told)
        self.answer.setVisible(self._entry is not None)
        self.foot.set_active(self._entry is not None)
        for count in range(_SHOWN, 0, -1):
            self._arrange(count)
            if self._fit():
                break

    def _arrange(self, count: int) -> None:
        """Put the answer among as many hits as ``count`` says, itself included."""
        hits = self.hits
        first = max(0, self._selected - count + 1)
        shown = range(first, min(first + count, len(hits)))
        rows = iter(self.rows)
        place = self._layout.indexOf(self.message) + 1
        self._layout.removeWidget(self.answer)
        for at in shown:
            if at == self._selected:
                self._layout.insertWidget(place + at - first, self.answer)
            else:
                next(rows).show_hit(hits[at], at)
        for row in rows:
            row.hide()
        if not hits:
            self._layout.insertWidget(place, self.answer)
        self._say(hits[shown.stop :])

    def _say(self, rest: Sequence[Hit]) -> None:
        """Say what cannot be seen: that nothing has the name, what was left out, and what else was found."""
        results = self._results
        said = missing(results.left_out) if results.hits else ""
        if self.field.text().strip() and not results.hits:
            said = (
                meant_instead(self.field.text())
                if results.suggestions
                else "No results. Try fewer letters or another word."
            )
        self.message.setText(said)
        self.message.setVisible(bool(said))
        left = results.total - len(results.hits) + len(rest) if results.hits else 0
        titles = ", ".join(hit.row.title for hit in rest)
        around = self.more.contentsMargins()
        room = self._width() - 2 - around.left() - around.right()
        self.more.ensurePolished()
        self.more.setText(
            self.more.fontMetrics().elidedText(f"{left} more: {titles}", Qt.TextElideMode.ElideRight, room)
        )
        self.more.setVisible(bool(left and titles))

    def _copy(self) -> None:
        if self._entry is not None:
            QGuiApplication.clipboard().setText(definition_text(self._entry))
            self.foot.say("Definition copied")

    def _open_answer(self) -> None:
        if self._entry is not None:
            self.close()
            self.entry_requested.emit(self._entry.id)

    def _follow(self, entry: str) -> None:
        """Look up the entry that a link of the answer leads to."""
        row = self._library.row(entry)
        if row is not None:
            self.field.setText(row.title)
            self._look_up()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # Look and place

    def _connect(self) -> None:
        self.field.textEdited.connect(self._look_up)
        self.field.moved.connect(lambda steps: self._select(self._selected + steps))
        self.field.chosen.connect(self._open_answer)
        self.field.copying.connect(self._copy)
        self.field.left.connect(self.close)
        self.answer.entry_requested.connect(self._follow)
        for row in self.rows:
            row.picked.connect(self._pick)
        self.foot.open.clicked.connect(self._open_answer)
        self.foot.copy.clicked.connect(self._copy)
        self.foot.close_button.clicked.connect(self.close)
        self._theme.changed.connect(self._apply_theme)

    def _pick(self, row: int) -> None:
        self._select(row)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.message.setContentsMargins(px(20), px(12), px(20), px(12))
        self.more.setContentsMargins(px(20), px(9), px(20), px(9))
        if self.isVisible():
            self._select(self._selected)

    def _screen(self) -> QRect:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        return screen.availableGeometry()

    def _fit(self) -> bool:
        """Be as high as what is shown; return False if a part of the answer has to be scrolled to."""
        wide, room = self._width(), self._screen()
        most = min(self._theme.px(_HIGH), round(room.height() * _MOST_OF_SCREEN))
        self.setFixedWidth(wide)
        self.answer.setFixedHeight(0)
        taken, is_whole = self._needed(wide), True
        if self._entry is not None:
            is_whole = self.answer.fit(wide - 2, most - taken)
        self.setFixedHeight(taken + self.answer.minimumHeight())
        return is_whole

    def _width(self) -> int:
        return min(self._theme.px(_WIDE), self._screen().width() - 2 * _MARGIN)

    def _needed(self, wide: int) -> int:
        """Return the height of all parts in a width, in pixels."""
        for label in (self.message, self.more):
            label.ensurePolished()  # its font comes with the style sheet
        self._layout.invalidate()
        if self._layout.hasHeightForWidth():
            return self._layout.totalHeightForWidth(wide)
        return self._layout.totalSizeHint().height()

    def _place(self) -> None:
        room = self._screen()
        self.move(
            QPoint(
                room.center().x() - self.width() // 2,
                min(room.top() + round(room.height() * _FROM_TOP), room.bottom() - self.height() - _MARGIN),
            )
        )

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line around it; the corners stay open."""
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.control))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners off: an X server without a compositor would show them black."""
        super().resizeEvent(event)
        if QGuiApplication.platformName() == "xcb":
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), self._theme.px(8), self._theme.px(8))
            self.setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type into the field wherever the focus is, and close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif is_text(event) and not self.field.hasFocus():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()
            self.field.insert(event.text())
            self._look_up()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the window be moved by whatever is no control."""
        handle = self.windowHandle()
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Forget what was looked up."""
        super().closeEvent(event)
        self.foot.say("")
