from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Theme
from attache.ui.widgets.choice import Choice
from tests.ui.fixtures import show

WORDS = ("One", "Two", "Three")


@pytest.fixture
def choice(theme: Theme, qtbot: QtBot) -> Choice:
    made = Choice(theme, WORDS)
    qtbot.addWidget(made)
    show(qtbot, made)
    return made


def chips(choice: Choice) -> list[QToolButton]:
    return list(choice.findChildren(QToolButton))


def test_every_word_has_its_chip_and_none_is_chosen_at_first(choice: Choice) -> None:
    assert [chip.text() for chip in chips(choice)] == list(WORDS)
    assert choice.at == -1


def test_a_chip_that_is_pressed_is_chosen_alone_and_said(choice: Choice, qtbot: QtBot) -> None:
    said: list[int] = []
    choice.chosen.connect(said.append)
    qtbot.mouseClick(chips(choice)[2], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chips(choice)[0], Qt.MouseButton.LeftButton)
    choice.press(1)
    assert said == [2, 0, 1]
    assert [chip.isChecked() for chip in chips(choice)] == [False, True, False]
    assert choice.at == 1


def test_what_is_merely_shown_is_not_said(choice: Choice, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(choice.chosen):
        choice.show_chosen(2)
    assert choice.at == 2


def test_it_can_be_made_with_keys_alone(choice: Choice, qtbot: QtBot) -> None:
    choice.show_chosen(0)
    chips(choice)[1].setFocus()
    with qtbot.waitSignal(choice.chosen) as said:
        qtbot.keyClick(chips(choice)[1], Qt.Key.Key_Space)
    assert said.args == [1]


def test_chips_grow_with_everything_else(choice: Choice, theme: Theme) -> None:
    before = [chip.height() for chip in chips(choice)]
    theme.set_zoom(200)
    assert [chip.height() for chip in chips(choice)] == [2 * height for height in before]
    assert all(chip.height() >= chip.fontMetrics().height() for chip in chips(choice))
