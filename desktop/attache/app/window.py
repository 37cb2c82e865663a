"""Builds the window from the objects it needs; used by the program, its pictures and its tests alike."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from attache.app.keeping import Keeping
from attache.base.clock import Clock, Zone, local_offset, utc_milliseconds
from attache.base.errors import KnownError
from attache.base.paths import Places
from attache.learner.progress import Progress
from attache.library.filters import Filters
from attache.library.library import Library
from attache.library.results import Results
from attache.ui.shell.desk import Desk
from attache.ui.shell.machine import Machine
from attache.ui.shell.main_window import MainWindow
from attache.ui.shell.shelf import Shelf
from attache.ui.shell.theme import Theme

MACHINE_FILE = "machine.ini"
_REFINED = 50
_UNTIL_THEN = "Until then nothing can be studied, bookmarked or noted."


@dataclass(frozen=True, slots=True)
class Parts:
    """The window and the files it holds open, to be closed in this order."""

    window: MainWindow
    theme: Theme
    library: Library
    desk: Desk
    keeping: Keeping

    @property
    def progress(self) -> Progress | None:
        """The learner's file, None where it was refused."""
        return self.keeping.progress

    def close(self) -> None:
        """Close the window, then the files."""
        self.window.close()
        self.library.close()
        self.keeping.close()


def make_application(arguments: list[str], resources: Path) -> QApplication:
    """Return the process's one Qt application."""
    app = QApplication(arguments)
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

    Raises KnownError where the library cannot be opened.  A progress file that is refused does
    not keep anyone from looking things up: the window opens and says why nothing is kept.
    """
    library = Library.open(library_file)
    machine = Machine(places.config / MACHINE_FILE)
    theme = Theme(app, resources, machine.mode, machine.zoom)
    keeping = Keeping(places.progress, library_file, clock, zone)
    shelf, desk = Shelf(keeping.progress), Desk(keeping.progress)
    # The desk first: what hears of the change from the shelf looks at both.
    keeping.when_exchanged(desk.exchange)
    keeping.when_exchanged(shelf.exchange)
    make = partial(
        MainWindow, theme, library, refiner(library_file), shelf, desk, keeping, machine, clock, ticks
    )
    try:
        window = make()
    except KnownError as error:
        # A file too large to be checked whole at each opening shows its damage when it is read.
        if not keeping.concerns(error):
            raise
        keeping.refuse(error)
        window = make()
    if keeping.trouble is not None:
        # Where Today offers the way back in buttons, the sentence need not tell of another.
        said = keeping.trouble.what if keeping.is_damaged else str(keeping.trouble)
        window.report(KnownError(f"{said} {_UNTIL_THEN}"), standing=True)
    return Parts(window, theme, library, desk, keeping)


def refiner(library_file: Path) -> Callable[[str, Filters, Callable[[], bool]], Results]:
    """Return the slower, better look-up, which opens a connection of its own for each call."""

    # Loaded with the first pause in typing: the window opens without it.
    def look_up(text: str, filters: Filters, cancelled: Callable[[], bool]) -> Results:
        from attache.library.refine import refine

        return refine(library_file, text, filters, _REFINED, cancelled)

    return look_up
