from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.reading_view import ReadingView
from attache.ui.widgets.entry.side_column import SIDE, SideColumn
from tests.ui.fixtures import discard, show

LEFT, TOP = 300, 30


class Scene:
    """A page of text with a side column on it."""

    def __init__(self, theme: Theme) -> None:
        self.page = ReadingView(theme, "Text")
        self.page.resize(600, 400)
        self.page.show_page("", "<p>text</p>" * 100)
        self.side = SideColumn(theme, self.page)
        self.show_lines(5)

    def show_lines(self, count: int) -> None:
        lines = "".join(f'<p><a href="attache://entry/e{at}">Entry {at}</a></p>' for at in range(count))
        self.side.show_page("", f'{lines}<p><a name="note-1" class="mark">1</a> Source</p>')
        self.side.lay(LEFT, TOP, SIDE)


@pytest.fixture
def scene(theme: Theme, qapp: QApplication, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(theme)
    show(qtbot, made.page)
    made.page.verticalScrollBar().valueChanged.connect(made.side.follow)
    yield made
    discard(made.page)


def test_it_is_as_high_as_its_text_and_never_scrolls(scene: Scene) -> None:
    short = scene.side.height()
    assert scene.side.width() == SIDE
    scene.show_lines(60)
    assert scene.side.height() > 5 * short
    for _ in range(2):
        assert scene.side.verticalScrollBar().maximum() <= 1
        assert scene.side.height() >= scene.side.document().size().height() - 1
        scene.show_lines(5)
    assert scene.side.height() == short


def test_it_lies_on_the_page_and_scrolls_with_it(scene: Scene) -> None:
    assert scene.side.pos() == QPoint(LEFT, TOP)
    scene.page.verticalScrollBar().setValue(120)
    assert scene.side.pos() == QPoint(LEFT, TOP - 120)
    scene.page.verticalScrollBar().setValue(0)
    assert scene.side.pos() == QPoint(LEFT, TOP)


def test_a_place_is_told_in_the_terms_of_the_whole_page(scene: Scene) -> None:
    place = scene.side.place_of("note-1")
    assert TOP < place < TOP + scene.side.height()
    scene.page.verticalScrollBar().setValue(120)
    assert scene.side.place_of("note-1") == place
    assert scene.side.place_of("note-9") == -1


def test_the_wheel_turns_the_whole_page(scene: Scene) -> None:
    QTest.wheelEvent(scene.page.windowHandle(), QPointF(LEFT + 20, TOP + 20), QPoint(0, -120))
    assert scene.page.verticalScrollBar().value() > 0
    assert scene.side.y() < TOP


def test_a_link_that_tab_reaches_is_said_so_that_it_can_be_shown(scene: Scene, qtbot: QtBot) -> None:
    scene.show_lines(60)
    reached: list[int] = []
    scene.side.reached.connect(reached.append)
    scene.side.setFocus()
    for _ in range(40):
        qtbot.keyClick(scene.side, Qt.Key.Key_Tab)
    assert len(reached) == 40
    assert reached == sorted(reached)
    assert reached[0] >= TOP
    assert reached[-1] > scene.page.viewport().height(), "out of sight, unless the page follows"


def test_what_is_merely_hovered_moves_nothing(scene: Scene, qtbot: QtBot) -> None:
    scene.page.setFocus()
    with qtbot.assertNotEmitted(scene.side.reached):
        scene.side.pointed.emit("e1", 0, QPoint())
