"""The few words around a match, cut from the text that has most of what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from attache.base.text import words
from attache.library.marks import marks

_WIDTH = 160
_BEFORE = 18
_ELLIPSIS = "…"


def snippet(texts: Sequence[str], query: str) -> tuple[int, str]:
    """Return in which of some texts most words of the query match, and about 160 characters of that text.

    (0, "") where no text has any.
    """
    asked = words(query)
    best, most = 0, 0
    for at, text in enumerate(texts):
        matching = sum(1 for word in asked if marks(text, word))
        if matching > most:
            best, most = at, matching
    return (best, _cut(texts[best], marks(texts[best], query)[0][0])) if most else (0, "")


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
