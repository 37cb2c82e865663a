"""The glossary in alphabetical order, cheap to make and to scroll through however long it is."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from types import MappingProxyType
from typing import overload

from attache.base import bits
from attache.library.facets import Facets
from attache.library.filters import Filters
from attache.library.reader import Reader


class Browse(Sequence[int]):
    """Entry numbers in alphabetical order, and at which index each letter begins (``#`` for none)."""

    def __init__(self, numbers: Sequence[int], letters: Mapping[str, int]) -> None:
        """Keep the numbers; they are not copied."""
        self._numbers = numbers
        self.letters = MappingProxyType(dict(letters))

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        """Return one number or a run of them."""
        return self._numbers[index]

    def __iter__(self) -> Iterator[int]:
        """Walk through the numbers."""
        return iter(self._numbers)


class Alphabet:
    """Every entry of a library file in alphabetical order."""

    def __init__(self, reader: Reader, highest: int) -> None:
        """Read the whole order, four bytes an entry."""
        row = reader.one("SELECT numbers FROM listing")
        self._highest = highest
        self._numbers = array("I")
        if row is None or len(row[0]) != highest * self._numbers.itemsize:
            raise reader.damaged()
        self._numbers.frombytes(row[0])
        if sys.byteorder == "big":
            self._numbers.byteswap()

    def browse(self, facets: Facets, filters: Filters) -> Browse:
        """Return the entries that pass the filters."""
        left = facets.allowed(filters)
        numbers = self._numbers
        if left.bit_count() < len(numbers):
            flags = bits.to_flags(left, self._highest)
            numbers = array("I", compress(numbers, map(flags.__getitem__, numbers)))
        return Browse(numbers, self._letters(facets, left))

    def _letters(self, facets: Facets, left: int) -> dict[str, int]:
        """Return where each letter begins among the entries of ``left``.

        Names that begin with no letter stand before a (digits) or after z (other scripts).
        """
        counts = {letter: (first, count) for letter, first, count in facets.letters(left)}
        outside = counts.pop("#", (0, 0))[1]
        first_letter = min((first for first, _ in counts.values()), default=len(self._numbers))
        flags = bits.to_flags(left, self._highest)
        before = sum(map(flags.__getitem__, self._numbers[:first_letter]))
        letters = {"#": 0} if before else {}
        place = before
        for letter, (_, count) in sorted(counts.items(), key=lambda item: item[1][0]):
            if count:
                letters[letter] = place
                place += count
        if outside > before and not before:
            letters["#"] = place
        return letters
