"""A learner's history, made by really answering: what copies, figures and checks are tested on."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from attache.learner.progress import Progress
from attache.study.memory import Memory, Phase, Rating
from attache.study.scheduler import Scheduler
from tests.learner.conftest import SetClock

Recalls = Callable[[Scheduler, Memory, int, random.Random], bool]


def by_the_curve(scheduler: Scheduler, memory: Memory, day: int, chance: random.Random) -> bool:
    """Recall as FSRS expects it."""
    return chance.random() < scheduler.retrievability(memory, day)


def answer(
    progress: Progress, card: str, rating: Rating, seconds: int = 5, scheduler: Scheduler | None = None
) -> Memory:
    """Answer a card now."""
    scheduler = scheduler or Scheduler(progress.settings.read())
    now = progress.reviews.now(scheduler.settings.day_begins)
    preview = scheduler.preview(card, progress.reviews.state(card).memory, now)
    return progress.reviews.answer(preview, rating, seconds * 1000, scheduler)[0]


def study(
    progress: Progress,
    clock: SetClock,
    cards: Sequence[str],
    days: int,
    recalls: Recalls = by_the_curve,
    new: int = 5,
) -> None:
    """Study for some days, each day what is due and a few new cards; the clock then stands a day later."""
    chance = random.Random(7)
    scheduler = Scheduler(progress.settings.read())
    ahead = list(cards)
    started: list[str] = []
    for _ in range(days):
        day = progress.reviews.now(scheduler.settings.day_begins).day
        started += [ahead.pop(0) for _ in range(min(new, len(ahead)))]
        for card in started:
            while True:
                memory = progress.reviews.state(card).memory
                if memory.phase is not Phase.NEW and memory.due_day > day:
                    break
                first = memory.phase is Phase.NEW
                known = chance.random() < 0.7 if first else recalls(scheduler, memory, day, chance)
                answer(progress, card, Rating.GOOD if known else Rating.AGAIN, 5, scheduler)
                clock.move(seconds=10)
        clock.move(seconds=86_400 - clock.now // 1000 % 86_400 + 46_800)
