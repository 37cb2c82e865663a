"""What is said above the card: where it comes from, what is left, and what was done last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics, QResizeEvent

from attache.ui.shell.plain import PlainLabel

_BETWEEN = "  ·  "


class StatusLine(PlainLabel):
    """A line of several parts; where it has too little room, the last part stands in a line of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quiet")
        self.setWordWrap(True)
        self._parts: tuple[str, ...] = ()

    def say(self, parts: Sequence[str]) -> None:
        """Show the parts."""
        self._parts = tuple(parts)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one line or two."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        self.ensurePolished()
        line, (*first, last) = _BETWEEN.join(self._parts), self._parts or ("",)
        if first and QFontMetrics(self.font()).horizontalAdvance(line) >= self.contentsRect().width():
            line = f"{_BETWEEN.join(first)}\n{last}"
        self.setText(line)
