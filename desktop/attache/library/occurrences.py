"""Where a text contains what was typed, letter for letter: what Ctrl+F finds on a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_APART = re.compile(r"\s+|[^\x00-\x7f]")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ´`", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
    }
)


def occurrences(text: str, wanted: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of each place at which ``text`` contains ``wanted``, in order.

    Case, accents, the forms of dashes and quotation marks, and the amount of white space do not count.
    """
    asked = _letters(wanted.strip())[0]
    if not asked:
        return ()
    folded, places = _letters(text)
    found: list[tuple[int, int]] = []
    at = folded.find(asked)
    while at >= 0:
        end = at + len(asked)
        start = places[at]
        # One character may be folded to several letters: it belongs to the match as a whole.
        while places[end] == places[end - 1]:
            end += 1
        found.append((start, places[end]))
        at = folded.find(asked, end)
    return tuple(found)


def _letters(text: str) -> tuple[str, Sequence[int]]:
    """Return a text folded, with the place in it of each folded letter and of its end."""
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for found in _APART.finditer(text):
        start = found.start()
        pieces.append(text[done:start].lower())
        places += range(done, start)
        folded = " " if found.group().isspace() else _bare(found.group())
        pieces.append(folded)
        places += [start] * len(folded)
        done = found.end()
    pieces.append(text[done:].lower())
    places += range(done, len(text) + 1)
    return "".join(pieces), places


def _bare(character: str) -> str:
    """Return a character in lower case, without marks, and in the plainest of its forms."""
    spread = unicodedata.normalize("NFKD", character.translate(_ALIKE)).casefold().translate(_ALIKE)
    return "".join(each for each in spread if not unicodedata.combining(each))
