"""Whole uses, from the first click to what is on the disk."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.app.example import NOW, write_example
from attache.app.window import Parts, build
from attache.base.paths import Places
from attache.cli.main import main
from attache.ui.shell.theme import Mode
from tests.ui.fixtures import (
    RESOURCES,
    SetClock,
    clock,
    discard,
    library_file,
    one_theme,
    parts,
    places,
    show,
    theme,
)

__all__ = ["clock", "library_file", "one_theme", "parts", "places", "theme"]

Start = Callable[[], Parts]


class Ticks:
    """The seconds by which answers are timed."""

    at = 0.0

    def __call__(self) -> float:
        """Return them."""
        return self.at


@pytest.fixture
def ticks() -> Ticks:
    """Measures how long answers take."""
    return Ticks()


@pytest.fixture(scope="session")
def example(library_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The progress of a learner of some weeks."""
    file = tmp_path_factory.mktemp("example") / "progress.db"
    write_example(file, library_file)
    return file


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock
) -> Iterator[Start]:
    """Start the program as often as a test likes, each time on the same files; the last start is ended."""
    running: list[Parts] = []

    def end() -> None:
        if running:
            parts = running.pop()
            parts.close()
            discard(parts.window)

    def begin() -> Parts:
        end()
        is_first = not places.progress.exists()
        parts = build(qapp, RESOURCES, library_file, places, clock, lambda _at: 0)
        if is_first:
            parts.theme.set_mode(Mode.LIGHT)
        show(qtbot, parts.window)
        running.append(parts)
        return parts

    yield begin
    end()


@pytest.fixture
def start_again(
    qtbot: QtBot,
    qapp: QApplication,
    library_file: Path,
    example: Path,
    places: Places,
    clock: SetClock,
    ticks: Ticks,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Start]:
    """Start the window on that progress as often as a test likes; the start before is ended.

    Window and commands go by the same clock, and by the time zone in the environment.
    """
    clock.now = NOW
    monkeypatch.setattr(time, "time_ns", lambda: clock.now * 1_000_000)
    monkeypatch.setenv("TZ", "UTC0")
    monkeypatch.setenv("ATTACHE_LIBRARY", str(library_file))
    monkeypatch.setenv("ATTACHE_DATA", str(places.data))
    monkeypatch.setenv("COLUMNS", "200")
    places.data.mkdir(parents=True)
    shutil.copy(example, places.progress)
    running: list[Parts] = []

    def end() -> None:
        if running:
            made = running.pop()
            made.close()
            discard(made.window)

    def begin() -> Parts:
        end()
        made = build(qapp, RESOURCES, library_file, places, clock, ticks=ticks)
        made.theme.set_mode(Mode.LIGHT)
        made.window.resize(1280, 800)
        show(qtbot, made.window)
        running.append(made)
        return made

    yield begin
    end()
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def program(start_again: Start) -> Parts:
    """The window on that progress."""
    return start_again()


@pytest.fixture
def command(program: Parts, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command of the terminal on that progress and return what it prints."""

    def run(*words: str) -> str:
        capsys.readouterr()
        main(words)
        written = capsys.readouterr()
        assert written.err == ""
        return written.out

    return run
