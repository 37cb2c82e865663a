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


class Layout:
    """The rows of a sequence of events, and their names at any width of the chart."""

    def __init__(
        self,
        events: Sequence[Event],
        themes: Sequence[tuple[str, str]],
        width_of: Callable[[str], float],
        width: float,
        side: float,
    ) -> None:
        """Divide the events into lanes and rows.

        ``themes`` are (id, title) in the order of the lanes; ``width_of`` measures a name, ``width`` is that
        of the whole chart when it is not zoomed in, and ``side`` that of a mark.
        """
        self.events = events
        self.scale = TimeScale(events)
        self.side = side
        self._widths = [width_of(event.what) for event in events]
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
        # A mark at either end of the chart stands inside it whole.
        left = min(max(left, self.side / 2), width - self.side / 2)
        return left - self.side / 2, max(left, right - self.side / 2) + self.side / 2

    def names(
        self, width: float, spans: Sequence[tuple[float, float]], first: Collection[int] = ()
    ) -> dict[int, Name]:
        """Return where names stand on a chart of a width; those in ``first`` get their room first.

        A name stands to the right of its mark, or to the left, where it covers no other mark or name.
        ``spans`` are those of all events at this width.
        """
        rows: defaultdict[float, _Row] = defaultdict(_Row)
        for number in self._order:
            rows[self.rows[number]].take(*spans[number])
        found: dict[int, Name] = {}
        known = frozenset(first)
        for number in (*first, *(each for each in self._order if each not in known)):
            row, span = rows[self.rows[number]], spans[number]
            for left, right in self._sides(number, span, width):
                if row.is_free(left, right):
                    row.take(left, right)
                    # The wider gap is between the name and its own mark, which may have a ring.
                    start = left + self.side * (1 if left >= span[1] else 0.5)
                    found[number] = Name(start, right - left - 1.5 * self.side)
                    break
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
        left_over = [number for number in numbers if not self._place(number, named, top, width)]
        for number in left_over:
            start, end = self.span(number, width)
            for row in count():
                if row == len(named):
                    named.append(_Row())
                if named[row].is_free(start - 1, end + 1):
                    named[row].take(start - 1, end + 1)
                    self.rows[number] = top + row
                    break
        self.lanes.append(Lane(title, self.height, len(named) + 1))
        self.height = top + len(named) + _BETWEEN

    def _place(self, number: int, rows: Sequence[_Row], top: float, width: float) -> bool:
        """Give an event the first row with room for its name; return False if there is none."""
        left, right = self.span(number, width)
        for start, end in self._sides(number, (left, right), width):
            whole = min(left, start) - 1, max(right, end) + 1
            for at, row in enumerate(rows):
                if row.is_free(*whole):
                    row.take(*whole)
                    self.rows[number] = top + at
                    return True
        return False
