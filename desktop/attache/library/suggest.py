"""Did you mean: what a text is looked up as when its words are not known but nearly so.

Each word is set right by itself, then the text is looked up again as it may have been meant; so a
slip in each of four words costs no more than four slips, and the order of the hits is the usual one.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

from attache.base.spelling import reach, remains
from attache.library.names import Names
from attache.library.reader import Reader

_READINGS_OF_A_WORD = 8
_READINGS_OF_A_TEXT = 24
_SHORTEST_HALF = 3
_LONG = 8
"""Letters from which a word with two slips may begin with another letter."""
_SMALL = 2
"""Up to so many letters a word among others may be left out."""

Option = tuple[int, str]
"""How many slips it takes to come from a word to another text."""


def readings(reader: Reader, names: Names, words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield (slips, words) that a name has and the given words may have been meant to be.

    Fewest slips first; the words themselves are left out.
    """
    last = len(words) - 1
    for meant in _shifted(words):
        if names.stand_together(meant, last_is_start=True):
            yield 1, meant
    options = [_options(reader, names, word, place == last) for place, word in enumerate(words)]
    known = [each for each in options if each]
    if len(known) < len(words):
        # Where a word is given up, the others must be nearly right: else nothing of what was typed is left.
        sure = ([option for option in each if option[0] <= 1] for each in known)
        known = [each for each in sure if any(len(text) > _SHORTEST_HALF for _, text in each)]
    if not known:
        return
    ways: list[Option] = [(0, "")]
    for each in known:  # the best ways so far hold the best ways there will be, as slips only add up
        longer = ((slips + more, f"{way} {text}") for slips, way in ways for more, text in each)
        ways = heapq.nsmallest(_READINGS_OF_A_TEXT, longer)
    for slips, text in ways:
        meant = tuple(text.split())
        # Only what was typed may be the start of a longer word; what it was set right to is whole.
        if meant and meant != tuple(words) and names.stand_together(meant, meant[-1] == words[-1]):
            yield slips, meant


def _shifted(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words with one space moved by a letter."""
    for place in range(1, len(words)):
        before, after = words[place - 1], words[place]
        for halves in ((before[:-1], before[-1] + after), (before + after[0], after[1:])):
            if all(halves):
                yield (*words[: place - 1], *halves, *words[place + 1 :])


def _options(reader: Reader, names: Names, word: str, unfinished: bool) -> list[Option]:
    """Return what one word may stand for, itself among them if a name has it; few slips first."""
    near = _near(reader, word, unfinished)
    known = names.begins(word)
    options = [(0, word)] if known else []
    options += [(slips, other) for slips, _, other in near if other != word]
    if not options:
        options = [(1, split) for split in _splits(names, word)]
    options = options[:_READINGS_OF_A_WORD]
    return [*options, (1, "")] if len(word) <= _SMALL else options


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
        slips = OSA.distance(word, other, score_cutoff=most)
        if slips > most and unfinished and len(other) > len(word):
            started = min(
                OSA.distance(word, other[:length], score_cutoff=most)
                for length in range(len(word) - 1, len(word) + 2)
            )
            slips = min(slips, started)
        is_far = slips > 1 and other[0] != word[0] and len(word) < _LONG
        if slips <= most and not is_far:
            near.append((slips, other[0] != word[0], other))
    return sorted(near)


def _splits(names: Names, word: str) -> Iterator[str]:
    """Yield a word as two that stand together in a name, if the space between was left out."""
    for place in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        halves = (word[:place], word[place:])
        if names.stand_together(halves):
            yield " ".join(halves)
