"""Joined buttons of which one is chosen: whole in every line, also where they have no room in one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Theme
from attache.ui.widgets.segments import Segments
from tests.ui.fixtures import show

WORDS = ("No limit", "30 seconds each", "10 minutes in all")


@pytest.fixture
def segments(theme: Theme, qtbot: QtBot) -> Segments:
    made = Segments(theme, WORDS)
    qtbot.addWidget(made)
    show(qtbot, made)
    return made


def buttons(segments: Segments) -> list[QToolButton]:
    return list(segments.findChildren(QToolButton))


def ends(segments: Segments) -> list[str]:
    return [button.property("at") for button in buttons(segments)]


def has_right_border(theme: Theme, segments: Segments, button: QToolButton) -> bool:
    image = segments.grab().toImage()
    place = button.geometry()
    return image.pixelColor(place.right(), place.center().y()).name() == theme.palette.control.lower()


@pytest.mark.parametrize("zoom", [100, 200])
def test_each_line_is_closed_at_its_end(theme: Theme, segments: Segments, zoom: int) -> None:
    theme.set_zoom(zoom)
    wide = sum(button.width() for button in buttons(segments))
    segments.resize(wide + 20, 400)
    assert ends(segments) == ["first", "", "last"]
    assert [has_right_border(theme, segments, each) for each in buttons(segments)] == [False, False, True]
    segments.resize(wide - 20, 400)
    assert ends(segments) == ["first", "last", "only"]
    assert [has_right_border(theme, segments, each) for each in buttons(segments)] == [False, True, True]
    first, _, last = (button.geometry() for button in buttons(segments))
    assert last.top() - first.bottom() > theme.px(5), "the lines do not touch"
    segments.resize(wide + 20, 400)
    assert ends(segments) == ["first", "", "last"]
