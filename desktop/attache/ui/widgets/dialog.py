"""A dialog that asks one thing, and is high enough for its lines at every text size."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from attache.ui.shell.plain import set_title
from attache.ui.shell.theme import Theme


class Dialog(QDialog):
    """Sets its parts below one another in ``down``; it is deleted when it is closed."""

    def __init__(self, theme: Theme, title: str, width: int, over: QWidget) -> None:
        """Make it ``width`` pixels wide at 100 %, but no wider than the window of ``over``."""
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_title(self, title)
        px = theme.px
        self.setMinimumWidth(min(px(width), over.window().width()))
        self.down = QVBoxLayout(self)
        self.down.setContentsMargins(px(28), px(24), px(28), px(24))
        self.down.setSpacing(px(14))

    def showEvent(self, event: QShowEvent) -> None:
        """Make room for all lines."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Make room for all lines: Qt does not ask a layout how high it is at the width of a dialog."""
        self.down.invalidate()
        self.setMinimumHeight(self.down.totalHeightForWidth(self.width()))
        self.down.activate()
