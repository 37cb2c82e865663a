"""What is shown when the program itself is at fault: that nothing is lost, and a report to copy."""

from __future__ import annotations

import logging
import traceback

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from attache.base.characters import whole
from attache.ui.shell.plain import set_title

_log = logging.getLogger(__name__)


def show_bug(error: Exception, over: QWidget) -> QMessageBox:
    """Log an unexpected error, and show it with its details without holding the window up."""
    _log.error("unexpected", exc_info=error)
    box = QMessageBox(over)
    box.setIcon(QMessageBox.Icon.Warning)
    set_title(box, "Something went wrong")
    box.setText("Something went wrong in the program. What you had written is saved.")
    box.setInformativeText("The details below help to fix it.")
    box.setDetailedText(whole("".join(traceback.format_exception(error))))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
