"""Two panes side by side, of which one keeps its width through every zoom and every size of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from attache.ui.shell.theme import Theme

_SENSIBLE = range(120, 2000)
"""Widths at 100 %, in pixels, that are believed when they are read from a file."""
_MOST = 0.6
"""The largest share of the room that the pane takes, whatever width it is to keep."""


class Divided(QSplitter):
    """A splitter that remembers one number: the width of one pane at 100 %, in pixels.

    The sizes on the screen always follow from this number, the zoom and the room there is.  So nothing is
    lost while the window is narrow or the text large.
    """

    def __init__(
        self, theme: Theme, panes: tuple[QWidget, QWidget], kept: int, width: int, share: float = 0
    ) -> None:
        """``kept`` is the index of the pane whose ``width`` is kept.

        Until the user moves the handle, it has at least a ``share`` of the room, so that it grows in a large
        window.
        """
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._kept, self._default, self._width = theme, kept, width, width
        self._share = share
        self._panes = panes
        for pane in panes:
            self.addWidget(pane)
        self.setStretchFactor(1 - kept, 1)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._remember)
        theme.changed.connect(self.place)

    def state(self) -> bytes:
        """Return what :meth:`restore` takes."""
        return str(self._width).encode()

    def restore(self, state: bytes) -> None:
        """Take over a saved width; one that makes no sense is replaced by the default."""
        saved = int(state) if state.isdigit() and len(state) < 6 else self._default
        self._width = saved if saved in _SENSIBLE else self._default
        self.place()

    def place(self) -> None:
        """Give the pane its width, and the other one what remains."""
        total = self.width() - self.handleWidth()
        if total > 1 and not any(pane.isHidden() for pane in self._panes):
            room = min(total - self._panes[1 - self._kept].minimumWidth(), round(total * _MOST))
            least = total * self._share if self._width == self._default else 0
            width = max(1, min(max(self._theme.px(self._width), round(least)), room))
            self.setSizes([width, total - width] if self._kept == 0 else [total - width, width])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the width of the pane in a larger or smaller window."""
        super().resizeEvent(event)
        self.place()

    def _remember(self) -> None:
        self._width = round(self.sizes()[self._kept] * 100 / self._theme.zoom)
