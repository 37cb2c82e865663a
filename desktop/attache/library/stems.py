"""Words without their endings, tried when a look-up by the words themselves finds no name.

Porter's stemming would need a second index.  Since the last letters of a word may be missing
anyway, cutting the typed word is enough: "treaties" becomes "treaty", "exercising" "exercis", and "share"
"shar", which "sharing" begins with.
"""

from __future__ import annotations

from collections.abc import Iterator

_ENDINGS = (
    ("ies", "y"), ("es", "is"), ("s", ""), ("es", ""), ("ing", ""), ("ed", ""), ("e", ""), ("ers", ""),
    ("er", ""), ("ation", ""), ("ations", ""), ("ment", ""), ("ments", ""), ("ly", ""), ("al", ""),
    ("ical", ""), ("ent", ""),
)  # fmt: skip
_SHORTEST = 4


def stems(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return readings of the words with endings cut, the lightest cut first; none if none can be cut.

    Each reading cuts the same step of every word's own list, or that list's last.
    """
    cuts = [[word, *_cuts(word)] for word in words]
    deepest = max((len(each) for each in cuts), default=1)
    return [tuple(each[min(step, len(each) - 1)] for each in cuts) for step in range(1, deepest)]


def _cuts(word: str) -> Iterator[str]:
    """Yield what is left of a word without each ending it has, while enough is left."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            yield word[: len(word) - len(ending)] + instead
