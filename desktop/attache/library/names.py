"""Finding entries by their names: the start of a name, the start of a word in one, or words in any order."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from attache.base import bits
from attache.library.query import match
from attache.library.reader import Reader

_AFTER_ALL = "\U0010ffff"
"""No text sorts after this in SQLite's order of bytes, which is Python's order of code points."""


@dataclass(frozen=True, slots=True)
class Found:
    """Entries in the order of how well they match: sets, best first, which may overlap.

    ``exact`` is the first of them: entries of which the words are a whole name. ``complete`` is
    false where there may be more; ``in_order`` is true where the words follow one another in a name.
    """

    exact: int
    others: tuple[int, ...]
    complete: bool
    in_order: bool = False

    @property
    def all(self) -> int:
        """All entries found."""
        found = self.exact
        for members in self.others:
            found |= members
        return found


NOTHING = Found(0, (), complete=True)


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
        several: list[int] = []
        titles: list[int] = []
        if len(words) > 1:
            titles, several = self._several(match(words), most)
            if not several:  # then no name has them one after the other either
                titles, several = self._several(match(words, every_is_start=True), most)
                found = (self._set(titles), self._set(several))
                return Found(0, found, complete=len(several) != most)
        phrase = " ".join(words)
        exact = self._reader.numbers("SELECT n AS number FROM start WHERE text = ? AND class < 2", (phrase,))
        starts = self._starts(phrase)
        return Found(
            self._set(exact),
            (*starts, self._set(titles), self._set(several)),
            complete=len(several) != most,
            in_order=any(starts),
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
        # n and class in one number, so that one gathered column brings both
        rows = self._reader.numbers(
            "SELECT n * 4 + class AS number FROM start WHERE text >= ? AND text < ?",
            (phrase, phrase + _AFTER_ALL),
        )
        classes: tuple[list[int], ...] = ([], [], [], [])
        for row in rows:
            classes[row & 3].append(row >> 2)
        return tuple(map(self._set, classes))

    def _several(self, expression: str, most: int) -> tuple[list[int], list[int]]:
        """Return the most important entries whose title matches an FTS5 expression, and whose names do."""
        query = "SELECT rowid AS number FROM name WHERE name MATCH ? LIMIT ?"
        found = self._reader.numbers(query, (expression, most))
        titles = self._reader.numbers(query, (f"title : ({expression})", most)) if len(found) > 1 else []
        return titles, found

    def _set(self, numbers: Sequence[int]) -> int:
        """Return numbers as a set."""
        return bits.from_numbers(numbers, self._highest) if numbers else 0
