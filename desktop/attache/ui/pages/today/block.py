"""A block of Today: a small heading, and what stands under it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme


def titled(theme: Theme, head: str, *widgets: QWidget) -> QWidget:
    """Return a block with a heading and some widgets, one under the other without a gap."""
    block = QWidget()
    down = QVBoxLayout(block)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(0)
    label = PlainLabel(head)
    label.setObjectName("head")
    down.addWidget(label)
    down.addSpacing(theme.px(8))
    for widget in widgets:
        down.addWidget(widget)
    down.addStretch(1)
    return block
