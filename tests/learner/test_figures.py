"""Every figure against a plain count of the log, and the rules of the streak."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from attache.learner import log
from attache.learner.figures import Figures
from attache.learner.log import Act, Row
from attache.learner.progress import Progress
from attache.study.days import weekday
from attache.study.memory import Memory, Phase, Rating
from attache.study.scheduler import Scheduler
from tests.learner.conftest import SetClock
from tests.learner.decks import plain_cards, write_library
from tests.learner.history import answer, study

CARDS = tuple(f"card-{number}" for number in range(30))


@pytest.fixture
def learner(path: Path, clock: SetClock, new_id: Callable[[], str], tmp_path: Path) -> Iterator[Progress]:
    """A progress file that does not exist yet, beside a library of thirty cards."""
    library = write_library(tmp_path / "reference.db", plain_cards(len(CARDS)))
    with Progress.open(path, clock, new_id, lambda _: 0, library) as opened:
        yield opened


def figures(progress: Progress) -> Figures:
    """Return the figures as they are now."""
    settings = progress.settings.read()
    return progress.figures(progress.reviews.now(settings.day_begins), settings)


def fails_reviews(_: Scheduler, memory: Memory, day: int, chance: random.Random) -> bool:
    """Forget every card as soon as it is in long intervals."""
    return memory.phase is not Phase.REVIEW


def standing_rows(path: Path) -> dict[str, list[Row]]:
    """Return what holds of the log, card by card."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(log.every_card(connection))


def retention(cards: dict[str, list[Row]], day: int) -> tuple[int, int]:
    """Count by hand the answers that true retention is made of, and those that were known."""
    count = known = 0
    for rows in cards.values():
        answers = [row for row in rows if row.act == Act.ANSWER]
        for before, row in pairwise(answers):
            if before.phase == Phase.REVIEW and before.day < row.day and day - 30 < row.day <= day:
                count += 1
                known += row.rating > 1
    return count, known


def test_at_first_there_is_nothing(learner: Progress, path: Path) -> None:
    found = figures(learner)
    assert (found.cards, found.new_today, found.due_today) == (30, 10, 0)
    assert (found.started, found.reviews, found.streak, found.days_studied) == (0, 0, 0, 0)
    assert (found.retention, found.seconds_per_answer, found.remembered, found.minutes) == (None, None, 0, 0)
    assert not path.exists()


def test_all_figures_are_what_the_log_says(learner: Progress, path: Path, clock: SetClock) -> None:
    study(learner, clock, CARDS[:20], days=40, new=1)
    scheduler = Scheduler(learner.settings.read())
    now = learner.reviews.now(4)
    for card, act in ((0, Act.FLAG), (1, Act.FLAG), (2, Act.SUSPEND), (25, Act.SUSPEND)):
        learner.reviews.mark(CARDS[card], act, now, scheduler)
    answer(learner, CARDS[28], Rating.AGAIN, 11)
    answer(learner, CARDS[29], Rating.GOOD, 50)
    learner.reviews.undo(now, scheduler)
    for _ in range(2):  # the second time on the same day, which does not count for retention
        answer(learner, CARDS[5], Rating.GOOD)
        clock.move(seconds=10)
    preview = scheduler.preview(CARDS[3], learner.reviews.state(CARDS[3]).memory, now)
    learner.reviews.answer(preview, Rating.GOOD, 7000, scheduler, practice=True)

    rows = standing_rows(path)
    answers = [row for each in rows.values() for row in each if row.act in (Act.ANSWER, Act.PRACTICE)]
    states = {card: learner.reviews.state(card) for card in CARDS}
    memories = [state.memory for state in states.values() if state.memory.phase]
    found = figures(learner)
    count, known = retention(rows, now.day)
    assert count > 30
    assert found.retention == known / count
    assert found.reviews == len(answers)
    assert found.minutes == pytest.approx(sum(row.took for row in answers) / 60_000)
    assert found.seconds_per_answer == pytest.approx(sum(row.took for row in answers) / len(answers) / 1000)
    assert found.answers_today == 4
    assert found.minutes_today == pytest.approx(28 / 60)
    assert found.started == len(memories) == 21
    assert found.learning == sum(memory.phase in (1, 3) for memory in memories) == 1
    assert found.known == 20
    assert (found.suspended, found.flagged) == (2, 2)
    assert found.remembered == pytest.approx(
        sum(scheduler.retrievability(memory, now.day) for memory in memories)
    )
    for days, counted in ((7, found.due_7_days), (30, found.due_30_days)):
        assert counted == sum(
            now.day < state.memory.due_day <= now.day + days
            for state in states.values()
            if state.memory.phase and not state.suspended
        )
    assert found.due_30_days > found.due_7_days
    hidden = replace(learner.settings.read(), left_out_forms=("question",))
    ahead = learner.cards.due_on(now.day + 1, now.day + 30, hidden)
    assert learner.figures(now, hidden).due_30_days == sum(ahead.values()) < found.due_30_days
    assert found.days_studied == len({row.day for row in answers})
    today = learner.workload.today(now, learner.settings.read())
    assert (found.due_today, found.new_today) == (today.due + today.learning, today.new)


