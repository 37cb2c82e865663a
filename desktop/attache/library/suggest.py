"""Did you mean: what a text is looked up as when its words are not known but nearly so.

Each word is set right by itself, then the text is looked up again as it may have been meant; so a
slip in each of four words costs no more than four slips, and the order of the hits is the usual one.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import product

from attache.base.spelling import reach, remains
from attache.library.names import Names
from attache.library.reader import Reader

_READINGS_OF_A_WORD = 4
_READINGS_OF_A_TEXT = 16
_SHORTEST_HALF = 3

Option = tuple[int, str]
"""How many slips it takes to come from a word to another text."""


def readings(reader: Reader, names: Names, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield what the words may have been meant to be, fewest slips first, themselves left out."""
    last = len(words) - 1
    options = [_options(reader, names, word, place == last) for place, word in enumerate(words)]
    known = [each for each in options if each]
    if len(known) < len(words):
        known = [each for each in known if any(len(text) > _SHORTEST_HALF for _, text in each)]
    if not known:
        return
    ways = ((sum(slips for slips, _ in way), " ".join(text for _, text in way)) for way in product(*known))
    for _, text in heapq.nsmallest(_READINGS_OF_A_TEXT, ways):
        meant = tuple(text.split())
        if meant != tuple(words):
            yield meant


def _options(reader: Reader, names: Names, word: str, unfinished: bool) -> list[Option]:
    """Return what one word may stand for, itself among them if a name has it; few slips first."""
    near = _near(reader, word, unfinished)
    known = names.begins(word)
    options = [(0, word)] if known else []
    options += [(slips, other) for slips, _, other in near if other != word]
    if not options:
        options = [(1, split) for split in _splits(names, word)]
    return options[:_READINGS_OF_A_WORD]


def _near(reader: Reader, word: str, unfinished: bool) -> list[tuple[int, bool, str]]:
    """Return (slips, begins with another letter, word) for the words of names within reach of a word.

    An unfinished word may also be near to the beginning of another.
    """
    # rapidfuzz takes longer to import than the window may take to open
    from rapidfuzz.distance import OSA

    most = reach(len(word))
    if not most or word.isdigit():
        return []
    candidates = reader.among("SELECT DISTINCT word FROM near WHERE text IN ({})", sorted(remains(word)))
    near: list[tuple[int, bool, str]] = []
    for (other,) in set(candidates):
        allowed = min(most, reach(len(other)))
        slips = OSA.distance(word, other, score_cutoff=allowed)
        if slips > allowed and unfinished and len(other) > len(word):
            begun = min(
                OSA.distance(word, other[:length], score_cutoff=allowed)
                for length in range(len(word) - 1, len(word) + 2)
            )
            slips = begun if begun <= allowed else slips
        if slips <= allowed:
            near.append((slips, other[0] != word[0], other))
    return sorted(near)


def _splits(names: Names, word: str) -> Iterator[str]:
    """Yield a word as two that stand together in a name, where the space between was left out."""
    for place in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        halves = (word[:place], word[place:])
        if names.stand_together(halves):
            yield " ".join(halves)
