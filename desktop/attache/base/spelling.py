"""How a word in another spelling finds its way, British, American or wrong.

A misspelt word and the right one lose the letters they disagree on.

The compiler stores what is left of each word of a name when up to :func:`reach` of its letters are
left out (the symmetric-delete method of SymSpell); the library looks up what is left of a typed
word.  Only the first letters take part, which keeps the table small and serves half-typed words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

_WORDS: Mapping[str, str] = {
    american + ending: british + ending
    for american, british in (
        ("center", "centre"), ("theater", "theatre"), ("maneuver", "manoeuvre"), ("program", "programme"),
        ("dialog", "dialogue"), ("catalog", "catalogue"), ("judgment", "judgement"), ("plow", "plough"),
        ("skeptic", "sceptic"), ("artifact", "artefact"), ("airplane", "aeroplane"), ("practise", "practice"),
        ("meter", "metre"), ("kilometer", "kilometre"), ("liter", "litre"),
    )
    for ending in ("", "s")
} | {
    "centered": "centred", "maneuvering": "manoeuvring", "aging": "ageing", "skeptical": "sceptical",
}  # fmt: skip
"""Words whose two spellings differ by no rule, American to British."""
_LETTERS = re.compile("z(?<=[a-z]{4})|ll(?<=[a-z]{5})|ou(?<=[a-z]{5})|ens(?<=[a-z]{5})")
_INSTEAD: Mapping[str, str] = {"z": "s", "ll": "l", "ou": "o", "ens": "enc"}


def one_spelling(folded: str) -> str:
    """Return folded words such that British and American spelling give the same, which may be neither.

    "defense" and "defence", "organize" and "organise", "labor" and "labour", "signaling" and "signalling".
    What a letter becomes depends only on the letters before it, so that half a word gives half of the same.
    """
    spelt = _LETTERS.sub(lambda found: _INSTEAD[found.group()], folded)
    words = spelt.split()
    return spelt if _WORDS.keys().isdisjoint(words) else " ".join(_WORDS.get(word, word) for word in words)


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
