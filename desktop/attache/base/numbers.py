"""Numbers in words, the same in the window and in the terminal."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun, e.g. ``1 card``, ``1,200 cards``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
