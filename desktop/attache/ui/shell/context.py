"""What the window hands to every page: all that a page may use, apart from the widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from attache.base.clock import Clock
from attache.library.library import Library
from attache.ui.shell.commands import CommandSet
from attache.ui.shell.learner import Learner
from attache.ui.shell.long_work import LongWork
from attache.ui.shell.machine import Machine
from attache.ui.shell.maintenance import Maintenance
from attache.ui.shell.menus import Menus
from attache.ui.shell.theme import Theme

if TYPE_CHECKING:
    # Only for the type: search is not imported before the window opens.
    from attache.library.filters import Filters
    from attache.library.results import Results

Refine: TypeAlias = "Callable[[str, Filters, Callable[[], bool]], Results]"
"""Also searches the texts, on its own connection: (text, filters, cancelled) → results."""

Ticks = Callable[[], float]
"""A monotonic clock in seconds."""


class Context(NamedTuple):
    """The parts of the program that pages share, and what they may ask of the window.

    ``open_page(id, **target)`` shows another page, ``open_entry(id)`` an entry; ``report(error)`` shows
    an error, ``say(text)`` the outcome of something, and ``notify(text)`` for a moment that something small
    was done.
    """

    theme: Theme
    library: Library
    refine: Refine
    learner: Learner
    clock: Clock
    ticks: Ticks
    machine: Machine
    commands: CommandSet
    menus: Menus
    work: LongWork
    maintenance: Maintenance
    open_page: Callable[..., None]
    open_entry: Callable[[str], None]
    report: Callable[[Exception], None]
    say: Callable[[str], None]
    notify: Callable[[str], None]
