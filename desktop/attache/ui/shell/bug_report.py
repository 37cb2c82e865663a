"""What is shown when the program itself is at fault: that nothing is lost, and a report to copy."""

from __future__ import annotations

import logging
import platform
import traceback

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from attache import version
from attache.base.characters import whole
from attache.ui.shell.plain import set_title

_log = logging.getLogger(__name__)


def show_bug(error: Exception, over: QWidget) -> QMessageBox:
    """Log an unexpected error, and show it with a report to copy, without holding the window up."""
    _log.error("unexpected", exc_info=error)
    report = report_text(error)
    box = QMessageBox(over)
    box.setIcon(QMessageBox.Icon.Warning)
    set_title(box, "Something went wrong")
    box.setText("Something went wrong in the program. What you had written is saved.")
    box.setInformativeText("The report below helps to fix it. It contains none of your notes or answers.")
    box.setDetailedText(report)
    copy = box.addButton("Copy report", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    box.setEscapeButton(box.addButton(QMessageBox.StandardButton.Close))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def report_text(error: Exception) -> str:
    """Return the versions and where the error was raised; a traceback shows no values of variables."""
    programs = f"Attaché {version()}, Python {platform.python_version()}, Qt {qVersion()}"
    return whole(f"{programs}, {platform.system()}\n\n{''.join(traceback.format_exception(error))}")
