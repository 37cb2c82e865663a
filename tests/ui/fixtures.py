"""What the tests of the window share: the shipped library, one look, and a whole window to act in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from attache.app.window import MACHINE_FILE, Parts, build, refiner
from attache.base.clock import Clock
from attache.base.paths import Places
from attache.learner.manager import ProgressManager
from attache.library.library import Library
from attache.ui.pages import PAGES
from attache.ui.shell.commands import Command, CommandSet
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from attache.ui.shell.long_work import LongWork
from attache.ui.shell.machine import Machine
from attache.ui.shell.maintenance import Maintenance
from attache.ui.shell.menus import Menus
from attache.ui.shell.theme import Mode, Theme
from attache.ui.shell.trail import Place
from attache.ui.shell.window import Window
from attache.ui.shell.window_commands import WINDOW_COMMANDS
from tests.shipped import shipped_library
from tests.sources import TOP

RESOURCES = TOP / "resources"


if TYPE_CHECKING:
    from attache.ui.pages.backups.page import BackupsPage
    from attache.ui.pages.cards.page import CardsPage
    from attache.ui.pages.documents.page import DocumentsPage
    from attache.ui.pages.exam.page import ExamPage
    from attache.ui.pages.glossary.page import GlossaryPage
    from attache.ui.pages.map.page import MapPage
    from attache.ui.pages.progress.page import ProgressPage
    from attache.ui.pages.settings.page import SettingsPage
    from attache.ui.pages.study.page import StudyPage
    from attache.ui.pages.timeline.page import TimelinePage
    from attache.ui.pages.today.page import TodayPage
    from attache.ui.widgets.choice import Choice

COMMANDS: tuple[Command, ...] = (
    *WINDOW_COMMANDS,
    *(page.opening for page in PAGES if page.opening is not None),
    *(command for page in PAGES for command in page.commands),
)
"""Every command of the window and of its pages."""


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        """Start at noon UTC on a Thursday in July 2026."""
        self.now = 1_782_993_600_000

    def __call__(self) -> int:
        """Return the instant in UTC milliseconds."""
        return self.now

    def move(self, *, hours: float = 0, minutes: float = 0) -> None:
        """Move the clock, backwards too."""
        self.now += round(hours * 3_600_000 + minutes * 60_000)


@pytest.fixture(scope="session")
def library_file() -> Path:
    """The library that the program ships."""
    return shipped_library()


@pytest.fixture
def library(library_file: Path) -> Iterator[Library]:
    """The shipped library, open."""
    with Library.open(library_file) as opened:
        yield opened


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    """The one look of all tests: fonts are loaded once in a process."""
    return Theme(qapp, RESOURCES, Mode.LIGHT)


@pytest.fixture
def theme(one_theme: Theme) -> Theme:
    """Light colours at 100 %, whatever the test before this one has chosen."""
    if one_theme.zoom != 100:
        one_theme.set_zoom(100)
    one_theme.set_mode(Mode.LIGHT)
    return one_theme


@pytest.fixture
def clock() -> SetClock:
    """A clock for one test."""
    return SetClock()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A learner's folders, still empty."""
    return Places(tmp_path / "data", tmp_path / "config", tmp_path / "cache")


@pytest.fixture
def learner(qapp: QApplication, places: Places, clock: SetClock, library_file: Path) -> Iterator[Learner]:
    """A learner who has done nothing yet."""
    manager = ProgressManager(places.progress, library_file, clock, lambda _at: 0)
    yield Learner(manager)
    manager.close()


