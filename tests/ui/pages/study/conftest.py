"""What the tests of studying share: a learner's file beside the shipped library, and a desk on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from attache.base.paths import Places
from attache.learner.progress import Progress
from attache.ui.shell.desk import Desk
from tests.ui.fixtures import SetClock


@pytest.fixture
def progress(places: Places, clock: SetClock, library_file: Path) -> Iterator[Progress]:
    """A learner's file in which nothing has been done."""
    with Progress.open(places.progress, clock, zone=lambda _at: 0, library=library_file) as opened:
        yield opened


@pytest.fixture
def desk(progress: Progress) -> Desk:
    """A desk on it."""
    return Desk(progress)
