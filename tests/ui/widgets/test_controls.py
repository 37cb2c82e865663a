from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from attache.study.settings import DEFAULT_PARAMETERS, Range
from attache.ui.shell.theme import Theme
from attache.ui.widgets.controls import Action, Control, Hour, Number, Numbers, Pick, Several
from tests.ui.fixtures import show


def said(control: Control) -> list[object]:
    values: list[object] = []
    control.chosen.connect(values.append)
    return values


@pytest.fixture
def number(theme: Theme, qtbot: QtBot) -> Number:
    made = Number(theme, Range(0, 600, ""), "minutes", 5, "No limit")
    made.show_value(20)
    qtbot.addWidget(made)
    show(qtbot, made)
    return made


def test_showing_a_value_says_nothing(number: Number) -> None:
    values = said(number)
    number.show_value(30)
    assert (number.field.text(), values) == ("30", [])


@pytest.mark.parametrize(("typed", "value"), [("45", 45), ("0", 0), ("99999", 600), ("3o", 3)])
def test_a_number_is_typed(number: Number, qtbot: QtBot, typed: str, value: int) -> None:
    values = said(number)
    number.field.selectAll()
    qtbot.keyClicks(number.field, typed)
    qtbot.keyClick(number.field, Qt.Key.Key_Return)
    assert values == [value]


@pytest.mark.parametrize("typed", ["", "none", "20"])
def test_what_is_no_other_number_changes_nothing(number: Number, qtbot: QtBot, typed: str) -> None:
    values = said(number)
    number.field.clear()
    qtbot.keyClicks(number.field, typed)
    qtbot.keyClick(number.field, Qt.Key.Key_Return)
    assert (values, number.field.text()) == ([], "20")


