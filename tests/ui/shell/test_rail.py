from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from attache.ui.pages import PAGES
from attache.ui.shell.page import RailPlace
from attache.ui.shell.rail import Rail
from attache.ui.shell.theme import Mode, Theme
from tests.ui.fixtures import discard, part, show

PLACES = [page for page in PAGES if page.rail is not None]


@pytest.fixture
def gone() -> list[str]:
    return []


@pytest.fixture
def rail(theme: Theme, qapp: QApplication, qtbot: QtBot, gone: list[str]) -> Iterator[Rail]:
    made = Rail(theme, PAGES)
    made.chosen.connect(gone.append)
    made.resize(made.width(), 600)
    show(qtbot, made)
    yield made
    discard(made)


def buttons(rail: Rail) -> dict[str, QToolButton]:
    by_title = {page.title: page.id for page in PLACES}
    return {by_title[button.accessibleName()]: button for button in rail.findChildren(QToolButton)}


def test_every_place_has_a_button_and_an_icon(rail: Rail) -> None:
    assert set(buttons(rail)) == {page.id for page in PLACES}
    assert not any(button.icon().isNull() for button in buttons(rail).values())


def test_a_button_leads_to_its_page(rail: Rail, qtbot: QtBot, gone: list[str]) -> None:
    for name, button in buttons(rail).items():
        gone.clear()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert gone == [name]
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert gone == [name, name]


def test_the_present_page_alone_is_marked(rail: Rail, theme: Theme) -> None:
    for name, button in buttons(rail).items():
        rail.mark(name)
        assert [known for known, each in buttons(rail).items() if each.isChecked()] == [name]
        shown = button.icon().pixmap(18).toImage()
        other = next(each for each in buttons(rail).values() if each is not button)
        pixels = {shown.pixelColor(x, y).name().upper() for x in range(18) for y in range(18)}
        assert theme.palette.ink in pixels
        image = other.icon().pixmap(18).toImage()
        faint = {image.pixelColor(x, y).name().upper() for x in range(18) for y in range(18)}
        assert theme.palette.muted in faint


def test_a_slim_rail_keeps_its_words_for_those_who_hover_or_listen(rail: Rail) -> None:
    wide = rail.width()
    assert all(button.text().strip() == button.accessibleName() for button in buttons(rail).values())
    rail.set_slim(True)
    assert rail.width() < wide / 2
    for button in buttons(rail).values():
        assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        assert button.toolTip() == button.accessibleName() != ""
    rail.set_slim(False)
    assert rail.width() == wide
    assert all(button.toolTip() == "" for button in buttons(rail).values())


@pytest.mark.parametrize("slim", [False, True])
@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_nothing_is_cut_off_at_any_size(rail: Rail, theme: Theme, slim: bool, zoom: int) -> None:
    rail.set_slim(slim)
    theme.set_zoom(zoom)
    rail.resize(rail.width(), theme.px(600))  # high enough for all places
    assert rail.width() == theme.px(56 if slim else 184)
    for button in buttons(rail).values():
        assert button.geometry().right() < rail.width()
        assert button.height() == theme.px(38)
        words = 0 if slim else button.fontMetrics().horizontalAdvance(button.text())
        assert button.iconSize().width() + words + theme.px(20) <= button.width()
    mark = part(rail, QLabel, "wordmark")
    assert mark.sizeHint().width() <= rail.width()


def test_the_foot_is_at_the_foot(rail: Rail) -> None:
    places = {
        place: [buttons(rail)[page.id].y() for page in PLACES if page.rail is place] for place in RailPlace
    }
    assert max(places[RailPlace.TOP]) + 100 < min(places[RailPlace.FOOT])
    assert max(places[RailPlace.FOOT]) > rail.height() - 100


def test_another_look_keeps_the_place_marked(rail: Rail, theme: Theme) -> None:
    rail.mark("settings")
    theme.set_mode(Mode.DARK)
    image = buttons(rail)["settings"].icon().pixmap(18).toImage()
    pixels = {image.pixelColor(x, y).name().upper() for x in range(18) for y in range(18)}
    assert theme.palette.ink in pixels


def test_a_click_leaves_the_mark_where_the_page_is(rail: Rail, qtbot: QtBot) -> None:
    rail.mark("today")
    qtbot.mouseClick(buttons(rail)["today"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(buttons(rail)["study"], Qt.MouseButton.LeftButton)
    assert [name for name, button in buttons(rail).items() if button.isChecked()] == ["today"]


def test_the_number_after_the_title_shows_what_waits(rail: Rail) -> None:
    rail.show_badge("study", 1200)
    assert buttons(rail)["study"].text() == "  Study   1,200"
    rail.show_badge("study", 0)
    assert buttons(rail)["study"].text() == "  Study"


def test_a_low_rail_leaves_out_the_wordmark_and_then_has_lower_buttons(rail: Rail) -> None:
    mark = part(rail, QLabel, "wordmark")
    usual = buttons(rail)["today"].height()
    assert mark.isVisible()
    rail.setMinimumHeight(1)  # as a part of a window, which can be lower than all its parts want
    for height in (len(PLACES) * (usual + 2) + 40, len(PLACES) * 30):
        rail.resize(rail.width(), height)
        QApplication.processEvents()
        assert not mark.isVisible()
        placed = sorted((each.y(), each.height()) for each in buttons(rail).values())
        assert all(top + tall <= below for (top, tall), (below, _) in pairwise(placed))
        assert sum(placed[-1]) <= height
    assert buttons(rail)["today"].height() < usual
    rail.resize(rail.width(), 600)
    QApplication.processEvents()
    assert mark.isVisible()
    assert buttons(rail)["today"].height() == usual
