"""Builds the window from the objects it needs; used by the program, its screenshots and its tests."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from attache.base.clock import Clock, Zone, local_offset, utc_milliseconds
from attache.base.paths import Places
from attache.learner.manager import ProgressManager
from attache.learner.progress import Progress
from attache.library.library import Library
from attache.ui.pages import PAGES
from attache.ui.shell.learner import Learner
from attache.ui.shell.machine import Machine
from attache.ui.shell.theme import Theme
from attache.ui.shell.window import Window

if TYPE_CHECKING:
    # Only for the type: search is not imported before the window opens.
    from attache.library.filters import Filters
    from attache.library.results import Results

MACHINE_FILE = "machine.ini"
_REFINED = 50


class Parts(NamedTuple):
    """The window and the files it holds open, to be closed in this order."""

    window: Window
    theme: Theme
    library: Library
    learner: Learner
    manager: ProgressManager

    @property
    def progress(self) -> Progress | None:
        """The progress file, None if it was refused."""
        return self.manager.progress

    def close(self) -> None:
        """Close the window, then the files."""
        self.window.close()
        self.library.close()
        self.manager.close()


def make_application(arguments: list[str], resources: Path) -> QApplication:
    """Return the process's one Qt application."""
    # Not setStyle(): to return the style, PySide sets up every enum of QStyle, 10 ms of the start.
    app = QApplication([*arguments, "-style", "Fusion"])
    # One name only: with an organisation as well Qt doubles the path of its files.
    app.setApplicationName("attache")
    app.setApplicationDisplayName("Attaché")
    QGuiApplication.setDesktopFileName("attache")
    app.setWindowIcon(QIcon(str(resources / "attache.svg")))
    return app


def build(
    app: QApplication,
    resources: Path,
    library_file: Path,
    places: Places,
    clock: Clock = utc_milliseconds,
    zone: Zone = local_offset,
    ticks: Callable[[], float] = time.monotonic,
) -> Parts:
    """Open the two files and build the window on them; ``ticks`` (seconds) measures how long answers take.

    Raises KnownError if the library cannot be opened.  If the progress file is refused, the window still
    opens for looking things up, and says why nothing can be saved.
    """
    library = Library.open(library_file)
    QAccessible.installFactory(_accessible)
    machine = Machine(places.config / MACHINE_FILE)
    theme = Theme(app, resources, machine.mode, machine.zoom)
    manager = ProgressManager(places.progress, library_file, clock, zone)
    learner = Learner(manager)
    look_up = refiner(library_file)
    try:
        window = Window(PAGES, theme, library, look_up, learner, machine, clock, ticks)
    except Exception as error:
        # What cannot be read on the first page need not keep the window from opening.
        if not learner.take_fault(error):
            raise
        window = Window(PAGES, theme, library, look_up, learner, machine, clock, ticks)
    return Parts(window, theme, library, learner, manager)


def _accessible(name: str, of: QObject) -> QAccessibleInterface | None:
    """Return the accessible interface of one of our widgets, or None to use Qt's own."""
    if name[:1] == "Q" and name[1:2].isupper():
        return None  # a class of Qt's
    from attache.ui.widgets.accessible import interface_for

    return interface_for(name, of)


def refiner(library_file: Path) -> Callable[[str, Filters, Callable[[], bool]], Results]:
    """Return a function that also searches the texts, with a new connection for each call."""

    # Imported at the first pause in typing, not before the window opens.
    def look_up(text: str, filters: Filters, cancelled: Callable[[], bool]) -> Results:
        from attache.library.refine import refine

        return refine(library_file, text, filters, _REFINED, cancelled)

    return look_up
