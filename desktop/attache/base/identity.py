"""Globally unique ids, passed in as a function like the clock."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeAlias

IdSource: TypeAlias = Callable[[], str]
"""Returns an id that no other row on any machine has."""


def random_id() -> str:
    """Return 128 random bits as 32 hexadecimal digits.

    ``uuid`` and ``secrets`` would do the same, for a few milliseconds more at start-up.
    """
    return os.urandom(16).hex()
