"""A progress file under a clock that the test sets, with ids that can be foretold."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from attache.learner.progress import Progress
from tests.learner.decks import OneCard, Settle, World, write_library


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        """Start in July 2026."""
        self.now = 1_783_000_000_000

    def __call__(self) -> int:
        """Return the instant in UTC milliseconds."""
        return self.now

    def move(self, *, seconds: float) -> None:
        """Move the clock, backwards too."""
        self.now += round(seconds * 1000)


@pytest.fixture
def clock() -> SetClock:
    """A clock for one test."""
    return SetClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the progress file will be; neither it nor its folder exists."""
    return tmp_path / "learner's data" / "progress.db"


@pytest.fixture
def new_id() -> Callable[[], str]:
    """Ids in a row."""
    numbers = itertools.count(1)
    return lambda: f"id-{next(numbers)}"


@pytest.fixture
def progress(path: Path, clock: SetClock, new_id: Callable[[], str]) -> Iterator[Progress]:
    """An open progress file that does not exist yet."""
    with Progress.open(path, clock, new_id) as opened:
        yield opened


@pytest.fixture
def settle(tmp_path: Path) -> Settle:
    """Make a learner with a library of these cards."""

    def made(
        cards: list[OneCard],
        confused: tuple[tuple[int, int], ...] = (),
        relation: str = "confused-with",
        **settings: object,
    ) -> World:
        library = write_library(tmp_path / "reference.db", cards, confused, relation=relation)
        world = World(library, tmp_path / "progress.db")
        world.choose(**settings)
        return world

    return made
