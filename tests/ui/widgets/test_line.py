from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from attache.base.vocabulary import Kind
from attache.study.memory import Recall
from attache.ui.shell.theme import Mode, Theme
from attache.ui.widgets.line import Line
from tests.ui.fixtures import show

LONG = "The Role of Military Diplomacy in Shaping Regional Security Architecture"


def draw(qtbot: QtBot, line: Line, width: int = 500) -> QImage:
    qtbot.addWidget(line)
    line.resize(width, line.sizeHint().height())
    show(qtbot, line)
    line.clearFocus()
    return line.grab().toImage()


def columns_with(image: QImage, colour: str) -> set[int]:
    wanted = QColor(colour).name()
    return {
        x
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() == wanted
    }


@pytest.mark.parametrize(
    ("kind", "aside", "name"),
    [
        (None, "", "NATO"),
        (Kind.ORGANISATION, "81 %", "NATO, Organisation, 81 %"),
        (None, "12 due, 3 new", "NATO, 12 due, 3 new"),
    ],
)
def test_a_screen_reader_hears_it(
    qtbot: QtBot, theme: Theme, kind: Kind | None, aside: str, name: str
) -> None:
    line = Line(theme, "NATO", aside, kind)
    qtbot.addWidget(line)
    assert line.accessibleName().casefold() == name.casefold()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_it_is_pressed_by_keys(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    line = Line(theme, "NATO")
    qtbot.addWidget(line)
    with qtbot.waitSignal(line.clicked):
        qtbot.keyClick(line, key)


def test_how_it_is_remembered_is_marked_at_the_end_and_said(qtbot: QtBot, theme: Theme) -> None:
    line = Line(theme, "", recall=Recall.FADING)
    assert line.accessibleName() == "Fading"
    marked = columns_with(draw(qtbot, line), theme.palette.muted)
    assert marked
    assert min(marked) >= 500 - theme.px(11) - 1


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_a_long_title_ends_before_what_stands_at_the_end(
    qtbot: QtBot, theme: Theme, zoom: int, mode: Mode
) -> None:
    theme.set_zoom(zoom)
    theme.set_mode(mode)
    width = 3 * zoom
    line = Line(theme, LONG, "12 due")
    image = draw(qtbot, line, width)
    aside = line.fontMetrics().horizontalAdvance("12 due")
    gap = range(width - aside - theme.px(11), width - aside - theme.px(4))
    paper = image.pixelColor(gap[0], 2).name()
    assert all(image.pixelColor(x, theme.px(18)).name() == paper for x in gap)
    assert line.height() >= line.fontMetrics().height()


def test_what_has_the_keys_can_be_seen(qtbot: QtBot, theme: Theme) -> None:
    line = Line(theme, "NATO")
    plain = draw(qtbot, line)
    line.setFocus()
    assert line.grab().toImage() != plain
