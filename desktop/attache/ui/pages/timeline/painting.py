"""How the chart of the timeline looks: fonts, lengths, ready-made marks, and the order of drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil, inf
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from attache.base.vocabulary import Kind
from attache.library.timeline import Era
from attache.ui.pages.timeline.layout import Lane, Layout, Name
from attache.ui.shell.theme import Theme
from attache.ui.widgets.marks import paint_kind
from attache.ui.widgets.tints import area

_MOST = 230
"""The most pixels at 100 % for which a name must find room; it is longer where more is free."""
_LEAST = 60
"""Pixels at 100 % below which the part of a name that is in view is not shown."""
_CUT = 500
"""How many cut names are kept; at the edges of the view each is cut again with each pixel of scrolling."""
_TICKS = (1, 2, 5, 10, 20, 25, 50, 100)
"""Years from one tick to the next."""


class Emphasis(NamedTuple):
    """The events of the focused entry, those of related entries, and whether there is one."""

    own: frozenset[int] = frozenset()
    related: frozenset[int] = frozenset()
    is_focused: bool = False


class Placed(NamedTuple):
    """A layout at one width of the chart: the left and right end of every mark, and the names."""

    layout: Layout
    spans: Sequence[tuple[float, float]]
    names: Mapping[int, Name]


class View(NamedTuple):
    """The part of the chart that is in view: ``left`` pixels are out of view on the left.

    The first row begins at ``top``, and ``width`` is that of the whole chart.
    """

    rect: QRect
    left: int
    top: int
    width: float


class Look:
    """The fonts and lengths at one zoom of the text, and the marks as pictures."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        px = theme.px
        self.theme, self.ratio = theme, ratio
        self.colours = theme.palette
        self.name, self.strong = theme.frame(12), theme.frame(12, QFont.Weight.DemiBold)
        self.title, self.tick = theme.frame(12, QFont.Weight.DemiBold), theme.frame(11)
        self.metrics, self.strong_metrics = QFontMetricsF(self.name), QFontMetricsF(self.strong)
        self.rise = (self.metrics.ascent() - self.metrics.descent()) / 2
        """From the middle of a row down to the baseline, in pixels."""
        self.side = float(px(8))
        self.row = max(px(18), ceil(self.metrics.height()) + px(2))
        self.header = 2 * self.row + px(6)
        self.most, self.least = float(px(_MOST)), float(px(_LEAST))
        self.lane = area(self.colours)
        self._marks: dict[tuple[Kind, str], QPixmap] = {}
        self.cut = lru_cache(_CUT)(self._cut)

    def name_width(self, text: str) -> float:
        """Return the width that the whole name of an event takes, also where it stands out."""
        return self.strong_metrics.horizontalAdvance(text) + 2

    def row_middle(self, row: float, top: int) -> float:
        """Return how far down the middle of a row is; the first one begins at ``top``."""
        return top + (row + 0.5) * self.row

    def mark(self, kind: Kind, colour: str) -> QPixmap:
        """Return the mark of a kind as a picture."""
        if (kind, colour) not in self._marks:
            pixels = ceil(self.side * self.ratio)
            drawn = QPixmap(pixels, pixels)
            drawn.setDevicePixelRatio(self.ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            paint_kind(painter, QRectF(0.5, 0.5, self.side - 1, self.side - 1), kind, colour)
            painter.end()
            self._marks[kind, colour] = drawn
        return self._marks[kind, colour]

    def paint_focus(self, on: QWidget) -> None:
        """Draw a line in the accent at the top of a widget, as texts and lists have it."""
        with QPainter(on) as painter:
            painter.fillRect(0, 0, on.width(), 2, QColor(self.colours.accent))

    def _cut(self, text: str, room: float) -> str:
        return self.strong_metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def paint(
    on: QWidget,
    look: Look,
    placed: Placed,
    emphasis: Emphasis,
    current: int | None,
    view: View,
) -> None:
    """Draw the part of a chart that is in view."""
    with QPainter(on) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(view.rect, QColor(look.colours.paper))
        for lane in placed.layout.lanes:
            _paint_lane(painter, look, lane, placed.layout.scale.eras, view)
        _paint_events(painter, look, placed, emphasis, current, view)
        if current is not None and not _is_whole(look, placed, current, view):
            _paint_callout(painter, look, placed, current, view)
        _paint_header(painter, look, placed.layout.scale.eras, view)


def _paint_lane(painter: QPainter, look: Look, lane: Lane, eras: tuple[Era, ...], view: View) -> None:
    """Draw a lane as one area for each era, and its title, which stays in view."""
    top, height = view.top + lane.top * look.row, (lane.rows + 0.35) * look.row
    if top > view.rect.bottom() or top + height < look.header:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.lane)
    corner = look.theme.px(6)
    for era in eras:
        left, right = (side * view.width - view.left for side in (era.left, era.right))
        if right >= 0 and left <= view.rect.right():
            # What is far out of view is not drawn, however wide the era is.
            left, right = max(left, -2 * corner), min(right, view.rect.right() + 2 * corner)
            painter.drawRoundedRect(QRectF(left, top, right - left, height), corner, corner)
    painter.setFont(look.title)
    painter.setPen(QColor(look.colours.muted))
    painter.drawText(QPointF(look.theme.px(8), _baseline(look, top + look.row * 0.6)), lane.title)


