"""A made-up learner, the same every time, whose progress the screenshots show."""

from __future__ import annotations

import itertools
import random
from functools import partial
from pathlib import Path

from attache.base.ids import qualified
from attache.learner.progress import Progress
from attache.study.memory import Phase, Rating

NOW = 1_795_000_000_000
"""The pictures' instant, UTC milliseconds (18 November 2026), so that they come out the same every day."""
DAY = 86_400_000
"""Milliseconds of a day."""
_RECENT = (
    "asean",
    "nato",
    "military-attache",
    "collective-defence",
    "shangri-la-dialogue",
    "cooperative-security",
)
_MARKED = ("five-power-defence-arrangements", "admm-plus", "collective-security")
_NOTE = "Asked about twice last year. Learn the difference from a mutual defence pact."
_DAYS = 23
"""How many days ago the learner began."""
_IDLE = (19, 16, 12, 9, 5)
"""How many days ago nothing was done."""
_PER_DAY, _TODAY = 6, 9
"""New cards a day, and answers that have been given today."""
_FIRST_KNOWN = 0.8
_FITTED_AGO, _FIT = 3, (402, 0.387, 0.361)
"""How many days ago the schedule was fitted, to how many reviews, and the log loss before and after."""
_GIVEN = (Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.HARD, Rating.EASY)


def write_example(file: Path, library: Path) -> None:
    """Write the progress of a learner who has looked things up and studied for some weeks.

    Raises StorageError if it cannot be written.
    """
    for days, entry in enumerate(_RECENT[::-1]):
        ago = (len(_RECENT) - 1 - days) * DAY
        with Progress.open(file, partial(int, NOW - ago)) as progress:
            progress.lookups.add(qualified(entry))
    numbers = itertools.count(1)
    now = [NOW - _DAYS * DAY]
    with Progress.open(
        file, lambda: now[0], lambda: f"{next(numbers):032}", lambda _at: 0, library
    ) as progress:
        for entry in _MARKED:
            progress.bookmarks.set(qualified(entry), True)
        progress.notes.write(qualified(_MARKED[0]), _NOTE)
        _study(progress, now)
        progress.settings.write(fit_result=(progress.now(4).day - _FITTED_AGO, *_FIT))


def _study(progress: Progress, now: list[int]) -> None:
    """Answer what is due day by day, as well as FSRS expects; ``now`` is the clock that moves."""
    from attache.study.scheduler import Scheduler  # takes longer to load than the window

    progress.settings.write(new_limit=_PER_DAY)
    scheduler = Scheduler(progress.settings.read())
    chance = random.Random(5)  # noqa: S311 - the same learner each time is the point
    for ago in range(_DAYS, -1, -1):
        if ago in _IDLE:
            continue
        now[0] = NOW - ago * DAY - 1_800_000
        sessions = progress.sessions(scheduler)
        session = sessions.start()
        while session.prompt is not None and (ago or len(session.answered) < _TODAY):
            memory, day = session.prompt.memory, session.prompt.preview.moment.day
            is_known = memory.phase is Phase.REVIEW
            likely = scheduler.retrievability(memory, day) if is_known else _FIRST_KNOWN
            rating = chance.choice(_GIVEN) if chance.random() < likely else Rating.AGAIN
            session, _ = sessions.answer(session, rating, chance.randrange(4_000, 15_000))
            now[0] += 12_000