class Around:
    """What a page has asked of the window around it."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, dict[str, Any]]] = []
        self.entries: list[str] = []
        self.errors: list[Exception] = []
        self.said: list[str] = []

    def open_page(self, page: str, **target: Any) -> None:
        """Note the page and what on it."""
        self.opened.append((page, target))


@pytest.fixture
def around() -> Around:
    """The window around a page that is tested by itself."""
    return Around()


@pytest.fixture
def context(
    theme: Theme,
    library: Library,
    library_file: Path,
    learner: Learner,
    clock: SetClock,
    places: Places,
    around: Around,
) -> Iterator[Context]:
    """What a page is made with, where there is no window."""
    host = QMainWindow()
    machine = Machine(places.config / MACHINE_FILE)
    commands = CommandSet(host, theme, COMMANDS)
    work = LongWork(host)
    maintenance = Maintenance(learner, work, host)
    yield Context(
        theme,
        library,
        refiner(library_file),
        learner,
        clock,
        time.monotonic,
        machine,
        commands,
        Menus(host, commands, machine),
        work,
        maintenance,
        around.open_page,
        around.entries.append,
        around.errors.append,
        around.said.append,
        around.said.append,
    )
    maintenance.close_down()
    work.close_down()
    discard(host)


@contextmanager
def running(
    qtbot: QtBot, app: QApplication, library_file: Path, places: Places, clock: Clock, page: str
) -> Iterator[Parts]:
    """The whole window, light and with the keys; it starts on a page at the top of the rail.

    The look and the page are what the program remembers of its last run.  A window that is made with
    another look, or on another page, is drawn twice.
    """
    machine = Machine(places.config / MACHINE_FILE)
    machine.mode, machine.place = Mode.LIGHT, Place(page)
    machine.save()
    made = build(app, RESOURCES, library_file, places, clock, lambda _at: 0)
    try:
        show(qtbot, made.window)
        yield made
    finally:
        made.close()
        discard(made.window)


@pytest.fixture
def parts(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock
) -> Iterator[Parts]:
    """The whole window on the shipped library and a new progress file, in the glossary and with the keys."""
    with running(qtbot, qapp, library_file, places, clock, "glossary") as made:
        made.window.commands["glossary"].trigger()
        rows = glossary_of(made.window).finder.list
        # A long list is laid out in steps; only then does it know where its rows are.
        qtbot.waitUntil(lambda: rows.indexAt(rows.rect().center()).isValid())
        made.window.top.field.setFocus()
        yield made


def show(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget as a window that has the keys, and wait until it is drawn."""
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def discard(widget: QWidget) -> None:
    """Delete a window immediately: one that is only closed is restyled with every later theme."""
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


_Part = TypeVar("_Part", bound=QObject)


def part(of: QObject, kind: type[_Part], name: str = "") -> _Part:
    """Return the first part of a kind, and of a name if one is given; there must be one."""
    found = of.findChild(kind, name) if name else of.findChild(kind)
    assert found is not None
    return found


# Pages are imported by the window alone, when they are shown.


def today_of(window: Window) -> TodayPage:
    """Return the Today page."""
    return cast("TodayPage", window.page("today"))


def glossary_of(window: Window) -> GlossaryPage:
    """Return the Glossary page."""
    return cast("GlossaryPage", window.page("glossary"))


def documents_of(window: Window) -> DocumentsPage:
    """Return the Documents page."""
    return cast("DocumentsPage", window.page("documents"))


def cards_of(window: Window) -> CardsPage:
    """Return the Cards page."""
    return cast("CardsPage", window.page("cards"))


def map_of(window: Window) -> MapPage:
    """Return the Map page."""
    return cast("MapPage", window.page("map"))


def timeline_of(window: Window) -> TimelinePage:
    """Return the Timeline page."""
    return cast("TimelinePage", window.page("timeline"))


def exam_of(window: Window) -> ExamPage:
    """Return the Exam page."""
    return cast("ExamPage", window.page("exam"))


def study_of(window: Window) -> StudyPage:
    """Return the Study page."""
    return cast("StudyPage", window.page("study"))


def progress_of(window: Window) -> ProgressPage:
    """Return the Progress page."""
    return cast("ProgressPage", window.page("progress"))


def settings_of(window: Window) -> SettingsPage:
    """Return the settings page."""
    return cast("SettingsPage", window.page("settings"))


def settings_pick(window: Window, setting: str) -> Choice:
    """Return the chips of a setting on the settings page."""
    from attache.ui.widgets.controls import Pick

    control = settings_of(window).rows[setting].control
    assert isinstance(control, Pick)
    return control.choice


def press_setting(window: Window, setting: str) -> None:
    """Press the button of a setting on the settings page."""
    from attache.ui.widgets.controls import Action

    control = settings_of(window).rows[setting].control
    assert isinstance(control, Action)
    control.button.click()


def backups_of(window: Window) -> BackupsPage:
    """Return the page of backups."""
    return cast("BackupsPage", window.page("backups"))
