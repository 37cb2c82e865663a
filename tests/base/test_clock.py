"""Time as the program takes it."""

from __future__ import annotations

import time

from attache.base.clock import utc_milliseconds


def test_the_clock_tells_utc_milliseconds() -> None:
    before = time.time()
    told = utc_milliseconds()
    assert int(before * 1000) <= told <= int(time.time() * 1000) + 1
