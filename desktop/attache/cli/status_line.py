"""One line on the terminal that says how much of long work is done; it is gone when the work has ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from attache.base.watch import UNWATCHED, Watch

_SOON = 0.5
"""Seconds for which work stays unseen: what is quick must not flash."""
_BETWEEN = 0.1
"""Seconds between two drawings of the line."""


@contextmanager
def status_line(
    err: TextIO | None, width: int, words: str, clock: Callable[[], float] = time.monotonic
) -> Iterator[Watch]:
    """Give a watch for long work, whose progress is drawn if ``err`` is a terminal.

    ``words`` say what is done, ``width`` is that of the terminal in columns.  The work is stopped by signals
    (:mod:`attache.cli.stopping`), never by the watch.
    """
    if err is None or not err.isatty():
        yield UNWATCHED
        return
    line = _StatusLine(err, width, words, clock)
    try:
        yield Watch(line.show)
    finally:
        line.erase()


class _StatusLine:
    """Draws one line over and over, from its first column."""

    def __init__(self, err: TextIO, width: int, words: str, clock: Callable[[], float]) -> None:
        self._err, self._width, self._words, self._clock = err, width, words, clock
        self._next = clock() + _SOON
        self._drawn = ""

    def show(self, share: float) -> None:
        """Draw the line if it is time to."""
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _BETWEEN
        # The last column stays free: some terminals would start another line.
        self._draw(f"{self._words}: {int(share * 100)} %"[: max(self._width - 1, 0)])

    def erase(self) -> None:
        """Leave nothing behind."""
        if self._drawn:
            self._draw("")
            self._next = float("inf")

    def _draw(self, text: str) -> None:
        blank = " " * (len(self._drawn) - len(text))
        # Only plain characters and carriage returns, which every terminal knows.
        whole = f"\r{text}{blank}" if text else f"\r{blank}\r"
        self._drawn = text
        with suppress(OSError):  # it may be closed meanwhile; then nobody is there to see
            self._err.write(whole)
            self._err.flush()
