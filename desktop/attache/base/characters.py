"""Lone surrogates in text from outside. Not in ``text``, which is not loaded before the window opens."""

from __future__ import annotations


def whole(text: str) -> str:
    """Return text with each lone surrogate, which cannot be shown, stored or sent, replaced by U+FFFD.

    They come from pasted text, and from each byte of a path that is not UTF-8.
    """
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
