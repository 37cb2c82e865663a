"""Where a text matches what was typed, in the text as it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from attache.base.spelling import one_spelling
from attache.base.text import fold, words

_WORD = re.compile(r"[^\W_]+(?:(?:[^\W_]|[\u0300-\u036f])|['’‘ʼ`´](?=[^\W_]))*[\u0300-\u036f]*|[+&]")
_JOINER = re.compile(r"[-./\u2010-\u2015]")

Span = tuple[int, int]


class FoundWord(NamedTuple):
    """A folded word and, for each of its letters, where in the text it comes from and goes to."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def marks(text: str, query: str) -> tuple[Span, ...]:
    """Return the (start, length) of every match in ``text``, in order and apart from one another.

    A word matches if a word of the text begins with it; all but the last only whole words,
    if there is one. Parts that a hyphen joins also match as one word.
    """
    asked = words(query)
    return spans(found_words(text), asked) if asked else ()


def as_typed(text: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return folded words of a text as they are written in it."""
    written = {word.text: text[word.starts[0] : word.ends[-1]] for word in found_words(text) if word.text}
    return tuple(written.get(word, word) for word in wanted)


def found_words(text: str) -> Sequence[FoundWord]:
    """Return the words of a text that a query may match; parts joined by a hyphen also count as one word."""
    return _with_joined(_words(text), text)


def has_match(found: Sequence[FoundWord], word: str) -> bool:
    """Tell whether a word matches any of those that are found."""
    return any(each.text.startswith(word) for each in found) or bool(_spelt_otherwise(found, word))


def spans(found: Sequence[FoundWord], asked: Sequence[str]) -> tuple[Span, ...]:
    """Return the (start, length) of every match, as ``marks`` does, for words that are already found."""
    matched: list[Span] = []
    for place, word in enumerate(asked):
        matching = [each for each in found if each.text.startswith(word)] or _spelt_otherwise(found, word)
        whole = [each for each in matching if each.text == word]
        if whole and place < len(asked) - 1:
            matching = whole
        matched += [(each.starts[0], each.ends[min(len(word), len(each.text)) - 1]) for each in matching]
    return tuple((start, end - start) for start, end in _merged(matched))


def _spelt_otherwise(found: Sequence[FoundWord], word: str) -> list[FoundWord]:
    """Return the words that begin with a word in the other of British and American spelling."""
    spelt = _spelling(word)
    return [each for each in found if _spelling(each.text).startswith(spelt)]


_spelling = lru_cache(maxsize=20_000)(one_spelling)
"""Texts repeat their words: all texts of the bundled library have 6,000."""


def _words(text: str) -> list[FoundWord]:
    """Return the folded words of a text with the places of their letters."""
    return [_place(found.group(), found.start()) for found in _WORD.finditer(text)]


def _place(written: str, start: int) -> FoundWord:
    """Fold one word, keeping for each folded letter the span of what it was written as."""
    if written.isascii() and written.isalnum():
        end = start + len(written)
        return FoundWord(written.lower(), range(start, end), range(start + 1, end + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, ch in enumerate(written, start):
        folded = fold(ch).replace(" ", "")
        if not folded and ends and unicodedata.combining(ch):
            ends[-1] = place + 1
        for letter in folded:
            letters.append(letter)
            starts.append(place)
            ends.append(place + 1)
    return FoundWord("".join(letters), starts, ends)


def _with_joined(found: list[FoundWord], text: str) -> list[FoundWord]:
    """Return the words of a text and, for each run joined by hyphens, its joined forms from each part on."""
    joined: list[FoundWord] = []
    later: FoundWord | None = None
    for word in reversed([word for word in found if word.text]):
        if later and later.starts[0] - word.ends[-1] == 1 and _JOINER.match(text, word.ends[-1]):
            later = FoundWord(
                word.text + later.text, [*word.starts, *later.starts], [*word.ends, *later.ends]
            )
            joined.append(later)
        else:
            later = word
    return [*found, *joined]


def _merged(matched: list[Span]) -> list[Span]:
    """Return (start, end) spans in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(matched):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
