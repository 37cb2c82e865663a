"""Half characters in text from outside; apart from ``text``, which the window opens without."""

from __future__ import annotations


def whole(text: str) -> str:
    """Return text with each half character, which nothing can show, store or send, as U+FFFD.

    Pasting can bring them, and each byte of a path that is no UTF-8 comes as one.
    """
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
