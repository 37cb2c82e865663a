"""The chart of the timeline: it is moved and zoomed by mouse, touch pad and keys."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip

from attache.library.timeline import Event
from attache.ui.pages.timeline.layout import Layout
from attache.ui.pages.timeline.painting import Emphasis, Look, Placed, View, paint
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import as_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.chart_view import REACH, WAYS, ChartView

_MOST = 60.0


class TimelineChart(ChartView):
    """Emits ``selected(number)`` when another event is selected, ``opened(number)`` to open its entry."""

    selected = Signal(int)
    opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._events: Sequence[Event] = ()
        self._themes: Sequence[tuple[str, str]] = ()
        self._layout = Layout((), (), lambda _text: 0.0, 1, 1, 1)
        self._spans: Sequence[tuple[float, float]] = ()
        self._emphasis = Emphasis()
        self.current = -1
        self._zoom = 1.0
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
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
            self.bring_into_view(self.place_of(number), self._look.header)
        self._name()
        self._say_what_is_selected()

    def show_own(self) -> None:
        """Bring the events of the focused entry into the middle of the view."""
        rows = [self._layout.rows[number] for number in self._emphasis.own]
        if rows:
            middle = (min(rows) + max(rows)) / 2
            self.show_in_middle(round(self._look.row_middle(middle, self._top)), self._look.header)

    # Zooming and moving

    @property
    def zoom(self) -> float:
        """How many times wider than the view the chart is."""
        return self._zoom

    @property
    def most_zoom(self) -> float:
        """How many times wider than the view the chart can be."""
        return _MOST

    @property
    def width_of_all(self) -> float:
        """The width of the whole chart in pixels."""
        return max(1.0, self.viewport().width() * self._zoom)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom so that the time at a point of the view stays there, by default that of the selected event."""
        x = at.x() if at else self._anchor()
        share = (self.horizontalScrollBar().value() + x) / self.width_of_all
        self._zoom = min(self.most_zoom, max(1.0, self._zoom * factor))
        self._fit_bars()
        self.horizontalScrollBar().setValue(round(share * self.width_of_all - x))
        self._name()
        self.zoomed.emit()

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
        x, best, reach = place.x() + self.horizontalScrollBar().value(), -1, float(self._theme.px(REACH))
        for number, row in enumerate(self._layout.rows):
            if abs(self._look.row_middle(row, self._top) - place.y()) > self._look.row / 2:
                continue
            left, right = self._spans[number]
            name = self._names.get(number)
            if name is not None:
                name = name.within((left, right), *self._view, self._look.least)
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
    def _view(self) -> tuple[int, int]:
        """The left and right end of what is in view, in pixels of the chart."""
        left = self.horizontalScrollBar().value()
        return left, left + self.viewport().width()

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

    # Layout

    def _arrange(self) -> None:
        """Divide the events into rows for the width of the view."""
        look = self._look
        width = max(1, self.viewport().width())
        self._layout = Layout(self._events, self._themes, look.name_width, width, look.side, look.most)
        self._fit_bars()
        self._name()

    def _fit_bars(self) -> None:
        height = self._look.header + self._layout.height * self._look.row
        self.fit_bars(self.width_of_all, ceil(height))

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

    def walk(self, key: int) -> bool:
        """Go to the event that a key leads to; return False for other keys."""
        if not self._events:
            return False
        last = len(self._events) - 1
        across, down = WAYS.get(key, (0, 0))
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.opened.emit(self.current)
        elif key == Qt.Key.Key_Home or (self.current < 0 and key in WAYS):
            self._go(0)
        elif key == Qt.Key.Key_End:
            self._go(last)
        elif across:
            self._go(min(last, max(0, self.current + across)))
        elif down:
            self._go_to_lane(down)
        else:
            return False
        return True

    def click(self, place: QPoint) -> None:
        """Select the event that was clicked, or open its entry if it is selected already."""
        number = self.event_at(place)
        if number >= 0 and number == self.current:
            self.opened.emit(number)
        elif number >= 0:
            self._go(number)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show what an event is under the mouse."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), as_tip(self.tip_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)
