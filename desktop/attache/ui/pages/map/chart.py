"""The chart of the map: it is moved and zoomed by mouse, touch pad and keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from attache.library.atlas import Atlas, Spot
from attache.ui.pages.map.boxes import Box
from attache.ui.pages.map.look import Look
from attache.ui.pages.map.painting import (
    Layer,
    callout_box,
    paint_around_focus,
    paint_callout,
    paint_focus_line,
    paint_selected,
    paint_without_names,
)
from attache.ui.pages.map.projection import Projection
from attache.ui.pages.map.scene import Focus, Scene
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.theme import Theme
from attache.ui.widgets.chart_view import REACH, WAYS, ChartView

_READABLE = 0.55
"""Pixels of a world unit at 100 % below which rows are so narrow that titles cover them."""
_LARGEST = 5.0
"""Pixels of a world unit at 100 % to which the map can be enlarged: all names have room long before."""
_ASIDE = 2.5
"""How much farther an entry seems that is not straight in the direction of an arrow key."""
_NOTHING = Atlas(0, 0, (), ())


class MapChart(ChartView):
    """Knows entries by their numbers, 0 for none.

    Emits ``focus_wanted(n)`` when an entry is clicked or reached with the arrow keys, with 0 for a click
    beside all entries, ``selected(n)`` when a neighbour of the focus is reached with Tab, ``opened(n)`` to
    open an entry, and ``hovered(n, place)`` with global pixels when the mouse is over another one.
    """

    wheel_zooms = True
    focus_wanted = Signal(int)
    selected = Signal(int)
    opened = Signal(int)
    hovered = Signal(int, QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._atlas = _NOTHING
        self._spots: Mapping[int, Spot] = {}
        self._passing: frozenset[int] | None = None
        self._focus: Focus | None = None
        self._scene: Scene | None = None
        self._layer = Layer()
        self._under = 0
        self.current = 0
        """The selected entry."""
        self._zoom = 0.0
        """The zoom that the user has chosen, 0 for none yet."""
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._look = Look(theme, self.devicePixelRatioF())
        theme.changed.connect(self._apply_theme)
        self._say_what_is_shown()

    # What is shown

    def show_atlas(self, atlas: Atlas) -> None:
        """Show a map without a focus."""
        self._atlas, self._spots = atlas, {spot.n: spot for spot in atlas.spots}
        self._passing, self._focus, self.current = None, None, 0
        self._changed()

    def show_entries(self, passing: frozenset[int] | None, focus: Focus | None) -> None:
        """Draw the relations of one entry, or all entries alike but those that do not pass."""
        if (passing, focus) == (self._passing, self._focus):
            return
        moves = focus is not None and focus.spot.n != self.focused
        self._passing, self._focus = passing, focus
        self._changed()
        if focus and moves:
            self.bring_into_view(self.place_of(focus.spot.n))

    def select(self, n: int) -> None:
        """Select an entry and bring it into view; nothing is emitted."""
        self.current = n
        if n:
            self.bring_into_view(self.place_of(n))
        self._say_what_is_shown()
        self.viewport().update()

    @property
    def focused(self) -> int:
        """The entry that the map is focused on."""
        return self._focus.spot.n if self._focus else 0

    @property
    def scene(self) -> Scene:
        """What is drawn at the present scale."""
        if self._scene is None:
            projection, view = self._projection(), self._view()
            self._scene = Scene(self._atlas, self._look, projection, self._passing, self._focus, view)
        return self._scene

    # Zooming and moving

    @property
    def zoom(self) -> float:
        """How many times larger than the view the chart is: at first so much that titles can be read."""
        return self._zoom or max(1.0, _READABLE * self._theme.zoom / 100 / max(0.01, self._fitting(1).down))

    @property
    def most_zoom(self) -> float:
        """How many times larger than the view the chart can be."""
        fit = self._fitting(1)
        return max(4.0, _LARGEST * self._theme.zoom / 100 / max(0.01, min(fit.across, fit.down)))

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom so that what is at ``at`` stays there: a point of the view, by default the selected entry."""
        at = at or self._anchor()
        before = self._projection()
        x = (self.horizontalScrollBar().value() + at.x() - before.left) / before.across
        y = (self.verticalScrollBar().value() + at.y() - before.top) / before.down
        zoom = min(self.most_zoom, max(1.0, self.zoom * factor))
        if zoom == self.zoom:
            return
        self._zoom = zoom
        self._changed()
        left, top = self._projection().point(x, y)
        self.horizontalScrollBar().setValue(round(left - at.x()))
        self.verticalScrollBar().setValue(round(top - at.y()))
        self.zoomed.emit()

    # What is where

    def place_of(self, n: int) -> QPoint:
        """Return where the middle of an entry's mark is in the viewport."""
        x, y = self._projection().place(self._spots[n])
        return QPoint(
            round(x) - self.horizontalScrollBar().value(), round(y) - self.verticalScrollBar().value()
        )

    def entry_at(self, place: QPoint) -> int:
        """Return the entry whose mark or name is at a place in the viewport, 0 for none."""
        x, y = place.x() + self.horizontalScrollBar().value(), place.y() + self.verticalScrollBar().value()
        n = self.scene.entry_at(x, y, self._theme.px(REACH))
        return n if self._passes(n) else 0

    def _passes(self, n: int) -> bool:
        return self._passing is None or n in self._passing or n == self.focused or n in self._neighbours()

    def _neighbours(self) -> list[int]:
        """Return the neighbours of the focus in the order in which Tab reaches them."""
        return [each.n for each in self._focus.neighbours] if self._focus else []

    def _view(self) -> Box:
        """Return what is in view, in pixels of the map."""
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return Box(left, top, left + self.viewport().width(), top + self.viewport().height())

    def _projection(self) -> Projection:
        return self._fitting(self.zoom)

    def _fitting(self, zoom: float) -> Projection:
        width, height = self.viewport().width(), self.viewport().height()
        return Projection.fitting(self._atlas, width, height, zoom, self._look.title_room)

    def _anchor(self) -> QPointF:
        if self.current:
            place = self.place_of(self.current)
            if self.viewport().rect().contains(place):
                return QPointF(place)
        return QPointF(self.viewport().rect().center())

    # Changes

    def _changed(self) -> None:
        """Place everything again when it is next drawn."""
        self._scene = None
        projection = self._projection()
        self.fit_bars(projection.width, projection.height)
        self._say_what_is_shown()
        self.viewport().update()

    def _apply_theme(self) -> None:
        self._look = Look(self._theme, self.devicePixelRatioF())
        self._changed()

    def _say_what_is_shown(self) -> None:
        words = ["Map"]
        if self._focus:
            spot, count = self._focus.spot, len(self._focus.neighbours)
            words += [f"Focused on {spot.entry.title}", KIND_WORDS[spot.entry.kind]]
            words += [f"{count:,} related entries" if count != 1 else "1 related entry"]
        if self.current and self.current != self.focused:
            spot = self._spots[self.current]
            relation = (
                next((each.words for each in self._focus.neighbours if each.n == spot.n), ())
                if self._focus
                else ()
            )
            words += [f"Selected: {', '.join((spot.entry.title, *relation))}", KIND_WORDS[spot.entry.kind]]
        self.setAccessibleName(". ".join(words))

    # Keys

    def walk(self, key: int) -> bool:
        """Go to the entry that a key leads to; return False for other keys."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif key in WAYS:
            n = self._nearest(*WAYS[key]) if self.current else self._first()
            if n:
                self.focus_wanted.emit(n)
        else:
            return False
        return True

    def _first(self) -> int:
        """Return the most important entry that is not greyed out."""
        return next((spot.n for spot in self._atlas.spots if self._passes(spot.n)), 0)

    def _nearest(self, right: int, down: int) -> int:
        """Return the entry that is nearest to the selected one in a direction."""
        projection, here = self._projection(), self._spots[self.current]
        found = []
        for spot in self._atlas.spots:
            x, y = (spot.x - here.x) * projection.across, (spot.y - here.y) * projection.down
            along, aside = (x * right, abs(y)) if right else (y * down, abs(x))
            if along > 0 and aside <= 2 * along and self._passes(spot.n):
                found.append((along + _ASIDE * aside, spot.n))
        return min(found, default=(0.0, 0))[1]

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Go to the next neighbour of the focus on Tab, or back; past the last the chart is left."""
        order = [self.focused, *self._neighbours()]
        at = (order.index(self.current) if self.current in order else 0) + (1 if forwards else -1)
        if not self._focus or not 0 <= at < len(order):
            return super().focusNextPrevChild(forwards)
        self.select(order[at])
        self.selected.emit(order[at])
        return True

    # Mouse

    def click(self, place: QPoint) -> None:
        """Focus on the entry that was clicked, or open it if it is the focus already."""
        n = self.entry_at(place)
        if n and n == self.focused:
            self.opened.emit(n)
        elif n or self.focused:
            self.focus_wanted.emit(n)

    def hover(self, place: QPoint | None) -> None:
        """Tell which entry is under the mouse."""
        n = self.entry_at(place) if place else 0
        if n == self._under:
            return
        self._under = n
        shape = Qt.CursorShape.PointingHandCursor if n else Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)
        below = self.place_of(n) + QPoint(0, self._theme.px(14)) if n else QPoint()
        self.hovered.emit(n, self.viewport().mapToGlobal(below))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in view."""
        if self._look.ratio != self.devicePixelRatioF():
            self._look, self._scene = Look(self._theme, self.devicePixelRatioF()), None
        scene, view, look = self.scene, self._view(), self._look
        left, top = int(view.left), int(view.top)
        mark = scene.marks[self.current] if self.current and self.current != self.focused else None
        words, callout = "", None
        if mark and not scene.shows_name(self.current, view):
            words = look.cut(mark.spot.name, "strong")
            callout = callout_box(look, mark, words, view, [title.box for title in scene.titles])
        with QPainter(self.viewport()) as painter:
            painter.drawPixmap(0, 0, self._layer.picture(scene, self.viewport().size(), left, top))
            painter.translate(-left, -top)
            if self._focus:
                paint_around_focus(painter, scene, view, callout)
            elif callout:
                paint_without_names(painter, scene, callout)
            if mark:
                paint_selected(painter, look, mark)
            if callout:
                paint_callout(painter, look, words, callout)
            painter.translate(left, top)
            if self.hasFocus():
                paint_focus_line(painter, look, self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the map into the new size; what is selected stays in view."""
        super().resizeEvent(event)
        self._changed()
        if self.current:
            self.bring_into_view(self.place_of(self.current))
        self.zoomed.emit()
