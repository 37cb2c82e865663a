"""What is typed: beginnings of names whose last letter changes the list, and short names to open."""

from __future__ import annotations

import random
import string
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

_TYPED = frozenset(string.ascii_lowercase + " ")
_ROWS = 10
"""Names at the top of a list that have to differ before and after the last letter."""
_FOUND = 5
_SHORTEST, _LONGEST = 3, 8
_SHORT_NAME = 6


def beginnings(names: Iterable[str], count: int, seed: int) -> list[str]:
    """Return ``count`` beginnings of names that find at least five names.

    Without its last letter each finds others, so that the list has to change.
    """
    ranked = sorted({name.lower() for name in names})
    chance = random.Random(seed)
    found: list[str] = []
    for name in chance.sample(ranked, len(ranked)):
        text = name[: chance.randint(_SHORTEST, _LONGEST)]
        if len(found) == count:
            break
        if _can_be_typed(text) and text not in found and _narrows(ranked, text):
            found.append(text)
    return found


def short_names(names: Sequence[str], count: int, seed: int) -> list[str]:
    """Return ``count`` short names of one entry each, which without their last letter begin several."""
    spelt = Counter(name.lower() for name in names)
    ranked = sorted(spelt)
    found = [
        name
        for name in ranked
        if len(name) <= _SHORT_NAME
        and spelt[name] == 1
        and _can_be_typed(name)
        and len(_starting(ranked, name[:-1], _FOUND)) == _FOUND
    ]
    return random.Random(seed).sample(found, min(count, len(found)))


def _can_be_typed(text: str) -> bool:
    """Return whether a text needs no key but letters and space, and ends in a letter."""
    return len(text) >= _SHORTEST and set(text) <= _TYPED and not text.endswith(" ")


def _narrows(ranked: Sequence[str], text: str) -> bool:
    found = _starting(ranked, text, _ROWS)
    return len(found) >= _FOUND and found != _starting(ranked, text[:-1], _ROWS)


def _starting(ranked: Sequence[str], text: str, most: int) -> list[str]:
    """Return the first names in alphabetical order that begin with a text."""
    first = bisect_left(ranked, text)
    return [name for name in ranked[first : first + most] if name.startswith(text)]
