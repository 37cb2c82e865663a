"""A page that is one column of text and buttons, filled again whenever something changes."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from attache.ui.shell.context import Context
from attache.ui.shell.page import Page
from attache.ui.widgets.column import Column


class ColumnPage(Page):
    """Holds a column at most ``widest`` pixels wide at 100 %."""

    def __init__(self, context: Context, widest: int) -> None:
        super().__init__(context)
        self.column = Column(context.theme, widest)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.column)
