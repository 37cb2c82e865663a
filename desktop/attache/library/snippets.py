"""The few words around a match, cut from the text that has most of what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from attache.base.text import words
from attache.library.marks import found_words, has_match, spans

_WIDTH = 160
_BEFORE = 18
_ELLIPSIS = "…"


def snippet(texts: Sequence[str], query: str) -> tuple[int, str]:
    """Return in which of some texts most words of the query match, and about 160 characters of that text.

    (0, "") if no text has any.
    """
    asked = words(query)
    best, most, start = 0, 0, 0
    for at, text in enumerate(texts):
        found = found_words(text)
        matching = sum(has_match(found, word) for word in asked)
        if matching > most:
            best, most, start = at, matching, spans(found, asked)[0][0]
        if most == len(asked):
            break
    return (best, _cut(texts[best], start)) if most else (0, "")


def _cut(text: str, match: int) -> str:
    """Return a text around a place, cut between words, with all white space made single spaces."""
    start = max(0, match - _BEFORE)
    if start:
        start = text.find(" ", start, match) + 1 or match
    end = len(text)
    if end - start > _WIDTH:
        space = text.rfind(" ", match, start + _WIDTH)
        end = space if space > match else start + _WIDTH
    piece = " ".join(text[start:end].split())
    return f"{_ELLIPSIS if start else ''}{piece}{_ELLIPSIS if end < len(text) else ''}"