def test_arrows_and_buttons_walk_by_a_step(number: Number, qtbot: QtBot) -> None:
    values = said(number)
    qtbot.keyClick(number.field, Qt.Key.Key_Up)
    qtbot.keyClick(number.field, Qt.Key.Key_Down)
    qtbot.mouseClick(number.more, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(number.less, Qt.MouseButton.LeftButton)
    assert values == [25, 15, 25, 15]


def test_nothing_has_a_name_where_it_means_no_limit(number: Number) -> None:
    number.show_value(0)
    assert number.field.text() == "No limit"


def test_a_share_is_shown_in_per_cent(theme: Theme, qtbot: QtBot) -> None:
    control = Number(theme, Range(0.7, 0.97, "", whole=False), "%", scale=0.01)
    qtbot.addWidget(control)
    control.show_value(0.9)
    values = said(control)
    assert control.field.text() == "90"
    control.more.click()
    assert values == [0.91]


@pytest.mark.parametrize(("typed", "hour"), [("5", 5), ("05:30", 5), ("6.15", 6), ("99", 23)])
def test_an_hour_is_shown_by_the_clock(theme: Theme, qtbot: QtBot, typed: str, hour: int) -> None:
    control = Hour(theme, Range(0, 23, ""))
    qtbot.addWidget(control)
    control.show_value(4)
    values = said(control)
    assert control.field.text() == "04:00"
    control.finish()
    assert values == []
    control.field.setText(typed)
    control.finish()
    assert values == [hour]


def test_one_of_a_few(theme: Theme, qtbot: QtBot) -> None:
    control = Pick(theme, ((False, "Four"), (True, "Two")))
    qtbot.addWidget(control)
    values = said(control)
    control.show_value(False)
    control.choice.press(1)
    assert values == [True]
    control.show_value("neither")
    assert control.choice.at == 1


def test_several_of_a_few(theme: Theme, qtbot: QtBot) -> None:
    control = Several(theme, ((0, "Monday"), (5, "Saturday"), (6, "Sunday")))
    qtbot.addWidget(control)
    control.show_value((5,))
    values = said(control)
    control.chips[6].click()
    control.chips[5].click()
    assert values == [(5, 6), (6,)]


def test_numbers_are_separated_by_spaces(theme: Theme, qtbot: QtBot) -> None:
    control = Numbers(theme, "minutes", 160)
    qtbot.addWidget(control)
    control.show_value((1.0, 10.0))
    assert control.field.text() == "1 10"
    values = said(control)
    for text in ("1 10", "0,5 20", "soon"):
        control.field.setText(text)
        control.field.finished.emit()
    assert values == [(0.5, 20.0), None]


def test_numbers_are_shown_in_full(theme: Theme, qtbot: QtBot) -> None:
    control = Numbers(theme)
    qtbot.addWidget(control)
    control.show_value((12.345678, 0.000001, 3.0))
    assert control.field.text() == "12.345678 1e-06 3"


def test_numbers_wrap_so_that_all_of_them_are_seen(theme: Theme, qtbot: QtBot) -> None:
    control = Numbers(theme)
    qtbot.addWidget(control)
    control.resize(680, 100)
    show(qtbot, control)
    control.show_value((1.0, 10.0))
    assert control.field.height() == 36
    control.show_value(DEFAULT_PARAMETERS)
    QApplication.processEvents()
    assert control.field.width() == 680
    assert 36 < control.field.height() < 72
    assert control.field.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("zoom", [80, 90, 100, 110, 125, 150, 175, 200])
def test_numbers_that_fit_do_not_scroll(theme: Theme, qtbot: QtBot, zoom: int) -> None:
    theme.set_zoom(zoom)
    control = Numbers(theme)
    qtbot.addWidget(control)
    control.resize(theme.px(680), theme.px(100))
    show(qtbot, control)
    for value in ((1.0, 10.0), DEFAULT_PARAMETERS):
        control.show_value(value)
        QApplication.processEvents()
        assert control.field.verticalScrollBar().maximum() == 0


def test_what_is_typed_is_said_once_and_not_for_a_menu(theme: Theme, qtbot: QtBot) -> None:
    control = Numbers(theme)
    qtbot.addWidget(control)
    show(qtbot, control)
    values = said(control)
    control.field.setFocus()
    qtbot.keyClicks(control.field, "1 x")
    QApplication.sendEvent(control.field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert values == []
    qtbot.keyClick(control.field, Qt.Key.Key_Return)
    QApplication.sendEvent(control.field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert values == [None]


def test_pasted_numbers_are_one_line_of_sane_length(theme: Theme, qtbot: QtBot) -> None:
    control = Numbers(theme)
    qtbot.addWidget(control)
    QApplication.clipboard().setText("1\n5\t10\r\n" + "9" * 100_000)
    control.field.paste()
    assert control.field.text().startswith("1 5 10 999")
    assert len(control.field.text()) == 1000


def test_enter_ends_a_list_of_numbers(theme: Theme, qtbot: QtBot) -> None:
    control = Numbers(theme)
    qtbot.addWidget(control)
    show(qtbot, control)
    values = said(control)
    qtbot.keyClicks(control.field, "1 5")
    qtbot.keyClick(control.field, Qt.Key.Key_Return)
    assert (values, control.field.text()) == ([(1.0, 5.0)], "1 5")


def test_a_button_acts(theme: Theme, qtbot: QtBot) -> None:
    control = Action(theme, "Export…")
    qtbot.addWidget(control)
    values = said(control)
    control.show_value("nothing")
    control.button.click()
    assert (values, control.button.text()) == ([None], "Export…")


def test_the_focus_goes_to_the_chosen_value(theme: Theme, qtbot: QtBot) -> None:
    control = Pick(theme, ((1, "One"), (2, "Two"), (3, "Three")))
    qtbot.addWidget(control)
    show(qtbot, control)
    control.show_value(2)
    control.setFocus()
    focus = control.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.text() == "Two"


@pytest.mark.parametrize(
    ("control", "names"),
    [
        (lambda theme: Number(theme, Range(0, 9, ""), "cards"), {"Limit", "Limit: Less", "Limit: More"}),
        (lambda theme: Pick(theme, ((1, "One"), (2, "A & B"))), {"Limit: One", "Limit: A & B"}),
        (lambda theme: Several(theme, ((1, "One"), (2, "A & B"))), {"Limit: One", "Limit: A & B"}),
        (lambda theme: Numbers(theme, "", 100), {"Limit"}),
        (lambda theme: Action(theme, "Limit"), {"Limit"}),
        (lambda theme: Action(theme, "Clear"), {"Limit: Clear"}),
    ],
)
def test_every_part_has_the_name_of_the_setting(
    control: Callable[[Theme], Control], names: set[str], theme: Theme, qtbot: QtBot
) -> None:
    made = control(theme)
    qtbot.addWidget(made)
    made.set_name("Limit", "At most so many.")
    parts = [
        *made.findChildren(QLineEdit),
        *made.findChildren(QPlainTextEdit),
        *made.findChildren(QAbstractButton),
    ]
    assert {part.accessibleName() for part in parts} == names
    assert {part.accessibleDescription() for part in parts} == {"At most so many."}
