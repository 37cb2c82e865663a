"""A text of several lines, set further apart."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.paragraph import Paragraph
from tests.ui.fixtures import show

TEXT = "With <b>10</b> minutes & more a day.\nNothing else is needed."


def test_its_lines_have_more_room_and_its_text_is_shown_as_it_is_written(qtbot: QtBot, theme: Theme) -> None:
    apart, close = Paragraph(TEXT), PlainLabel(TEXT)
    close.setObjectName("quiet")
    close.setWordWrap(True)
    for label in (apart, close):
        qtbot.addWidget(label)
        show(qtbot, label)
    room = 120
    assert apart.heightForWidth(room) >= close.heightForWidth(room) * 1.2
    assert apart.heightForWidth(600) >= close.heightForWidth(600) * 1.2
    assert apart.text() == TEXT
    read = QAccessible.queryAccessibleInterface(apart).text(QAccessible.Text.Name)
    assert read.split() == TEXT.split()
