"""Where the marks and names of events stand on the chart, in pixels, without drawing anything.

Each theme is a lane.  Within it every event keeps its row however far the chart is zoomed in, so that marks
move sideways only.  The more important an entry, the earlier its events get a row with room for a name.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from attache.library.timeline import Event, TimeScale

_BETWEEN = 0.75
"""Rows between the last one of a lane and the title of the next."""
_EVENTS_A_ROW = 12
"""Rows with names in a lane: one, and one more for this many events."""


class Lane(NamedTuple):
    """The band of one theme; ``top`` and ``rows`` count rows, and a lane begins with a row for its title."""

    title: str
    top: float
    rows: int


class Name(NamedTuple):
    """Where the name of an event stands: its left end and width in pixels."""

    left: float
    width: float

    def within(self, span: tuple[float, float], left: float, right: float, least: float) -> Name | None:
        """Return the name of a mark as a view shows it, None where it does not.

        It is cut to the room in the view, if that is not less than ``least``.  If the name is out of
        view but its bar is not, the name is written on the bar if it has room there.
        """
        start, end = max(span[0], left), min(span[1], right)
        if start >= end:
            return None
        shown = max(self.left, left), min(self.left + self.width, right)
        if shown[1] - shown[0] >= min(self.width, least):
            return Name(shown[0], shown[1] - shown[0])
        return Name(start + least / 4, self.width) if end - start >= self.width + least / 2 else None


class _Row:
    """The intervals of one row that are taken."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float]] = []

    def is_free(self, left: float, right: float) -> bool:
        at = bisect_left(self._taken, (left, left))
        before = at > 0 and self._taken[at - 1][1] > left
        return not before and not (at < len(self._taken) and self._taken[at][0] < right)

    def take(self, left: float, right: float) -> None:
        insort(self._taken, (left, right))

    def widen(self, left: float, right: float, by: float, edge: float) -> tuple[float, float]:
        """Widen an interval by up to ``by`` pixels to the right, or to the left if ``by`` is negative.

        It does not go beyond ``edge`` or into the next interval.  Return the widened interval.
        """
        at = bisect_left(self._taken, (left, right))
        if by > 0:
            end = self._taken[at + 1][0] if at + 1 < len(self._taken) else edge
            right = max(right, min(right + by, end))
        else:
            end = self._taken[at - 1][1] if at else edge
            left = min(left, max(left + by, end))
        self._taken[at] = left, right
        return left, right


class Layout:
    """The rows of a sequence of events, and their names at any width of the chart."""

    def __init__(
        self,
        events: Sequence[Event],
        themes: Sequence[tuple[str, str]],
        width_of: Callable[[str], float],
        width: float,
        side: float,
        most: float,
    ) -> None:
        """Divide the events into lanes and rows.

        ``themes`` are (id, title) in the order of the lanes; ``width_of`` measures a name, ``width`` is that
        of the whole chart when it is not zoomed in, ``side`` that of a mark, and ``most`` that of a name
        unless more room is left.
        """
        self.events = events
        self.scale = TimeScale(events)
        self.side = side
        self._apart = side / 4  # on both sides, so that the ring around a mark covers no other mark
        self._whole = [width_of(event.what) for event in events]
        self._widths = [min(whole, most) for whole in self._whole]
        self._order = sorted(range(len(events)), key=lambda number: events[number].n)
        self._starts = [self.scale.position(event.begin) for event in events]
        self._ends = [self.scale.position(event.end) for event in events]
        self.rows = [0.0] * len(events)
        self.lanes: list[Lane] = []
        by_theme: dict[str, list[int]] = {}
        for number in self._order:
            by_theme.setdefault(events[number].theme, []).append(number)
        self.height = 0.0
        """The height of all lanes, in rows."""
        for theme, title in themes:
            if theme in by_theme:
                self._add_lane(title, by_theme[theme], width)

    def span(self, number: int, width: float) -> tuple[float, float]:
        """Return the left and right end of an event's mark on a chart of a width."""
        left, right = self._starts[number] * width, self._ends[number] * width
        # A mark at either end of the chart stands clear of the edge.
        half = self.side / 2
        left, right = min(max(left, self.side), width - self.side), min(right, width - half)
        return left - half, max(left + half, right)

    def names(
        self, width: float, spans: Sequence[tuple[float, float]], first: Collection[int] = ()
    ) -> dict[int, Name]:
        """Return where names stand on a chart of a width; those in ``first`` get their room first.

        A name stands to the right of its mark, or to the left, where it covers no other mark or name.
        Of events of a theme with the same date and words only one is named.  ``spans`` are those of all
        events at this width.
        """
        rows: defaultdict[float, _Row] = defaultdict(_Row)
        for number in self._order:
            rows[self.rows[number]].take(*spans[number])
        taken: dict[int, tuple[float, float]] = {}
        known, told = frozenset(first), set[tuple[str, ...]]()
        for number in (*first, *(each for each in self._order if each not in known)):
            row, event = rows[self.rows[number]], self.events[number]
            if _same(event) in told:
                continue
            for left, right in self._sides(number, spans[number], width):
                if row.is_free(left, right):
                    row.take(left, right)
                    taken[number] = left, right
                    told.add(_same(event))
                    break
        found: dict[int, Name] = {}
        for number, interval in taken.items():
            row, after = rows[self.rows[number]], interval[0] >= spans[number][1]
            more = self._whole[number] - self._widths[number]
            left, right = row.widen(*interval, more if after else -more, width if after else 0.0)
            # The wider gap is between the name and its own mark, which may have a ring.
            start = left + self.side * (1 if after else 0.5)
            found[number] = Name(start, right - left - 1.5 * self.side)
        return found

    def spans(self, width: float) -> list[tuple[float, float]]:
        """Return the span of every event."""
        return [self.span(number, width) for number in range(len(self.events))]

    def _sides(self, number: int, span: tuple[float, float], width: float) -> Iterator[tuple[float, float]]:
        """Yield the room that a name takes on the right and on the left, as far as the chart has it."""
        room = self._widths[number] + 1.5 * self.side
        if span[1] + room <= width:
            yield span[1], span[1] + room
        if span[0] >= room:
            yield span[0] - room, span[0]

    def _add_lane(self, title: str, numbers: Sequence[int], width: float) -> None:
        named = [_Row() for _ in range(1 + len(numbers) // _EVENTS_A_ROW)]
        top = self.height + 1
        told: set[tuple[str, ...]] = set()
        left_over = []
        for number in numbers:
            same = _same(self.events[number])
            if same in told or not self._place(number, named, top, width):
                left_over.append(number)
            told.add(same)
        for number in left_over:
            left, right = self.span(number, width)
            start, end = left - self._apart, right + self._apart
            for row in count():
                if row == len(named):
                    named.append(_Row())
                if named[row].is_free(start, end):
                    named[row].take(start, end)
                    self.rows[number] = top + row
                    break
        self.lanes.append(Lane(title, self.height, len(named) + 1))
        self.height = top + len(named) + _BETWEEN

    def _place(self, number: int, rows: Sequence[_Row], top: float, width: float) -> bool:
        """Give an event the first row with room for its name; return False if there is none."""
        left, right = self.span(number, width)
        for start, end in self._sides(number, (left, right), width):
            whole = min(left, start) - self._apart, max(right, end) + self._apart
            for at, row in enumerate(rows):
                if row.is_free(*whole):
                    row.take(*whole)
                    self.rows[number] = top + at
                    return True
        return False


def _same(event: Event) -> tuple[str, ...]:
    """Return what is equal for events that are one event, listed by several entries."""
    return event.theme, event.on, event.until, event.what
