"""What a reader typed, as words to look up; nothing typed can become part of a query language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attache.base.spelling import one_spelling
from attache.base.text import LONGEST_QUERY, forms
from attache.library.questions import Words, named, telling, trimmed
from attache.library.stems import stems

_MOST_WORDS = 12
_JOINED_WORDS = 3


@dataclass(frozen=True, slots=True)
class Query:
    """A typed text: the words it was folded to, and what else it may stand for.

    ``telling`` are those of its words that may name something. If no name has the ``words``,
    ``alternatives`` are tried in order: other forms of what was typed, its words run together, the telling
    ones, and those without numbers; after that the ``stems``: the telling words without their endings, and
    without what is asked (“founded”).
    """

    text: str
    words: Words
    telling: Words
    alternatives: tuple[Words, ...]
    stems: tuple[Words, ...]


def parse(text: str) -> Query:
    """Return any text as a query; what goes beyond the first 200 characters or 12 words is left out.

    Words that name nothing, such as those of a question, do not count among the 12.
    """
    readings = [tuple(form[:LONGEST_QUERY].split()) for form in forms(text[:LONGEST_QUERY])]
    words = readings[0]
    others = readings[1:]
    if 1 < len(words) <= _JOINED_WORDS:
        others.append(("".join(words),))
    said = telling(words)
    # “asean+3”: a number that no name has tells little.
    others += [trimmed(words), said, tuple(word for word in said if not word.isdigit())]
    last = (*stems(said), named(said))
    return Query(text, words[:_MOST_WORDS], said[:_MOST_WORDS], _apart(words, others), _apart(words, last))


def _apart(words: Words, others: Sequence[Words]) -> tuple[Words, ...]:
    """Return other readings, short enough, none of them twice or the words themselves."""
    cut = dict.fromkeys(other[:_MOST_WORDS] for other in others if other)
    return tuple(other for other in cut if other != words[:_MOST_WORDS])


_SHORTEST_START = 3
"""Letters a last word needs to stand for the start of a word in a text.

Too many words of a text begin with one or two given letters for that to tell anything, and SQLite
would merge them all: a tenth of a second at 100,000 entries.
"""


def match_text(words: Sequence[str]) -> str:
    """Return an FTS5 expression for texts: all the words, the last as a start unless it is very short."""
    words = [one_spelling(word) for word in words]
    return match(words) if len(words[-1]) >= _SHORTEST_START else " AND ".join(f'"{word}"' for word in words)


def match_word(word: str) -> str:
    """Return an FTS5 expression for texts that have a whole word."""
    return f'"{one_spelling(word)}"'


def match_some(words: Sequence[str]) -> tuple[str, ...]:
    """Return FTS5 expressions for most of several words, strictest first; none for one word.

    The strictest asks for all of them but any one, the other for any one of them.
    """
    if len(words) < 2:
        return ()
    last = len(words) - 1
    quoted = [
        f'"{word}" *' if place == last and len(word) >= _SHORTEST_START else f'"{word}"'
        for place, word in enumerate(words)
    ]
    most = [[*quoted[:place], *quoted[place + 1 :]] for place in range(len(quoted))]
    all_but_one = " OR ".join(f"({' AND '.join(each)})" for each in most)
    return tuple(dict.fromkeys((all_but_one, " OR ".join(quoted))))


def match(words: Sequence[str], every_is_start: bool = False) -> str:
    """Return an FTS5 expression: all the words, the last (or every one) as the start of a word.

    Folded words are letters and digits alone, so quotes around each leave nothing to interpret.
    """
    last = len(words) - 1
    return " AND ".join(
        f'"{word}" *' if every_is_start or place == last else f'"{word}"' for place, word in enumerate(words)
    )
