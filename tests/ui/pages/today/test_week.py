from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from attache.ui.pages.today.week import DayBar, Week
from attache.ui.shell.theme import Mode, Theme
from tests.ui.fixtures import show

FOOT, HIGH, LOW, STEP, WIDE = 84, 62, 6, 44, 34
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def week(*counts: int, today: int = 2, done: int = 0, off: int = -1) -> list[DayBar]:
    def bar(n: int, name: str, count: int) -> DayBar:
        when = "past" if n < today else "today" if n == today else "ahead"
        return DayBar(name[0], name, count, when, f"{count} said", done if n == today else 0, n == off)

    return [bar(n, name, count) for n, (name, count) in enumerate(zip(NAMES, counts, strict=True))]


def draw(qtbot: QtBot, theme: Theme, bars: list[DayBar]) -> QImage:
    made = Week(theme, bars)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    show(qtbot, made)
    return made.grab().toImage()


def column(theme: Theme, image: QImage, day: int, top: int, bottom: int) -> set[str]:
    """Return the colours in the middle of a bar between two heights, in pixels at 100 %."""
    x = theme.px(STEP) * day + theme.px(WIDE) // 2
    return {image.pixelColor(x, y).name() for y in range(theme.px(top), theme.px(bottom))}


def is_inked(image: QImage, left: int, top: int, wide: int, high: int) -> bool:
    paper = image.pixelColor(image.width() - 1, 0)
    across, down = range(left, left + wide), range(top, top + high)
    return any(image.pixelColor(x, y) != paper for x in across for y in down)


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_bars_are_as_high_as_their_minutes(qtbot: QtBot, theme: Theme, zoom: int, mode: Mode) -> None:
    theme.set_zoom(zoom)
    theme.set_mode(mode)
    image = draw(qtbot, theme, week(40, 20, 10, 30, 0, 1, 5))
    for day, minutes in ((0, 40), (1, 20)):
        x = theme.px(STEP) * day + theme.px(WIDE) // 2
        top = theme.px(FOOT) - 2
        colour = image.pixelColor(x, top)
        while image.pixelColor(x, top - 1) == colour:
            top -= 1
        assert theme.px(FOOT) - top == pytest.approx(theme.px(HIGH) * minutes / 40, abs=2)


@pytest.mark.parametrize("zoom", [100, 200])
def test_each_bar_has_its_number_above_it_and_its_letter_below(qtbot: QtBot, theme: Theme, zoom: int) -> None:
    theme.set_zoom(zoom)
    px, minutes = theme.px, (40, 20, 10, 30, 0, 1, 5)
    image = draw(qtbot, theme, week(*minutes))
    for day, count in enumerate(minutes):
        top = px(FOOT) - (max(round(px(HIGH) * count / 40), px(LOW)) if count else 1)
        assert is_inked(image, px(STEP) * day, top - px(18), px(WIDE), px(14)), "a number"
        assert is_inked(image, px(STEP) * day, px(FOOT) + px(6), px(WIDE), px(18)), "a letter"
    assert not is_inked(image, 0, image.height() - 1, image.width() - 1, 1), "nothing is cut"


@pytest.mark.parametrize("zoom", [100, 200])
def test_what_is_ahead_is_as_wide_as_the_rest_and_never_a_mere_line(
    qtbot: QtBot, theme: Theme, zoom: int
) -> None:
    theme.set_zoom(zoom)
    px = theme.px
    image = draw(qtbot, theme, week(40, 20, 10, 30, 0, 1, 5))
    for day in (5, 6):
        left = px(STEP) * day
        for x in (left - 1, left + px(WIDE)):
            assert not is_inked(image, x, px(FOOT - HIGH), 1, px(HIGH))
        assert is_inked(image, left, px(FOOT - LOW), px(WIDE), 1)
        assert not is_inked(image, left, px(FOOT), px(WIDE), 1)


def test_a_week_in_which_nothing_happened_is_drawn_too(qtbot: QtBot, theme: Theme) -> None:
    image = draw(qtbot, theme, week(0, 0, 0, 0, 0, 0, 0, off=6))
    assert not is_inked(image, 0, 0, image.width() - 1, theme.px(FOOT - 22))


def test_the_same_is_said_in_words(qtbot: QtBot, theme: Theme) -> None:
    made = Week(theme, week(40, 20, 10, 30, 0, 1, 5))
    qtbot.addWidget(made)
    assert made.accessibleDescription().startswith("Monday: 40 said. Tuesday: 20 said. ")
    assert made.toolTip().count("\n") == 6


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_past_days_are_solid_today_fills_up_and_what_is_ahead_is_an_outline(
    qtbot: QtBot, theme: Theme, mode: Mode
) -> None:
    theme.set_mode(mode)
    image = draw(qtbot, theme, week(40, 40, 40, 40, 40, 40, 40, done=20))
    accent, paper = QColor(theme.palette.accent).name(), image.pixelColor(image.width() - 1, 0).name()
    top, middle, foot = FOOT - HIGH + 4, FOOT - HIGH // 2, FOOT - 4
    past = column(theme, image, 0, top, foot)
    assert len(past) == 1
    assert past.isdisjoint({accent, paper})
    assert column(theme, image, 2, middle + 3, foot) == {accent}, "the half that is done"
    assert column(theme, image, 2, top, middle - 3) == {paper}, "the half that is left"
    assert column(theme, image, 4, top, foot) == {paper}, "nothing fills it"


def test_today_has_round_corners_however_much_of_it_is_done(qtbot: QtBot, theme: Theme) -> None:
    theme.set_zoom(200)
    for done in (0, 6, 10):
        image = draw(qtbot, theme, week(40, 20, 10, 0, 0, 0, 0, done=done))
        paper = image.pixelColor(image.width() - 1, 0)
        left, foot = theme.px(STEP) * 2, theme.px(FOOT)
        for x in (left, left + theme.px(WIDE) - 1):
            assert image.pixelColor(x, foot - 1) == paper
