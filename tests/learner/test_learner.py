"""Half a year of a learner made of chance, who forgets as FSRS says: what the schedule promises comes true.

The real session is driven on a real file, under a clock that the test moves.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from attache.study.memory import Phase, Rating
from tests.learner.decks import DAY, START, Run, World, plain_cards, write_library
from tests.learner.proof import astray

AGAIN, HARD, GOOD, EASY = Rating
DAYS = 180
FIRST = (0.24, 0.094, 0.495, 0.171)
"""How often a card is rated Again, Hard, Good and Easy when it is first seen, among learners of Anki."""
RECALLED = (0.224, 0.631, 0.145)
"""How often Hard, Good and Easy, where it is recalled later."""
WITHIN_A_DAY = 0.9
"""Recall in steps, for which FSRS has no better figure than a constant."""


@dataclass
class Day:
    """What one day came to."""

    took: int = 0
    answers: int = 0
    started: int = 0
    recalled: list[bool] = field(default_factory=list)
    """Of the cards in long intervals, whether each was known."""
    asked: list[str] = field(default_factory=list)
    """The cards in long intervals, in order."""
    waited: dict[str, float] = field(default_factory=dict)
    """All that were due in the morning, the most forgotten first, with their waiting in stabilities."""
    left: dict[str, int] = field(default_factory=dict)
    """Those still due in the evening, with the days by which they are late."""
    stopped: bool = False
    """Whether the minutes ended it."""


class Learner:
    """A learner who sits down once a day, answers what is asked, and forgets by chance."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self._chance = random.Random(seed)
        self._day = 0

    def day(self) -> Day:
        """Live through one day."""
        world, found = self.world, Day()
        today = world.progress.reviews.now(4).day
        waiting = world.progress.cards.due(today, world.settings, most=10**6)
        states = {card.id: world.progress.reviews.state(card.id).memory for card in waiting}
        found.waited = {id_: (today - each.last_day) / each.stability for id_, each in states.items()}
        session = world.session()
        while session.prompt is not None:
            self._answer(session, found, today)
        found.stopped = session.is_out_of_time
        for card in world.progress.cards.due(today, world.settings, most=10**6):
            found.left[card.id] = today - world.progress.reviews.state(card.id).memory.due_day
        self._day += 1
        world.now = START + self._day * DAY + self._chance.randint(-5 * 3_600_000, 9 * 3_600_000)
        return found

    def _answer(self, session: Run, found: Day, today: int) -> None:
        asked = session.prompt
        assert asked is not None
        memory = asked.memory
        if memory.phase is Phase.NEW:
            found.started += 1
            rating = self._chance.choices(tuple(Rating), FIRST)[0]
        elif memory.phase is Phase.REVIEW:
            known = self._chance.random() < self.world.scheduler.retrievability(memory, today)
            assert memory.last_day < today
            found.recalled.append(known)
            found.asked.append(asked.card.id)
            rating = self._chance.choices((HARD, GOOD, EASY), RECALLED)[0] if known else AGAIN
        else:
            rating = GOOD if self._chance.random() < WITHIN_A_DAY else AGAIN
        took = min(int(self._chance.lognormvariate(2.05, 0.5) * 1000), 60_000)
        self.world.now += took
        session.answer(rating, took)
        found.took += took
        found.answers += 1


def settle(folder: Path, cards: int, **settings: object) -> World:
    """Return a learner who has not started."""
    library = write_library(folder / "reference.db", plain_cards(cards, each=2), confused=[(0, 1), (5, 9)])
    world = World(library, folder / "progress.db")
    world.choose(**settings)
    return world


def retention(days: list[Day]) -> float:
    """Return the share of cards in long intervals that were known."""
    answers = [known for day in days for known in day.recalled]
    return sum(answers) / len(answers)


@pytest.mark.slow
@pytest.mark.parametrize("wanted", [0.9, pytest.param(0.85, marks=pytest.mark.long)])
def test_with_time_enough_as_much_is_remembered_as_was_wanted(tmp_path: Path, wanted: float) -> None:
    world = settle(tmp_path, 500, minutes=60, new_limit=6, due_limit=200, desired_retention=wanted)
    learner = Learner(world, 2)
    with world.progress:
        days = [learner.day() for _ in range(DAYS)]
        # About a point is owed to cards of less than a day's stability, which cannot come before tomorrow.
        assert retention(days) == pytest.approx(wanted, abs=0.02)
        # none starves: what is due on a day is asked on that day, and every card is started in its time
        assert all(not day.left and not day.stopped for day in days)
        assert [day.started for day in days[:83]] == [6] * 83
        assert sum(day.started for day in days) == 500
        assert astray(world.progress, world.scheduler) == []


@pytest.mark.slow
def test_with_too_little_time_a_day_keeps_to_it_and_puts_off_what_is_remembered_best(tmp_path: Path) -> None:
    world = settle(tmp_path, 500, minutes=60, new_limit=12)
    learner = Learner(world, 2)
    with world.progress:
        for _ in range(40):
            learner.day()
        world.choose(minutes=2)
        days = [learner.day() for _ in range(DAYS - 40)]
        short = [day for day in days if day.left]
        assert len(short) > 100
        for day in short:
            assert day.stopped
            assert day.took >= 120_000
            # those asked are the most forgotten of all that waited, but for the choice among sixteen
            first = list(day.waited)[: len(day.asked) + 15]
            assert set(day.asked) & set(day.waited) <= set(first)
            assert day.started == 0
        assert all(day.took < 120_000 + 60_000 for day in days)