def _paint_events(
    painter: QPainter,
    look: Look,
    placed: Placed,
    emphasis: Emphasis,
    current: int | None,
    view: View,
) -> None:
    layout = placed.layout
    colours, events, side = look.colours, layout.events, look.side
    ink, muted, grey = QColor(colours.ink), QColor(colours.muted), colours.control
    first, last = look.header - look.row, view.rect.bottom() + look.row
    for number, row in enumerate(layout.rows):
        middle = look.row_middle(row, view.top)
        if not first <= middle <= last:
            continue
        start, end = placed.spans[number]
        left, right = start - view.left, end - view.left
        stands_out = number in emphasis.own or number == current
        fades = emphasis.is_focused and not stands_out and number not in emphasis.related
        if right >= -look.row and left <= view.rect.right() + look.row:
            tint = grey if fades else colours.kind(events[number].entry.kind)
            if right - left > side + 1:
                bar = QRectF(left, middle - side / 4, right - left, side / 2)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tint))
                painter.drawRoundedRect(bar, side / 4, side / 4)
            else:
                picture = look.mark(events[number].entry.kind, tint)
                painter.drawPixmap(QPointF(left, middle - side / 2), picture)
            if stands_out:
                _paint_ring(
                    painter, look, QRectF(left, middle - side / 2, right - left, side), number == current
                )
        name = _in_view(look, placed, number, view)
        if name is None or (number == current and not _is_whole(look, placed, number, view)):
            continue
        x = name.left - view.left
        painter.setFont(look.strong if stands_out else look.name)
        painter.setPen(muted if fades else ink)
        text = look.cut(events[number].what, name.width)
        # A name on the left of its mark ends at the mark.
        if name.left < start:
            metrics = look.strong_metrics if stands_out else look.metrics
            x += name.width - metrics.horizontalAdvance(text)
        elif name.left < end:
            on_bar = QRectF(x - side / 2, middle - look.row / 2, name.width + side, look.row)
            painter.fillRect(on_bar, look.lane)
        painter.drawText(QPointF(x, _baseline(look, middle)), text)


def _in_view(look: Look, placed: Placed, number: int, view: View) -> Name | None:
    """Return the name of an event as the view shows it, None where it shows none."""
    name = placed.names.get(number)
    right = view.left + view.rect.width()
    return name and name.within(placed.spans[number], view.left, right, look.least)


def _is_whole(look: Look, placed: Placed, number: int, view: View) -> bool:
    """Return whether the whole name of an event is shown beside its mark."""
    name = _in_view(look, placed, number, view)
    return name is not None and name.width > look.name_width(placed.layout.events[number].what) - 1


