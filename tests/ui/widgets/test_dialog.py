"""Each dialog shows all its lines and buttons, at every text size and in a small window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.pages.glossary.error_report import ErrorReport
from attache.ui.pages.glossary.report_dialog import ReportDialog
from attache.ui.pages.settings.delete_dialog import DeleteDialog, what_goes
from attache.ui.shell.theme import Theme
from attache.ui.widgets.dialog import Dialog
from tests.ui.fixtures import discard, show

PARTS = (QLabel, QPushButton, QCheckBox, QPlainTextEdit)


def assert_all_is_seen(dialog: Dialog) -> None:
    """No part is cut, none covers another, and none stands outside the dialog."""
    parts: list[QWidget] = [
        part
        for kind in PARTS
        for part in dialog.findChildren(kind)
        if part.isVisible() and part.parent() is dialog
    ]
    for part in parts:
        assert dialog.rect().contains(part.geometry()), part
        if isinstance(part, QLabel):
            assert part.height() >= part.heightForWidth(part.width()), part.text()
        for other in parts:
            assert other is part or not other.geometry().intersects(part.geometry()), (part, other)


@pytest.mark.parametrize("zoom", [80, 100, 200])
@pytest.mark.parametrize("width", [480, 900, 1280])
@pytest.mark.parametrize("kind", ["delete", "report"])
def test_all_is_seen(theme: Theme, qtbot: QtBot, kind: str, width: int, zoom: int) -> None:
    theme.set_zoom(zoom)
    over = QWidget()
    over.resize(width, 600)
    show(qtbot, over)
    if kind == "delete":
        deleting = DeleteDialog(theme, what_goes(1234, 12, 3), 17, over)
        deleting.open()
        assert_all_is_seen(deleting)
        deleting.with_backups.setChecked(True)
        qtbot.waitUntil(lambda: "nothing can be restored" in deleting.outcome.text())
        assert_all_is_seen(deleting)
    else:
        report = ErrorReport("attache:a", "A long title of an entry " * 3, "Library", "1", "passage " * 30)
        reporting = ReportDialog(theme, report, over)
        reporting.open()
        assert_all_is_seen(reporting)
        reporting.editor.setPlainText("much " * 1000)
        reporting.mail.click()
        assert_all_is_seen(reporting)
    discard(over)
