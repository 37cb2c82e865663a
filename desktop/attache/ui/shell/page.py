"""What the window knows of a page: a declaration that loads fast, and the widget that it describes.

Each page has a folder in ``ui/pages``.  The folder's ``__init__`` holds its :class:`PageSpec`, which names
the page's module without importing it: a page is loaded when it is first shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from attache.base.changes import ChangeKind, Changes
from attache.study.overview import Overview
from attache.ui.shell.commands import Command
from attache.ui.shell.line_edit import LineEdit

if TYPE_CHECKING:
    from attache.ui.shell.context import Context


class RailPlace(StrEnum):
    """Where in the rail a page has its button."""

    TOP = "top"
    FOOT = "foot"


class PageItem(NamedTuple):
    """Something on a page that the command palette finds; the page's ``open`` takes its id as ``item``."""

    id: str
    text: str
    also: str = ""
    """Other words by which it is found."""
    deletes: bool = False
    """Whether it deletes something; what shows the same comes before it."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """The declaration of a page, which the window reads before the page is created.

    ``factory`` and ``screens`` are addresses in the form ``package.module:name``: of the page's class, and of
    the function that yields what ``attache screenshots`` draws of it (see :mod:`attache.ui.shell.screens`).
    """

    id: str
    title: str
    icon: str
    factory: str
    items: str = ""
    """The address of a function that yields the :class:`PageItem` values of the page; empty for none."""
    screens: str = ""
    """Empty if nothing is drawn, for a page that looks different on every machine."""
    rail: RailPlace | None = None
    opening: Command | None = None
    """The command that opens the page; its id is that of the page."""
    commands: tuple[Command, ...] = ()
    """Commands of the page: running one shows the page first."""
    follows: frozenset[ChangeKind] = frozenset()
    """Kinds of changes after which the page must be refreshed."""
    needs_progress: bool = False
    """Whether the page belongs to one progress file; it is created again when the file is replaced."""
    answers_search: bool = False
    """Whether this is the page that the search field works on, a :class:`SearchPage`."""
    typing_searches: bool = False
    """Whether letters typed on the page go to the search field, or to a field of the page.

    A single letter is a command of such a page only while something is selected on it, and then typing
    searches nothing.
    """
    undoes: bool = False
    """Whether undo and redo on the page are its own, instead of those of the window."""
    parent: str = ""
    """For a page without a button in the rail: the page whose button is marked instead."""
    badge: Callable[[Overview], int] | None = None
    """Returns the number that the rail shows after the title, 0 for none."""


class Page(QWidget):
    """A page of the window.  A subclass takes a :class:`Context` and overrides these methods.

    ``state_changed`` when title, conditions or checked commands may have changed; ``moving`` before the page
    shows another entry or section, and ``arrived`` when what it shows is a place to which Back leads;
    ``closed(ids)`` when the user closes what it shows, which leads to what it showed before, or else to the
    entries.
    """

    state_changed = Signal()
    moving = Signal()
    arrived = Signal()
    closed = Signal(tuple)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.context = context

    @property
    def title(self) -> str:
        """The text in the window's title before the name of the program, "" for the title of the page."""
        return ""

    def open(self, **target: Any) -> None:
        """Take the focus once the page is shown; ``target`` names what to show on the page."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def place(self) -> tuple[tuple[str, ...], int]:
        """What the page shows, and how far it is scrolled.

        The ids are those of entries or of sections, which the library holds.  How far is in pixels, or in
        thousandths on the Documents page; only the page itself reads it.
        """
        return (), 0

    def go_to(self, entries: tuple[str, ...], scroll: int) -> None:
        """Show again what ``place`` has returned before."""
        self.open()

    @property
    def can_step_back(self) -> bool:
        """Whether Back leads one step back inside the page, before it leads to an earlier place."""
        return False

    def step_back(self) -> None:
        """Go back one step inside the page."""

    def refresh(self, changes: Changes) -> None:
        """Show what has changed: all kinds when the page is first shown, then those that it follows."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command of the page does, by its id."""
        return {}

    def conditions(self) -> Collection[str]:
        """Return the conditions of the page's commands that are met now."""
        return ()

    def checked(self) -> Collection[str]:
        """Return the ids of the page's commands that are shown as checked."""
        return ()

    def find_text(self) -> bool:
        """Let the user find words on the page; return False if it has nothing to find in."""
        return False

    def press_default(self) -> None:
        """Handle Enter in the empty search field."""

    def leave(self) -> bool:
        """Go back one step inside the page on Esc; return False if Esc should leave the page."""
        return False

    @property
    def typing_field(self) -> LineEdit | None:
        """The field of the page that letters typed on it go to, None for the window's search field."""
        return None

    @property
    def is_waiting(self) -> bool:
        """Whether Esc leads from a search back to this page, for example to a card."""
        return False

    def save(self) -> bool:
        """Save what is being written, before the window closes; return False if that failed."""
        return True

    def finish_pending(self) -> bool:
        """Do now what waits for a pause or for another thread; return whether anything did."""
        return False

    def close_down(self) -> None:
        """Stop all work and save the layout, before the files are closed."""


class SearchPage(Page):
    """The page that shows what is typed into the window's search field.

    ``cleared`` is emitted when it has removed the text by itself, so that the field must be emptied.
    """

    cleared = Signal()

    @property
    def is_narrowed(self) -> bool:
        """Whether there is a text or a filter."""
        raise NotImplementedError

    def look_up(self, text: str) -> None:
        """Show what a text finds, or everything where it is blank."""
        raise NotImplementedError

    def walk(self, steps: int) -> None:
        """Select a result further down, or up."""
        raise NotImplementedError

    def choose(self) -> None:
        """Open the selected result."""
        raise NotImplementedError

    def show_results(self) -> None:
        """Show the list of results where a narrow window hides it."""
        raise NotImplementedError

    def clear(self) -> None:
        """Remove the text and all filters."""
        raise NotImplementedError


def load(address: str) -> Any:
    """Return what an address of the form ``package.module:name`` names."""
    module, name = address.split(":")
    return getattr(import_module(module), name)
