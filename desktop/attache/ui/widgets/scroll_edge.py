"""A rule between a head and what scrolls below it, so that lines do not end in nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QFrame


class ScrollEdge(QFrame):
    """Is visible while something is scrolled out of view under it; it always has its room."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__()
        self.setObjectName("hairline")
        self.setFixedHeight(1)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()
        area.verticalScrollBar().valueChanged.connect(lambda value: self.setVisible(value > 0))
