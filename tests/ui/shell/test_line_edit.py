"""Every field for one line takes any text and makes one line of it."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from attache.app.window import Parts
from attache.ui.shell.line_edit import LONGEST_LINE, LineEdit, one_line
from tests.sources import trees

LINES = "collective\r\n  defence,\u2028\u0000\tnot \x1bcollective\n\n\nsecurity\n"
LINE = "collective defence, not collective security"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (LINES, LINE),
        ("attaché ", "attaché "),
        (" a\xa0b ", " a\xa0b "),
        ("\n" * 400 + "NATO\n", "NATO"),
        ("\ud800NATO\x7f\x85", "NATO"),
        ("👩‍✈️ FPDA", "👩‍✈️ FPDA"),
        ("x" * 1000, "x" * LONGEST_LINE),
        ("\n\n", ""),
        ("", ""),
    ],
)
def test_a_text_becomes_one_line(text: str, line: str) -> None:
    assert one_line(text) == line
    assert one_line(line) == line


@pytest.fixture
def field(qtbot: QtBot) -> LineEdit:
    made = LineEdit()
    qtbot.addWidget(made)
    return made


def paste(field: QLineEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    field.paste()


def drop(field: QLineEdit, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    field.dropEvent(QDropEvent(QPointF(), copy, data, left, none))


def commit(field: QLineEdit, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize("put", [paste, drop, commit, QLineEdit.insert, QLineEdit.setText])
def test_every_way_into_a_field_leads_through_it(field: LineEdit, put: object) -> None:
    assert callable(put)
    put(field, LINES)
    assert field.text() == LINE
    assert field.hasAcceptableInput()


def test_the_cursor_stays_behind_what_was_pasted(field: LineEdit) -> None:
    field.setText("😀 against")
    field.setCursorPosition(3)
    paste(field, "defence\nand\ndeterrence\n")
    assert field.text() == "😀 defence and deterrence against"
    assert field.text().encode("utf-16-le")[2 * field.cursorPosition() :].decode("utf-16-le") == "against"


def test_every_field_of_the_program_is_one(parts: Parts) -> None:
    window = parts.window
    for name in window.pages.specs:
        window.open_page(name)
    window.palette_panel.open()
    fields = window.findChildren(QLineEdit)
    assert len(fields) >= 5
    for each in fields:
        each.setReadOnly(False)
        each.setText(LINES)
        assert "\n" not in each.text(), each.accessibleName()


def test_no_other_field_is_made() -> None:
    found = [
        str(file)
        for file, _ in trees()
        if "ui" in file.parts and re.search(r"QLineEdit\b[(),]", file.read_text(encoding="utf-8"))
    ]
    assert [each.rpartition("/")[2] for each in found] == ["line_edit.py"]


def test_of_ten_megabytes_only_the_beginning_is_looked_up(parts: Parts, qtbot: QtBot) -> None:
    field = parts.window.top.field
    with qtbot.waitSignal(field.textEdited) as edited:
        paste(field, LINES * 200_000)
    assert edited.args == [" ".join([LINE] * 9)[:LONGEST_LINE]]
