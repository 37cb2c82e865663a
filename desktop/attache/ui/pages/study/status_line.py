"""What is said above the card: where it comes from, what is left, and what was done last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent

from attache.ui.shell.plain import PlainLabel

_BETWEEN = "  ·  "


class StatusLine(PlainLabel):
    """At most two lines of several parts.

    If one line is too short, the last part has a line of its own.  If two are, only the last part is shown,
    or nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quiet")
        self.setWordWrap(True)
        self._parts: tuple[str, ...] = ()

    def say(self, parts: Sequence[str]) -> None:
        """Show the parts."""
        self._parts = tuple(parts)
        self.setAccessibleName(_BETWEEN.join(parts))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one line or two."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        self.ensurePolished()
        whole, (*first, last) = _BETWEEN.join(self._parts), self._parts or ("",)
        metrics, width = QFontMetrics(self.font()), self.contentsRect().width()
        if metrics.horizontalAdvance(whole) < width:
            self.setText(whole)
            return
        room = QRect(0, 0, max(1, width), 1 << 16)
        for text in (f"{_BETWEEN.join(first)}\n{last}" if first else whole, last, ""):
            needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, text)
            if needed.height() < 2.5 * metrics.lineSpacing() and needed.width() <= width:
                break
        self.setText(text)
