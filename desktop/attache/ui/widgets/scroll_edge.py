"""A line above a scroll area, which shows that there is more above."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QFrame


class ScrollEdge(QFrame):
    """Visible while the area is scrolled down; it keeps its space when hidden."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__()
        self.setObjectName("hairline")
        self.setFixedHeight(1)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()
        area.verticalScrollBar().valueChanged.connect(lambda value: self.setVisible(value > 0))
