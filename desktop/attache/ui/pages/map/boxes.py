"""Rectangles in pixels, and which of them are taken: names on the map never overlap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_CELL = 24.0
_EDGE = 0.01
"""Pixels that two boxes may have in common: sums of lengths are not exact."""


class Box(NamedTuple):
    """A rectangle in pixels of the whole map at its present scale."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, reach: float) -> Box:
        """Return the square around a point."""
        return cls(x - reach, y - reach, x + reach, y + reach)

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def moved(self, x: float, y: float) -> Box:
        """Return the box further to the right and down."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def grown(self, by: float) -> Box:
        """Return the box with a margin on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, other: Box) -> bool:
        """Return whether another box is inside this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: Box) -> bool:
        """Return whether two boxes have more than an edge in common."""
        return (
            self.left < other.right - _EDGE
            and other.left < self.right - _EDGE
            and self.top < other.bottom - _EDGE
            and other.top < self.bottom - _EDGE
        )


class Taken:
    """Boxes that are taken, found by the cells of a grid."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        """Take a box."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def at(self, x: float, y: float) -> list[Box]:
        """Return the boxes that a point is in."""
        own = self._cells.get((int(x // _CELL), int(y // _CELL)))
        return [box for box in own if box[0] <= x <= box[2] and box[1] <= y <= box[3]] if own else []

    def is_free(self, box: Box) -> bool:
        """Return whether no box that is taken meets this one."""
        left, top, right, bottom = box[0] + _EDGE, box[1] + _EDGE, box[2] - _EDGE, box[3] - _EDGE
        for cell in _cells(box):
            for other in self._cells.get(cell, ()):
                if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                    return False
        return True


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    first, last = int(box.left // _CELL), int(box.right // _CELL)
    for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
        for column in range(first, last + 1):
            yield column, row
