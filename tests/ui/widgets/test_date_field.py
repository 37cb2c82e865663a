"""A date that is typed in words or numbers, or changed with the arrow keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Theme
from attache.ui.widgets.date_field import DateField, day_of
from tests.ui.fixtures import show


def day(year: int, month: int, of_month: int) -> int:
    return (date(year, month, of_month) - date(1970, 1, 1)).days


TODAY = day(2026, 7, 2)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("14 May 2027", day(2027, 5, 14)),
        ("14th may, 2027", day(2027, 5, 14)),
        (" 14 Sept. 2026 ", day(2026, 9, 14)),
        ("14 May", day(2027, 5, 14)),
        ("2 July", TODAY),
        ("1 July", day(2027, 7, 1)),
        ("29 February", day(2028, 2, 29)),
        ("29 Feb 2028", day(2028, 2, 29)),
        ("14/5/2027", day(2027, 5, 14)),
        ("14.05.27", day(2027, 5, 14)),
        ("2027-05-14", day(2027, 5, 14)),
        ("31 April 2027", None),
        ("14 Mayor 2027", None),
        ("14/13/2027", None),
        ("0 May 2027", None),
        ("May", None),
        ("soon", None),
        ("", None),
    ],
)
def test_what_is_a_date(text: str, wanted: int | None) -> None:
    assert day_of(text, TODAY) == wanted


def test_a_calendar_stands_where_no_text_can(qtbot: QtBot, theme: Theme) -> None:
    field = DateField(theme, "Date")
    qtbot.addWidget(field)
    show(qtbot, field)
    field.resize(160, 36)
    field.setText("30 September 2026 " * 4)
    picture = field.grab().toImage()
    drawn = {picture.pixelColor(x, y).lightness() for x in range(132, 150) for y in range(10, 26)}
    assert min(drawn) >= QColor(theme.palette.muted).lightness()
    assert min(drawn) < QColor(theme.palette.control).lightness()
    assert "Page Up" in field.toolTip()


def test_arrow_keys_change_it_and_leaving_writes_it_out(qtbot: QtBot, theme: Theme) -> None:
    field = DateField(theme, "Date")
    qtbot.addWidget(field)
    show(qtbot, field)
    changes = list[int | None]()
    field.day_changed.connect(lambda: changes.append(field.day))
    field.show_day(None, TODAY)
    assert changes == []
    for key, text in (
        (Qt.Key.Key_Up, "3 July 2026"),
        (Qt.Key.Key_PageUp, "10 July 2026"),
        (Qt.Key.Key_PageDown, "3 July 2026"),
        (Qt.Key.Key_Down, "2 July 2026"),
    ):
        qtbot.keyClick(field, key)
        assert field.text() == text
    assert changes == [TODAY + 1, TODAY + 8, TODAY + 1, TODAY]
    field.selectAll()
    qtbot.keyClicks(field, "9/8/26")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "9 August 2026"
    field.selectAll()
    qtbot.keyClicks(field, "never")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.day) == ("never", None)


@pytest.mark.parametrize(
    ("text", "key", "end"),
    [
        ("30/12/9999", Qt.Key.Key_Up, "31 December 9999"),
        ("1000-01-03", Qt.Key.Key_PageDown, "1 January 1000"),
    ],
)
def test_arrow_keys_stop_where_the_calendar_ends(
    qtbot: QtBot, theme: Theme, text: str, key: Qt.Key, end: str
) -> None:
    field = DateField(theme, "Date")
    qtbot.addWidget(field)
    field.setText(text)
    for _ in range(2):
        qtbot.keyClick(field, key)
    assert field.text() == end
