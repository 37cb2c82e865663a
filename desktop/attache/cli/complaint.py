"""Saying on standard error, in one line, what is wrong; loaded even where only the window opens."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TextIO

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    """Return text without what would command a terminal or reorder its line."""
    return _UNSAFE.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Return JSON text with those characters written as JSON escapes them."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def complain(err: TextIO, text: str) -> None:
    """Write what is wrong on one line."""
    with suppress(BrokenPipeError):
        err.write(f"attache: {safe(' '.join(text.split()))}\n")
        err.flush()
