from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Theme
from attache.ui.widgets.column import Column
from attache.ui.widgets.line import Line
from tests.ui.fixtures import part, show


@pytest.fixture
def column(qtbot: QtBot, theme: Theme) -> Column:
    made = Column(theme)
    qtbot.addWidget(made)
    made.resize(900, 500)
    show(qtbot, made)
    return made


def test_what_is_added_shows_at_once_and_is_gone_after_clearing(column: Column) -> None:
    column.clear()
    column.say("A title & more", "title")
    done: list[str] = []
    first, second = column.buttons(
        ("Go & see", lambda: done.append("go")), ("Stay", lambda: done.append("stay"))
    )
    column.end()
    assert part(column, QLabel, "title").isVisible()
    assert (first.text(), first.objectName(), second.objectName()) == ("Go && see", "primary", "")
    first.click()
    second.click()
    assert done == ["go", "stay"]
    column.clear()
    column.end()
    assert column.findChildren(QPushButton) == []
    assert column.findChildren(QLabel) == []


def test_without_a_main_button_none_is_marked(column: Column) -> None:
    column.clear()
    assert [button.objectName() for button in column.buttons(("Go", list), main=False)] == [""]
    column.end()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_button_may_fill_the_column_anew(qtbot: QtBot, column: Column, key: Qt.Key) -> None:
    def again() -> None:
        column.clear()
        column.say("Second", "title")
        column.end()

    column.clear()
    button = column.buttons(("Again", again))[0]
    column.end()
    button.setFocus()
    qtbot.keyClick(button, key)
    QApplication.processEvents()
    assert part(column, QLabel, "title").text() == "Second"
    assert column.findChildren(QPushButton) == []


def test_rows_follow_one_another_without_a_gap(column: Column, theme: Theme) -> None:
    column.clear()
    lines = [Line(theme, f"Line {n}") for n in range(3)]
    column.rows(lines)
    column.end()
    assert [line.y() for line in lines] == [lines[0].y() + n * lines[0].height() for n in range(3)]


@pytest.mark.parametrize("zoom", [80, 100, 200])
@pytest.mark.parametrize("width", [380, 700, 1500])
def test_texts_and_buttons_stay_within_the_page(
    qtbot: QtBot, column: Column, theme: Theme, zoom: int, width: int
) -> None:
    theme.set_zoom(zoom)
    column.resize(width, 400)
    column.clear()
    column.say("A text of several words that will not fit into one line of a narrow page at 200 %", "lead")
    column.buttons(("One thing", list), ("Another thing", list), ("A third thing", list), above=8)
    column.end()
    QApplication.processEvents()
    body = column.widget()
    assert body is not None
    assert body.width() == column.viewport().width()
    lead = part(column, QLabel, "lead")
    assert lead.height() >= lead.heightForWidth(lead.width())
    assert lead.width() <= theme.px(680)
    for button in column.findChildren(QPushButton):
        row = button.parentWidget()
        assert row is not None
        assert row.rect().contains(button.geometry())
        assert button.height() >= button.sizeHint().height()
        assert button.height() >= theme.px(36)
    column.resize(1096, 400)
    layout = body.layout()
    assert isinstance(layout, QVBoxLayout)
    assert layout.contentsMargins().left() >= theme.px(24)


def test_another_look_is_told_once_it_is_seen(column: Column, theme: Theme) -> None:
    told: list[int] = []
    column.look_changed.connect(lambda: told.append(theme.zoom))
    theme.set_zoom(150)
    assert told == [150]
    column.hide()
    theme.set_zoom(200)
    assert told == [150]
    column.show()
    column.hide()
    column.show()
    assert told == [150, 200]
    column.hide()
    theme.set_zoom(100)
    column.clear()
    column.end()
    column.show()
    assert told == [150, 200], "it was filled in the new look"


@pytest.mark.parametrize("width", [500, 900, 1600])
def test_a_scroll_bar_moves_nothing(column: Column, width: int) -> None:
    column.resize(width, 500)
    places = []
    for lines in (1, 60):
        column.clear()
        for number in range(lines):
            column.say(f"Line {number}", "quiet")
        column.end()
        QApplication.processEvents()
        label = column.findChild(QLabel)
        assert isinstance(label, QLabel)
        places.append((label.x(), label.width()))
    assert column.verticalScrollBar().isVisible()
    assert places[0] == places[1]
    assert places[0][1] == column.text_width
