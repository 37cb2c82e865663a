from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.pages import PAGES
from attache.ui.pages.glossary import PAGE as GLOSSARY
from attache.ui.pages.glossary import Needs
from attache.ui.shell.commands import CommandSet, Menu, keys_text
from attache.ui.shell.theme import Mode, Theme
from tests.ui.fixtures import COMMANDS, discard, show


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    discard(made)


@pytest.fixture
def commands(window: QWidget, theme: Theme) -> CommandSet:
    return CommandSet(window, theme, COMMANDS)


def test_an_action_has_the_words_keys_and_picture_of_its_command(commands: CommandSet) -> None:
    commands.show_menu_icons()
    for command in COMMANDS:
        action = commands[command.id]
        assert action.text() == command.text
        assert [keys.toString() for keys in action.shortcuts()] == [
            QKeySequence(keys).toString() for keys in command.keys
        ]
        assert action.isCheckable() is command.checkable
        assert action.icon().isNull() is (not command.icon)
        assert command.text in action.toolTip()
        assert not command.keys or keys_text(command.keys[0]) in action.toolTip()


def test_only_the_pictures_of_the_bar_are_drawn_before_a_menu_is_opened(commands: CommandSet) -> None:
    drawn = {command.id for command in COMMANDS if not commands[command.id].icon().isNull()}
    assert drawn == {command.id for command in COMMANDS if command.bar}
    commands.show_menu_icons()
    commands.show_menu_icons()
    drawn = {command.id for command in COMMANDS if not commands[command.id].icon().isNull()}
    assert drawn == {command.id for command in COMMANDS if command.icon}


@pytest.mark.parametrize("name", ["bookmark", "settings"])
def test_icons_follow_the_colours(commands: CommandSet, theme: Theme, name: str) -> None:
    def picture() -> bytes:
        return bytes(commands[name].icon().pixmap(32).toImage().constBits())

    commands.show_menu_icons()
    light = picture()
    theme.set_mode(Mode.DARK)
    assert picture() != light


def test_they_are_in_the_order_of_the_menus_and_groups(commands: CommandSet) -> None:
    order = list(Menu)
    places = [(order.index(command.menu), command.group) for command in commands]
    assert places == sorted(places)
    assert {command.id for command in commands} == {command.id for command in COMMANDS}


@pytest.mark.parametrize("met", [(), (Needs.ENTRY,), (Needs.LIST, Needs.LISTED), tuple(Needs)])
def test_a_page_s_commands_are_enabled_while_their_condition_is_met(
    commands: CommandSet, met: tuple[Needs, ...]
) -> None:
    commands.update(GLOSSARY.commands, tuple(Needs), ())
    commands.update(GLOSSARY.commands, met, ())
    for command in GLOSSARY.commands:
        possible = not command.needs or command.needs in met
        assert commands[command.id].isEnabled() is possible, command.id


def test_a_command_is_shown_as_checked_without_being_run(commands: CommandSet) -> None:
    ran: list[str] = []
    commands["bookmark"].triggered.connect(lambda _on: ran.append("run"))

    def picture() -> bytes:
        return bytes(commands["bookmark"].icon().pixmap(32).toImage().constBits())

    unchecked = picture()
    commands.update(GLOSSARY.commands, (), ("bookmark",))
    assert commands["bookmark"].isChecked()
    assert picture() != unchecked
    commands.update(GLOSSARY.commands, (), ())
    assert not commands["bookmark"].isChecked()
    assert picture() == unchecked
    assert ran == []


def test_running_a_command_that_is_not_enabled_does_nothing(commands: CommandSet) -> None:
    ran: list[str] = []
    commands["note"].triggered.connect(lambda _on: ran.append("run"))
    commands.update(GLOSSARY.commands, (), ())
    commands.run("note")
    assert ran == []
    commands.update(GLOSSARY.commands, (Needs.SAVING,), ())
    commands.run("note")
    assert ran == ["run"]


def test_a_bare_letter_is_a_command_only_while_no_text_is_being_written(
    window: QWidget, commands: CommandSet, qtbot: QtBot
) -> None:
    field, button = QLineEdit(), QPushButton()
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(button)
    ran: list[str] = []
    for command in COMMANDS:
        commands[command.id].triggered.connect(partial(_note, ran, command.id))
    for page in PAGES:
        commands.update(page.commands, tuple(Needs) if page is GLOSSARY else (), ())
    show(qtbot, window)
    field.setFocus()
    qtbot.keyClicks(field, "bnjk/?")
    assert (field.text(), ran) == ("bnjk/?", [])
    button.setFocus()
    qtbot.keyClicks(button, "bnjk/?")
    assert ran == ["search", "shortcuts"], "letters of the Glossary search, they run nothing"
    ran.clear()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["bookmark"]


def _note(ran: list[str], name: str, _checked: bool = False) -> None:
    ran.append(name)


def test_keys_are_written_as_one_reads_them() -> None:
    assert [keys_text(keys) for keys in ("Ctrl+Shift+N", "Alt+Left", "/")] == [
        "Ctrl+Shift+N",
        "Alt+Left",
        "/",
    ]
