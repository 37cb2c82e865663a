from __future__ import annotations

from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from attache.ui.pages.shortcuts.page import ShortcutsPage
from attache.ui.shell.commands import Menu, keys_text
from attache.ui.shell.context import Context
from attache.ui.shell.theme import Mode, Theme
from tests.ui.fixtures import COMMANDS, show


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ShortcutsPage:
    made = ShortcutsPage(context)
    made.resize(900, 700)
    qtbot.addWidget(made)
    show(qtbot, made)
    return made


def lines(page: ShortcutsPage) -> list[str]:
    return [line for line in page.view.toPlainText().splitlines() if line]


def test_every_command_that_has_keys_stands_there_with_all_of_them(page: ShortcutsPage) -> None:
    written = lines(page)
    pairs = set(pairwise(written))
    for command in COMMANDS:
        name = command.text.rstrip("…")
        if command.keys:
            assert (name, ", ".join(keys_text(keys) for keys in command.keys)) in pairs
        else:
            assert name not in written


def test_it_is_ordered_as_the_menus_are(page: ShortcutsPage) -> None:
    written = lines(page)
    heads = [*Menu, "Other keys"]
    assert [line for line in written if line in heads] == heads
    assert written[0] == "Keyboard shortcuts"


def test_keys_that_belong_to_a_place_stand_there_too(page: ShortcutsPage) -> None:
    written = lines(page)
    assert written[written.index("Follow a link") + 1] == "Enter"


def test_the_keys_go_to_the_text_so_that_it_can_be_scrolled(page: ShortcutsPage) -> None:
    page.setFocus()
    assert page.view.hasFocus()


def test_another_look_and_another_width_leave_every_line(page: ShortcutsPage, theme: Theme) -> None:
    written = lines(page)
    theme.set_zoom(200)
    theme.set_mode(Mode.DARK)
    page.resize(500, 400)
    assert lines(page) == written
    bar = page.view.horizontalScrollBar()
    assert bar.maximum() == 0, "no line runs out of the page"
