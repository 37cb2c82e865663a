"""Time as the program takes it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from attache.base.clock import local_offset, utc_milliseconds


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Sets the environment, and restores the zone afterwards."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be set for one process")
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def test_the_clock_tells_utc_milliseconds() -> None:
    before = time.time()
    told = utc_milliseconds()
    assert int(before * 1000) <= told <= int(time.time() * 1000) + 1


def test_a_zone_that_changes_while_the_program_runs_is_noticed(zone: pytest.MonkeyPatch) -> None:
    # Written as POSIX has it, in which a place east of UTC has a minus.
    found = []
    for name in ("UTC0", "XXX-8", "XXX5:45", "CET-1CEST,M3.5.0,M10.5.0/3"):
        zone.setenv("TZ", name)
        found.append((local_offset(1_782_993_600_000), local_offset(1_767_225_600_000)))
    assert found == [(0, 0), (480, 480), (-345, -345), (120, 60)], "in July and in January"
