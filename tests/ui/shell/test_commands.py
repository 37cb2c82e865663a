from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.shell.commands import COMMANDS, CommandSet, Need, keys_text
from attache.ui.shell.theme import Mode, Theme
from tests.ui.fixtures import RESOURCES, discard, show


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    discard(made)


@pytest.fixture
def commands(window: QWidget, theme: Theme) -> CommandSet:
    return CommandSet(window, theme)


def test_no_two_commands_have_the_same_name_or_words() -> None:
    assert [name for name, times in Counter(command.id for command in COMMANDS).items() if times > 1] == []
    assert [text for text, times in Counter(command.text for command in COMMANDS).items() if times > 1] == []


ON_A_CARD = (Need.CARD, Need.ANSWER, Need.SITTING)
ON_AN_ENTRY = (Need.ENTRY, Need.SHELF, Need.TEACHES)
"""Needs that are never met together: a card is asked on one page, an entry is shown on another."""


@pytest.mark.parametrize("elsewhere", [ON_A_CARD, ON_AN_ENTRY])
def test_no_key_means_two_things(elsewhere: tuple[Need, ...]) -> None:
    here = [command for command in COMMANDS if command.needs not in elsewhere]
    keys = Counter(QKeySequence(keys).toString() for command in here for keys in command.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_key_is_one_that_qt_knows() -> None:
    unknown = [keys for command in COMMANDS for keys in command.keys if QKeySequence(keys).isEmpty()]
    assert unknown == []
    assert not any("Unknown" in keys_text(keys) for command in COMMANDS for keys in command.keys)


def test_every_icon_named_is_there() -> None:
    missing = [
        command.icon
        for command in COMMANDS
        if command.icon and not (RESOURCES / "icons" / f"{command.icon}.svg").is_file()
    ]
    assert missing == []


def test_an_action_has_the_words_keys_and_picture_of_its_command(commands: CommandSet) -> None:
    commands.dress_menus()
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
    assert drawn == {command.id for command in COMMANDS if command.on_bar}
    commands.dress_menus()
    commands.dress_menus()
    drawn = {command.id for command in COMMANDS if not commands[command.id].icon().isNull()}
    assert drawn == {command.id for command in COMMANDS if command.icon}


@pytest.mark.parametrize("name", ["bookmark", "settings"])
def test_icons_follow_the_colours(commands: CommandSet, theme: Theme, name: str) -> None:
    def picture() -> bytes:
        return bytes(commands[name].icon().pixmap(32).toImage().constBits())

    commands.dress_menus()
    light = picture()
    theme.set_mode(Mode.DARK)
    assert picture() != light


def test_every_command_runs_what_it_is_connected_to_once_and_hands_it_nothing(commands: CommandSet) -> None:
    ran: list[str] = []
    commands.connect_all({command.id: lambda name=command.id: ran.append(name) for command in COMMANDS})  # type: ignore[misc]
    for command in COMMANDS:
        commands[command.id].trigger()
    assert ran == [command.id for command in COMMANDS]


def test_a_command_without_a_handler_and_a_handler_without_a_command_are_bugs(commands: CommandSet) -> None:
    ran: list[int] = []
    handlers = {command.id: lambda: ran.append(1) for command in COMMANDS}
    with pytest.raises(KeyError, match="fly"):
        commands.connect_all({**handlers, "fly": lambda: None})
    del handlers["quit"]
    with pytest.raises(KeyError, match="quit"):
        commands.connect_all(handlers)
    commands["back"].trigger()
    assert ran == [], "what is refused connects nothing"


@pytest.mark.parametrize("present", [(), (Need.ENTRY,), (Need.BACK, Need.FORWARD), tuple(Need)])
def test_just_those_commands_are_enabled_whose_need_is_met(
    commands: CommandSet, present: tuple[Need, ...]
) -> None:
    commands.enable(tuple(Need))
    commands.enable(present)
    for command in COMMANDS:
        possible = command.needs is Need.NOTHING or command.needs in present
        assert commands[command.id].isEnabled() is possible, command.id


def test_a_command_is_shown_as_on_without_being_run(commands: CommandSet) -> None:
    ran: list[str] = []
    commands.connect_all({command.id: lambda: ran.append("run") for command in COMMANDS})
    commands.check("bookmark", True)
    assert commands["bookmark"].isChecked()
    commands.check("bookmark", False)
    assert not commands["bookmark"].isChecked()
    assert ran == []


def test_a_bare_letter_is_a_command_only_while_no_text_is_being_written(
    window: QWidget, commands: CommandSet, qtbot: QtBot
) -> None:
    field, button = QLineEdit(), QPushButton()
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(button)
    ran: list[str] = []
    commands.connect_all({command.id: lambda name=command.id: ran.append(name) for command in COMMANDS})  # type: ignore[misc]
    commands.enable(need for need in Need if need not in ON_A_CARD)
    show(qtbot, window)
    field.setFocus()
    qtbot.keyClicks(field, "bnjk/?")
    assert (field.text(), ran) == ("bnjk/?", [])
    button.setFocus()
    qtbot.keyClicks(button, "bnjk/?")
    assert ran == ["bookmark", "note", "next", "previous", "search", "shortcuts"]
    ran.clear()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["bookmark"]


def test_keys_are_written_as_one_reads_them() -> None:
    assert [keys_text(keys) for keys in ("Ctrl+Shift+N", "Alt+Left", "/")] == [
        "Ctrl+Shift+N",
        "Alt+Left",
        "/",
    ]
