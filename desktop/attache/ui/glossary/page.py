"""The Glossary page: what is typed or filtered on the left, the entry on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attache.base.errors import KnownError
from attache.library.filters import Filters
from attache.library.library import Library
from attache.library.results import Results
from attache.ui import jobs
from attache.ui.entry.pane import EntryPane
from attache.ui.glossary.filter_bar import FilterBar
from attache.ui.glossary.home import Home
from attache.ui.glossary.letters import Letters
from attache.ui.glossary.list_delegate import EntryDelegate
from attache.ui.glossary.list_model import EntryListModel
from attache.ui.theme import Theme
from attache.ui.trail import Place, Trail

Refine = Callable[[str, Filters, Callable[[], bool]], Results]
"""Looks up once more with a worker's own connection: (text, filters, cancelled) → results."""

_PAUSE = 150
"""Milliseconds without a key before the texts are searched as well, in a worker."""
_SETTLE = 40
"""Milliseconds after which the first hit's entry is shown; typing on never waits for it."""
_DWELL = 1500
"""Milliseconds after which an entry that was merely shown counts as read."""
_SIDE_FROM = 1100
"""Window width at 100 %, in pixels, from which an entry's side column stands beside its text."""
_TWO_PANES_FROM = 720
"""Page width at 100 %, in pixels, from which list and entry stand side by side."""


@dataclass(frozen=True, slots=True)
class State:
    """What the page is showing, for whoever must follow it (buttons, window title)."""

    entry: str
    title: str
    back: bool
    forward: bool
    narrowed: bool


