"""What the tests of the window share: the shipped library, one look, and a whole window to act in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from attache.app.window import Parts, build
from attache.base.paths import Places
from attache.library.library import Library
from attache.ui.shell.theme import Mode, Theme
from tests.shipped import shipped_library
from tests.sources import TOP

RESOURCES = TOP / "resources"


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        """Start at noon UTC on a Thursday in July 2026."""
        self.now = 1_782_993_600_000

    def __call__(self) -> int:
        """Return the instant in UTC milliseconds."""
        return self.now

    def move(self, *, hours: float) -> None:
        """Move the clock, backwards too."""
        self.now += round(hours * 3_600_000)


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
def parts(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock
) -> Iterator[Parts]:
    """The whole window on the shipped library and a new progress file, in the glossary and with the keys."""
    made = build(qapp, RESOURCES, library_file, places, clock, lambda _at: 0)
    made.theme.set_mode(Mode.LIGHT)
    show(qtbot, made.window)
    made.window.commands["glossary"].trigger()
    QCoreApplication.processEvents()  # a list that was hidden knows where its rows are once it is drawn
    made.window.top.field.setFocus()
    yield made
    made.close()
    discard(made.window)


def show(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget as a window that has the keys, and wait until it is drawn."""
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def discard(widget: QWidget) -> None:
    """Delete a window at once: one that is merely closed is dressed anew with every later look."""
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


_Part = TypeVar("_Part", bound=QObject)


def part(of: QObject, kind: type[_Part], name: str = "") -> _Part:
    """Return the first part of a kind, and of a name if one is given; there must be one."""
    found = of.findChild(kind, name) if name else of.findChild(kind)
    assert found is not None
    return found
