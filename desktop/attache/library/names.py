"""Finding entries by their names: the start of a name, the start of a word in one, or words in any order."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from attache.base import bits
from attache.library.query import match
from attache.library.reader import Reader

# n and class in one number, so that one gathered column brings both
_WHOLE = "SELECT n * 8 + class AS number FROM start WHERE text = ? AND class < 5"
_AFTER_ALL = "\U0010ffff"
"""No text sorts after this in SQLite's order of bytes, which is Python's order of code points."""


@dataclass(frozen=True, slots=True)
class Found:
    """Entries in the order of how well they match: sets, best first, which may overlap.

    ``exact`` are the entries of which the words are a whole name, ``elsewhere`` those to which they lead as
    a whole narrower or related name, ``others`` those with the words in a name of their own, and ``second``
    those with them in a narrower or related name or the name of a member, a party or a place.
    ``complete`` is false if there may be more; ``in_order`` is true if the words follow one another in
    a name of the thing itself.
    """

    exact: int
    others: tuple[int, ...]
    complete: bool
    in_order: bool = False
    elsewhere: int = 0
    second: tuple[int, ...] = ()

    @property
    def ranked(self) -> tuple[int, ...]:
        """All sets, best first."""
        return (self.exact, self.elsewhere, *self.others, *self.second)

    @property
    def own(self) -> int:
        """The entries found by a name of their own, or by a whole name that leads to them."""
        return _union((self.exact, self.elsewhere, *self.others))

    @property
    def all(self) -> int:
        """All entries found."""
        return _union(self.ranked)


def _union(sets: Sequence[int]) -> int:
    found = 0
    for members in sets:
        found |= members
    return found


NOTHING = Found(0, (), complete=True)


class _Several(NamedTuple):
    """The entries of which a title, a name of their own, or any name that finds them has several words."""

    titles: Sequence[int]
    own: Sequence[int]
    all: Sequence[int]


_NONE = _Several((), (), ())


class Names:
    """The names of a library file, looked up by folded words; ``highest`` is the last entry's number."""

    def __init__(self, reader: Reader, highest: int) -> None:
        """Keep the reader; nothing is read before it is asked for."""
        self._reader = reader
        self._highest = highest

    def find(self, words: Sequence[str], most: int) -> Found:
        """Find entries by the words in order, then in any order, of which ``most`` are read.

        Words that are all in a title say more than words spread over an entry's other names.
        """
        several = _NONE
        if len(words) > 1:
            several = self._several(match(words), most)
            if not several.all:  # then no name has them one after the other either
                several = self._several(match(words, every_is_start=True), most)
                sets = (self._set(several.titles), self._set(several.own))
                second = (self._set(several.all),)
                return Found(0, sets, complete=len(several.all) != most, second=second)
        phrase = " ".join(words)
        whole: dict[bool, list[int]] = {True: [], False: []}
        for row in self._reader.numbers(_WHOLE, (phrase,)):
            if row & 7 not in (2, 3):
                whole[row & 7 < 2].append(row >> 3)
        starts = self._starts(phrase)
        return Found(
            self._set(whole[True]),
            (*starts[:4], self._set(several.titles), self._set(several.own)),
            complete=len(several.all) != most,
            in_order=any(starts[:4]),
            elsewhere=self._set(whole[False]),
            second=(*starts[4:], self._set(several.all)),
        )

    def begins(self, word: str) -> bool:
        """Return whether a word of any name begins so."""
        query = "SELECT 1 FROM start WHERE text >= ? AND text < ? LIMIT 1"
        return self._reader.one(query, (word, word + _AFTER_ALL)) is not None

    def stand_together(self, words: Sequence[str], last_is_start: bool = False) -> bool:
        """Return whether any entry's names have all these words, whole unless the last may be a start."""
        expression = match(words) if last_is_start else " AND ".join(f'"{word}"' for word in words)
        return self._reader.one("SELECT 1 FROM name WHERE name MATCH ? LIMIT 1", (expression,)) is not None

    def _starts(self, phrase: str) -> tuple[int, ...]:
        """Return by class the entries with a name that reads so from its start or a later word on."""
        wide = self._reader.all("SELECT members FROM wide WHERE prefix = ? ORDER BY class", (phrase,))
        if wide:
            try:
                return tuple(bits.unpack(members, self._highest) for (members,) in wide)
            except (ValueError, struct.error) as error:
                raise self._reader.damaged() from error
        rows = self._reader.numbers(
            "SELECT n * 8 + class AS number FROM start WHERE text >= ? AND text < ?",
            (phrase, phrase + _AFTER_ALL),
        )
        classes: tuple[list[int], ...] = ([], [], [], [], [], [], [], [])
        for row in rows:
            classes[row & 7].append(row >> 3)
        return tuple(map(self._set, classes))

    def _several(self, expression: str, most: int) -> _Several:
        """Return the most important entries whose names match an FTS5 expression."""

        def found(wanted: str) -> list[int]:
            query = "SELECT rowid AS number FROM name WHERE name MATCH ? LIMIT ?"
            return self._reader.numbers(query, (wanted, most))

        every = found(expression)
        own = found(f"{{title others}} : ({expression})") if every else []
        titles = found(f"title : ({expression})") if len(own) > 1 else []
        return _Several(titles, own, every)

    def _set(self, numbers: Sequence[int]) -> int:
        """Return numbers as a set."""
        return bits.from_numbers(numbers, self._highest) if numbers else 0
