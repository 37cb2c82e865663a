"""Two entries named in one text: “nato or asean”, “difference between alliance and partnership”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from attache.base import bits
from attache.library.names import Names
from attache.library.query import Query, parse
from attache.library.questions import Words, compares, sides
from attache.library.reader import Reader

_MOST_SPLITS = 3
"""In so many places a text that compares is parted if neither part is a whole name."""
_CHOICE = 8
"""Of so many entries for each part those are taken that are related to one another."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that a part of a text names, and the words that name it."""

    n: int
    by: Words


Pair = tuple[Named, Named]


class Pairs:
    """Finds the pair that a text names, if it names one."""

    def __init__(self, reader: Reader, names: Names, most: int) -> None:
        """``most`` is how many entries may be read for one part."""
        self._reader, self._names, self._most = reader, names, most

    def find(self, query: Query, allowed: int) -> Pair | None:
        """Return two allowed entries of which the parts of a text are whole names.

        Of a text that says that it compares, the parts may also be the start of a name or any words of it.
        """
        parted = sides(query.words)
        if not parted:
            return None
        called = self._called({" ".join(side) for both in parted for side in both}, allowed)
        for left, right in parted:
            pair = self._nearest(left, right, called.get(" ".join(left)), called.get(" ".join(right)))
            if pair is not None:
                return pair
        if compares(query.words):
            for left, right in parted[:_MOST_SPLITS]:
                pair = self._nearest(
                    left, right, *(self._best(side, called, allowed) for side in (left, right))
                )
                if pair is not None:
                    return pair
        return None

    def one_of(self, query: Query, allowed: int) -> Words:
        """Return the words of the one part of a comparison that a name has, () if no name has either."""
        if not compares(query.words):
            return ()
        for both in sides(query.words)[:_MOST_SPLITS]:
            for side in both:
                if self._best(side, {}, allowed):
                    return side
        return ()

    def _called(self, names: set[str], allowed: int) -> dict[str, list[int]]:
        """Return the allowed entries that have one of the folded names, best first."""
        called: dict[str, list[int]] = {}
        query = "SELECT text, n FROM start WHERE text IN ({}) AND class < 2 ORDER BY n"
        for text, n in self._reader.among(query, sorted(names)):
            if allowed >> n & 1:
                called.setdefault(text, []).append(n)
        return called

    def _best(self, side: Words, called: dict[str, list[int]], allowed: int) -> list[int]:
        """Return the allowed entries that a part of a text finds by name, best first."""
        if " ".join(side) in called:
            return called[" ".join(side)]
        query = parse(" ".join(side))
        for words in (query.words, *query.alternatives, *query.stems):
            found = self._names.find(words, self._most)
            numbers: list[int] = []
            left = allowed
            for members in (found.exact, *found.others):
                numbers += bits.to_numbers(members & left, _CHOICE - len(numbers))
                left &= ~members
            if numbers:
                return numbers
        return []

    def _nearest(
        self, left: Words, right: Words, lefts: Sequence[int] | None, rights: Sequence[int] | None
    ) -> Pair | None:
        """Return the best two different entries, those that are related before all others."""
        if not lefts or not rights:
            return None
        pairs = [(one, other) for one, other in product(lefts[:_CHOICE], rights[:_CHOICE]) if one != other]
        if len(pairs) > 1:
            marks = ",".join("?" * len(lefts[:_CHOICE])), ",".join("?" * len(rights[:_CHOICE]))
            related = self._reader.all(
                f"SELECT entry, target FROM relation WHERE entry IN ({marks[0]}) AND target IN ({marks[1]})",
                (*lefts[:_CHOICE], *rights[:_CHOICE]),
            )
            pairs.sort(key=lambda pair: pair not in related)
        return (Named(pairs[0][0], left), Named(pairs[0][1], right)) if pairs else None
