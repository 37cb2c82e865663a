"""The counts kept beside the card states, where two processes use one file with different libraries."""

from __future__ import annotations

from pathlib import Path

from attache.study.memory import Rating
from tests.learner.decks import World, plain_cards, write_library


def started(world: World) -> int:
    """Return how many cards the file counts as started, over both documents."""
    day = world.progress.reviews.now(4).day
    found = world.progress.cards.counts_by("document", day, world.settings)
    return sum(count for _, count, _ in found.values())


def test_a_write_beside_another_library_makes_the_counts_stale(tmp_path: Path) -> None:
    one = write_library(tmp_path / "one.db", plain_cards(6))
    other = write_library(tmp_path / "other.db", plain_cards(4))
    first = World(one, tmp_path / "progress.db")
    first.learn("card-0", Rating.GOOD)
    second = World(other, tmp_path / "progress.db", ids="second")
    assert started(second) == 1
    first.learn("card-5", Rating.GOOD)  # which the other library does not have
    first.learn("card-1", Rating.GOOD)
    second.restart()
    assert started(second) == 2
    first.restart()
    assert started(first) == 3
    for world in (first, second):
        world.progress.close()
