"""Where time comes from: handed in as a function, so that every test can set it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeAlias

Clock: TypeAlias = Callable[[], int]
"""Tells the present instant in UTC milliseconds since 1970."""


def utc_milliseconds() -> int:
    """Return the machine's own idea of the present instant, in UTC milliseconds since 1970."""
    return time.time_ns() // 1_000_000
