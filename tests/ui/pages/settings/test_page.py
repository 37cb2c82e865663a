from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from attache.base.changes import Changes
from attache.base.paths import Places
from attache.learner.manager import ProgressManager
from attache.ui.pages.settings.page import SettingsPage
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from attache.ui.shell.theme import ZOOM_STEPS, Mode, Theme
from tests.ui.fixtures import Around, SetClock, show

NAMES = ["Colours", "Text size", "Menu bar", "Recently viewed"]


@pytest.fixture
def context(context: Context, places: Places, library_file: Path, clock: SetClock) -> Iterator[Context]:
    """The settings where the progress file was refused: those of the window alone."""
    places.data.mkdir(parents=True, exist_ok=True)
    refused = places.data / "refused.db"
    refused.write_bytes(b"not a database at all" * 100)
    manager = ProgressManager(refused, library_file, clock, lambda _at: 0)
    yield context._replace(learner=Learner(manager))
    manager.close()


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(context)
    made.refresh(Changes())
    made.resize(800, 700)
    qtbot.addWidget(made)
    show(qtbot, made)
    return made


def in_sight(page: SettingsPage) -> list[str]:
    """Return the names of the settings shown."""
    return [label.text() for label in page.findChildren(QLabel, "name") if label.isVisible()]


def test_every_setting_has_a_name_and_one_line_that_says_what_it_changes(page: SettingsPage) -> None:
    assert in_sight(page) == NAMES
    controls: list[QWidget] = [page.mode, page.zoom, page.menu_bar, page.clear_recent]
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
        ("computer", ["Recently viewed"]),
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


def test_every_choice_takes_effect_immediately(page: SettingsPage, context: Context) -> None:
    for number, mode in enumerate((Mode.SYSTEM, Mode.LIGHT, Mode.DARK)):
        page.mode.press(number)
        assert context.theme.mode is mode
    for number, step in enumerate(ZOOM_STEPS):
        page.zoom.press(number)
        assert context.theme.zoom == step
    page.menu_bar.press(1)
    assert context.machine.menu_bar
    page.menu_bar.press(0)
    assert not context.machine.menu_bar


def test_backups_are_a_page_of_their_own(page: SettingsPage, around: Around) -> None:
    page.backups.click()
    assert around.opened == [("backups", {})]


def test_the_page_shows_what_is_in_force(page: SettingsPage, theme: Theme) -> None:
    assert (page.mode.at, page.zoom.at, page.menu_bar.at) == (1, 2, 0)
    theme.set_mode(Mode.DARK)
    theme.set_zoom(200)
    assert (page.mode.at, page.zoom.at) == (2, len(ZOOM_STEPS) - 1)


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
