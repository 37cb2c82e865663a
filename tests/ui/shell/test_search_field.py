from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.shell.search_field import SearchField
from attache.ui.shell.theme import Theme
from tests.ui.fixtures import discard, part, show

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def field(theme: Theme, qapp: QApplication, qtbot: QtBot) -> Iterator[SearchField]:
    window = QWidget()
    layout = QVBoxLayout(window)
    made = SearchField(theme)
    layout.addWidget(made)
    layout.addWidget(QPushButton())
    window.resize(600, 120)
    show(qtbot, window)
    made.setFocus()
    yield made
    discard(window)


def cap(field: SearchField) -> QLabel:
    return part(field, QLabel, "keyCap")


@pytest.mark.parametrize(
    ("key", "steps"), [(Key.Key_Down, 1), (Key.Key_Up, -1), (Key.Key_PageDown, 8), (Key.Key_PageUp, -8)]
)
def test_arrows_walk_the_results_and_leave_the_text_alone(
    field: SearchField, qtbot: QtBot, key: Qt.Key, steps: int
) -> None:
    qtbot.keyClicks(field, "nato")
    with qtbot.waitSignal(field.moved) as moved:
        qtbot.keyClick(field, key)
    assert moved.args == [steps]
    with qtbot.waitSignal(field.moved):
        qtbot.keyClick(field, key, Modifier.KeypadModifier)
    with qtbot.assertNotEmitted(field.moved):
        qtbot.keyClick(field, key, Modifier.ControlModifier)
    assert (field.text(), field.cursorPosition()) == ("nato", 4)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_chooses(field: SearchField, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(field.chosen):
        qtbot.keyClick(field, key)


def test_esc_leaves_and_the_text_stays(field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "nato")
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Key.Key_Escape)
    assert field.text() == "nato"


def test_other_keys_write(field: SearchField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.moved), qtbot.assertNotEmitted(field.chosen):
        for key in (Key.Key_A, Key.Key_B, Key.Key_Left, Key.Key_C, Key.Key_Home, Key.Key_Delete):
            qtbot.keyClick(field, key)
    assert field.text() == "cb"


@pytest.mark.parametrize("letter", ["Ж", "é", "北", "א", "😀"])
def test_any_letter_there_is_can_be_typed(field: SearchField, letter: str) -> None:
    # Qt gives most letters keys that it has no name for.
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, ord(letter), Modifier.NoModifier, letter))
    assert field.text() == letter


def test_the_key_shown_is_the_one_that_helps_now(field: SearchField, qtbot: QtBot) -> None:
    assert cap(field).text() == "Esc"
    field.clearFocus()
    assert cap(field).text() == "Ctrl L"
    field.setFocus()
    assert cap(field).text() == "Esc"


def test_the_key_gives_way_where_there_is_no_room_for_it(field: SearchField) -> None:
    assert cap(field).isVisible()
    field.setFixedWidth(200)
    assert not cap(field).isVisible()
    field.setFixedWidth(400)
    assert cap(field).isVisible()


@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_glass_text_and_key_do_not_overlap_at_any_size(field: SearchField, theme: Theme, zoom: int) -> None:
    theme.set_zoom(zoom)
    field.setFixedWidth(field.sizeHint().width())
    glass = next(label for label in field.findChildren(QLabel) if label is not cap(field))
    margins = field.textMargins()
    assert field.height() == theme.px(36)
    assert field.rect().contains(cap(field).geometry())
    assert field.rect().contains(glass.geometry())
    padding = theme.px(8)
    assert glass.geometry().right() < margins.left() + padding + 2
    assert cap(field).geometry().left() >= field.width() - margins.right() - padding - 2
    assert cap(field).height() >= cap(field).fontMetrics().height()


def test_a_reader_of_screens_is_told_what_it_is(field: SearchField) -> None:
    assert field.accessibleName() == "Look up"
