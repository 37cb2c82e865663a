"""Where the themes and entries stand on the map: computed once, so that nothing on it ever moves.

The map is a sheet of world units.  Each theme is a rectangle on it, its territory: the more its entries need,
the larger.  Within it, entries stand in rows, as words stand in lines.  The more important ones have room for
their names beside them.  A unit is about a pixel: the names of the shipped pack still have that
room where its sheet is drawn at 85 %.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import NamedTuple
from zlib import crc32

from attache.base.vocabulary import Kind, LabelType
from attache.content.pack import SourceEntry

_ASPECT = 776 / 668
"""The width of the sheet for its height: that of the chart in a window of 1280 to 800 pixels."""
_WIDER = 2.0
"""The width that a territory has for its height, about: it holds lines of text."""
_GAP = 8.0
"""Between two territories."""
_TITLE = 28.0
"""The height of the line with the title of a territory."""
_ROW = 20.0
_EDGE = 10.0
"""Between the edge of a territory and what is in it."""
_MARK = 24.0
"""The width of a mark with what must stay free around it."""
_SHIFT = 14.0
"""How much farther to the right a row begins than another, at the most."""
_LEAST = 4000.0
"""The least area for the entries of a theme, so that its title has room."""
_LEAST_WIDTH, _LEAST_HEIGHT = 160.0, 60.0
"""Of a territory; the area of a narrower or lower one is enlarged."""
_LETTER = 7.6
"""The width of a letter of a name: more than the mean, because a window shows the sheet a little smaller."""
_NAMED = 0.6
"""The share of the names for which there is room."""
_LONGEST = 30
"""Letters of a title that are written in full; a longer one gives way to a short name."""
_LONGEST_OF_BODIES = 25
"""The same for an organisation, which is better known by its abbreviation."""
_SHORT = (LabelType.ABBREVIATION, LabelType.SHORT)


class Spot(NamedTuple):
    """Where the middle of an entry's mark is, in world units."""

    x: float
    y: float


class Territory(NamedTuple):
    """The rectangle of a theme, in world units."""

    left: float
    top: float
    width: float
    height: float


class Layout(NamedTuple):
    """The territories of the themes that have entries, and the spots of all entries, by their ids."""

    territories: Mapping[str, Territory]
    spots: Mapping[str, Spot]


def map_name(entry: SourceEntry) -> str:
    """Return what is written beside an entry's mark: its title, or a short name where that is too long."""
    longest = _LONGEST_OF_BODIES if entry.kind is Kind.ORGANISATION else _LONGEST
    if len(entry.title) <= longest:
        return entry.title
    shorter = (label.text for label in entry.labels if label.type in _SHORT and len(label.text) <= _LONGEST)
    name = next(shorter, entry.title)
    return name[:1].upper() + name[1:]


def lay_out(members: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> Layout:
    """Lay themes out; ``members`` are the entries of each in order of importance, ``names`` those written."""
    widths = {id_: _MARK + _LETTER * min(len(name), _LONGEST) for id_, name in names.items()}
    needs = {theme: _area([widths[id_] for id_ in ids]) for theme, ids in members.items() if ids}
    territories = _divided(needs)
    while slivers := [
        theme
        for theme, each in territories.items()
        if each.width < _LEAST_WIDTH or each.height < _LEAST_HEIGHT
    ]:
        needs |= {theme: needs[theme] * 1.3 for theme in slivers}
        territories = _divided(needs)
    spots: dict[str, Spot] = {}
    for theme, territory in territories.items():
        spots |= _in_rows(territory, members[theme], widths)
    return Layout(territories, spots)


def _divided(needs: Mapping[str, float]) -> dict[str, Territory]:
    """Divide the sheet into territories with the areas that themes need, and gaps between them."""
    height = sqrt(sum(needs.values()) / _ASPECT)
    # The rectangles get as wide as wanted if they are squares on a sheet that is narrower by as much.
    order = sorted(needs, key=lambda theme: (-needs[theme], theme))
    squares = _treemap([needs[theme] / _WIDER for theme in order], _ASPECT * height / _WIDER, height)
    return {
        theme: Territory(
            *(round(side, 1) for side in (left * _WIDER, top, width * _WIDER - _GAP, tall - _GAP))
        )
        for theme, (left, top, width, tall) in zip(order, squares, strict=True)
    }


def _area(widths: Sequence[float]) -> float:
    """Return the area that a theme needs: its title, its marks and some of its names, and a gap around it."""
    room = _ROW * sum(_MARK + (width - _MARK) * _NAMED for width in widths)
    side, wider = sqrt(max(room, _LEAST)), sqrt(_WIDER)
    return (side * wider + 2 * _EDGE + _GAP) * (side / wider + _TITLE + _EDGE + _GAP)


def _treemap(areas: Sequence[float], width: float, height: float) -> list[tuple[float, float, float, float]]:
    """Divide a rectangle into (left, top, width, height) with these areas, each near a square.

    The areas come with the largest first.  After Bruls, Huizing and van Wijk, Squarified Treemaps (2000).
    """
    found: list[tuple[float, float, float, float]] = []
    left = top = 0.0
    at = 0
    while at < len(areas):
        side = min(width, height)
        end = at + 1
        while end < len(areas) and _worst(areas[at : end + 1], side) <= _worst(areas[at:end], side):
            end += 1
        strip = areas[at:end]
        across, along = sum(strip) / side, 0.0
        for area in strip:
            length = area / across
            if width >= height:
                found.append((left, top + along, across, length))
            else:
                found.append((left + along, top, length, across))
            along += length
        if width >= height:
            left, width = left + across, width - across
        else:
            top, height = top + across, height - across
        at = end
    return found


def _worst(strip: Sequence[float], side: float) -> float:
    """Return how many times longer than wide the worst rectangle of a strip along a side is."""
    whole = sum(strip)
    return max(max(side * side * area / whole**2, whole**2 / (side * side * area)) for area in strip)


def _in_rows(
    territory: Territory, ids: Sequence[str], widths: Mapping[str, float]
) -> Iterable[tuple[str, Spot]]:
    """Yield the spot of each entry of a territory; ``ids`` are in order of importance."""
    room = territory.width - 2 * _EDGE
    deep = territory.height - _TITLE - _EDGE / 2
    rows = max(1, round(deep / _ROW), -(-len(ids) * int(_MARK) // max(1, int(room))))
    free = rows * room - len(ids) * _MARK
    # A heap of (room taken, number of the row): the emptiest row takes the next entry.
    taken = [(0.0, row) for row in range(rows)]
    lines: list[dict[str, float]] = [{} for _ in range(rows)]
    for id_ in ids:
        used, row = taken[0]
        width = min(widths[id_], room)
        more = width - _MARK
        if more > free or used + width > room:
            width = _MARK
        free -= width - _MARK
        heapq.heapreplace(taken, (used + width, row))
        lines[row][id_] = width
    for row, line in enumerate(lines):
        y = territory.top + _TITLE + (row + 0.5) * deep / rows
        spare = room - sum(line.values())
        for id_ in line:
            if line[id_] == _MARK and widths[id_] - _MARK <= spare:
                spare -= widths[id_] - _MARK
                line[id_] = widths[id_]
        # Within a row names and marks are mixed, and rows begin at different places.
        mixed = sorted(line, key=lambda id_: crc32(id_.encode()))
        start = min(max(0.0, spare) / 2, _SHIFT) * (row % 3) / 2
        x = territory.left + _EDGE + _MARK / 4 + start
        for id_ in mixed:
            yield id_, Spot(round(x, 1), round(y, 1))
            x += line[id_] + max(0.0, spare - start) / len(line)
