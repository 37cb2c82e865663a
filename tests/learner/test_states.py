"""A saved state that cannot be is computed from the log, and a device that cannot be read is replaced."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from attache.study.memory import NEW, Rating
from tests.learner.decks import World, plain_cards, write_library
from tests.learner.proof import astray


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A learner of two cards."""
    world = World(write_library(tmp_path / "reference.db", plain_cards(2)), tmp_path / "progress.db")
    world.learn("card-0", Rating.GOOD, Rating.EASY)
    return world


@pytest.mark.parametrize(
    "change",
    [
        "phase = 9",
        "stability = 9e999",
        "stability = 0",
        "difficulty = -1",
        "due_day = 9223372036854775807",
        "last_day = -9223372036854775808",
        "last_at = 9223372036854775807",
        "reps = 9223372036854775807",
        "suspended = 4",
    ],
)
def test_an_impossible_state_is_computed_from_the_log(world: World, change: str) -> None:
    before = world.progress.reviews.state("card-0")
    with closing(sqlite3.connect(world.path)) as connection, connection:
        connection.execute(f"UPDATE card_state SET {change}")
    world.restart()
    assert world.progress.reviews.state("card-0") == before
    assert world.progress.reviews.state("card-1").memory == NEW
    world.learn("card-0", Rating.GOOD)
    assert astray(world.progress, world.scheduler) == []


def test_a_machine_whose_id_cannot_be_read_writes_as_a_new_one(world: World) -> None:
    with closing(sqlite3.connect(world.path)) as connection, connection:
        connection.execute("UPDATE device SET id = CAST(x'61ff' AS TEXT)")
    world.restart()
    world.learn("card-1", Rating.GOOD)
    world.progress.bookmarks.set("entry-0", True)
    assert len(world.rows("SELECT 1 FROM device WHERE here = 1")) == 1
    assert world.rows("SELECT d.last_seq FROM device d JOIN review_log r ON r.device = d.id") == [(1,)]


@pytest.mark.parametrize("count", [-3, 0, 9223372036854775807])
def test_a_wrong_count_gives_no_number_twice(world: World, count: int) -> None:
    with closing(sqlite3.connect(world.path)) as connection, connection:
        connection.execute("UPDATE device SET last_seq = ?", (count,))
    world.restart()
    world.learn("card-1", Rating.GOOD, Rating.GOOD)
    assert world.rows("SELECT seq FROM review_log ORDER BY seq") == [(1,), (2,), (3,), (4,)]
