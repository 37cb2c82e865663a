from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.pages.settings.page import SettingsPage
from attache.ui.shell.desk import Desk
from attache.ui.shell.theme import ZOOM_STEPS, Mode, Theme
from tests.ui.fixtures import show

NAMES = ["Colours", "Text size", "Menu bar", "Looked up lately"]


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(theme, Desk(None))
    made.resize(800, 700)
    qtbot.addWidget(made)
    show(qtbot, made)
    return made


def in_sight(page: SettingsPage) -> list[str]:
    """Return the names of the settings shown."""
    return [label.text() for label in page.findChildren(QLabel, "name") if label.isVisible()]


def test_every_setting_has_a_name_and_one_line_that_says_what_it_changes(page: SettingsPage) -> None:
    assert in_sight(page) == NAMES
    controls: list[QWidget] = [page.mode, page.zoom, page.menu_bar, page.forget]
    assert [control.accessibleName() for control in controls] == NAMES
    lines = {label.text() for label in page.findChildren(QLabel, "quiet")}
    assert all(control.accessibleDescription() in lines for control in controls)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("", NAMES),
        ("dark", ["Colours"]),
        ("COLOUR", ["Colours"]),
        ("  Text ", ["Text size"]),
        ("computer", ["Looked up lately"]),
        ("every", ["Text size", "Menu bar"]),
        ("no such thing", []),
    ],
)
def test_typing_narrows_the_page(page: SettingsPage, qtbot: QtBot, typed: str, left: list[str]) -> None:
    qtbot.keyClicks(page.field, typed)
    assert in_sight(page) == left
    nothing = [label for label in page.findChildren(QLabel) if label.text() == "No setting of that name."]
    assert [label.isVisible() for label in nothing] == [not left]
    page.field.clear()
    assert in_sight(page) == NAMES


def test_every_choice_is_said(page: SettingsPage, qtbot: QtBot) -> None:
    said: list[object] = []
    for signal in (page.mode_chosen, page.zoom_chosen, page.menu_bar_chosen):
        signal.connect(said.append)
    for number in range(3):
        page.mode.press(number)
    for number in range(len(ZOOM_STEPS)):
        page.zoom.press(number)
    page.menu_bar.press(1)
    page.menu_bar.press(0)
    assert said == [Mode.SYSTEM, Mode.LIGHT, Mode.DARK, *ZOOM_STEPS, True, False]
    with qtbot.waitSignal(page.forget_lookups):
        qtbot.mouseClick(page.forget, Qt.MouseButton.LeftButton)


def test_the_page_shows_what_is_in_force(page: SettingsPage, theme: Theme, qtbot: QtBot) -> None:
    assert (page.mode.at, page.zoom.at) == (1, 2)
    with qtbot.assertNotEmitted(page.mode_chosen), qtbot.assertNotEmitted(page.zoom_chosen):
        theme.set_mode(Mode.DARK)
        theme.set_zoom(200)
        page.show_menu_bar(True)
    assert (page.mode.at, page.zoom.at, page.menu_bar.at) == (2, len(ZOOM_STEPS) - 1, 1)


def test_the_keys_go_to_the_field_that_finds_settings(page: SettingsPage) -> None:
    page.setFocus()
    assert page.field.hasFocus()


@pytest.mark.parametrize("zoom", [100, 200])
def test_nothing_is_cut_off_at_any_size(page: SettingsPage, theme: Theme, zoom: int) -> None:
    theme.set_zoom(zoom)
    page.resize(1000, 700)
    for label in page.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()) >= 0 or not label.wordWrap()
            assert label.width() >= label.sizeHint().width() or label.wordWrap(), label.text()
