"""Studying without a window: an answer until the next card is ready, a day's queue, figures, a fit."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from attache.base.database import connect
from attache.learner.card_list import CardFilter, CardOrder, CardQuery
from attache.learner.log import Act
from attache.learner.progress import Progress
from attache.study.exam import Exam
from attache.study.exam_plan import make_plan
from attache.study.fit import fit
from attache.study.forecast import simulate
from attache.study.memory import Rating
from attache.study.scheduler import Scheduler
from attache.study.settings import DEFAULT_PARAMETERS, StudySettings
from tests.bench.figures import Figure, figure, times
from tests.bench.processes import card_list_figures
from tests.bench.studied import NOW, TODAY, write_studied

_SEED = 5
_ANSWERS = 150
_LOOKS = 30
_ALL = StudySettings(minutes=0, due_limit=0, new_limit=20)


def measure(folder: Path, cards: int, reviews: int, in_window: bool) -> list[Figure]:
    """Measure a learner of many cards with a long history, both made in a folder."""
    library, path = write_studied(folder, cards, reviews)
    name = f"{cards:,} cards"
    listed = card_list_figures(library, path, NOW, name) if in_window else []
    with Progress.open(path, lambda: NOW, zone=lambda _: 0, library=library) as progress:
        found = _queue(progress, name)
        found += _card_list(progress, name)
        found += _exam(progress, name)
        found += _answers(progress, name, folder / "bare.db")
        found += _figures(progress, f"{reviews:,} reviews")
    found += listed
    answers = learner_answers(min(reviews, 10_000))
    taken = times(lambda _: fit(answers, DEFAULT_PARAMETERS), range(3))
    found.append(
        figure(
            "fit of parameters", f"{min(reviews, 10_000):,} reviews", taken, goal="under 100 ms", reach=100
        )
    )
    return found


def _queue(progress: Progress, name: str) -> list[Figure]:
    """Measure the first card of a session, and everything that Today shows."""
    now, settings = progress.reviews.now(4), StudySettings()

    scheduler = Scheduler(settings)
    starts = times(lambda _: progress.sessions(scheduler).start(), range(_LOOKS))
    overviews = times(lambda _: progress.workload.overview(now, settings), range(_LOOKS))
    return [
        figure("first card of a session", name, starts, goal="under 50 ms", reach=50),
        figure("today's overview", name, overviews, goal="under 10 ms", reach=10),
    ]


def _card_list(progress: Progress, name: str) -> list[Figure]:
    """Measure the list of cards: all of them, a few, a search, and an act on a thousand that is undone."""
    now, settings = progress.reviews.now(4), StudySettings()
    listed, scheduler = progress.card_list, Scheduler(settings)

    def numbers(query: CardQuery) -> list[int]:
        return listed.numbers(query, now.day, settings)

    reads = times(lambda _: listed.prepare_search(-1), (0,))
    orders = times(lambda order: numbers(CardQuery(order=order)), list(CardOrder) * 3)
    due = times(lambda _: numbers(CardQuery(CardFilter.DUE)), range(_LOOKS))
    found = times(lambda text: numbers(CardQuery(text=text)), ("e", "entry 12", "q 77", "none") * 5)
    counts = times(lambda _: listed.counts(CardQuery(), now.day, settings), range(_LOOKS))
    every = numbers(CardQuery())
    rows = times(lambda at: listed.cards(every[at : at + 64], now.day, settings), range(0, 1920, 64))
    cards = listed.ids(every[: min(1000, len(every))])
    marks = times(
        lambda act: progress.reviews.mark_all(cards, act, now, scheduler), [Act.FLAG, Act.UNFLAG] * 3
    )
    undos = times(lambda _: progress.reviews.undo(now, scheduler), range(6))
    return [
        figure("list of cards: all, in any order", name, orders),
        figure("list of cards: those due", name, due),
        figure("list of cards: 64 rows", name, rows),
        figure("list of cards: counts of all filters", name, counts),
        figure("list of cards: texts read, once", name, reads),
        figure("list of cards: search", name, found),
        figure("1,000 cards flagged at once", name, marks),
        figure("1,000 cards: undo", name, undos),
    ]


def _exam(progress: Progress, name: str) -> list[Figure]:
    """Measure an exam that covers everything: what is read for it, one forecast, and the whole plan."""
    now, settings = progress.reviews.now(4), StudySettings()
    exam = Exam("Exam", now.day + 60, core=False, minutes=40, planned_on=now.day)
    today = progress.workload.today(now, settings)
    situation = progress.exams.situation(exam, now.day, settings, today)
    reads = times(lambda _: progress.exams.situation(exam, now.day, settings, today), range(3))
    small = replace(situation, known=situation.known[:: max(1, len(situation.known) // 300)][:300], new=112)
    chosen = replace(settings, exams=(tuple(exam),))
    days = times(lambda _: progress.workload.today(now, chosen), range(5))
    return [
        figure("exam: cards and habits read", name, reads),
        figure("exam: forecast of 60 days", name, times(lambda _: simulate(situation, exam), range(5))),
        figure(
            "exam: forecast of 60 days", "412 cards",
            times(lambda _: simulate(small, exam), range(10)), goal="under 100 ms", reach=100,
        ),
        figure(
            "exam: the sentence, in a worker", "412 cards", times(lambda _: make_plan(small, exam), range(5))
        ),
        figure("today's cards with an exam", name, days),
    ]  # fmt: skip


def _answers(progress: Progress, name: str, bare: Path) -> list[Figure]:
    """Measure answers, each beside a bare commit of one row on the same disk."""
    chance = random.Random(_SEED)
    with closing(sqlite3.connect(bare)) as made:
        made.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT)")
    sessions = progress.sessions(Scheduler(_ALL))
    session = sessions.start()
    commits, answers, undos = list[float](), list[float](), list[float]()
    with closing(connect(bare)) as connection:
        for _ in range(_ANSWERS):
            if session.prompt is None:
                break
            commits += times(lambda _: connection.execute("INSERT INTO bare (text) VALUES ('x')"), (0,))
            session = sessions.prepare(session)  # as the window does while the learner thinks
            before = session
            started = time.perf_counter()
            session, _ = sessions.answer(before, chance.choice(tuple(Rating)), 8000)
            answers.append((time.perf_counter() - started) * 1000)
        now, scheduler = progress.reviews.now(4), Scheduler(_ALL)
        undos += times(lambda _: progress.reviews.undo(now, scheduler), range(min(20, len(answers))))
    ratio = sorted(answers)[len(answers) // 2] / sorted(commits)[len(commits) // 2]
    return [
        figure("bare commit", name, commits),
        figure("answer, next card ready", name, answers),
        Figure(
            "answer against bare commit",
            name,
            "x",
            len(answers),
            ratio,
            ratio,
            ratio,
            "at most 1.5",
            ratio <= 1.5,
        ),
        figure("undo", name, undos, goal="under 5 ms", reach=5),
    ]


def _figures(progress: Progress, name: str) -> list[Figure]:
    """Measure all figures of progress."""
    now = progress.reviews.now(4)
    taken = times(lambda _: progress.figures(now, StudySettings()), range(5))
    worked_out = times(lambda _: progress.report(now, StudySettings()), range(3))
    assessed = times(lambda _: progress.accuracy(StudySettings()), range(2))
    return [
        figure("all progress figures", name, taken, goal="under 200 ms", reach=200),
        figure("what the Progress page shows first, in the background", name, worked_out),
        figure("accuracy, which follows", name, assessed),
    ]


def learner_answers(reviews: int) -> dict[str, list[tuple[int, int]]]:
    """Return the answers of a learner who forgets somewhat faster than FSRS supposes."""
    chance = random.Random(_SEED)
    scheduler = Scheduler(StudySettings(spread=False))
    found: dict[str, list[tuple[int, int]]] = {}
    count = 0
    while count < reviews:
        card = f"card-{len(found)}"
        own: list[tuple[int, int]] = []
        day = TODAY - chance.randint(200, 700)
        stability = chance.choice((0.5, 2.0, 4.0))
        while day < TODAY and len(own) < 12:
            known = not own or chance.random() < scheduler.curve.retrievability(day - own[-1][0], stability)
            own.append((day, chance.choice((2, 3, 3, 3, 4)) if known else 1))
            stability = stability * chance.uniform(1.6, 2.4) if known else 1.0
            day += max(1, round(stability * chance.uniform(0.8, 1.6)))
        found[card] = own
        count += len(own)
    return found
