"""The chart of the timeline: it is moved and zoomed by mouse, touch pad and keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip

from attache.library.timeline import Event
from attache.ui.pages.timeline.layout import Layout
from attache.ui.pages.timeline.painting import Emphasis, Look, Placed, View, paint
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import as_tip
from attache.ui.shell.theme import Theme

_MOST = 60.0
_STEP = 1.5
"""By how much one key press, and 120 units of a wheel, zoom."""
_PAN = 8
"""The share of the chart by which a key moves it is one divided by this."""
_REACH = 10
"""Pixels at 100 % beside a mark in which a click still means it."""
_STEPS: Mapping[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_LANE_STEPS: Mapping[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class TimelineChart(QAbstractScrollArea):
    """Emits ``selected(number)`` when another event is selected, ``opened(number)`` to open its entry."""

    selected = Signal(int)
    opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._events: Sequence[Event] = ()
        self._themes: Sequence[tuple[str, str]] = ()
        self._layout = Layout((), (), lambda _text: 0.0, 1, 1)
        self._spans: Sequence[tuple[float, float]] = ()
        self._emphasis = Emphasis()
        self._pressed: QPoint | None = None
        self._dragged = False
        self.current = -1
        self.zoom = 1.0
        """How many times wider than the view the chart is."""
        self.setFrameShape(self.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        self._look = Look(theme, self.devicePixelRatioF())
        theme.changed.connect(self._apply_theme)
        self._say_what_is_selected()

    # What is shown

    def show_events(self, events: Sequence[Event], themes: Sequence[tuple[str, str]]) -> None:
        """Show events in order of time, in a lane for each of the (id, title) of ``themes``."""
        self._events, self._themes = events, themes
        self.current, self._emphasis = -1, Emphasis()
        self._arrange()
        self._say_what_is_selected()

    def emphasise(self, entry: str, related: Collection[int]) -> None:
        """Let the events of an entry and of the entries numbered ``related`` stand out; "" for all alike."""
        own = frozenset(number for number, each in enumerate(self._events) if each.entry.id == entry)
        near = frozenset(number for number, each in enumerate(self._events) if each.n in related)
        self._emphasis = Emphasis(own, near - own, bool(entry))
        self._name()

    def select(self, number: int) -> None:
        """Select an event and bring it into view; nothing is emitted."""
        self.current = number
        if number >= 0:
            self._bring_into_view(number)
        self._name()
        self._say_what_is_selected()

    # Zooming and moving

    @property
    def width_of_all(self) -> float:
        """The width of the whole chart in pixels."""
        return max(1.0, self.viewport().width() * self.zoom)

    def zoom_by(self, factor: float, at: float | None = None) -> None:
        """Zoom so that what is at ``at`` stays there.

        It is in pixels from the left of the view, by default the selected event or the middle.
        """
        if at is None:
            at = self._anchor()
        share = (self.horizontalScrollBar().value() + at) / self.width_of_all
        self.zoom = min(_MOST, max(1.0, self.zoom * factor))
        self._fit_bars()
        self.horizontalScrollBar().setValue(round(share * self.width_of_all - at))
        self._name()

    def zoom_in(self) -> None:
        """Zoom in by one step."""
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        """Zoom out by one step."""
        self.zoom_by(1 / _STEP)

    def show_whole(self) -> None:
        """Show all times."""
        self.zoom_by(1 / self.zoom)

    def pan(self, x: float, y: float) -> None:
        """Move the view by pixels to the right and down."""
        for bar, way in ((self.horizontalScrollBar(), x), (self.verticalScrollBar(), y)):
            bar.setValue(bar.value() + round(way))

    # What is where

    def place_of(self, number: int) -> QPoint:
        """Return where the middle of an event's mark is in the viewport."""
        left, right = self._layout.span(number, self.width_of_all)
        x = (left + right) / 2 - self.horizontalScrollBar().value()
        return QPoint(round(x), round(self._look.row_middle(self._layout.rows[number], self._top)))

    def named(self) -> list[int]:
        """Return the events whose name is drawn, in view or not."""
        return sorted(self._names)

    def event_at(self, place: QPoint) -> int:
        """Return the event whose mark or name is at a place in the viewport, -1 for none."""
        if place.y() < self._look.header:
            return -1
        x, best, reach = place.x() + self.horizontalScrollBar().value(), -1, float(self._theme.px(_REACH))
        for number, row in enumerate(self._layout.rows):
            if abs(self._look.row_middle(row, self._top) - place.y()) > self._look.row / 2:
                continue
            left, right = self._spans[number]
            name = self._names.get(number)
            if name is not None and name.left <= x <= name.left + name.width:
                return number
            away = max(left - x, x - right, 0.0)
            if away < reach:
                best, reach = number, away
        return best

    def tip_at(self, place: QPoint) -> str:
        """Return the date, what happened and the entry of the event at a place, "" for none."""
        number = self.event_at(place)
        return self._events[number].in_full if number >= 0 else ""

    @property
    def _top(self) -> int:
        """Where the first row begins in the viewport, in pixels."""
        return self._look.header - self.verticalScrollBar().value()

    def _anchor(self) -> float:
        if self.current >= 0:
            x = self.place_of(self.current).x()
            if 0 <= x <= self.viewport().width():
                return x
        return self.viewport().width() / 2

    def _bring_into_view(self, number: int) -> None:
        place, view, edge = self.place_of(number), self.viewport(), self._theme.px(48)
        top = self._look.header + edge
        x = min(0, place.x() - edge) + max(0, place.x() - view.width() + edge)
        y = min(0, place.y() - top) + max(0, place.y() - view.height() + edge)
        self.pan(x, y)

    # Layout

    def _arrange(self) -> None:
        """Divide the events into rows for the width of the view."""
        look = self._look
        width = max(1, self.viewport().width())
        self._layout = Layout(self._events, self._themes, look.name_width, width, look.side)
        self._fit_bars()
        self._name()

    def _fit_bars(self) -> None:
        view, across, down = self.viewport(), self.horizontalScrollBar(), self.verticalScrollBar()
        height = self._look.header + ceil(self._layout.height * self._look.row)
        for bar, whole, room in (
            (across, round(self.width_of_all), view.width()),
            (down, height, view.height()),
        ):
            bar.setPageStep(room)
            bar.setSingleStep(self._theme.px(24))
            bar.setRange(0, max(0, whole - room))

    def _name(self) -> None:
        """Find the names that have room; the selected event and those that stand out come first."""
        first = [self.current] if self.current >= 0 else []
        near = sorted(self._emphasis.own) + sorted(self._emphasis.related)
        first += [number for number in near if number != self.current]
        self._spans = self._layout.spans(self.width_of_all)
        self._names = self._layout.names(self.width_of_all, self._spans, first)
        self.viewport().update()

    def _apply_theme(self) -> None:
        self._look = Look(self._theme, self.devicePixelRatioF())
        self._arrange()

    def _say_what_is_selected(self) -> None:
        words = "Timeline"
        if self.current >= 0:
            event = self._events[self.current]
            kind = KIND_WORDS[event.entry.kind]
            words = f"{words}. {event.when}. {event.what}. {event.entry.title}. {kind}"
        self.setAccessibleName(words)

    def _go(self, number: int) -> None:
        """Select an event as a key or a click does."""
        self.select(number)
        self.selected.emit(number)

    def _go_to_lane(self, step: int) -> None:
        """Select the event nearest in time in the lane above or below."""
        lanes = {theme: at for at, theme in enumerate(dict(self._themes))}
        here = self._events[self.current]
        order = sorted({lanes[each.theme] for each in self._events})
        at = order.index(lanes[here.theme]) + step
        if 0 <= at < len(order):
            there = [number for number, each in enumerate(self._events) if lanes[each.theme] == order[at]]
            self._go(min(there, key=lambda number: abs(self._events[number].begin - here.begin)))

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in view."""
        if self._look.ratio != self.devicePixelRatioF():
            self._look = Look(self._theme, self.devicePixelRatioF())
        left = self.horizontalScrollBar().value()
        view = View(self.viewport().rect(), left, self._top, self.width_of_all)
        current = self.current if self.current >= 0 else None
        placed = Placed(self._layout, self._spans, self._names)
        paint(self.viewport(), self._look, placed, self._emphasis, current, view)
        if self.hasFocus():
            self._look.paint_focus(self.viewport())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the events into the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()
        else:
            self._fit_bars()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the events with the arrow keys; with Ctrl they move the view."""
        key, view = event.key(), self.viewport()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            across, down = _STEPS.get(key, 0), _LANE_STEPS.get(key, 0)
            self.pan(across * view.width() / _PAN, down * view.height() / _PAN)
            handled = bool(across or down)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.pan(0, view.height() * 0.8 * (1 if key == Qt.Key.Key_PageDown else -1))
            handled = True
        else:
            handled = bool(self._events) and self._walk(key)
        if not handled:
            event.ignore()

    def _walk(self, key: int) -> bool:
        """Go to the event that a key leads to; return False for other keys."""
        last = len(self._events) - 1
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.opened.emit(self.current)
        elif key == Qt.Key.Key_Home or (self.current < 0 and (key in _STEPS or key in _LANE_STEPS)):
            self._go(0)
        elif key == Qt.Key.Key_End:
            self._go(last)
        elif key in _STEPS:
            self._go(min(last, max(0, self.current + _STEPS[key])))
        elif key in _LANE_STEPS:
            self._go_to_lane(_LANE_STEPS[key])
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the chart."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position().toPoint(), False
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the chart with the mouse."""
        if self._pressed is None:
            return
        way = self._pressed - event.position().toPoint()
        if self._dragged or way.manhattanLength() >= QApplication.startDragDistance():
            self._dragged = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pan(way.x(), way.y())
            self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select the event that was clicked, or open its entry if it is selected already."""
        if self._pressed is not None and not self._dragged:
            number = self.event_at(event.position().toPoint())
            if number >= 0 and number == self.current:
                self.opened.emit(number)
            elif number >= 0:
                self._go(number)
        self._pressed = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else move; with Shift sideways."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP ** (turned.y() / 120), event.position().x())
        else:
            way = QPointF(event.pixelDelta()) if not event.pixelDelta().isNull() else QPointF(turned) / 2
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not way.x():
                way = way.transposed()
            self.pan(-way.x(), -way.y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom with two fingers on a touch pad, and show what an event is under the mouse."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value(), event.position().x())
                return True
        elif isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), as_tip(self.tip_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the chart has the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the chart has lost the focus."""
        super().focusOutEvent(event)
        self.viewport().update()
