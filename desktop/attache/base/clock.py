"""The clock, passed in as functions so that tests can set it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeAlias

Clock: TypeAlias = Callable[[], int]
"""Returns the current instant in UTC milliseconds since 1970."""

Zone: TypeAlias = Callable[[int], int]
"""Returns for an instant (UTC milliseconds) how many minutes local time is ahead of UTC."""


def utc_milliseconds() -> int:
    """Return the system clock's current instant, in UTC milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def local_offset(at: int) -> int:
    """Return how many minutes the machine's local time is ahead of UTC at an instant (UTC milliseconds)."""
    if sys.platform != "win32":
        # The C library reads the zone once; a traveller may change it while the program runs.
        time.tzset()
    return time.localtime(at / 1000).tm_gmtoff // 60
