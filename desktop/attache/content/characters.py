"""Characters that are not allowed in a pack, because invisible ones can hide or change what is read."""

from __future__ import annotations

import re

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters, those that turn the direction of text, and those of no width."""


def forbidden_in(text: str) -> tuple[int, str] | None:
    """Return where the first forbidden character of a text stands and its name, None if it has none."""
    found = FORBIDDEN.search(text)
    return (found.start(), f"U+{ord(found.group()):04X}") if found else None
