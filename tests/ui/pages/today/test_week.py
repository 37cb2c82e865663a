from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from attache.ui.pages.today.week import DayBar, Week
from attache.ui.shell.theme import Mode, Theme
from tests.ui.fixtures import show


def week(*counts: int, today: int = 2) -> list[DayBar]:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return [
        DayBar(name[0], name, count, "past" if n < today else "today" if n == today else "ahead")
        for n, (name, count) in enumerate(zip(names, counts, strict=True))
    ]


def heights(qtbot: QtBot, theme: Theme, made: Week) -> list[int]:
    """Return how high each bar is drawn, by what differs from the background."""
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    show(qtbot, made)
    image = made.grab().toImage()
    paper = image.pixelColor(made.width() - 1, 0)
    foot = theme.px(66)
    found = []
    for n in range(7):
        across = range(n * theme.px(44) + theme.px(8), n * theme.px(44) + theme.px(26))  # some dashes' width
        drawn = [y for y in range(foot + 1) if any(image.pixelColor(x, y) != paper for x in across)]
        found.append(foot - min(drawn) if drawn else 0)
    return found


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_bars_are_as_high_as_their_counts(qtbot: QtBot, theme: Theme, zoom: int, mode: Mode) -> None:
    theme.set_zoom(zoom)
    theme.set_mode(mode)
    found = heights(qtbot, theme, Week(theme, week(40, 20, 10, 30, 0, 1, 5)))
    most = theme.px(62)
    for height, count in zip(found, (40, 20, 10, 30), strict=False):
        assert height == pytest.approx(most * count / 40, abs=2)
    assert found[4] <= 2
    assert 1 <= found[5] <= theme.px(4), "one is not none"


def test_a_week_in_which_nothing_happened_is_drawn_too(qtbot: QtBot, theme: Theme) -> None:
    assert max(heights(qtbot, theme, Week(theme, week(0, 0, 0, 0, 0, 0, 0)))) <= 2


def test_the_same_is_said_in_words(qtbot: QtBot, theme: Theme) -> None:
    made = Week(theme, week(40, 20, 10, 30, 0, 1, 5))
    qtbot.addWidget(made)
    said = made.accessibleDescription()
    assert said.startswith("Monday: 40 answers, Tuesday: 20 answers, Wednesday: 10 answers so far")
    assert "Thursday: 30 cards due" in said
    assert made.toolTip().count("\n") == 6


def test_today_stands_out_and_what_is_ahead_is_an_outline(qtbot: QtBot, theme: Theme) -> None:
    made = Week(theme, week(40, 40, 40, 40, 40, 40, 40))
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    show(qtbot, made)
    image = made.grab().toImage()
    inside = [image.pixelColor(n * 44 + 17, 40).name() for n in range(7)]
    assert inside[2] == QColor(theme.palette.accent).name()
    assert inside[0] == inside[1] == QColor(theme.palette.selection).name()
    assert inside[3] == image.pixelColor(made.width() - 1, 0).name(), "nothing fills it"
