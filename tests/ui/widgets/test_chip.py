"""Chips: they never get narrower, and what they say already costs nothing to say again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Theme
from attache.ui.widgets.chip import Chip, MenuChip
from tests.ui.fixtures import show


class _Layouts(QObject):
    """Counts how often a widget is asked to lay itself out again."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count."""
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def row(qtbot: QtBot) -> QWidget:
    """A row of chips."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 60)
    return made


@pytest.fixture
def chip(qtbot: QtBot, theme: Theme, row: QWidget) -> Chip:
    """A chip in the row."""
    made = Chip(row)
    QHBoxLayout(row).addWidget(made)
    made.setText("Concepts 1,000")
    show(qtbot, row)
    return made


def test_a_chip_keeps_the_width_of_its_longest_text(chip: Chip) -> None:
    before = chip.sizeHint().width()
    chip.setText("Concepts 1")
    assert chip.text() == "Concepts 1"
    assert chip.sizeHint().width() == before
    chip.setText("Concepts 100,000")
    assert chip.sizeHint().width() > before


def test_a_text_that_is_said_already_moves_nothing(chip: Chip, row: QWidget) -> None:
    layouts = _Layouts()
    QApplication.processEvents()
    row.installEventFilter(layouts)
    chip.setText("Concepts 1,000")
    chip.keep_room_for(("Concepts 1",))
    QApplication.processEvents()
    assert layouts.count == 0
    chip.setText("Concepts 100,000")
    QApplication.processEvents()
    assert layouts.count == 1


def test_the_focus_follows_a_choice_that_is_made_with_the_mouse(
    qtbot: QtBot, theme: Theme, row: QWidget
) -> None:
    chips = [Chip(row, exclusive=True) for _ in range(2)]
    across = QHBoxLayout(row)
    for each in chips:
        across.addWidget(each)
        each.setText("All")
    show(qtbot, row)
    chips[0].setFocus()
    qtbot.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    assert chips[1].hasFocus()
    row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    row.setFocus()
    qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert not chips[0].hasFocus(), "the focus is taken from chips alone"


@pytest.mark.parametrize("zoom", [100, 200])
def test_the_words_of_a_menu_begin_at_its_left(row: QWidget, theme: Theme, qtbot: QtBot, zoom: int) -> None:
    theme.set_zoom(zoom)
    made = MenuChip(theme, row)
    made.keep_room_for(("A choice that is much longer",))
    made.setText("Hit")
    made.resize(made.sizeHint())
    show(qtbot, row)
    image = made.grab().toImage()
    middle, px = image.height() // 2, theme.px
    paper = image.pixelColor(image.width() // 2, middle)
    inked = [x for x in range(px(4), image.width() // 2) if image.pixelColor(x, middle) != paper]
    assert px(9) <= inked[0] <= px(12)
