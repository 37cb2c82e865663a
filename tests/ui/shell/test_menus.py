"""The menus: all commands in both places, and a bar that keeps to what was chosen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from attache.ui.shell.commands import COMMANDS, CommandSet
from attache.ui.shell.menus import Menus
from attache.ui.shell.theme import Theme
from tests.ui.fixtures import show


@pytest.mark.parametrize("always", [True, False])
def test_the_bar_is_there_as_chosen(qtbot: QtBot, theme: Theme, always: bool) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    menus = Menus(window, CommandSet(window, theme), always)
    show(qtbot, window)
    assert window.menuBar().isVisible() is always
    menus.set_always(not always)
    assert window.menuBar().isVisible() is not always
    assert menus.always is not always


def test_one_menu_holds_them_all_with_a_letter_to_reach_each(qtbot: QtBot, theme: Theme) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    menus = Menus(window, CommandSet(window, theme), True)
    entries = [action.text() for action in menus.whole.actions()]
    assert entries == [action.text() for action in window.menuBar().actions()]
    letters = [text[text.index("&") + 1] for text in entries]
    assert len(set(letters)) == len(letters)
    assert len(entries) == len({command.menu for command in COMMANDS})
