"""Where the lines and the title of a focused entry stand: lines bend around the title and other marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, hypot
from typing import NamedTuple

from attache.ui.pages.map.boxes import Box, Taken
from attache.ui.pages.map.labels import Label, Point, Sizes, Wanted, place_labels

_BENDS = (0.12, 0.2, 0.3, -0.12, -0.2, 0.42, -0.3, 0.6, -0.42, -0.6)
"""How far lines bend, as shares of their length: alike if nothing is in the way, so that none coincide."""
_ENOUGH = 2
"""So many further bends are tried to keep a line off other marks, and all to keep it off the title."""
_FORBIDDEN = 1000
_TITLES = 4
"""So many places of the title are tried until no line crosses it."""
_STEP = 6.0
"""Pixels from one point of a line that is checked to the next."""
_NEAR = 0.3
"""Pixels that stay free between a name and a line."""


class Line(NamedTuple):
    """The line to a neighbour: a quadratic Bézier curve from the focus by ``control`` to ``end``."""

    start: Point
    control: Point
    end: Point

    def points(self, apart: float = _STEP) -> Iterator[Point]:
        """Yield points along the line, some pixels apart at the most."""
        (x0, y0), (x1, y1), (x2, y2) = self
        steps = max(2, ceil((hypot(x1 - x0, y1 - y0) + hypot(x2 - x1, y2 - y1)) / apart))
        for step in range(steps + 1):
            t = step / steps
            a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
            yield a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2


class Drawing(NamedTuple):
    """All that is drawn of a focus: its title (None without room), lines and labels by the entries' numbers.

    ``title_of`` is the number of the title that has room.
    """

    title: Box | None
    title_of: int
    lines: dict[int, Line]
    labels: dict[int, Label]


def draw_relations(
    focus: Point,
    titles: Sequence[float],
    wanted: Sequence[Wanted],
    grey: Sequence[Box],
    fixed: Sequence[Box],
    sheet: Box,
    view: Box,
    sizes: Sizes,
) -> Drawing:
    """Find places for the title of the focus, the lines and the names, the most important first.

    ``titles`` are the widths of the titles that may stand there, the first that has room.  ``grey`` are the
    other marks, which names avoid where they can, and ``fixed`` other texts.  What belongs to a mark in the
    view stands in the view if it can.
    """
    marks = [Box.around(*each.at, sizes.reach) for each in wanted]
    places = _titles(focus, titles, wanted, fixed, sheet, view, sizes)[:_TITLES]
    title, which, lines = _title_and_lines(focus, places, wanted, marks, sheet)
    taken, crossed = Taken(), Taken()
    # A name is about as far from other marks as from its own.
    around = [mark.grown(sizes.gap - 1) for mark in marks]
    for box in (Box.around(*focus, sizes.focus), *around, *fixed, *([title] if title else [])):
        taken.add(box)
    for line in lines.values():
        for x, y in line.points():
            crossed.add(Box.around(x, y, _STEP / 2 + _NEAR))
    return Drawing(title, which, lines, place_labels(wanted, taken, crossed, grey, sheet, view, sizes))


def _title_and_lines(
    focus: Point,
    places: Sequence[tuple[Box, int]],
    wanted: Sequence[Wanted],
    marks: Sequence[Box],
    sheet: Box,
) -> tuple[Box | None, int, dict[int, Line]]:
    """Return the first place of the title that no line has to cross, or else the best, and the lines."""
    crossed = Taken()
    for mark in marks:
        crossed.add(mark.grown(1))
    for title, which in places:
        near = title.grown(3)
        lines = {each.n: _line(focus, each, near, crossed, sheet) for each in wanted}
        if not any(_crosses(line, near) for line in lines.values()):
            return title, which, lines
    best, which = places[0] if places else (None, 0)
    return best, which, {each.n: _line(focus, each, None, crossed, sheet) for each in wanted}


def _titles(
    focus: Point,
    titles: Sequence[float],
    wanted: Sequence[Wanted],
    fixed: Sequence[Box],
    sheet: Box,
    view: Box,
    sizes: Sizes,
) -> list[tuple[Box, int]]:
    """Return where a title of the focus covers no mark of a neighbour, and which, with the best place first.

    That is where it is in the way of the fewest lines.  If a place is in the view and clear of other texts,
    no other is returned.
    """
    x, y = focus
    away, half = sizes.focus + sizes.gap, sizes.title / 2
    found: list[tuple[bool, bool, int, int, int, Box]] = []
    straight = [Line(focus, _control(focus, each.at, _BENDS[0]), each.at) for each in wanted]
    for which, width in enumerate(titles):
        right, left, middle = x + away, x - away - width, x - width / 2
        above, below = y - away - 2 * half, y + away
        for at, top in (
            (right, y - half), (left, y - half), (right, above), (right, below), (left, above), (left, below),
            (middle, above), (middle, below),
        ):  # fmt: skip
            box = Box(at, top, at + width, top + 2 * half)
            room = box.grown(sizes.reach + 2)
            if sheet.holds(box) and not any(_is_in(room, each.at) for each in wanted):
                crossing = sum(_crosses(line, room) for line in straight)
                covers = any(map(box.meets, fixed))
                found.append((not view.holds(box), covers, crossing, which, len(found), box))
    found.sort()
    return [(box, which) for outside, covers, _, which, _, box in found if (outside, covers) == found[0][:2]]


def _line(focus: Point, to: Wanted, near: Box | None, marks: Taken, sheet: Box) -> Line:
    """Return the line to a neighbour that crosses neither the title nor, if possible, another mark."""
    found: list[tuple[int, int, Line]] = []
    for rank, bend in enumerate(_BENDS):
        line = Line(focus, _control(focus, to.at, bend), to.at)
        points = [*line.points()]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        cost = len({box for x, y in points for box in marks.at(x, y)}) - len(marks.at(*to.at))
        inside = sheet.holds(Box(min(xs), min(ys), max(xs), max(ys)))
        if not inside or (near and any(_is_in(near, point) for point in points)):
            cost += _FORBIDDEN
        found.append((cost, rank, line))
        if not cost or (rank >= _ENOUGH and min(found)[0] < _FORBIDDEN):
            break
    return min(found)[2]


def _control(start: Point, end: Point, bend: float) -> Point:
    """Return the control point of a line that bends to the left of its way by a share of its length."""
    (x0, y0), (x1, y1) = start, end
    return (x0 + x1) / 2 + (y1 - y0) * bend, (y0 + y1) / 2 - (x1 - x0) * bend


def _crosses(line: Line, box: Box) -> bool:
    return any(_is_in(box, point) for point in line.points())


def _is_in(box: Box, point: Point) -> bool:
    return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom
