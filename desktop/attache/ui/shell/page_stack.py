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
        self._shown, self._before = "", self.home

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
    def way_back(self) -> str:
        """The page to which Esc leads from the one shown: from the foot of the rail, the previous one."""
        return self._before if self._is_at_foot(self._shown) else self.home

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

    def items(self) -> list[tuple[PageSpec, PageItem]]:
        """Return what the command palette finds on the pages."""
        return [(spec, item) for spec in self.specs.values() if spec.items for item in load(spec.items)()]

    def show_page(self, name: str) -> Page:
        """Show a page as it is, with what has changed meanwhile."""
        page = self.page(name)
        self.refresh(name)
        if name != self._shown:
            if self._shown and self._is_at_foot(name) and not self._is_at_foot(self._shown):
                self._before = self._shown
            self._turn_to(name)
        return page

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
                # Not refreshed yet: it would read the old file.
                self._turn_to(self.home)
            self.removeWidget(page)
            page.deleteLater()

    def update_commands(self, commands: CommandSet) -> None:
        """Enable and check the commands of all pages."""
        for name, spec in self.specs.items():
            page, is_shown = self._made.get(name), name == self._shown
            met = page.conditions() if page is not None else ()
            checked = page.checked() if page is not None and is_shown else ()
            commands.update(spec.commands, met, checked, is_shown)

    def _turn_to(self, name: str) -> None:
        self._shown = name
        self.setCurrentWidget(self._made[name])
        self.turned.emit(name)

    def _is_at_foot(self, name: str) -> bool:
        return self.specs[self.specs[name].parent or name].rail is RailPlace.FOOT