class _EntryList(QListView):
    """A list in which getting the focus chooses nothing: that would show an entry nobody asked for."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        chosen = self.currentIndex().isValid()
        before = self.selectionModel().blockSignals(not chosen)
        super().focusInEvent(event)
        if not chosen:
            self.selectionModel().clear()
        self.selectionModel().blockSignals(before)
        self.viewport().update()


class GlossaryPage(QWidget):
    """Owns search, filters, list, trail and entry; asks the window for what outlives it.

    ``opened(id)``: an entry was really read, not just glanced at; ``note_written(id, text)``;
    ``state_changed(State)``; ``trouble(Exception)``: something could not be read.
    """

    opened = Signal(str)
    note_written = Signal(str, str)
    state_changed = Signal(object)
    trouble = Signal(object)

    def __init__(
        self,
        theme: Theme,
        library: Library,
        refine: Refine,
        note_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._theme, self._library, self._refine, self._note_of = theme, library, refine, note_of
        self._text, self._filters = "", Filters()
        self._bookmarks: tuple[str, ...] = ()
        self._marked_only = False
        self._trail = Trail()
        self._job: jobs.Job | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

        self.filters = FilterBar(theme, self)
        self.message = QLabel(self)
        self.message.setObjectName("quiet")
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.model = EntryListModel(library.rows, self)
        self.list = self._make_list()
        self.letters = Letters(theme, self)
        about = [f"{document.title}. {document.note}" for document in library.documents()]
        self.home = Home(theme, [library.about, *about] if library.about else about)
        self.pane = EntryPane(theme, library.preview)
        self._right = QStackedWidget()
        self._right.addWidget(self.home)
        self._right.addWidget(self.pane)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._column = self._make_column()
        self._lay_out()
        self._settle, self._dwell, self._pause = (
            self._timer(_SETTLE),
            self._timer(_DWELL),
            self._timer(_PAUSE),
        )
        self._connect()
        self._dress()

    # What the window asks for

    def look_up(self, text: str) -> None:
        """Show what a text finds, or everything where it is blank."""
        self._text = text
        self.refresh()
        self.show_side("list")

    def refresh(self) -> None:
        """Search or browse again, and choose the first hit of a search."""
        self._cancel()
        filters = self._narrowed()
        if self._text.strip():
            results = self._library.search(self._text, filters)
            self._show_results(results, filters)
            self._pause.start()
            if self.model.rowCount():
                self._choose_row(0)
        else:
            browsed = self._library.browse(filters)
            self.model.show_browsed(browsed)
            self.letters.show_letters(browsed.letters)
            self._say(f"{len(browsed):,}", self._library.facets(filters), len(browsed), 0)
            if self._trail.here is not None:
                self._select(self._trail.here.entry)
        self.letters.setVisible(not self._text.strip())
        self._tell()

    def set_bookmarks(self, entries: tuple[str, ...]) -> None:
        """Take over which entries are marked."""
        self._bookmarks = entries
        if self._marked_only or not self._text.strip():
            self.refresh()

    def show_bookmarks(self, only: bool = True) -> None:
        """Narrow the list to the marked entries, or no longer."""
        self._marked_only = only
        self.refresh()
        self.show_side("list")

    def clear(self) -> None:
        """Take all filters away; the text is the search field's to clear."""
        self._filters, self._marked_only, self._text = Filters(), False, ""
        self.refresh()

    def show_entry(self, entry: str, scroll: int = 0, read: bool = True) -> bool:
        """Show an entry; ``read`` puts it on the trail at once.  False where there is none of that id."""
        try:
            found = self._library.entry(entry)
        except KnownError as error:
            self.trouble.emit(error)
            return False
        self._settle.stop()
        self._remember()
        if self.pane.entry is None or self.pane.entry.id != entry or scroll:
            self.pane.show_entry(found, self._note_of(entry), scroll)
        self._right.setCurrentWidget(self.pane)
        if read:
            self._read()
        else:
            self._dwell.start()
        self._tell()
        return True

    def go(self, place: Place | None) -> None:
        """Show a place of the trail."""
        if place is not None and self.show_entry(place.entry, place.scroll, read=False):
            self._dwell.stop()
            self._select(place.entry)
            self.show_side("entry")

    def back(self) -> None:
        """Go back along the trail; from a narrow window's entry with nothing before it, to the list."""
        self._remember()
        if self._shown_entry() and (
            self._trail.here is None or self._trail.here.entry != self._shown_entry()
        ):
            self._read()
        self.go(self._trail.back())

    def forward(self) -> None:
        """Go forward along the trail."""
        self._remember()
        self.go(self._trail.forward())

    def walk(self, steps: int) -> None:
        """Choose another row of the list."""
        count = self.model.rowCount()
        if count:
            at = self.list.currentIndex().row()
            self._choose_row(max(0, min(at + steps if at >= 0 else 0, count - 1)))

    def open_chosen(self) -> None:
        """Read the entry chosen in the list and put the keys into its text."""
        row = self.list.currentIndex().row()
        if row < 0 and self._text.strip() and self.model.rowCount():
            row = 0
        if row >= 0 and self.show_entry(self.model.line(row).row.id):
            self.show_side("entry")
            self.pane.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_pane(self) -> None:
        """Move the keys on: list, text, side, note, list."""
        panes: list[QWidget] = [self.list, self.pane.text, self.pane.side]
        panes = [pane for pane in panes if pane.isVisible()]
        at = next((number for number, pane in enumerate(panes) if pane.hasFocus()), -1)
        panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_home(self) -> None:
        """Put the start page in the place of the entry."""
        self._dwell.stop()
        self._settle.stop()
        self._right.setCurrentWidget(self.home)
        self.show_side("entry")
        self._tell()

    def show_list(self) -> None:
        """Show the list, which a narrow window hides behind the entry."""
        self.show_side("list")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_side(self, side: str) -> None:
        """In a narrow window show either the list or the entry; in a wide one both."""
        one = self._one_pane()
        self._column.setVisible(not one or side == "list")
        self._right.setVisible(not one or side == "entry")

    def keep(self) -> None:
        """Send off what is being written, before the window closes."""
        self.pane.note.keep()
        self._cancel()
        self._pool.waitForDone()

    def splitter_state(self) -> bytes:
        """Return how the page is divided, for the next start."""
        return bytes(self._split.saveState().data())

    def restore_splitter(self, state: bytes) -> None:
        """Divide the page as it was."""
        self._split.restoreState(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit list and entry into the new width."""
        super().resizeEvent(event)
        self._fit()

    # Parts

    def _make_list(self) -> QListView:
        view = _EntryList()
        view.setModel(self.model)
        view.setItemDelegate(EntryDelegate(self._theme, self.model, view))
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFrameShape(QListView.Shape.NoFrame)
        view.setAccessibleName("Entries")
        return view

    def _make_column(self) -> QWidget:
        column = QWidget()
        column.setObjectName("column")
        column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.list, 1)
        across.addWidget(self.letters)
        down = QVBoxLayout(column)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.filters)
        down.addWidget(self.message)
        down.addLayout(across, 1)
        return column

    def _lay_out(self) -> None:
        self._split.addWidget(self._column)
        self._split.addWidget(self._right)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.list.clicked.connect(self._row_clicked)
        self.list.activated.connect(lambda _index: self.open_chosen())
        self.letters.chosen.connect(self._show_letter)
        self.filters.changed.connect(self._set_filters)
        self.filters.bookmarks_toggled.connect(self.show_bookmarks)
        for view in (self.pane, self.home):
            view.entry_requested.connect(self._follow)
        self.pane.note_written.connect(self.note_written)
        self._settle.timeout.connect(self._show_chosen)
        self._dwell.timeout.connect(self._read)
        self._pause.timeout.connect(self._start_refining)
        self._theme.changed.connect(self._dress)

    # What happens

    def _row_changed(
        self, now: QModelIndex | QPersistentModelIndex, _before: QModelIndex | QPersistentModelIndex
    ) -> None:
        if now.isValid():
            self._settle.start()

    def _row_clicked(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if self.show_entry(self.model.line(index.row()).row.id):
            self.show_side("entry")

    def _show_chosen(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < self.model.rowCount():
            entry = self.model.line(row).row.id
            if entry != self._shown_entry():
                self.show_entry(entry, read=False)

    def _follow(self, entry: str) -> None:
        if self._shown_entry():
            self._read()
        if self.show_entry(entry):
            self._select(entry)
            self.show_side("entry")

    def _read(self) -> None:
        """Count the shown entry as read: on the trail, and among what was looked up lately."""
        self._dwell.stop()
        entry = self._shown_entry()
        if entry and (self._trail.here is None or self._trail.here.entry != entry):
            self._trail.visit(entry)
            self.opened.emit(entry)
            self._tell()

    def _remember(self) -> None:
        here = self._trail.here
        if here is not None and here.entry == self._shown_entry():
            self._trail.remember(self.pane.place)

    def _shown_entry(self) -> str:
        on = self._right.currentWidget() is self.pane
        return self.pane.entry.id if on and self.pane.entry is not None else ""

    def _set_filters(self, filters: Filters) -> None:
        self._filters = filters
        self.refresh()

    def _narrowed(self) -> Filters:
        return replace(self._filters, ids=frozenset(self._bookmarks) if self._marked_only else None)

    def _show_letter(self, row: int) -> None:
        self._choose_row(row)
        self.list.scrollTo(self.model.index(row), QAbstractItemView.ScrollHint.PositionAtTop)

    def _choose_row(self, row: int) -> None:
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        # A reset list keeps no current row, and choosing the first one again must show it again.
        self._settle.start()

    def _select(self, entry: str) -> None:
        """Mark the shown entry in the list if it is there, without showing it again."""
        row = self.model.find(entry)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        else:
            self.list.setCurrentIndex(QModelIndex())
        self._settle.stop()

    def _start_refining(self) -> None:
        text, filters = self._text, self._narrowed()
        self._job = jobs.start(
            self._pool,
            lambda cancelled: self._refine(text, filters, cancelled),
            lambda results: self._take_refined(results, filters),
            self.trouble.emit,
        )

    def _take_refined(self, results: Results, filters: Filters) -> None:
        row = self.list.currentIndex().row()
        chosen = self.model.line(row).row.id if 0 <= row < self.model.rowCount() else ""
        self._show_results(results, filters)
        at = self.model.find(chosen) if chosen else -1
        if at >= 0:
            self._select(chosen)
        elif self.model.rowCount():
            self._choose_row(0)

    def _show_results(self, results: Results, filters: Filters) -> None:
        self.model.show_hits(self._text, results.hits, results.suggestions)
        total = f"{results.total:,}" + ("" if results.exact_total else "+")
        self._say(total, results.facets, len(results.hits), len(results.suggestions))

    def _cancel(self) -> None:
        self._pause.stop()
        self._settle.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _say(self, total: str, facets: object, hits: int, suggestions: int) -> None:
        self.filters.show_state(self._filters, total, facets, len(self._bookmarks), self._marked_only)  # type: ignore[arg-type]
        narrowed = self._filters != Filters() or self._marked_only
        said = ""
        if not hits and suggestions:
            said = "Nothing of that name. Did you mean one of these?"
        elif not hits and self._text.strip():
            said = "Nothing found. Try fewer letters, or another word for it."
            if narrowed:
                said = "Nothing found within these filters. Ctrl+Shift+A takes them away."
        elif not hits and self._marked_only:
            said = "No bookmarks here yet. Press B on an entry to keep it at hand."
        elif not hits:
            said = "No entry is all of this at once. Take one of the filters away."
        self.message.setText(said)
        self.message.setVisible(bool(said))

    def _tell(self) -> None:
        entry = self._shown_entry()
        title = self.pane.entry.title if entry and self.pane.entry is not None else ""
        narrowed = bool(self._text) or self._filters != Filters() or self._marked_only
        trail = self._trail
        back = trail.can_go_back or (trail.here is not None and bool(entry) and trail.here.entry != entry)
        self.state_changed.emit(State(entry, title, back, trail.can_go_forward, narrowed))

    # How it fits

    def _fit(self) -> None:
        window = self.window().width() * 100 / self._theme.zoom
        self.pane.set_beside(window >= _SIDE_FROM)
        self.show_side("entry" if self._one_pane() and self._right.isVisible() else "list")

    def _one_pane(self) -> bool:
        return self.width() * 100 / self._theme.zoom < _TWO_PANES_FROM

    def _dress(self) -> None:
        px = self._theme.px
        self.message.setContentsMargins(px(18), 0, px(16), px(12))
        self._column.setMinimumWidth(px(300))
        self._right.setMinimumWidth(px(320))
        sizes = self._split.sizes()
        if len(sizes) == 2 and not sizes[0]:
            self._split.setSizes([px(360), px(900)])
        self._fit()
