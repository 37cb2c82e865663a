"""The pages of the window: each is created and refreshed only when it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.ui.shell.commands import CommandSet
from attache.ui.shell.context import Context
from attache.ui.shell.page import Page, PageItem, PageSpec, RailPlace, SearchPage, load
from attache.ui.shell.trail import Place, Trail

_EVERYTHING = Changes(frozenset(ChangeKind))


class PageStack(QStackedWidget):
    """Shows one page; the first page declared is the home page.

    ``turned(id)`` when another page is shown; ``state_changed`` when the title or the commands of a page may
    have changed; ``search_cleared`` when the page that answers searches has removed the text by itself.
    """

    turned = Signal(str)
    state_changed = Signal()
    search_cleared = Signal()

    def __init__(self, specs: Sequence[PageSpec], context: Context) -> None:
        super().__init__()
        self.specs: Mapping[str, PageSpec] = {spec.id: spec for spec in specs}
        self.home = specs[0].id
        self.search_id = next(spec.id for spec in specs if spec.answers_search)
        self._context = context
        self._made: dict[str, Page] = {}
        self._pending: dict[str, Changes] = {}
        """For each page that exists, the changes since it was last refreshed."""
        self.trail = Trail()
        self._shown = ""

    def __iter__(self) -> Iterator[Page]:
        """Return the pages that were made."""
        return iter(self._made.values())

    @property
    def shown(self) -> str:
        """The id of the page that is shown."""
        return self._shown

    @property
    def current(self) -> Page:
        """The page that is shown."""
        return self._made[self._shown]

    @property
    def waiting(self) -> str:
        """The page to which Esc leads back from a search, "" for none."""
        return next((name for name, page in self._made.items() if page.is_waiting), "")

    def page(self, name: str) -> Page:
        """Return a page; it is created if it was never shown."""
        if name not in self._made:
            spec = self.specs[name]
            page: Page = load(spec.factory)(self._context)
            if page.handlers().keys() != {command.id for command in spec.commands}:
                raise KeyError(f"the commands of {name} and what it handles differ")
            page.state_changed.connect(self.state_changed)
            page.moving.connect(lambda: self.trail.remember(self._place(name)))
            page.arrived.connect(lambda: self._arrive(name))
            page.closed.connect(lambda entries: self._close(name, entries))
            if isinstance(page, SearchPage):
                page.cleared.connect(self.search_cleared)
            self._made[name], self._pending[name] = page, _EVERYTHING
            self.addWidget(page)
        return self._made[name]

    def search_page(self) -> SearchPage:
        """Return the page that the search field works on."""
        page = self.page(self.search_id)
        if not isinstance(page, SearchPage):
            raise TypeError(f"{self.search_id} does not answer a search")
        return page

    @property
    def is_narrowed(self) -> bool:
        """Whether there is a search text or a filter that can be cleared, on whatever page."""
        return self.search_id in self._made and self.search_page().is_narrowed

    def items(self) -> list[tuple[PageSpec, PageItem]]:
        """Return what the command palette finds on the pages."""
        return [(spec, item) for spec in self.specs.values() if spec.items for item in load(spec.items)()]

    def show_page(self, name: str) -> Page:
        """Show a page as it is, with what has changed meanwhile."""
        page = self.page(name)
        self.refresh(name)
        if name != self._shown:
            if self._shown:
                self.visit()
            self._turn_to(name)
        return page

    # Back and forward

    @property
    def can_go_back(self) -> bool:
        """Whether Back leads anywhere."""
        if not self._shown:
            return False
        is_new = self.trail.here is not None and not self.trail.is_at(self._place(self._shown))
        return self.current.can_step_back or self.trail.can_go_back or is_new

    def back(self) -> None:
        """Go back: one step inside the page, or to the place before, on whatever page that is."""
        if self.current.can_step_back:
            self.current.step_back()
        else:
            self.visit()
            self.go_to(self.trail.back())

    def forward(self) -> None:
        """Go to the place from which Back has led."""
        self.trail.remember(self._place(self._shown))
        self.go_to(self.trail.forward())

    def leave(self) -> None:
        """Go back to the page from which one came to the page that is shown."""
        self.visit()
        home = Place(self.home)
        self.go_to(home if self._shown == self.home else self.trail.back_from(self._shown) or home)

    def return_to(self, name: str) -> None:
        """Go back to a page, to where it was left."""
        self.visit()
        self.go_to(self.trail.back_to(name) or Place(name))

    def go_to(self, place: Place | None) -> None:
        """Show a place, without visiting it again; nothing for None."""
        if place is None:
            return
        page = self.page(place.page)
        self.refresh(place.page)
        if place.page != self._shown:
            self._turn_to(place.page)
        page.go_to(place.entries, place.scroll)
        self.state_changed.emit()

    def place_to_resume(self) -> Place:
        """Return what the next start shows: the last place on a page at the top of the rail."""
        self.visit()
        places = self.trail.places_behind()
        return next((place for place in places if not self._is_at_foot(place.page)), Place(self.home))

    def can_resume(self, place: Place) -> bool:
        """Return whether there is such a page, and the library has the entries or the section."""
        is_shown = place.page in self.specs and not self._is_at_foot(place.page)
        return is_shown and all(map(self._context.library.holds, place.entries))

    def visit(self) -> None:
        """Make what is shown a place to which Back leads."""
        self.trail.visit(self._place(self._shown))

    def refresh(self, name: str) -> None:
        """Refresh a page with everything that has changed since it was last refreshed."""
        changes, self._pending[name] = self._pending[name], Changes()
        if changes:
            try:
                self._made[name].refresh(changes)
            except KnownError as error:
                self._context.report(error)

    def distribute(self, changes: Changes) -> None:
        """Refresh the page that is shown; the others are refreshed when they are shown."""
        for name in self._made:
            if changes.kinds & self.specs[name].follows:
                self._pending[name] |= changes
        if self._shown:
            self.refresh(self._shown)

    def discard_pages(self) -> None:
        """Delete the pages that belong to the progress file, which is being replaced."""
        for name in [name for name in self._made if self.specs[name].needs_progress]:
            page = self._made.pop(name)
            if name == self._shown:
                self.page(self.home)  # which a program that resumed elsewhere has not made yet
                # Not refreshed yet: it would read the old file.
                self._turn_to(self.home)
            self.removeWidget(page)
            page.deleteLater()

    def update_commands(self, commands: CommandSet) -> None:
        """Enable and check the commands of all pages; no condition of a hidden page is met."""
        for name, spec in self.specs.items():
            page = self._made.get(name) if name == self._shown else None
            met, checked = (page.conditions(), page.checked()) if page is not None else ((), ())
            commands.update(spec.commands, met, checked)

    def _arrive(self, name: str) -> None:
        if name == self._shown:  # what a hidden page still does after a pause takes the user nowhere
            self.visit()

    def _close(self, name: str, entries: tuple[str, ...]) -> None:
        """Go back to what a page showed before, or show entries on it."""
        self.visit()
        earlier = self.trail.back_on(name)
        self.go_to(earlier if earlier is not None and earlier.entries else Place(name, entries))

    def _place(self, name: str) -> Place:
        return Place(name, *self._made[name].place)

    def _turn_to(self, name: str) -> None:
        self._shown = name
        self.setCurrentWidget(self._made[name])
        self.turned.emit(name)

    def _is_at_foot(self, name: str) -> bool:
        return self.specs[self.specs[name].parent or name].rail is RailPlace.FOOT
