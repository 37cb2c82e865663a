"""The right-hand side of the Glossary: the start page or an entry, and the trail from one to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from attache.base.changes import ChangeKind, Changes
from attache.base.entry import Entry, Label
from attache.base.errors import KnownError
from attache.library.comparing import Comparison
from attache.ui.pages.glossary.comparison_view import ComparisonView
from attache.ui.pages.glossary.home import Home
from attache.ui.shell.context import Context
from attache.ui.widgets.entry.card_rows import card_rows
from attache.ui.widgets.entry.find_bar import FindBar
from attache.ui.widgets.entry.pane import EntryPane
from attache.ui.widgets.entry.reading_view import ReadingView
from attache.ui.widgets.provenance import provenance
from attache.ui.widgets.recent import recently_viewed

_DWELL = 1500
"""Milliseconds after which an entry that was merely glanced at counts as read."""


class Reader(QStackedWidget):
    """Owns what is shown: the start page, an entry or a comparison of two.

    ``followed(id)``: a link led here; ``moving``: something else is about to be shown; ``arrived``: what is
    shown counts as read; ``turned``: what is shown has changed; ``comparison_requested``: the entry is to be
    compared with another.
    """

    followed = Signal(str)
    moving = Signal()
    arrived = Signal()
    turned = Signal()
    comparison_requested = Signal()

    def __init__(self, context: Context, via: Callable[[str], Label | None], parent: QWidget) -> None:
        """``via(id)`` returns the alternative name by which the list has an entry, if by any."""
        super().__init__(parent)
        self._context, self._via = context, via
        library, learner = context.library, context.learner
        self._counted: tuple[str, ...] = ()
        """What was shown when something last counted as read."""
        self.home = Home(context.theme, provenance(library))
        self.pane = EntryPane(
            context.theme,
            library.preview,
            learner.save_note,
            lambda entry: card_rows(entry, learner),
            compares=True,
        )
        self.pane.comparison_requested.connect(self.comparison_requested)
        self.pair = ComparisonView(context.theme, library.preview)
        for view in (self.home, self.pane, self.pair):
            self.addWidget(view)
            view.entry_requested.connect(self.follow)
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(_DWELL)
        self._dwell.timeout.connect(self._read)

    @property
    def entry(self) -> Entry | None:
        """The entry that is shown, None for the start page and for a comparison."""
        return self.pane.entry if self.currentWidget() is self.pane else None

    @property
    def comparison(self) -> Comparison | None:
        """The comparison that is shown."""
        return self.pair.comparison if self.currentWidget() is self.pair else None

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of what is shown: of one entry or two, of none on the start page."""
        if self.comparison is not None:
            return self.comparison.ids
        return (self.entry.id,) if self.entry is not None else ()

    @property
    def text(self) -> ReadingView:
        """The text that is shown, which takes the focus."""
        if self.currentWidget() is self.home:
            return self.home.view
        return self.pair.text if self.comparison is not None else self.pane.text

    @property
    def selected_text(self) -> str:
        """The text that is selected in the entry or beside it, on one line."""
        views = (self.text, self.pane.side) if self.entry is not None else (self.text,)
        found = (view.textCursor().selectedText() for view in views)
        return next((" ".join(text.split()) for text in found if text), "")

    def find_text(self) -> bool:
        """Open the bar that finds words in what is shown; return False on the start page."""
        bar = self._find_bar
        if bar is not None and self.isVisible():
            bar.open()
            return True
        return False

    def leave_find(self) -> bool:
        """Close that bar; return False if it is not open."""
        bar = self._find_bar
        if bar is None or not bar.is_open:
            return False
        bar.leave()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the bar on Esc, and leave all other keys to the window."""
        if event.key() != Qt.Key.Key_Escape or not self.leave_find():
            event.ignore()

    @property
    def _find_bar(self) -> FindBar | None:
        if self.currentWidget() is self.home:
            return None
        return self.pair.find_bar if self.comparison is not None else self.pane.find_bar

    @property
    def scrolled(self) -> int:
        """How far what is shown is scrolled, in pixels."""
        return self.text.verticalScrollBar().value()

    def show_entry(self, entry: str, scroll: int = 0, read: bool = True) -> bool:
        """Show an entry, False if no entry has that id; ``read`` adds it to the history immediately."""
        try:
            found = self._context.library.entry(entry)
        except KnownError as error:
            self._context.report(error)
            return False
        self.moving.emit()
        if self.entry is None or self.entry.id != found.id or scroll:
            note = self._context.learner.note(found.id)
            self.pane.show_entry(found, note, scroll, self._via(found.id))
        self.setCurrentWidget(self.pane)
        if read:
            self.pane.paint_now()  # saving that takes longer than painting the page
            self._read()
        elif self.shown != self._counted:
            self._dwell.start()
        self.turned.emit()
        return True

    def compare(self, first: str, second: str) -> bool:
        """Show two entries side by side, False if an id is not known; what was shown counts as read."""
        if self.entry is not None:
            self._read()
        if not self._show_pair(first, second):
            return False
        self._counted = self.shown
        self.arrived.emit()
        self.turned.emit()
        return True

    def glance(self, entry: str) -> None:
        """Show the entry that was selected in the list; it counts as read after a while."""
        if self.shown == (entry,):
            self.pane.arrive_by(self._via(entry))
        else:
            self._dwell.stop()
            self.show_entry(entry, read=False)

    def follow(self, entry: str) -> None:
        """Open the target of a link; the entry that has the link counts as read."""
        if self.entry is not None:
            self._read()
        if self.show_entry(entry):
            self.followed.emit(entry)

    def go_to(self, shown: tuple[str, ...], scroll: int) -> None:
        """Show again what was shown before; that does not count as read once more."""
        if len(shown) > 1:
            found = self._show_pair(shown[0], shown[1], scroll)
        else:
            found = self.show_entry(shown[0], scroll, read=False)
            self._dwell.stop()
        if found:
            self._counted = self.shown
            self.followed.emit(shown[0])
            self.turned.emit()

    def show_home(self) -> None:
        """Show the start page."""
        self._dwell.stop()
        self.moving.emit()
        self._fill_home()
        self.setCurrentWidget(self.home)
        self.turned.emit()

    def refresh(self, changes: Changes) -> None:
        """Show what has changed about the entry, or the recently viewed entries on the start page."""
        entry = self.entry
        if entry is None:
            self._fill_home()  # a comparison shows nothing that can change
            return
        if changes.kinds & {ChangeKind.REVIEWS, ChangeKind.SETTINGS, ChangeKind.TIME}:
            self.pane.draw_again()
        if ChangeKind.NOTES in changes.kinds:
            self.pane.note.refresh(self._context.learner.note(entry.id))

    def finish_pending(self) -> bool:
        """Count the shown entry as read and show the preview now, if they wait; return whether any did."""
        dwelling = self._dwell.isActive()
        if dwelling:
            self._read()
        previewing = [view.card.finish_pending() for view in (self.pane, self.pair)]
        return dwelling or any(previewing)

    def _fill_home(self) -> None:
        library = self._context.library
        line = f"{library.entry_count:,} entries. Type the first letters of a term in the search field."
        self.home.show_home(library.title, line, recently_viewed(self._context))

    def _show_pair(self, first: str, second: str, scroll: int = 0) -> bool:
        try:
            comparison = self._context.library.compare(first, second)
        except KnownError as error:
            self._context.report(error)
            return False
        self.moving.emit()
        self._dwell.stop()
        self.pair.show_comparison(comparison, scroll)
        self.setCurrentWidget(self.pair)
        return True

    def _read(self) -> None:
        """Count the shown entry as read: add it to the history and to the recently viewed entries."""
        self._dwell.stop()
        if self.entry is not None and self.shown != self._counted:
            self._counted = self.shown
            self.arrived.emit()
            self._context.learner.add_recent(self.entry.id)
            self.turned.emit()