def _paint_callout(painter: QPainter, look: Look, placed: Placed, number: int, view: View) -> None:
    """Draw the name of the selected event over what is beside its mark, or on a bar that fills the view."""
    middle = look.row_middle(placed.layout.rows[number], view.top)
    pad, most = look.theme.px(6), view.rect.width()
    text = look.cut(placed.layout.events[number].what, most - 2 * look.side)
    width = look.strong_metrics.horizontalAdvance(text)
    start, end = (side - view.left for side in placed.spans[number])
    if start >= most or end <= 0:
        return
    x = end + look.side + pad
    if x + width + pad > most:
        x = start - look.side - pad - width
    x = max(x, look.side + pad)
    box = QRectF(x - pad, middle - look.row / 2, width + 2 * pad, look.row)
    painter.setPen(QColor(look.colours.control))
    painter.setBrush(QColor(look.colours.surface))
    painter.drawRoundedRect(box, look.theme.px(4), look.theme.px(4))
    painter.setFont(look.strong)
    painter.setPen(QColor(look.colours.ink))
    painter.drawText(QPointF(x, _baseline(look, middle)), text)


def _paint_ring(painter: QPainter, look: Look, box: QRectF, is_current: bool) -> None:
    """Draw a ring around a mark, a heavier one around the selected one."""
    away = look.theme.px(3)
    painter.setPen(QPen(QColor(look.colours.accent), look.theme.px(2) if is_current else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = box.adjusted(-away, -away, away, away)
    painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)


def _paint_header(painter: QPainter, look: Look, eras: tuple[Era, ...], view: View) -> None:
    """Draw the years of each era, and below them the ticks for which there is room.

    If the years of an era have no room, its first year stands for them; it is in the row of ticks if other
    years are in the way.
    """
    painter.fillRect(0, 0, view.rect.width(), look.header, QColor(look.colours.paper))
    title, tick = QFontMetricsF(look.title), QFontMetricsF(look.tick)
    year_width = tick.horizontalAdvance("2000") + look.theme.px(12)
    painter.setPen(QColor(look.colours.muted))
    free_from = [-inf, -inf]
    for era in eras:
        left, right = (side * view.width - view.left for side in (era.left, era.right))
        if right < 0 or left > view.rect.right():
            continue
        # The title stands over the part of the era that is in view, if it is whole there.
        at, end = max(left, 0.0) + 2, min(right, view.rect.right() + 1.0)
        text = era.title
        # Where the era begins out of view, its first year alone would be another year.
        if left >= 0 and at + title.horizontalAdvance(text) > end + 2:
            text, end = f"{era.first}–" if text != str(era.first) else text, view.rect.right() + 1.0
        row, wide = int(at < free_from[0]), title.horizontalAdvance(text)
        if at >= free_from[row] and at + wide <= end + 2:
            painter.setFont(look.title)
            painter.drawText(QPointF(at, _baseline(look, look.row * (0.6 + row))), text)
            free_from[row] = at + wide + look.theme.px(8)
        painter.setFont(look.tick)
        _paint_ticks(painter, look, era, view, year_width, free_from[1])
    painter.setPen(QColor(look.colours.line))
    painter.drawLine(0, look.header - 1, view.rect.right(), look.header - 1)


def _paint_ticks(painter: QPainter, look: Look, era: Era, view: View, room: float, free_from: float) -> None:
    """Draw the ticks of an era for which there is room, none before ``free_from``."""
    years = era.last - era.first
    a_year = (era.right - era.left) * view.width / years
    step = next((years for years in _TICKS if years * a_year >= room), 0)
    if not step or years == 1:
        return
    half, middle = room / 2, look.row * 1.6
    left, right = (side * view.width - view.left for side in (era.left, era.right))
    first = max(era.first, era.first + int(-left / a_year) - step)
    for year in range(ceil(first / step) * step, era.last, step):
        # A year is a stretch of time: its number stands over the middle.
        x = era.position(year + 0.5) * view.width - view.left
        pad = look.theme.px(6)
        if x + half - pad > view.rect.right() + 1:
            break
        if x - half + pad >= max(left, 0, free_from) and x + half - pad <= right:
            box = QRectF(x - half, middle - look.row / 2, room, look.row)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(year))


def _baseline(look: Look, middle: float) -> float:
    return middle + look.rise
