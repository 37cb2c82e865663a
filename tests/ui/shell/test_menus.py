"""The menus: all commands in both places, and a bar that keeps to what was chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from attache.ui.shell.commands import CommandSet, Menu
from attache.ui.shell.machine import Machine
from attache.ui.shell.menus import Menus
from attache.ui.shell.theme import Theme
from tests.ui.fixtures import COMMANDS, show


@pytest.mark.parametrize("always", [True, False])
def test_the_bar_is_there_as_chosen(qtbot: QtBot, theme: Theme, tmp_path: Path, always: bool) -> None:
    machine = Machine(tmp_path / "machine.ini")
    machine.menu_bar = always
    window = QMainWindow()
    qtbot.addWidget(window)
    menus = Menus(window, CommandSet(window, theme, COMMANDS), machine)
    show(qtbot, window)
    bar = window.menuWidget()
    assert (bar is not None and bar.isVisible()) is always
    menus.set_always(not always)
    assert window.menuBar().isVisible() is not always
    assert menus.always is not always
    assert machine.menu_bar is not always


def test_one_menu_holds_them_all_with_a_letter_to_reach_each(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    menus = Menus(window, CommandSet(window, theme, COMMANDS), Machine(tmp_path / "machine.ini"))
    menus.whole.aboutToShow.emit()
    entries = [action.text() for action in menus.whole.actions()]
    assert entries == [action.text() for action in window.menuBar().actions()]
    letters = [text[text.index("&") + 1] for text in entries]
    assert len(set(letters)) == len(letters)
    assert len(entries) == len(Menu)


def test_a_line_is_drawn_between_groups_and_nowhere_else(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    commands = CommandSet(window, theme, COMMANDS)
    menus = Menus(window, commands, Machine(tmp_path / "machine.ini"))
    menus.make()
    menus.make()  # made once
    groups = {command.id: command.group for command in COMMANDS}
    for whole in menus.whole.actions():
        menu = whole.menu()
        assert isinstance(menu, QMenu)
        ids = [action.objectName() if not action.isSeparator() else "" for action in menu.actions()]
        for before, name, after in zip(ids, ids[1:], ids[2:], strict=False):
            if not name:
                assert groups[before] < groups[after]
            elif before:
                assert groups[before] == groups[name]
