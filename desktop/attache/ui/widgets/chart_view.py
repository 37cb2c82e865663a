"""A chart larger than its view, which is moved and zoomed by mouse, touch pad and keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from attache.ui.shell.theme import Theme

REACH = 10
"""Pixels at 100 % beside a mark in which a click still means it."""
WAYS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}
"""How far to the right and down an arrow key leads."""
_STEP = 1.5
"""By how much one key press, and 120 units of a wheel, zoom."""
_PAN = 8
"""The share of the chart by which a key moves it is one divided by this."""
_EDGE = 48
"""How far inside the view what is brought into view stands, in pixels at 100 %."""


class ChartView(QAbstractScrollArea):
    """A subclass draws the chart and says what stands where; this moves and zooms it."""

    zoomed = Signal()
    """The zoom may have reached a limit, or left it."""
    wheel_zooms = False
    """Whether a mouse wheel zooms; if not, it moves the chart and zooms with Ctrl."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pressed: QPoint | None = None
        self._dragged = False
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    # What a subclass says

    @property
    def zoom(self) -> float:
        """How many times larger than the view the chart is, at least 1."""
        raise NotImplementedError

    @property
    def most_zoom(self) -> float:
        """How many times larger than the view the chart can be."""
        raise NotImplementedError

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom so that what is at ``at`` stays there: a point of the view, by default the selected mark."""
        raise NotImplementedError

    def walk(self, key: int) -> bool:
        """Go where a key leads to; return False for other keys."""
        raise NotImplementedError

    def click(self, place: QPoint) -> None:
        """Select or open what is at a place in the viewport."""
        raise NotImplementedError

    def hover(self, place: QPoint | None) -> None:
        """The mouse is over a place in the viewport, or has left it."""

    # Zooming and moving

    def zoom_in(self) -> None:
        """Zoom in by one step."""
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        """Zoom out by one step."""
        self.zoom_by(1 / _STEP)

    def show_whole(self) -> None:
        """Show the whole chart."""
        self.zoom_by(1 / self.zoom)

    def pan(self, x: float, y: float) -> None:
        """Move the view by pixels to the right and down."""
        for bar, way in ((self.horizontalScrollBar(), x), (self.verticalScrollBar(), y)):
            bar.setValue(bar.value() + round(way))

    def bring_into_view(self, place: QPoint, header: int = 0) -> None:
        """Move the view until a place in the viewport is well inside it, below a header of so many pixels."""
        view, edge = self.viewport(), self._theme.px(_EDGE)
        self.pan(
            min(0, place.x() - edge) + max(0, place.x() - view.width() + edge),
            min(0, place.y() - header - edge) + max(0, place.y() - view.height() + edge),
        )

    def show_in_middle(self, y: int, header: int = 0) -> None:
        """Move the view up or down until a height is in the middle of what is below a header (pixels)."""
        self.pan(0, y - (header + self.viewport().height()) // 2)

    def fit_bars(self, width: float, height: float) -> None:
        """Let the view move over a chart of so many pixels."""
        view = self.viewport()
        for bar, whole, room in (
            (self.horizontalScrollBar(), width, view.width()),
            (self.verticalScrollBar(), height, view.height()),
        ):
            bar.setPageStep(room)
            bar.setSingleStep(self._theme.px(24))
            bar.setRange(0, max(0, round(whole) - room))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the chart with the arrow keys; with Ctrl they move the view."""
        key, view = event.key(), self.viewport()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            x, y = WAYS.get(key, (0, 0))
            self.pan(x * view.width() / _PAN, y * view.height() / _PAN)
            handled = bool(x or y)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.pan(0, view.height() * 0.8 * (1 if key == Qt.Key.Key_PageDown else -1))
            handled = True
        else:
            handled = self.walk(key)
        if not handled:
            event.ignore()

    # Mouse and touch pad

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the chart."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position().toPoint(), False
            self.hover(None)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the chart with the mouse, or tell what is under it."""
        place = event.position().toPoint()
        if self._pressed is None:
            self.hover(place)
            return
        way = self._pressed - place
        if self._dragged or way.manhattanLength() >= QApplication.startDragDistance():
            self._dragged = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pan(way.x(), way.y())
            self._pressed = place

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the chart; a press that did not move it is a click."""
        if self._pressed is not None and not self._dragged:
            self.click(event.position().toPoint())
        self._pressed = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, and with a mouse wheel where that zooms; else move, with Shift sideways."""
        way, turned, held = QPointF(event.pixelDelta()), QPointF(event.angleDelta()), event.modifiers()
        shifted = bool(held & Qt.KeyboardModifier.ShiftModifier)
        fingers = not way.isNull()
        if held & Qt.KeyboardModifier.ControlModifier or (self.wheel_zooms and not fingers and not shifted):
            self.zoom_by(_STEP ** (turned.y() / 120), event.position())
        else:
            way = way if fingers else turned / 2
            if shifted and not way.x():
                way = way.transposed()
            self.pan(-way.x(), -way.y())
        self.hover(None)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom with two fingers on a touch pad."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value(), event.position())
                return True
        elif event.type() == QEvent.Type.Leave:
            self.hover(None)
        return super().viewportEvent(event)

    # Focus

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the chart has the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the chart has lost the focus."""
        super().focusOutEvent(event)
        self.viewport().update()
