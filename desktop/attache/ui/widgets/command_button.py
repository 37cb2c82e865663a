"""Buttons on a page that do what a command does: they have its name and tooltip, and are enabled as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from attache.ui.shell.plain import set_tip


def follow_command(button: QPushButton, action: QAction) -> None:
    """Let a flat button follow a command; what it does when it is pressed is left to the page."""
    button.setObjectName("flat")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(True)  # Enter presses it, as Space does
    button.setAccessibleName(action.text())
    set_tip(button, action.toolTip())
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
