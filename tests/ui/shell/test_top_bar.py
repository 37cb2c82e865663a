from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Theme
from attache.ui.shell.top_bar import TopBar
from tests.ui.fixtures import discard, show


@pytest.fixture
def actions(theme: Theme) -> list[QAction]:
    made = [QAction(text) for text in ("Back", "Forward", "Bookmark", "Note")]
    for action in made:
        action.setIcon(theme.icon("book"))
    return made


@pytest.fixture
def bar(theme: Theme, qapp: QApplication, qtbot: QtBot, actions: list[QAction]) -> Iterator[TopBar]:
    menu = QMenu()
    menu.addAction("Quit")
    made = TopBar(theme, actions[:2], actions[2:], menu)
    made.resize(1000, made.sizeHint().height())
    show(qtbot, made)
    yield made
    discard(made)


def button(bar: TopBar, name: str) -> QToolButton:
    return next(each for each in bar.findChildren(QToolButton) if each.accessibleName() == name)


def test_every_button_does_what_its_command_does(bar: TopBar, actions: list[QAction], qtbot: QtBot) -> None:
    for action in actions:
        with qtbot.waitSignal(action.triggered):
            qtbot.mouseClick(button(bar, action.text()), Qt.MouseButton.LeftButton)


def test_a_button_is_out_of_use_with_its_command(bar: TopBar, actions: list[QAction]) -> None:
    actions[0].setEnabled(False)
    assert not button(bar, "Back").isEnabled()
    assert button(bar, "Forward").isEnabled()


def test_the_last_button_holds_all_commands(bar: TopBar) -> None:
    more = button(bar, "Menu")
    assert [action.text() for action in more.menu().actions()] == ["Quit"]
    rightmost = max(bar.findChildren(QToolButton), key=lambda each: each.x())
    assert rightmost is more


def test_the_buttons_at_the_end_are_hidden_together_when_none_of_them_works(
    bar: TopBar, actions: list[QAction]
) -> None:
    actions[2].setEnabled(False)
    assert button(bar, "Bookmark").isVisible()
    assert button(bar, "Note").isVisible()
    actions[3].setEnabled(False)
    assert not button(bar, "Bookmark").isVisible()
    assert not button(bar, "Note").isVisible()
    assert button(bar, "Back").isVisible()
    assert button(bar, "Menu").isVisible()
    actions[3].setEnabled(True)
    assert button(bar, "Bookmark").isVisible()


def test_where_there_is_no_room_only_the_way_back_and_the_menu_stay(bar: TopBar) -> None:
    bar.set_narrow(True)
    shown = {each.accessibleName() for each in bar.findChildren(QToolButton) if each.isVisible()}
    assert shown == {"Back", "Forward", "Menu"}
    assert bar.field.isVisible()
    bar.set_narrow(False)
    assert all(each.isVisible() for each in bar.findChildren(QToolButton))


@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_the_field_is_wide_but_never_endless(bar: TopBar, theme: Theme, zoom: int) -> None:
    theme.set_zoom(zoom)
    bar.resize(3000, bar.sizeHint().height())
    assert bar.field.width() == theme.px(560)
    assert all(each.iconSize().width() == theme.px(18) for each in bar.findChildren(QToolButton))
    boxes = [each.geometry() for each in (bar.field, *bar.findChildren(QToolButton)) if each.isVisible()]
    assert all(not one.intersects(other) for one in boxes for other in boxes if one is not other)
    assert all(bar.rect().contains(box) for box in boxes)


def test_every_button_is_reached_with_tab(bar: TopBar) -> None:
    for each in bar.findChildren(QToolButton):
        assert each.focusPolicy() & Qt.FocusPolicy.TabFocus
