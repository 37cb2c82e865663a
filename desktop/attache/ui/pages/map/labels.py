"""Where the names around a focus stand, each with its relation: clearly beside its own mark.

No name overlaps another name or the mark of a neighbour. If there is no other room, a name may cover a line
or a grey mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import hypot
from typing import NamedTuple

from attache.ui.pages.map.boxes import Box, Taken

Point = tuple[float, float]

_ROUNDS = 4
"""How many times names are placed at most; each further time begins with those that had no room."""
_CLOSE = 300.0
"""Pixels between two marks below which the name of one could be mistaken for that of the other."""
_IN_LINE = 10
"""Gaps between a name and another mark in line with it below which the name seems to be that mark's."""
_CLEARLY = 1.15
"""How many times nearer a name must be to its own mark than to any other."""


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
    """Lengths in pixels: half a mark, half the mark of the focus, the heights of texts, and the least gap."""

    reach: float
    focus: float
    name: float
    relation: float
    title: float
    gap: float


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


def place_labels(
    wanted: Sequence[Wanted],
    taken: Taken,
    crossed: Taken,
    grey: Sequence[Box],
    sheet: Box,
    view: Box,
    sizes: Sizes,
) -> dict[int, Label]:
    """Return the labels by the numbers of their entries, those with the fewest free places placed first.

    All are placed again if some have no room.  ``taken`` is what no text may cover; ``crossed`` are the lines
    and ``grey`` the other marks, which texts avoid if they can.
    """
    greys = Taken()
    for mark in grey:
        greys.add(mark)
    close = {
        each.n: [other for other in wanted if other is not each and _are_close(other.at, each.at)]
        for each in wanted
    }

    def worth(each: Wanted, label: Label) -> tuple[bool, ...]:
        """Rank a label: beside no other mark, with its relation, in its territory, and over nothing."""
        boxes, others = label.boxes, [other.at for other in close[each.n]]
        return (
            any(_is_in_line(box, each.at, other, _IN_LINE * sizes.gap) for other in others for box in boxes),
            label.relation is None,
            any(_distance(box, other) < _distance(box, each.at) for other in others for box in boxes),
            not all(map(each.home.holds, boxes)),
            not all(map(crossed.is_free, boxes)),
            not all(map(greys.is_free, boxes)),
        )

    free = {
        each.n: sorted(_free(each, close[each.n], taken, sheet, view, sizes), key=partial(worth, each))
        for each in wanted
    }
    order = sorted(wanted, key=lambda each: (len(free[each.n]), each.n))
    best: dict[int, Label] = {}
    for _ in range(_ROUNDS):
        placed = _Placed(sizes.gap)
        for each in order:
            placed.add(each.n, next(filter(placed.has_room, free[each.n]), None))
        best = max(best, placed.labels, key=len)
        missing = [each for each in order if free[each.n] and each.n not in placed.labels]
        if not missing:
            break
        for each in missing:
            near = [free[other.n] for other in close[each.n] if free[other.n]]
            free[each.n].sort(key=partial(_takes_all, near, sizes.gap))
        order.sort(key=lambda each: each not in missing)
    return best


class _Placed:
    """Labels that are placed: none overlaps another one, or seems to have its relation."""

    def __init__(self, gap: float) -> None:
        self.labels: dict[int, Label] = {}
        self._gap, self._taken, self._names, self._relations = gap, Taken(), Taken(), Taken()

    def has_room(self, label: Label) -> bool:
        """Return whether another label has room."""
        return (
            all(map(self._taken.is_free, label.boxes))
            and self._relations.is_free(label.name)
            and (not label.relation or self._names.is_free(label.relation))
        )

    def add(self, n: int, label: Label | None) -> None:
        """Place the label of an entry, if it has one."""
        if not label:
            return
        self.labels[n], gap = label, self._gap
        for box in label.boxes:
            left, top, right, bottom = box.grown(1)
            self._taken.add(Box(left - gap, top, right + gap, bottom))
        # A relation seems to belong to what is on its right or below it.
        left, top, right, bottom = label.name
        self._names.add(Box(left - 2 * gap, top - gap, right + 2 * gap, bottom + gap / 2))
        if label.relation:
            left, top, right, bottom = label.relation
            self._relations.add(Box(left - 2 * gap, top - gap / 2, right + 2 * gap, bottom + gap))


def _takes_all(others: Sequence[Sequence[Label]], gap: float, label: Label) -> bool:
    """Return whether a label leaves another entry none of its places."""
    placed = _Placed(gap)
    placed.add(0, label)
    return not all(any(map(placed.has_room, places)) for places in others)


def _are_close(one: Point, other: Point) -> bool:
    return hypot(one[0] - other[0], one[1] - other[1]) < _CLOSE


def _free(
    each: Wanted, close: Sequence[Wanted], taken: Taken, sheet: Box, view: Box, sizes: Sizes
) -> list[Label]:
    """Return the free places of a name from which it is clear whose name it is, in the view if it can be."""
    near = [other.at for other in close]
    free = [
        label
        for label in _places(each, sizes)
        if _has_room(label, taken, sheet) and _is_clear(label, each.at, near)
    ]
    shown = (
        [label for label in free if all(map(view.holds, label.boxes))]
        if view.holds(Box.around(*each.at, 0))
        else []
    )
    return shown or free


def _is_clear(label: Label, own: Point, others: Sequence[Point]) -> bool:
    """Return whether a name is clearly nearer to its own mark than to any other."""
    away = min(_distance(box, own) for box in label.boxes)
    return all(_distance(box, other) > _CLEARLY * away for other in others for box in label.boxes)


def _is_in_line(box: Box, own: Point, other: Point, near: float) -> bool:
    """Return whether a text is in one line with another mark that is near, and not with its own."""
    in_line = box.top <= other[1] <= box.bottom and not box.top <= own[1] <= box.bottom
    return in_line and _distance(box, other) < near


def _distance(box: Box, point: Point) -> float:
    x, y = point
    return hypot(max(box.left - x, 0.0, x - box.right), max(box.top - y, 0.0, y - box.bottom))


def _has_room(label: Label, taken: Taken, sheet: Box) -> bool:
    return all(sheet.holds(box) and taken.is_free(box) for box in label.boxes)


def _places(to: Wanted, sizes: Sizes) -> Iterator[Label]:
    """Yield where a name and its relation may stand around a mark, the best place first."""
    for which, width in enumerate(to.relations):
        yield from _places_with(to, width, which, sizes)
    for distance in (1.0, 2.0):
        for name in _around(to.at, to.name, sizes.name, sizes, distance):
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


def _around(at: Point, width: float, height: float, sizes: Sizes, distance: float) -> Iterator[Box]:
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
