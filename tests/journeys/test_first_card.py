"""A new user knows what a card is within a minute: the first one is asked where the program starts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.study.session import Stage
from tests.ui.fixtures import study_of
from tests.ui.studying import press

Start = Callable[[], Parts]


def test_three_keys_lead_from_the_first_start_into_studying(qtbot: QtBot, start: Start) -> None:
    parts = start()
    settle(parts.window)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_3)
    settle(parts.window)
    assert parts.learner.answers(5) == 1
    press(qtbot, Qt.Key.Key_Return)
    settle(parts.window)
    assert parts.window.shown == "study"
    assert study_of(parts.window).session.stage is Stage.QUESTION
    again = start()
    settle(again.window)
    assert again.learner.answers(5) == 1, "it is on the disk"
