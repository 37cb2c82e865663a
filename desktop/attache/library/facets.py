"""Filters and how many entries each would leave, as sets in memory: 13 kB each at 100,000 entries."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from attache.base import bits
from attache.base.ids import qualified
from attache.library.filters import Filters
from attache.library.reader import Reader
from attache.library.results import FacetValue


@dataclass(frozen=True, slots=True)
class _Value:
    """One value of a facet and the set of entries that have it."""

    facet: str
    value: str
    title: str
    position: int
    members: int


class Facets:
    """The facets of one library file."""

    def __init__(self, reader: Reader, highest: int) -> None:
        """Read every facet's sets."""
        self._reader = reader
        self._highest = highest
        query = "SELECT facet, value, title, position, members FROM facet ORDER BY facet, position, value"
        try:
            values = [
                _Value(facet, value, title, position, bits.unpack(members, highest))
                for facet, value, title, position, members in reader.all(query)
            ]
        except (ValueError, struct.error) as error:
            raise reader.damaged() from error
        self._values = {(each.facet, each.value): each for each in values}
        self._everything = 0
        for each in values:
            if each.facet == "kind":
                self._everything |= each.members

    def allowed(self, filters: Filters, ignoring: str = "") -> int:
        """Return the entries that pass all filters, or all but the one of the facet ``ignoring``."""
        left = self._everything
        for facet, value in filters.chosen().items():
            if facet != ignoring:
                known = self._values.get((facet, value))
                left &= known.members if known else 0
        if filters.ids is not None:
            left &= self._numbered(filters.ids)
        return left

    def counts(self, filters: Filters, found: int | None = None) -> tuple[FacetValue, ...]:
        """Count what choosing each value would leave of ``found`` (of everything if None).

        The other facets' filters hold; values that leave nothing are given only if chosen.
        """
        chosen = filters.chosen()
        known = self._everything if found is None else found
        passing = self.allowed(filters) & known
        within = {facet: self.allowed(filters, ignoring=facet) & known for facet in chosen}
        counted: list[FacetValue] = []
        for each in self._values.values():
            count = (each.members & within.get(each.facet, passing)).bit_count()
            if count or chosen.get(each.facet) == each.value:
                counted.append(FacetValue(each.facet, each.value, each.title, count))
        return tuple(counted)

    def letters(self, left: int) -> list[tuple[str, int, int]]:
        """Return (letter, its first position in the whole alphabet, how many of ``left`` it has)."""
        return [
            (each.value, each.position, (each.members & left).bit_count())
            for each in self._values.values()
            if each.facet == "letter"
        ]

    def _numbered(self, ids: frozenset[str]) -> int:
        """Return entries given by their ids, bare or with their pack, as a set; unknown ids are left out."""
        rows = self._reader.among("SELECT n FROM entry WHERE id IN ({})", sorted(map(qualified, ids)))
        return bits.from_numbers((n for (n,) in rows), self._highest)
