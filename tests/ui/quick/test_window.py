from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.library.library import Library
from attache.ui.quick.window import QuickWindow
from attache.ui.shell.theme import Theme
from tests.ui.fixtures import discard
from tests.ui.keyboards import press_place

Key = Qt.Key


@pytest.fixture
def quick(theme: Theme, library: Library, qapp: QApplication, qtbot: QtBot) -> Iterator[QuickWindow]:
    window = QuickWindow(theme, library)
    window.open()
    qtbot.waitExposed(window)
    yield window
    discard(window)


def press(quick: QuickWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or quick, key)


def rows(quick: QuickWindow) -> list[str]:
    """Return the titles of the rows, from above."""
    shown = [row for row in quick.rows if row.isVisible()]
    return [row.accessibleName() for row in sorted(shown, key=lambda row: row.y())]


def test_the_best_hit_is_the_answer_as_it_is_typed(quick: QuickWindow) -> None:
    assert not quick.answer.isVisible()
    QTest.keyClicks(quick.field, "fpda")
    assert quick.answer.title.text() == "Five Power Defence Arrangements"
    assert quick.answer.aside.text() == "FPDA"
    text = quick.answer.view.toPlainText()
    assert "Members" in text
    assert "Australia, Malaysia, New Zealand, Singapore, United Kingdom" in text
    assert "Sources" in text


def test_the_arrow_keys_make_another_hit_the_answer(quick: QuickWindow) -> None:
    quick.open("defence agreement")
    titles = [hit.row.title for hit in quick.hits]
    for at in (*range(1, len(titles)), len(titles) - 1):
        press(quick, Key.Key_Down)
        assert quick.answer.title.text() == titles[at]
        assert set(rows(quick)) < set(titles)
        above = [row for row in quick.rows if row.isVisible() and row.y() < quick.answer.y()]
        assert all(titles.index(row.accessibleName()) < at for row in above)
    press(quick, *[Key.Key_Up] * len(titles))
    assert quick.answer.title.text() == titles[0]
    assert rows(quick) == titles[1:3]


def test_a_click_on_a_row_makes_it_the_answer(quick: QuickWindow) -> None:
    quick.open("defence agreement")
    title = rows(quick)[1]
    row = next(row for row in quick.rows if row.accessibleName() == title)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert quick.answer.title.text() == title
    assert quick.field.hasFocus()


@pytest.mark.parametrize(
    "text", ["nato", "defence", "shangrilla", "", "xyzzqq", "seven principles of diplomacy"]
)
@pytest.mark.parametrize("zoom", [100, 200])
def test_nothing_is_cut_off(text: str, zoom: int, quick: QuickWindow, theme: Theme) -> None:
    theme.set_zoom(zoom)
    quick.open(text)
    parts = [quick.field, quick.message, quick.answer, *quick.rows, quick.more, quick.foot]
    shown = sorted((part for part in parts if part.isVisible()), key=lambda part: part.y())
    for part, below in pairwise(shown):
        assert part.geometry().bottom() < below.y()
    for part in shown:
        needed = part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.sizeHint().height()
        assert part.height() >= needed
        assert quick.rect().contains(part.geometry())
    room = quick.screen().availableGeometry()
    assert room.contains(quick.geometry())


@pytest.mark.parametrize("text", ["fpda", "nato", "military diplomacy"])
def test_an_answer_that_has_to_be_scrolled_ends_with_a_whole_line(
    text: str, quick: QuickWindow, theme: Theme
) -> None:
    theme.set_zoom(200)
    quick.open(text)
    view = quick.answer.view
    assert view.verticalScrollBar().maximum() > 0
    last = view.cursorRect(view.cursorForPosition(QPoint(40, view.viewport().height() - 2)))
    assert last.bottom() <= view.viewport().height()


def test_what_is_not_found_is_said_and_the_nearest_shown(quick: QuickWindow) -> None:
    quick.open("xyzzqq")
    assert quick.message.text().startswith("No results.")
    assert not quick.answer.isVisible()
    quick.open("shangrilla dialog")
    assert quick.answer.title.text() == "Shangri-La Dialogue"
    quick.open("seven principles of military diplomacy")
    assert quick.message.text() == "" or "Left out" in quick.message.text()


def test_enter_opens_the_answer_in_the_program_and_closes_this_window(
    quick: QuickWindow, qtbot: QtBot
) -> None:
    quick.open("fpda")
    with qtbot.waitSignal(quick.entry_requested) as asked:
        press(quick, Key.Key_Return)
    assert asked.args == ["attache:five-power-defence-arrangements"]
    assert not quick.isVisible()
    quick.open("xyzzqq")
    press(quick, Key.Key_Return)
    assert quick.isVisible()


def test_esc_closes_from_everywhere(quick: QuickWindow) -> None:
    for part in (quick.field, quick.answer.view, quick.foot.open):
        quick.open("nato")
        part.setFocus()
        press(quick, Key.Key_Escape)
        assert not quick.isVisible()


def test_letters_typed_in_the_answer_start_another_look_up(quick: QuickWindow) -> None:
    quick.open("nato")
    quick.answer.view.setFocus()
    QTest.keyClicks(QApplication.focusWidget() or quick, "f")
    QTest.keyClicks(QApplication.focusWidget() or quick, "pda")
    assert quick.field.text() == "fpda"
    assert quick.answer.title.text() == "Five Power Defence Arrangements"


def test_ctrl_c_copies_the_definition_or_what_is_selected(quick: QuickWindow) -> None:
    quick.open("fpda")
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(quick.field, Key.Key_C, control)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text().startswith("Five Power Defence Arrangements (FPDA): Arrangements made in 1971")
    quick.field.setSelection(0, 2)
    QTest.keyClick(quick.field, Key.Key_C, control)
    assert clipboard.text() == "fp"


def test_ctrl_c_is_found_by_its_place_on_a_russian_keyboard(quick: QuickWindow) -> None:
    quick.open("singapore")
    press_place(quick, "c", "с", Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Singapore: ")


def test_a_link_of_the_answer_is_looked_up_here(quick: QuickWindow) -> None:
    quick.open("fpda")
    quick.answer.entry_requested.emit("attache:singapore")
    assert quick.field.text() == "Singapore"
    assert quick.answer.title.text() == "Singapore"


def test_it_opens_at_one_fifth_of_the_screen_above_other_windows(quick: QuickWindow) -> None:
    room = quick.screen().availableGeometry()
    assert abs(quick.geometry().center().x() - room.center().x()) <= 1
    assert quick.y() == room.top() + round(room.height() * 0.2)
    assert quick.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert quick.mapToGlobal(QPoint()) == quick.pos()  # no frame


def test_anything_may_be_in_the_clipboard(quick: QuickWindow) -> None:
    quick.open("<b>nato</b>\n" * 1000)
    assert "\n" not in quick.field.text()
    quick.open("\x00\ud800")
    assert quick.isVisible()
