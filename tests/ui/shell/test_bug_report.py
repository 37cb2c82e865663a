from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from attache import version
from attache.ui.shell.bug_report import show_bug
from attache.ui.shell.theme import Theme
from tests.ui.fixtures import show


def error_of(note: str) -> Exception:
    """Return an error that was raised while a note was in use."""
    try:
        raise LookupError(str(len(note)))
    except LookupError as error:
        return error


@pytest.mark.qt_log_ignore("^This plugin does not support raise")
def test_a_report_says_what_is_safe_and_holds_what_a_mender_needs(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    show(qtbot, window)
    try:
        raise LookupError("no such thing")
    except LookupError as error:
        box = show_bug(error, window)
    qtbot.waitUntil(box.isVisible)
    assert "is saved" in box.text()
    details = box.detailedText()
    assert "LookupError: no such thing" in details
    assert "test_bug_report.py" in details, "where it happened"
    assert details.startswith(f"Attaché {version()}, Python ")
    copy = next(each for each in box.buttons() if each.text() == "Copy report")
    copy.click()
    assert QGuiApplication.clipboard().text() == details
    box = show_bug(error_of(note="My secret note."), window)
    qtbot.waitUntil(box.isVisible)
    assert "secret" not in box.detailedText()
    with qtbot.waitSignal(box.destroyed):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
