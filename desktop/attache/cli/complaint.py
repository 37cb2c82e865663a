"""Reports an error on standard error in one line; loaded even if only the window opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from attache.base.errors import KnownError

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_BREAK = re.compile("[\n\u2028\u2029]")


class OutputLost(KnownError):
    """What was to be printed cannot be written."""


def safe(text: str) -> str:
    """Return text without the characters that control a terminal or change the direction of text."""
    return _UNSAFE.sub("\ufffd", text)


def safe_line(text: str) -> str:
    """Return text on one line, so that no part of it can pass for a line of its own."""
    return safe(_LINE_BREAK.sub("\ufffd", text))


def escaped(text: str) -> str:
    """Return JSON text with those characters written as JSON escapes them."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


@contextmanager
def writing() -> Iterator[None]:
    """Raise OutputLost if a block cannot write, unless it is that the reader has enough."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise OutputLost(
            f"The output could not be written: {reason}.", "See where standard output goes, then try again."
        ) from error


def complain(err: TextIO | None, text: str) -> None:
    """Write what is wrong on one line; if standard error is closed or full there is nobody to tell."""
    if err is None:
        return
    with suppress(OSError):
        err.write(f"attache: {safe(' '.join(text.split()))}\n")
        err.flush()
