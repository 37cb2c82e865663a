"""The right-hand side of the Glossary: the start page or an entry, and the trail from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from attache.base.errors import KnownError
from attache.base.vocabulary import Entry
from attache.library.library import Library
from attache.ui.pages.glossary.home import Home
from attache.ui.pages.glossary.trail import Place, Trail
from attache.ui.shell.theme import Theme

if TYPE_CHECKING:
    from attache.ui.widgets.entry.pane import EntryPane

_DWELL = 1500
"""Milliseconds after which an entry that was merely glanced at counts as read."""


class Reader(QStackedWidget):
    """Owns the shown entry and the trail.

    ``opened(id)``: an entry was really read, not just glanced at; ``followed(id)``: a link led
    here; ``note_written(id, text)``; ``turned``: entry or trail have changed; ``trouble(Exception)``.
    """

    opened = Signal(str)
    followed = Signal(str)
    note_written = Signal(str, str)
    turned = Signal()
    trouble = Signal(object)

    def __init__(
        self,
        theme: Theme,
        library: Library,
        note_of: Callable[[str], str],
        cards_of: Callable[[Entry], Sequence[tuple[str, str]]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self._library = theme, library
        self._note_of, self._cards_of = note_of, cards_of
        self._beside = True
        self.trail = Trail()
        self.home = Home(theme, [part for part in (library.about, *_trust(library)) if part])
        self.addWidget(self.home)
        self.home.entry_requested.connect(self.follow)
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(_DWELL)
        self._dwell.timeout.connect(self._read)

    @cached_property
    def pane(self) -> EntryPane:
        """The page of an entry, made when the first one is wanted: the start does not wait for it."""
        from attache.ui.widgets.entry.pane import EntryPane

        pane = EntryPane(self._theme, self._library.preview, self._cards_of)
        pane.set_beside(self._beside)
        pane.entry_requested.connect(self.follow)
        pane.note_written.connect(self.note_written)
        self.addWidget(pane)
        return pane

    @property
    def entry(self) -> Entry | None:
        """The entry that is shown, None for the start page."""
        return None if self.currentWidget() is self.home else self.pane.entry

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before this one."""
        return self.trail.can_go_back or (self.trail.here is not None and not self._on_trail())

    def show_entry(self, entry: str, scroll: int = 0, read: bool = True) -> bool:
        """Show an entry; ``read`` puts it on the trail at once.  False where there is none of that id."""
        try:
            found = self._library.entry(entry)
        except KnownError as error:
            self.trouble.emit(error)
            return False
        self._remember()
        if self.entry is None or self.entry.id != entry or scroll:
            self.pane.show_entry(found, self._note_of(entry), scroll)
        self.setCurrentWidget(self.pane)
        if read:
            self._read()
        elif not self._on_trail():
            self._dwell.start()
        self.turned.emit()
        return True

    def glance(self, entry: str) -> None:
        """Show an entry that was come to in the list; it counts as read after a while."""
        if self.entry is None or self.entry.id != entry:
            self._dwell.stop()
            self.show_entry(entry, read=False)

    def follow(self, entry: str) -> None:
        """Go where a link leads; the entry it stands in was therefore read."""
        if self.entry is not None:
            self._read()
        if self.show_entry(entry):
            self.followed.emit(entry)

    def back(self) -> None:
        """Go back along the trail; an entry only glanced at joins it, so that one can return."""
        self._remember()
        if self.trail.here is not None and not self._on_trail():
            if self.entry is None:
                self._go(self.trail.here)
                return
            self._read()
        self._go(self.trail.back())

    def forward(self) -> None:
        """Go forward along the trail."""
        self._remember()
        self._go(self.trail.forward())

    def show_home(self) -> None:
        """Show the start page."""
        self._dwell.stop()
        self._remember()
        self.setCurrentWidget(self.home)
        self.turned.emit()

    def finish_pending(self) -> bool:
        """Count the shown entry as read and show the link preview now, if they wait; tell whether any did."""
        dwelling = self._dwell.isActive()
        if dwelling:
            self._read()
        previewing = "pane" in self.__dict__ and self.pane.card.finish_pending()
        return dwelling or previewing

    def keep(self) -> bool:
        """Send off what is being written; False where a note could not be kept."""
        if "pane" not in self.__dict__:
            return True
        self.pane.note.keep()
        return not self.pane.note.is_holding

    def set_beside(self, beside: bool) -> None:
        """Put an entry's side column beside its text, or below it."""
        self._beside = beside
        if "pane" in self.__dict__:
            self.pane.set_beside(beside)

    def _go(self, place: Place | None) -> None:
        if place is not None and self.show_entry(place.entry, place.scroll, read=False):
            self._dwell.stop()
            self.followed.emit(place.entry)

    def _read(self) -> None:
        """Count the shown entry as read: on the trail, and among what was looked up lately."""
        self._dwell.stop()
        if self.entry is not None and not self._on_trail():
            self.trail.visit(self.entry.id)
            self.opened.emit(self.entry.id)
            self.turned.emit()

    def _remember(self) -> None:
        if self._on_trail():
            self.trail.remember(self.pane.place)

    def _on_trail(self) -> bool:
        """Tell whether what is shown is where the trail has come to."""
        here = self.trail.here
        return here is not None and self.entry is not None and self.entry.id == here.entry


def _trust(library: Library) -> list[str]:
    """Return how far the documents can be trusted, those of which the same is said together."""
    titles: dict[str, list[str]] = {}
    for document in library.documents():
        titles.setdefault(document.note, []).append(f"“{document.title}”")
    return [f"{', '.join(names)}: {note[:1].lower()}{note[1:]}" for note, names in titles.items() if note]
