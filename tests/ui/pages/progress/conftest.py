"""The window on the progress of somebody who has studied for some weeks, on the Progress page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.app.example import NOW, write_example
from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.paths import Places
from attache.learner.manager import ProgressManager
from attache.learner.report import Report
from attache.study.exam import Exam
from attache.ui.pages.progress.page import ProgressPage
from attache.ui.shell.learner import Learner
from tests.ui.fixtures import SetClock, progress_of, running


@pytest.fixture(scope="session")
def example(library_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The progress of a learner of some weeks, with an exam ahead."""
    file = tmp_path_factory.mktemp("example") / "progress.db"
    write_example(file, library_file)
    manager = ProgressManager(file, library_file, lambda: NOW, lambda _at: 0)
    learner = Learner(manager)
    day = learner.now().day
    learner.exams.save(Exam("Staff college paper", day + 40, planned_on=day))
    manager.close()
    return file


@contextmanager
def on_page(
    qtbot: QtBot, app: QApplication, library_file: Path, example: Path, places: Places, clock: SetClock
) -> Iterator[Parts]:
    """The whole window, on the page."""
    clock.now = NOW
    places.progress.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(example, places.progress)
    with running(qtbot, app, library_file, places, clock, "progress") as made:
        made.window.resize(1280, 800)
        made.window.open_page("progress")
        settle(made.window)
        yield made


@pytest.fixture
def studied(
    qtbot: QtBot, qapp: QApplication, library_file: Path, example: Path, places: Places, clock: SetClock
) -> Iterator[Parts]:
    """The window of one test, which may change anything."""
    with on_page(qtbot, qapp, library_file, example, places, clock) as made:
        yield made


@pytest.fixture(scope="module")
def shared(
    module_qtbot: QtBot,
    qapp: QApplication,
    library_file: Path,
    example: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Parts]:
    """The window of a module whose tests only look at it."""
    folder = tmp_path_factory.mktemp("shared")
    places = Places(folder / "data", folder / "config", folder / "cache")
    with on_page(module_qtbot, qapp, library_file, example, places, SetClock()) as made:
        yield made


@pytest.fixture
def page(studied: Parts) -> ProgressPage:
    """The page."""
    return progress_of(studied.window)


@pytest.fixture
def report(page: ProgressPage) -> Report:
    """What it shows."""
    assert page.report is not None
    return page.report
