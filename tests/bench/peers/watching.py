"""When pixels changed: the one way in which every program is measured, from outside."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import pairwise

from tests.bench.peers.screen import Area, Screen

_REST = 0.0005
"""Seconds between two looks, to which the time of the look itself is added."""
_CARET_WIDTH, _CARET_HEIGHT = 3, 40
"""Pixels; a change that is not larger is the blinking of a text caret, which never ends."""
_ENDLESS = 30.0
"""Seconds of changes after which an area is taken never to settle."""
_BURST = 0.1
"""Seconds without a change that end a burst of changes."""


class Watcher:
    """Looks at areas of one screen; what was seen last in an area is what the next look is compared to."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.gaps: list[float] = []
        """Seconds between two looks, over everything watched so far: the resolution of the figures."""

    def until_quiet(
        self, area: Area, quiet: float, patience: float, before: bytes | None = None
    ) -> list[float]:
        """Return when an area changed, until nothing has changed for ``quiet`` seconds.

        ``patience`` is how long to wait for the first change, in seconds; ``before`` are the pixels to
        begin with, by default those now.  Raises TimeoutError if the area does not stop changing.
        """

        def done(changes: list[float], waited: float, since_change: float) -> bool:
            if waited > patience + _ENDLESS:
                raise TimeoutError("The pixels do not stop changing.")
            return since_change > quiet if changes else waited > patience

        return self._watch(area, before, done)

    def first(self, area: Area, patience: float, before: bytes | None = None) -> float | None:
        """Return when an area first changed, None if it did not within ``patience`` seconds."""
        found = self._watch(area, before, lambda changes, waited, _: bool(changes) or waited > patience)
        return found[0] if found else None

    def _watch(
        self, area: Area, before: bytes | None, done: Callable[[list[float], float, float], bool]
    ) -> list[float]:
        """Look until ``done(changes, seconds waited, seconds since the last change)``."""
        changes: list[float] = []
        last = self._screen.read(area) if before is None else before
        start = looked = time.monotonic()
        while not done(changes, looked - start, looked - (changes[-1] if changes else start)):
            differs = self._screen.differs(area, last)
            now = time.monotonic()
            self.gaps.append(now - looked)
            looked = now
            if differs:
                pixels = self._screen.read(area)
                if not is_caret(last, pixels, area.width * self._screen.bytes_per_pixel):
                    changes.append(now)
                last = pixels
            time.sleep(_REST)
        return changes


def is_caret(before: bytes, after: bytes, row: int) -> bool:
    """Return whether two pictures differ by no more than a text caret; ``row`` is the bytes of one line."""
    starts = range(0, len(before), row)
    lines = [at for at in starts if before[at : at + row] != after[at : at + row]]
    if not lines or (lines[-1] - lines[0]) // row >= _CARET_HEIGHT:
        return False
    left, right = row, 0
    for at in lines:
        changed = int.from_bytes(before[at : at + row], "big") ^ int.from_bytes(after[at : at + row], "big")
        left = min(left, row - (changed.bit_length() + 7) // 8)
        right = max(right, row - ((changed & -changed).bit_length() - 1) // 8)
    return right - left <= _CARET_WIDTH * 4


def end_of_burst(changes: Sequence[float]) -> float:
    """Return the last change before the first pause: what follows a pause is a second step of its own."""
    for earlier, later in pairwise(changes):
        if later - earlier > _BURST:
            return earlier
    return changes[-1]
