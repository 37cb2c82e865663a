"""The few words around a match, cut from the text that has most of what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from attache.base.text import words
from attache.library.marks import marks

_WIDTH = 160
_BEFORE = 18
_ELLIPSIS = "…"


def snippet(texts: Sequence[str], query: str) -> str:
    """Return about 160 characters of the text in which most words of the query match, "" where none does."""
    asked = words(query)
    best, most = "", 0
    for text in texts:
        matching = sum(1 for word in asked if marks(text, word))
        if matching > most:
            best, most = text, matching
    return _cut(best, marks(best, query)[0][0]) if best else ""


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
