"""A simulated learner who studies for an exam day by day, in real sessions on a real file.

What the learner truly remembers follows FSRS with parameters of the learner's own, which the program does not
know.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from pathlib import Path

from attache.learner.progress import Progress
from attache.study.exam import Exam
from attache.study.exam_plan import ExamPlan, make_plan
from attache.study.fit import fit
from attache.study.fsrs6 import Fsrs6
from attache.study.memory import Phase, Rating
from attache.study.scheduler import Scheduler
from attache.study.settings import DEFAULT_PARAMETERS, is_parameters
from tests.learner.decks import DAY, START, OneCard, write_library

_FIRST_DAY = START // DAY
_SECONDS = (6, 18)
"""The shortest and the longest answer."""


@dataclass(frozen=True, slots=True)
class Course:
    """What came of it: the plan made when so many days were left, and what was remembered on the day.

    ``true`` is the share that the learner truly remembers, ``minutes`` are those of each day.
    """

    plan: ExamPlan
    true: float
    minutes: tuple[float, ...]


def true_parameters(chance: random.Random) -> tuple[float, ...]:
    """Return the parameters of a learner who differs from the average one."""
    initial = chance.uniform(0.5, 1.8)
    parameters = (
        *(each * initial for each in DEFAULT_PARAMETERS[:4]),
        *DEFAULT_PARAMETERS[4:8],
        DEFAULT_PARAMETERS[8] + chance.uniform(-0.4, 0.3),
        *DEFAULT_PARAMETERS[9:20],
        min(max(DEFAULT_PARAMETERS[20] * chance.uniform(0.8, 1.3), 0.1), 0.8),
    )
    assert is_parameters(parameters)
    return parameters


def study_for_exam(
    folder: Path, seed: int, cards: int = 240, days: int = 60, left: int = 30, minutes: int = 15
) -> Course:
    """Study for an exam in so many days, and make the plan anew when ``left`` days are left."""
    chance = random.Random(seed)
    model = Fsrs6(true_parameters(chance))
    missed = chance.uniform(0.0, 0.3)
    library = write_library(
        folder / f"library-{seed}.db",
        [OneCard(f"card-{n}", n, n % 3, value=1 if n < cards else 2) for n in range(cards + 60)],
    )
    now = [START]
    numbers = itertools.count(1)
    truth: dict[str, tuple[float, float, int]] = {}
    taken, plan = list[float](), None
    with Progress.open(
        folder / f"progress-{seed}.db", lambda: now[0], lambda: f"id-{next(numbers):06}", lambda _: 0, library
    ) as progress:
        exam = Exam("Staff college paper", _FIRST_DAY + days, (), True, 90, minutes, _FIRST_DAY)
        progress.settings.write(exams=(exam,))
        for day in range(_FIRST_DAY, _FIRST_DAY + days):
            now[0] = max(now[0], day * DAY + 18 * 3_600_000)
            settings = progress.settings.read()
            if day == exam.day - left:
                found = fit(progress.answers(), settings.parameters)
                progress.adopt(found)
                settings = progress.settings.read()
                today = progress.workload.today(progress.now(4), settings)
                situation = progress.exams.situation(exam, day, settings, today)
                plan = make_plan(situation, exam)
            if chance.random() < missed:
                taken.append(0.0)
                continue
            sessions = progress.sessions(Scheduler(settings))
            session, spent = sessions.start(), 0
            while session.prompt is not None:
                card, is_new = session.prompt.card.id, session.prompt.memory.phase is Phase.NEW
                rating = _answer(model, truth, card, day, chance)
                took = chance.randint(_SECONDS[0] * 1000, _SECONDS[1] * 1000) + 4000 * is_new
                session, _ = sessions.answer(session, rating, took)
                spent += took
                now[0] += took
            taken.append(spent / 60_000)
    assert plan is not None
    remembered = sum(
        model.curve.retrievability(exam.day - last, stability)
        for card, (stability, _, last) in truth.items()
        if int(card.split("-")[1]) < cards
    )
    return Course(plan, remembered / cards, tuple(taken))


def _answer(
    model: Fsrs6, truth: dict[str, tuple[float, float, int]], card: str, day: int, chance: random.Random
) -> Rating:
    """Answer a card as the learner truly remembers it, and move that memory."""
    before = truth.get(card)
    if before is None:
        rating = chance.choices(tuple(Rating), (0.2, 0.1, 0.6, 0.1))[0]
        stability, difficulty = model.first(rating)
    else:
        stability, difficulty, last = before
        known = chance.random() < (0.95 if day == last else model.curve.retrievability(day - last, stability))
        rating = chance.choices(tuple(Rating)[1:], (0.1, 0.8, 0.1))[0] if known else Rating.AGAIN
        stability, difficulty = model.after(stability, difficulty, day - last, rating)
    truth[card] = (stability, difficulty, day)
    return rating
