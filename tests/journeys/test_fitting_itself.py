"""The schedule is fitted to the answers after a session, and Progress says what that is worth."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.learner.progress import Progress
from attache.study.settings import DEFAULT_PARAMETERS
from attache.ui.pages.progress.bars import FitChart
from tests.learner.proof import opened_again
from tests.learner.test_fit import write
from tests.study.learners import BRIEF_MEMORY, learner
from tests.ui.fixtures import SetClock, progress_of, study_of
from tests.ui.studying import answer, press

Start = Callable[[], Parts]


def test_the_schedule_is_fitted_after_a_session(qtbot: QtBot, start: Start, clock: SetClock) -> None:
    pytest.importorskip("fsrs_rs_python")
    parts = start()
    learner_ = parts.learner
    assert isinstance(learner_.progress, Progress)
    write(learner_.progress, learner(BRIEF_MEMORY, 2500))
    with opened_again(learner_.progress) as store, store.writing() as connection:
        connection.execute("UPDATE card_state SET present = 0")  # as of a library that is no longer there
    assert learner_.settings.fitted_on == 0
    parts.window.commands["study"].trigger()
    page = study_of(parts.window)
    page.begin()
    settle(parts.window)
    assert learner_.settings.parameters == DEFAULT_PARAMETERS, "nothing happens while cards are asked"
    answer(qtbot, page)
    answer(qtbot, page)
    press(qtbot, Qt.Key.Key_Escape)
    settle(parts.window)
    result = learner_.settings.fit_result
    assert len(result) == 4
    day, reviews, before, after = result
    assert learner_.settings.parameters != DEFAULT_PARAMETERS
    assert after < before
    assert (day, reviews) == (learner_.now().day, learner_.progress.reviews_to_fit())
    parts.window.open_page("progress")
    settle(parts.window)
    section = next(part for part in progress_of(parts.window).sections if type(part.chart) is FitChart)
    assert section.title.text().startswith("Optimised on ")
    assert f"fell from {before:.3f} to {after:.3f}." in section.how.text()