def test_a_leech_is_counted_from_the_learner_s_own_bound_on(learner: Progress, clock: SetClock) -> None:
    study(learner, clock, CARDS[:3], days=30, recalls=fails_reviews)
    lapses = max(learner.reviews.state(card).memory.lapses for card in CARDS)
    assert lapses >= 3
    learner.settings.write(leech_lapses=lapses)
    assert figures(learner).leeches >= 1
    learner.settings.write(leech_lapses=lapses + 1)
    assert figures(learner).leeches == 0


def test_where_sqlite_has_no_powers_it_is_lent_one(
    learner: Progress, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    study(learner, clock, CARDS[:5], days=5)
    expected = figures(learner).remembered

    lent: list[str] = []

    class WithoutPower(sqlite3.Connection):
        """A connection to an SQLite that was built without mathematics."""

        def create_function(self, name: str, *args: Any, **kwargs: Any) -> None:
            super().create_function(name, *args, **kwargs)
            lent.append(name)

        def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
            if "pow(" in sql and not lent:
                raise sqlite3.OperationalError("no such function: pow")
            return super().execute(sql, *args)

    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=WithoutPower))
    library = learner.path.parents[1] / "reference.db"
    with Progress.open(learner.path, clock, zone=lambda _: 0, library=library) as again:
        assert figures(again).remembered == pytest.approx(expected)
    assert lent == ["pow"]


# The streak


def studied_on(progress: Progress, clock: SetClock, days: str, rating: Rating = Rating.AGAIN) -> Figures:
    """Answer one card on each day marked ``x`` of a row of days, the last one today; return the figures.

    An answer of Again leaves the card due on the same day still.
    """
    for place, mark in enumerate(days):
        if place:
            clock.move(seconds=86_400)
        if mark == "x":
            answer(progress, CARDS[0], rating)
    return figures(progress)


@pytest.mark.parametrize(
    ("days", "streak", "studied"),
    [
        ("x", 1, 1),
        ("xxx", 3, 3),
        ("xxx.", 3, 3),
        ("xxx..", 0, 3),
        ("xx.xx", 2, 4),
        ("xx.xx.", 2, 4),
        (".....", 0, 0),
    ],
)
def test_a_streak_is_broken_by_a_day_on_which_something_was_due(
    learner: Progress, clock: SetClock, days: str, streak: int, studied: int
) -> None:
    found = studied_on(learner, clock, days)
    assert (found.streak, found.days_studied) == (streak, studied)


@pytest.mark.parametrize(("days", "streak"), [("xx.xx", 4), ("xxx..", 3), ("xx..xx", 2), ("x.x...", 2)])
def test_a_day_off_breaks_nothing(learner: Progress, clock: SetClock, days: str, streak: int) -> None:
    first = learner.reviews.now(4).day
    off = {
        "xx.xx": [2],
        "xxx..": [3],
        "xx..xx": [2],  # only one of the two
        "x.x...": [1, 3, 4],
    }[days]
    learner.settings.write(days_off=tuple(sorted({weekday(first + place) for place in off})))
    assert studied_on(learner, clock, days).streak == streak


def test_a_day_with_nothing_due_breaks_nothing(learner: Progress, clock: SetClock) -> None:
    first = learner.reviews.now(4).day
    memory = answer(learner, CARDS[0], Rating.EASY)
    interval = memory.due_day - first
    assert interval > 3
    clock.move(seconds=86_400 * interval)
    assert figures(learner).streak == 1  # due today, which is not over
    answer(learner, CARDS[0], Rating.EASY)
    assert figures(learner).streak == 2
    again = learner.reviews.state(CARDS[0]).memory.interval
    clock.move(seconds=86_400 * (again + 1))
    assert figures(learner).streak == 0  # was due yesterday
    answer(learner, CARDS[0], Rating.EASY)
    assert figures(learner).streak == 1


def test_what_was_undone_is_no_day_and_no_break(learner: Progress, clock: SetClock) -> None:
    scheduler = Scheduler(learner.settings.read())
    answer(learner, CARDS[0], Rating.EASY)
    clock.move(seconds=86_400)
    answer(learner, CARDS[1], Rating.AGAIN)
    learner.reviews.undo(learner.reviews.now(4), scheduler)
    clock.move(seconds=86_400)
    found = figures(learner)
    assert (found.days_studied, found.streak, found.reviews) == (1, 1, 1)
