"""How a misspelt word finds its way: both it and the right word lose the letters they disagree on.

The compiler stores what is left of each word of a name when up to :func:`reach` of its letters are
left out (the symmetric-delete method of SymSpell); the library looks up what is left of a typed
word.  Only the first letters take part, which keeps the table small and serves half-typed words.
"""

from __future__ import annotations

from itertools import combinations

FIRST = 7
"""How many letters of a word take part."""


def reach(length: int) -> int:
    """Return how many slips are forgiven in a word of so many letters."""
    if length < 3:
        return 0
    return 1 if length < 6 else 2


def remains(word: str) -> set[str]:
    """Return what is left of a word's first letters when up to ``reach`` of them are left out."""
    first = word[:FIRST]
    return {
        "".join(kept)
        for slips in range(reach(len(word)) + 1)
        for kept in combinations(first, len(first) - slips)
    }
