"""What a reader typed, as words to look up; nothing typed can become part of a query language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attache.base.text import LONGEST_QUERY, forms
from attache.library.stems import stems

_MOST_WORDS = 12
_JOINED_WORDS = 3
_SMALL_WORDS = frozenset(
    "a an and are as at by for from how in is it of on or the to what when who why with".split()
)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A typed text: the words it was folded to, and what else it may stand for.

    ``alternatives`` are tried in order when no name is found by ``words``: other forms of what was
    typed, its words run together, and those that say something, whole and without their endings.
    """

    text: str
    words: Words
    alternatives: tuple[Words, ...]


def parse(text: str) -> Query:
    """Return any text as a query; what goes beyond the first 200 characters or 12 words is left out."""
    readings = [tuple(form[:LONGEST_QUERY].split()[:_MOST_WORDS]) for form in forms(text[:LONGEST_QUERY])]
    words = readings[0]
    others = readings[1:]
    if 1 < len(words) <= _JOINED_WORDS:
        others.append(("".join(words),))
    telling = tuple(word for word in words if word not in _SMALL_WORDS) or words
    others += [telling, *stems(telling)]
    return Query(text, words, tuple(dict.fromkeys(other for other in others if other and other != words)))


_SHORTEST_START = 3
"""Letters a last word needs to stand for the start of a word in a text.

Too many words of a text begin with one or two given letters for that to tell anything, and SQLite
would merge them all: a tenth of a second at 100,000 entries.
"""


def match_text(words: Sequence[str]) -> str:
    """Return an FTS5 expression for texts: all the words, the last as a start unless it is very short."""
    return match(words) if len(words[-1]) >= _SHORTEST_START else " AND ".join(f'"{word}"' for word in words)


def match_some(words: Sequence[str]) -> tuple[str, ...]:
    """Return FTS5 expressions for most of several telling words, strictest first; none for one word.

    The strictest asks for all of them but any one, the other for any one of them.
    """
    telling = [
        f'"{word}" *' if place == len(words) - 1 and len(word) >= _SHORTEST_START else f'"{word}"'
        for place, word in enumerate(words)
        if word not in _SMALL_WORDS
    ]
    if len(words) < 2 or not telling:
        return ()
    most = [[*telling[:place], *telling[place + 1 :]] for place in range(len(telling))]
    all_but_one = " OR ".join(f"({' AND '.join(each)})" for each in most if each)
    return tuple(dict.fromkeys(each for each in (all_but_one, " OR ".join(telling)) if each))


def match(words: Sequence[str], every_is_start: bool = False) -> str:
    """Return an FTS5 expression: all the words, the last (or every one) as the start of a word.

    Folded words are letters and digits alone, so quotes around each leave nothing to interpret.
    """
    last = len(words) - 1
    return " AND ".join(
        f'"{word}" *' if every_is_start or place == last else f'"{word}"' for place, word in enumerate(words)
    )
