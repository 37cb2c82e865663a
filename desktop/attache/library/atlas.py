"""The map: the territory of each theme, the spot of each entry, and how an entry is related to others."""

from __future__ import annotations

from typing import NamedTuple

from attache.base.ids import qualified
from attache.base.vocabulary import EntryRef, Kind
from attache.library.reader import Reader

_CONTRASTS = ("contrasts-with", "confused-with")
"""Relations that tell two entries apart rather than join them."""


class Territory(NamedTuple):
    """The rectangle of a theme on the map, in world units."""

    theme: str
    title: str
    left: float
    top: float
    width: float
    height: float


class Spot(NamedTuple):
    """An entry on the map: the middle of its mark in world units, and the name that is written beside it.

    ``n`` is the number of the entry, 1 the most important.
    """

    entry: EntryRef
    n: int
    theme: str
    name: str
    x: float
    y: float


class Atlas(NamedTuple):
    """The whole map: a sheet of ``width`` to ``height`` world units, with spots in order of importance."""

    width: float
    height: float
    territories: tuple[Territory, ...]
    spots: tuple[Spot, ...]


class Neighbour(NamedTuple):
    """An entry to which another has relations: their words, in order.

    ``contrasts`` says whether all of them only tell the two apart.
    """

    n: int
    words: tuple[str, ...]
    contrasts: bool


def atlas(reader: Reader) -> Atlas:
    """Return the map."""
    territories = tuple(
        Territory(*row)
        for row in reader.all(
            """SELECT p.theme, t.title, p.left, p.top, p.width, p.height
               FROM territory p JOIN theme t ON t.id = p.theme ORDER BY t.position"""
        )
    )
    rows = reader.all(
        """SELECT e.id, e.title, e.kind, e.n, e.theme, s.name, s.x, s.y
           FROM spot s JOIN entry e ON e.n = s.entry ORDER BY e.n"""
    )
    try:
        spots = tuple(Spot(EntryRef(id_, title, Kind(kind)), *rest) for id_, title, kind, *rest in rows)
    except ValueError as error:
        raise reader.damaged() from error
    return Atlas(
        max((each.left + each.width for each in territories), default=0.0),
        max((each.top + each.height for each in territories), default=0.0),
        territories,
        spots,
    )


def neighbours(reader: Reader, id_: str) -> tuple[Neighbour, ...]:
    """Return the entries to which an entry is related, by the first of their relations, then importance."""
    rows = reader.all(
        """SELECT r.target, r.type, t.words FROM relation r
           JOIN relation_type t ON t.id = r.type JOIN entry e ON e.n = r.entry
           WHERE e.id = ? ORDER BY t.position, r.target""",
        (qualified(id_),),
    )
    words: dict[int, list[tuple[str, str]]] = {}
    for target, type_, text in rows:
        words.setdefault(target, []).append((type_, text))
    return tuple(
        Neighbour(n, tuple(text for _, text in own), all(type_ in _CONTRASTS for type_, _ in own))
        for n, own in words.items()
    )
