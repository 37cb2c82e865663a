from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from attache.base.vocabulary import Kind
from attache.study.memory import Recall
from attache.ui.shell.theme import Mode, Theme
from attache.ui.widgets.column import Column
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


@pytest.mark.parametrize(("width", "lines"), [(900, 1), (460, 2)])
def test_a_title_that_may_wrap_is_not_cut(qtbot: QtBot, theme: Theme, width: int, lines: int) -> None:
    short, line = (Line(theme, title, "12 due", wraps=True) for title in ("NATO", LONG))
    column = Column(theme)
    qtbot.addWidget(column)
    column.clear()
    column.rows((short, line))
    column.end()
    column.resize(width, 400)
    show(qtbot, column)
    one = QFontMetrics(theme.reading(16, QFont.Weight.DemiBold)).height()
    assert line.height() - short.height() == (lines - 1) * one
    assert line.toolTip() == ""
    image = line.grab().toImage()
    paper = image.pixelColor(0, 0)
    rows = range(line.height() - theme.px(4))
    written = [y for y in rows if any(image.pixelColor(x, y) != paper for x in range(60))]
    assert (written[-1] - written[0] > one) is (lines > 1)


def test_what_has_the_keys_can_be_seen(qtbot: QtBot, theme: Theme) -> None:
    line = Line(theme, "NATO")
    plain = draw(qtbot, line)
    line.setFocus()
    assert line.grab().toImage() != plain


@pytest.mark.parametrize(
    "title", ["Instruments of cooperation", "Technology", "Donaudampfschifffahrtsgesellschaft"]
)
def test_no_word_of_a_title_that_wraps_is_cut(qtbot: QtBot, theme: Theme, title: str) -> None:
    theme.set_zoom(200)
    line = Line(theme, title, "12 due, 3 not started", wraps=True)
    qtbot.addWidget(line)
    show(qtbot, line)
    line.clearFocus()
    tints = {QColor(tint).name() for tint in (theme.palette.ink, theme.palette.accent)}

    def written(across: int) -> int:
        line.resize(across, line.heightForWidth(across))
        image = line.grab().toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return sum(image.pixelColor(*point).name() in tints for point in points)

    whole = written(1200)
    for width in (240, 400, 520, 800):
        assert written(width) == pytest.approx(whole, rel=0.03), width


def test_what_stands_at_the_end_goes_below_a_title_without_room(qtbot: QtBot, theme: Theme) -> None:
    line = Line(theme, "Technology", "12 due, 3 not started", wraps=True)
    qtbot.addWidget(line)
    assert line.heightForWidth(500) == theme.px(40)
    assert line.heightForWidth(200) == theme.px(60)


def test_a_title_that_is_cut_stays_on_one_line_at_every_width(qtbot: QtBot, theme: Theme) -> None:
    line = Line(theme, LONG, "12 days")
    qtbot.addWidget(line)
    show(qtbot, line)
    line.clearFocus()
    high = line.sizeHint().height()
    for width in range(330, 620):
        line.resize(width, high)
        image = line.grab().toImage()
        paper = image.pixelColor(width - 1, 0)
        assert all(image.pixelColor(x, high - 5) == paper for x in range(0, 200, 2)), width
