"""A pass that makes the interval shorter: fuzz, load balancing and days off pull it below the last one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from attache.study.memory import Memory, Phase, Rating
from tests.faults.conftest import Tries
from tests.learner.decks import World, plain_cards, write_library
from tests.learner.proof import astray

CARDS = 60
LEARNERS = (
    # An odd week, and a maximum that many cards reach.
    {"days_off": (1, 2, 5), "maximum_interval": 90},
    {"days_off": (5, 6), "desired_retention": 0.95},
    {"days_off": (), "relearning_steps": (), "desired_retention": 0.97},
    {"days_off": (0, 1, 2, 3, 4, 6), "maximum_interval": 40, "desired_retention": 0.85},
)


@pytest.mark.parametrize("number", range(len(LEARNERS)))
def test_a_pass_never_shortens_the_interval(tmp_path: Path, tries: Tries, number: int) -> None:
    world = World(write_library(tmp_path / "reference.db", plain_cards(CARDS)), tmp_path / "progress.db")
    world.choose(**LEARNERS[number])
    chance = random.Random(number)
    answers, wanted = 0, tries.number(150, 3500)
    while answers < wanted:
        for card in due(world):
            before, day = world.progress.reviews.state(card).memory, world.now // 86_400_000
            rating = chance.choices(list(Rating), (1, 3, 8, 2))[0]
            after = answer(world, card, rating)
            answers += 1
            passed = rating is not Rating.AGAIN and before.phase is Phase.REVIEW and day >= before.due_day
            if passed:
                least = min(before.interval, world.settings.maximum_interval)
                assert after.interval >= least, f"{rating.name}: {before} → {after}"
            tries.count("passes, none shorter" if passed else "first answers, steps and lapses")
        world.wait(days=1 if chance.random() < 0.9 else chance.randint(2, 9))
    assert astray(world.progress, world.scheduler) == []
    world.progress.close()


def due(world: World) -> list[str]:
    """Return the cards to answer today: those that are due, and a few new ones."""
    cards, day = world.progress.cards, world.now // 86_400_000
    waiting = cards.due(day, world.settings) + cards.learning(day, world.settings)
    return [card.id for card in waiting + cards.new(day, world.settings, most=4)]


def answer(world: World, card: str, rating: Rating) -> Memory:
    """Answer a card, and return its memory as it was saved, which is what the button promised."""
    reviews = world.progress.reviews
    memory, now = reviews.state(card).memory, reviews.now(world.settings.day_begins)
    preview = world.scheduler.preview(card, memory, now, reviews.loads)
    promised = [preview.outcomes[each].due_day for each in Rating]
    assert promised == sorted(promised)
    reviews.answer(preview, rating, 5000, world.scheduler)
    saved = reviews.state(card).memory
    assert saved.due_day == preview.outcomes[rating].due_day
    return saved
