"""The position of each entry on the map: near related entries, without overlaps, always the same.

Each theme is a sector of a disc.  Within it the more important entries stand nearer the middle;
then every entry is drawn some way towards its neighbours, and at last all are spread over a grid that
keeps who is left of whom and who above, so that no two overlap.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Point = tuple[float, float]

_PULL = 0.35
_ROUNDS = 4
_TALL = 0.7
"""Columns of the grid for each row: labels are wider than high, so there are fewer columns."""


def map_positions(
    ids: Sequence[str], themes: Mapping[str, str], neighbours: Mapping[str, Sequence[str]]
) -> dict[str, Point]:
    """Return (x, y) in -1..1 for every id; ``ids`` are in order of importance."""
    start = _sectors(ids, themes)
    return _spread(ids, _drawn_together(ids, start, neighbours))


def _sectors(ids: Sequence[str], themes: Mapping[str, str]) -> dict[str, Point]:
    """Place each theme's entries in a sector as wide as its share, in order of importance outwards."""
    members: dict[str, list[str]] = {}
    for name in ids:
        members.setdefault(themes[name], []).append(name)
    found: dict[str, Point] = {}
    angle = 0.0
    golden = (math.sqrt(5) - 1) / 2
    for theme in sorted(members):
        width = 2 * math.pi * len(members[theme]) / len(ids)
        for rank, name in enumerate(members[theme]):
            radius = math.sqrt((rank + 0.5) / len(members[theme]))
            turn = angle + width * ((rank * golden + 0.5) % 1)
            found[name] = (radius * math.cos(turn), radius * math.sin(turn))
        angle += width
    return found


def _drawn_together(
    ids: Sequence[str], start: Mapping[str, Point], neighbours: Mapping[str, Sequence[str]]
) -> dict[str, Point]:
    """Move every entry towards the middle of its neighbours, a few times, all of them together each time."""
    # Entries by number instead of id, and one axis at a time: this takes a third of the time.
    numbers = {name: number for number, name in enumerate(ids)}
    near = [[numbers[other] for other in neighbours.get(name, ())] for name in ids]
    axes = zip(*(start[name] for name in ids), strict=True)
    return dict(zip(ids, zip(*(_drawn_along(list(axis), near) for axis in axes), strict=True), strict=True))


def _drawn_along(now: list[float], near: Sequence[Sequence[int]]) -> list[float]:
    """Return one coordinate of all entries after moving each towards the middle of its neighbours."""
    for _ in range(_ROUNDS):
        now = [
            at + _PULL * (sum(map(now.__getitem__, others)) / len(others) - at) if others else at
            for at, others in zip(now, near, strict=True)
        ]
    return now


def _spread(ids: Sequence[str], points: Mapping[str, Point]) -> dict[str, Point]:
    """Give every entry a place of its own: even columns from left to right, each even from top to bottom."""
    if len(ids) < 2:
        return dict.fromkeys(ids, (0.0, 0.0))
    # Sines differ in their last digit from one system's library to the next; the order must not.
    rounded = {name: (round(x, 6), round(y, 6)) for name, (x, y) in points.items()}
    rank = {name: number for number, name in enumerate(ids)}
    by_x = sorted(ids, key=lambda name: (rounded[name][0], rank[name]))
    columns = max(1, round(math.sqrt(len(ids)) * _TALL))
    found: dict[str, Point] = {}
    for column in range(columns):
        first, last = len(ids) * column // columns, len(ids) * (column + 1) // columns
        stack = sorted(by_x[first:last], key=lambda name: (rounded[name][1], rank[name]))
        x = -1 + (2 * column + 1) / columns
        # Every other column stands half a step lower, so that labels have room on both sides.
        shift = 0.25 if column % 2 else 0.75
        for row, name in enumerate(stack):
            found[name] = (round(x, 4), round(-1 + 2 * (row + shift) / len(stack), 4))
    return found
