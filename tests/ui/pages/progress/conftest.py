"""The window on the progress of somebody who has studied for some weeks, on the Progress page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.app.example import NOW, write_example
from attache.app.screenshots import settle
from attache.app.window import Parts, build
from attache.base.paths import Places
from attache.learner.report import Report
from attache.study.exam import Exam
from attache.ui.pages.progress.page import ProgressPage
from attache.ui.shell.theme import Mode
from tests.ui.fixtures import RESOURCES, SetClock, discard, progress_of, show


@pytest.fixture(scope="session")
def example(library_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The progress of a learner of some weeks."""
    file = tmp_path_factory.mktemp("example") / "progress.db"
    write_example(file, library_file)
    return file


@pytest.fixture
def studied(
    qtbot: QtBot, qapp: QApplication, library_file: Path, example: Path, places: Places, clock: SetClock
) -> Iterator[Parts]:
    """The whole window, on the page."""
    clock.now = NOW
    places.progress.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(example, places.progress)
    made = build(qapp, RESOURCES, library_file, places, clock, lambda _at: 0)
    made.theme.set_mode(Mode.LIGHT)
    made.window.resize(1280, 800)
    show(qtbot, made.window)
    day = made.learner.now().day
    made.learner.exams.save(Exam("Staff college paper", day + 40, planned_on=day))
    made.window.open_page("progress")
    settle(made.window)
    yield made
    made.close()
    discard(made.window)


@pytest.fixture
def page(studied: Parts) -> ProgressPage:
    """The page."""
    return progress_of(studied.window)


@pytest.fixture
def report(page: ProgressPage) -> Report:
    """What it shows."""
    assert page.report is not None
    return page.report
