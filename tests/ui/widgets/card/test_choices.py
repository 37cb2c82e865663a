from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Theme
from attache.ui.widgets.card.choices import ItemBox, OptionButton, OptionState
from tests.ui.drawings import element, place, svg_of
from tests.ui.fixtures import show

LONG = "A text that is a good deal longer than a narrow page is wide, and so has to be set in several lines"


@pytest.mark.parametrize("kind", ["option", "item"])
def test_a_long_text_wraps_where_there_is_no_room_and_takes_the_height(
    qtbot: QtBot, theme: Theme, kind: str
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    down = QVBoxLayout(page)
    down.setContentsMargins(0, 0, 0, 0)
    made = OptionButton(theme, 1, LONG) if kind == "option" else ItemBox(theme, LONG)
    down.addWidget(made)
    down.addStretch(1)
    page.resize(1200, 1600)
    show(qtbot, page)
    low = made.height()
    page.resize(300, 1600)
    qtbot.waitUntil(lambda: made.width() == 300)
    assert made.height() > 2 * low
    assert made.height() == made.heightForWidth(300)
    theme.set_zoom(200)
    qtbot.waitUntil(lambda: made.height() == made.heightForWidth(300) > 4 * low)


def test_an_option_says_how_it_turned_out_by_more_than_colour(qtbot: QtBot, theme: Theme) -> None:
    option = OptionButton(theme, 3, "Hotline")
    qtbot.addWidget(option)
    assert (option.mark, option.accessibleName(), option.accessibleDescription()) == ("3", "Hotline", "")
    option.show_state(OptionState.CORRECT)
    assert (option.mark, option.accessibleDescription()) == ("✓", "Correct")
    option.show_state(OptionState.MISSED)
    assert (option.mark, option.accessibleDescription()) == ("✓", "Correct answer")
    option.show_state(OptionState.INCORRECT, "A telephone line.")
    assert (option.mark, option.accessibleDescription()) == ("✗", "Incorrect. A telephone line.")
    option.show_state(None)
    assert (option.mark, option.accessibleDescription()) == ("3", "")


def test_the_number_of_an_option_is_no_part_of_its_text(qtbot: QtBot, theme: Theme) -> None:
    option = OptionButton(theme, 1, "2025")
    qtbot.addWidget(option)
    option.resize(400, 44)
    show(qtbot, option)
    for chosen, colour, weight in (
        (False, theme.palette.muted, "400"),
        (True, theme.palette.accent, "600"),
    ):
        option.show_chosen(chosen)
        svg = svg_of(option)
        number, text = element(svg, "1"), element(svg, "2025")
        assert 'font-family="Inter"' in number
        assert colour.lower() in number
        assert f'font-weight="{weight}"' in number
        assert 'font-family="Literata"' in text
        assert theme.palette.ink.lower() in text
        assert place(svg, "1")[1] == pytest.approx(place(svg, "2025")[1], abs=1)


def test_an_option_grows_by_its_meaning(qtbot: QtBot, theme: Theme) -> None:
    option = OptionButton(theme, 3, "Hotline")
    qtbot.addWidget(option)
    option.ensurePolished()
    low = option.heightForWidth(400)
    option.show_state(OptionState.INCORRECT)
    assert option.heightForWidth(400) == low
    option.show_state(OptionState.INCORRECT, LONG)
    assert option.heightForWidth(400) > 2 * low
    option.resize(400, option.heightForWidth(400))
    assert not option.grab().isNull()


def test_the_box_of_an_item_begins_where_the_text_above_it_does(qtbot: QtBot, theme: Theme) -> None:
    item = ItemBox(theme, "Malaysia")
    qtbot.addWidget(item)
    item.resize(400, 40)
    show(qtbot, item)
    item.setChecked(True)
    image = item.grab().toImage()
    accent = QColor(theme.palette.accent).name()
    assert min(x for x in range(40) for y in range(40) if image.pixelColor(x, y).name() == accent) <= 2


def test_an_item_is_ticked_wherever_it_is_pressed_and_the_tick_can_be_seen(
    qtbot: QtBot, theme: Theme
) -> None:
    item = ItemBox(theme, "Malaysia")
    qtbot.addWidget(item)
    item.resize(400, 40)
    show(qtbot, item)
    qtbot.mouseClick(item, Qt.MouseButton.LeftButton, pos=QPoint(390, 5))
    assert item.isChecked()
    image = item.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(6, 24) for y in range(40)}
    assert QColor(theme.palette.accent).name() in colours
    assert QColor(theme.palette.on_accent).name() in colours
