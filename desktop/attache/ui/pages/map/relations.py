"""Where the lines and names of a focused entry stand: no name overlaps another name or a mark.

Where there is no other room, a line runs behind a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import ceil, hypot
from typing import NamedTuple

from attache.ui.pages.map.boxes import Box, Taken

Point = tuple[float, float]

_BENDS = (0.12, 0.2, 0.3, -0.12, -0.2, 0.42, -0.3, 0.6, -0.42, -0.6)
"""How far lines bend, as shares of their length: alike if nothing is in the way, so that none coincide."""
_ENOUGH = 2
"""So many further bends are tried to keep a line off other marks, and all to keep it off the title."""
_FORBIDDEN = 1000
_TITLES = 4
"""So many places of the title are tried until no line crosses it."""
_STEP = 6.0
"""Pixels from one point of a line that is checked to the next."""
_CLOSE = 300.0
"""Pixels from one mark to another whose name it could be mistaken for."""
_CLEARLY = 1.15
"""How many times nearer a name must be to its own mark than to any other."""
_NEAR = 0.3
"""Pixels that stay free between a name and a line."""


class Wanted(NamedTuple):
    """A neighbour: where its mark is, and the sizes of its name and of its relation in words, in pixels.

    ``relations`` are the widths of the words that may stand there, the first that has room; ``home`` is the
    territory in which they stand if they can.
    """

    n: int
    at: Point
    name: float
    relations: tuple[float, ...]
    home: Box


class Sizes(NamedTuple):
    """Lengths in pixels: half a mark, half the mark of the focus, the heights of the three kinds of text."""

    reach: float
    focus: float
    name: float
    relation: float
    title: float
    gap: float


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


class Label(NamedTuple):
    """The name of a neighbour, and its relation, which is None where that has no room.

    ``which`` is the number of the words that have room.
    """

    name: Box
    relation: Box | None
    which: int = 0

    @property
    def boxes(self) -> list[Box]:
        """The boxes of its texts."""
        return [self.name, *([self.relation] if self.relation else [])]


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
    return Drawing(title, which, lines, _labels(wanted, taken, crossed, grey, sheet, view, sizes))


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


def _labels(
    wanted: Sequence[Wanted],
    taken: Taken,
    crossed: Taken,
    grey: Sequence[Box],
    sheet: Box,
    view: Box,
    sizes: Sizes,
) -> dict[int, Label]:
    """Place the names with the fewest free places first."""
    other = Taken()
    for mark in grey:
        other.add(mark)

    def worth(each: Wanted, label: Label) -> tuple[bool, ...]:
        """Rank a label: it has its relation, is in its territory, over no line, and over no grey mark."""
        boxes = label.boxes
        return (
            label.relation is None,
            not all(map(each.home.holds, boxes)),
            not all(map(crossed.is_free, boxes)),
            not all(map(other.is_free, boxes)),
        )

    free = {
        each.n: sorted(_free(each, wanted, taken, sheet, view, sizes), key=partial(worth, each))
        for each in wanted
    }
    found: dict[int, Label] = {}
    for each in sorted(wanted, key=lambda each: (len(free[each.n]), each.n)):
        label = next((label for label in free[each.n] if all(map(taken.is_free, label.boxes))), None)
        if label:
            found[each.n] = label
            for box in label.boxes:
                taken.add(box.grown(1))
    return found


def _free(
    each: Wanted, wanted: Sequence[Wanted], taken: Taken, sheet: Box, view: Box, sizes: Sizes
) -> list[Label]:
    """Return the free places of a name from which it is clear whose name it is, in the view if it can be."""
    x, y = each.at
    near = [o.at for o in wanted if o.n != each.n and hypot(o.at[0] - x, o.at[1] - y) < _CLOSE]
    free = [
        label
        for label in _places(each, sizes)
        if _has_room(label, taken, sheet) and _is_clear(label, each.at, near)
    ]
    shown = [label for label in free if all(map(view.holds, label.boxes))] if _is_in(view, each.at) else []
    return shown or free


def _is_clear(label: Label, own: Point, others: Sequence[Point]) -> bool:
    """Return whether a name is clearly nearer to its own mark than to any other."""
    away = min(_distance(box, own) for box in label.boxes)
    return all(_distance(box, other) > _CLEARLY * away for other in others for box in label.boxes)


def _distance(box: Box, point: Point) -> float:
    x, y = point
    return hypot(max(box.left - x, 0.0, x - box.right), max(box.top - y, 0.0, y - box.bottom))


def _has_room(label: Label, taken: Taken, sheet: Box) -> bool:
    return all(sheet.holds(box) and taken.is_free(box) for box in label.boxes)


def _places(to: Wanted, sizes: Sizes) -> Iterator[Label]:
    """Yield where a name and its relation may stand around a mark, the best place first."""
    for which, width in enumerate(to.relations):
        yield from _places_with(to, width, which, sizes)
    for name in _around(to.at, to.name, sizes.name, sizes):
        yield Label(name, None)


def _places_with(to: Wanted, relation: float, which: int, sizes: Sizes) -> Iterator[Label]:
    # The relation comes first, above the name or before it: after it, it would read the other way round.
    (x, y), small = to.at, sizes.relation
    half, between = sizes.name / 2, 1.5 * sizes.gap
    away = sizes.reach + sizes.gap
    for start, way in ((x + away, 1), (x - away, -1)):
        name = _spanned(start, start + way * to.name, y - half, sizes.name)
        above = _spanned(start, start + way * relation, y - half - small, small)
        yield Label(name, above, which)
        left = min(start, start + way * (relation + between + to.name))
        before = Box(left, y - half, left + relation, y + half)
        yield Label(name if way < 0 else name.moved(relation + between, 0), before, which)
    width = max(to.name, relation)
    for distance in (1.0, 2.0):
        for block in _around(to.at, width, sizes.name + small, sizes, distance):
            left = right = 0.0
            if block.right <= x:
                left, right = width - to.name, width - relation
            elif block.left < x - sizes.reach:
                left, right = (width - to.name) / 2, (width - relation) / 2
            yield Label(
                Box(block.left + left, block.top + small, block.left + left + to.name, block.bottom),
                Box(block.left + right, block.top, block.left + right + relation, block.top + small),
                which,
            )


def _spanned(one: float, other: float, top: float, height: float) -> Box:
    return Box(min(one, other), top, max(one, other), top + height)


def _around(at: Point, width: float, height: float, sizes: Sizes, distance: float = 1) -> Iterator[Box]:
    """Yield boxes beside, above and below a mark, some gaps away from it."""
    x, y = at
    away, half = sizes.reach + sizes.gap * distance, height / 2
    tops = (y - away - height, y + away)
    for top in (y - half, y - height + sizes.reach, y - sizes.reach, *tops):
        yield Box(x + away, top, x + away + width, top + height)
        yield Box(x - away - width, top, x - away, top + height)
    for share in (0.0, 1.0, 0.5, 0.25, 0.75):
        left = x - sizes.reach - share * (width - 2 * sizes.reach)
        for top in tops:
            yield Box(left, top, left + width, top + height)


def _control(start: Point, end: Point, bend: float) -> Point:
    """Return the control point of a line that bends to the left of its way by a share of its length."""
    (x0, y0), (x1, y1) = start, end
    return (x0 + x1) / 2 + (y1 - y0) * bend, (y0 + y1) / 2 - (x1 - x0) * bend


def _crosses(line: Line, box: Box) -> bool:
    return any(_is_in(box, point) for point in line.points())


def _is_in(box: Box, point: Point) -> bool:
    return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom
