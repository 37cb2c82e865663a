"""The Glossary page: finding on the left, reading on the right, or one of them where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QWidget

from attache.base.vocabulary import Entry
from attache.library.library import Library
from attache.ui.pages.glossary.finder import Finder, Refine
from attache.ui.pages.glossary.reader import Reader
from attache.ui.shell.theme import Theme

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


class GlossaryPage(QWidget):
    """Puts finder and reader together.

    ``opened(id)``: an entry was read; ``note_written(id, text)``; ``state_changed(State)``;
    ``trouble(Exception)``: something could not be read.
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
        bookmarks: tuple[str, ...] = (),
        cards_of: Callable[[Entry], Sequence[tuple[str, str]]] = lambda _entry: (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._theme, self._zoom = theme, theme.zoom
        self.finder = Finder(theme, library, refine, bookmarks, self)
        self.reader = Reader(theme, library, note_of, cards_of, self)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        for part in (self.finder, self.reader):
            self._split.addWidget(part)
        self._split.setStretchFactor(1, 1)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([theme.px(360), theme.px(900)])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
        self._connect()

    @property
    def state(self) -> State:
        """What the page is showing."""
        entry, trail = self.reader.entry, self.reader.trail
        return State(
            entry.id if entry else "",
            entry.title if entry else "",
            self.reader.can_go_back,
            trail.can_go_forward,
            self.finder.is_narrowed,
        )

    @property
    def teaches(self) -> bool:
        """Whether the entry shown has cards."""
        return self.reader.entry is not None and bool(self.reader.entry.cards)

    def look_up(self, text: str) -> None:
        """Show what a text finds, or everything where it is blank."""
        self.finder.look_up(text)
        self.show_side("list")

    def show_bookmarks(self) -> None:
        """Narrow the list to the marked entries."""
        self.finder.show_bookmarks()
        self.show_side("list")

    def show_entry(self, entry: str) -> bool:
        """Show an entry and mark it in the list; False where there is none of that id."""
        if not self.reader.show_entry(entry):
            return False
        self._follow(entry)
        return True

    def open_chosen(self, entry: str) -> None:
        """Read an entry chosen in the list."""
        self.finder.rest()
        if self.reader.show_entry(entry):
            self.show_side("entry")

    def choose(self) -> None:
        """Read the entry come to in the list, and put the keys into its text."""
        self.finder.choose()
        if self.reader.entry is not None:
            self.reader.pane.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_home(self) -> None:
        """Put the start page in the place of the entry."""
        self.finder.rest()
        self.reader.show_home()
        self.show_side("entry")

    def show_list(self) -> None:
        """Show the list, which a narrow window hides behind the entry, and give it the keys."""
        self.show_side("list")
        self.finder.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_pane(self) -> None:
        """Move the keys on from list to text to side column and back."""
        if self._one_pane():
            self.show_side("entry" if self.finder.isVisible() else "list")
        panes: list[QWidget] = [self.finder.list, self.reader.home.view]
        if self.reader.entry is not None:
            panes = [self.finder.list, self.reader.pane.text, self.reader.pane.side]
        panes = [pane for pane in panes if pane.isVisible()]
        at = next((number for number, pane in enumerate(panes) if pane.hasFocus()), -1)
        panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_side(self, side: str) -> None:
        """In a narrow window show either the ``list`` or the ``entry``; in a wide one both."""
        one = self._one_pane()
        # Alone, a pane takes whatever room there is; side by side neither may be squeezed out.
        self.finder.setMinimumWidth(0 if one else self._theme.px(300))
        self.reader.setMinimumWidth(0 if one else self._theme.px(320))
        keys = QApplication.focusWidget()
        leaving = one and side == "entry" and keys is not None and self.finder.isAncestorOf(keys)
        self.finder.setVisible(not one or side == "list")
        self.reader.setVisible(not one or side == "entry")
        if leaving:
            # Hidden, the list would hand its keys to whatever comes next in the window.
            self._page_of_reader().setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> bool:
        """Send off what is being written, before the window closes; False where it could not be kept."""
        return self.reader.keep()

    def finish_pending(self) -> bool:
        """Do now what finder and reader do after a pause; tell whether anything waited."""
        found, read = self.finder.finish_pending(), self.reader.finish_pending()
        return found or read

    def close_down(self) -> None:
        """Stop working, before the files are closed."""
        self.finder.close_down()

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

    def _connect(self) -> None:
        finder, reader = self.finder, self.reader
        finder.glanced.connect(reader.glance)
        finder.chosen.connect(self.open_chosen)
        finder.narrowed.connect(self._keep_marked)
        finder.narrowed.connect(self._tell)
        finder.trouble.connect(self.trouble)
        reader.followed.connect(self._follow)
        reader.opened.connect(self.opened)
        reader.note_written.connect(self.note_written)
        reader.turned.connect(self._tell)
        reader.trouble.connect(self.trouble)
        self._theme.changed.connect(self._scale)

    def _page_of_reader(self) -> QWidget:
        return self.reader.home.view if self.reader.entry is None else self.reader.pane.text

    def _follow(self, entry: str) -> None:
        self.finder.select(entry)
        self.show_side("entry")

    def _keep_marked(self) -> None:
        """Keep the shown entry marked in the alphabet, wherever it stands there."""
        if not self.finder.is_searching and self.reader.entry is not None:
            self.finder.select(self.reader.entry.id)

    def _tell(self) -> None:
        self.state_changed.emit(self.state)

    def _scale(self) -> None:
        """Give the list its share of a page drawn larger or smaller."""
        was, self._zoom = self._zoom, self._theme.zoom
        sizes = self._split.sizes()
        if was != self._zoom and all(sizes):
            left = sizes[0] * self._zoom // was
            self._split.setSizes([left, max(1, sum(sizes) - left)])
        self._fit()

    def _fit(self) -> None:
        window = self.window().width() * 100 / self._theme.zoom
        self.reader.set_beside(window >= _SIDE_FROM)
        self.show_side("entry" if self._one_pane() and self.reader.isVisible() else "list")

    def _one_pane(self) -> bool:
        return self.width() * 100 / self._theme.zoom < _TWO_PANES_FROM
