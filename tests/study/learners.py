"""Simulated learners, who remember as FSRS predicts with given parameters."""

from __future__ import annotations

import itertools
import random

from attache.study.fit import Answers
from attache.study.memory import NEW, Memory, Phase, Rating
from attache.study.scheduler import Scheduler
from attache.study.settings import DEFAULT_PARAMETERS, StudySettings

BRIEF_MEMORY = (0.05, 0.1, 0.3, 0.9, *DEFAULT_PARAMETERS[4:8], 1.0, *DEFAULT_PARAMETERS[9:])
"""A learner who forgets much sooner than FSRS supposes of everyone."""


def learner(parameters: tuple[float, ...], reviews: int, seed: int = 7) -> Answers:
    """Simulate a learner who remembers by some parameters, and is asked when FSRS's own would ask."""
    chance = random.Random(seed)
    truth = Scheduler(StudySettings(parameters=parameters))
    asked = Scheduler(StudySettings())
    answers: dict[str, list[tuple[int, int]]] = {}
    count = 0
    for card in itertools.count():
        if count >= reviews:
            return answers
        day, real, supposed = chance.randrange(200), NEW, NEW
        own = answers.setdefault(f"card-{card}", [])
        while day < 300:
            if real is NEW:
                rating = Rating.GOOD
            else:
                recalled = chance.random() < truth.retrievability(real, day)
                rating = Rating.GOOD if recalled else Rating.AGAIN
            own.append((day, int(rating)))
            count += 1
            real, supposed = after(truth, real, rating, day), after(asked, supposed, rating, day)
            day += max(1, round(supposed.stability * chance.uniform(0.7, 1.3)))
    raise AssertionError("there is no end of cards")


def after(scheduler: Scheduler, memory: Memory, rating: Rating, day: int) -> Memory:
    """Return a memory after an answer."""
    stability, difficulty = scheduler.recall(memory, rating, day)
    return Memory(Phase.REVIEW, stability=stability, difficulty=difficulty, last_day=day)
