"""What a page is to the window: a declaration that costs nothing to load, and a widget made from it.

Each page has a folder in ``ui/pages``.  The folder's ``__init__`` holds its :class:`PageSpec`, which names
the page's module without importing it: a page is loaded when it is first shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from attache.base.changes import ChangeKind, Changes
from attache.study.overview import Overview
from attache.ui.shell.commands import Command

if TYPE_CHECKING:
    from attache.ui.shell.context import Context


class RailPlace(StrEnum):
    """Where in the rail a page has its button."""

    TOP = "top"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """What the window knows of a page before it is made.

    ``factory`` and ``screens`` are addresses in the form ``package.module:name``: of the page's class, and of
    the function that yields what ``attache screenshots`` draws of it (see :mod:`attache.ui.shell.screens`).
    """

    id: str
    title: str
    icon: str
    factory: str
    screens: str = ""
    """Without one nothing is drawn: the page would look different on every machine."""
    rail: RailPlace | None = None
    opening: Command | None = None
    """The command that opens the page; its id is that of the page."""
    commands: tuple[Command, ...] = ()
    """Commands of the page: running one shows the page first."""
    follows: frozenset[ChangeKind] = frozenset()
    """Kinds of changes after which the page must be refreshed."""
    needs_progress: bool = False
    """Whether the page belongs to one progress file: it is made again when another file takes its place."""
    answers_search: bool = False
    """Whether this is the page that the search field works on, a :class:`SearchPage`."""
    parent: str = ""
    """The page whose button in the rail is marked while this one, which has none, is shown."""
    badge: Callable[[Overview], int] | None = None
    """Returns the number that the rail shows behind the title, 0 for none."""


class Page(QWidget):
    """A page of the window.  A subclass takes a :class:`Context` and answers what the window asks here.

    ``state_changed`` when title, conditions or checked commands may have changed.
    """

    state_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.context = context

    @property
    def title(self) -> str:
        """What the window's title names beside the program."""
        return ""

    def open(self, **target: Any) -> None:
        """Take the focus once the page is shown; ``target`` says what on the page was asked for."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        """Show what has changed: all kinds when the page is first shown, later those that it follows."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command of the page does, by its id."""
        return {}

    def conditions(self) -> Collection[str]:
        """Return those of the conditions that commands of the page need which are met now."""
        return ()

    def checked(self) -> Collection[str]:
        """Return the ids of the page's commands that are shown as checked."""
        return ()

    def press_default(self) -> None:
        """Do what Enter in the search field means while nothing is typed there."""

    def leave(self) -> bool:
        """Go back one step inside the page on Esc; False where the page itself is to be left."""
        return False

    @property
    def is_waiting(self) -> bool:
        """Whether something on the page waits to which Esc leads back from a search."""
        return False

    def save(self) -> bool:
        """Save what is being written, before the window closes; False where that failed."""
        return True

    def finish_pending(self) -> bool:
        """Do now what waits for a pause or for another thread; tell whether anything did."""
        return False

    def close_down(self) -> None:
        """Stop all work and remember the layout, before the files are closed."""


class SearchPage(Page):
    """The page that shows what is typed into the window's search field.

    ``cleared`` when it has removed the text by itself, so that the field must be emptied.
    """

    cleared = Signal()

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
