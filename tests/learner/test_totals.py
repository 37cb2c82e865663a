"""Every figure against a count by hand, after answers were undone and the library has lost cards."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from attache.base.copies import backups_of
from attache.learner.backups import Backups, Reason
from attache.learner.doctor import examine
from attache.learner.figures import Figures
from attache.learner.log import Act, Row
from attache.learner.progress import Progress
from attache.study.memory import Phase, Rating
from tests.learner.decks import DAY, START, World, plain_cards, write_library
from tests.learner.proof import opened_again

DAYS = 50
CARDS = plain_cards(24, each=2)
KEPT = CARDS[:14]
HAS = frozenset(card.id for card in KEPT)
ENTRIES = frozenset(f"entry-{card.entry}" for card in KEPT)


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a deck that was studied for weeks, and a library that has since lost 10 of 24 cards."""
    folder = tmp_path_factory.mktemp("totals")
    world = World(write_library(folder / "reference.db", CARDS), folder / "progress.db")
    world.choose(desired_retention=0.96)
    chance = random.Random(3)
    started = [card.id for card in CARDS]
    chance.shuffle(started)
    for day in range(DAYS):
        cards, today = world.progress.cards, world.now // DAY
        waiting = cards.due(today, world.settings) + cards.learning(today, world.settings)
        for card in [*(each.id for each in waiting), *([started.pop()] if started and day % 2 else [])]:
            rating = chance.choices(list(Rating), (2, 1, 4, 4))[0]
            world.learn(card, rating, gap=7)
            if chance.random() < 0.2:
                turn(world, undo=True)
                if chance.random() < 0.3:
                    turn(world, undo=False)
        world.wait(days=1 if day % 9 else 2)
    now = world.progress.reviews.now(4)
    for number, act in ((0, Act.FLAG), (21, Act.FLAG), (2, Act.SUSPEND), (22, Act.SUSPEND)):
        world.progress.reviews.mark(CARDS[number].id, act, now, world.scheduler)
    world.learn(CARDS[5].id, Rating.GOOD)
    for number in range(12):
        entry = f"entry-{number}"
        world.wait(seconds=90)
        world.progress.bookmarks.set(entry, number % 2 == 0)
        world.progress.notes.write(entry, f"About {entry}" if number % 3 == 0 else "")
        world.progress.lookups.add(entry)
    world.progress.settings.write(leech_lapses=2, minutes=0, new_limit=0, due_limit=0)
    Backups(world.path, lambda: world.now).make(Reason.MANUAL)
    (folder / "now").write_text(str(world.now))
    world.progress.close()
    world.library.unlink()
    write_library(world.library, KEPT)
    return folder


@pytest.fixture
def world(studied: Path, tmp_path: Path) -> Iterator[World]:
    """A copy of what was studied, to change."""
    folder = shutil.copytree(studied, tmp_path / "copy")
    now = int((folder / "now").read_text())
    opened = World(folder / "reference.db", folder / "progress.db", now, ids="later")
    yield opened
    opened.progress.close()


def turn(world: World, undo: bool) -> None:
    """Undo the last answer, or do it again."""
    reviews = world.progress.reviews
    (reviews.undo if undo else reviews.redo)(reviews.now(4), world.scheduler)
    world.wait(seconds=1)


@pytest.fixture
def figures(world: World) -> Figures:
    """The figures as they are now."""
    return world.progress.figures(world.progress.reviews.now(4), world.progress.settings.read())


def standing(world: World) -> list[Row]:
    """Return by hand the rows of answers that have not been undone."""
    with closing(sqlite3.connect(world.path)) as connection:
        found = connection.execute(
            f"SELECT {', '.join(Row._fields)} FROM review_log ORDER BY at, device, seq"
        )
        rows = [Row(*row) for row in found]
    last = {row.of: row.act for row in rows if row.of}
    return [row for row in rows if row.act == "answer" and last.get(row.id) != "undo"]


def states(world: World) -> list[dict[str, Any]]:
    """Return the states of the cards that the library has, and that were started."""
    names = "card, phase, stability, last_day, due_day, lapses, suspended, flagged"
    return [
        dict(zip(names.split(", "), row, strict=True))
        for row in world.rows(f"SELECT {names} FROM card_state")
        if row[0] in HAS
    ]


def test_what_is_tried_differs_from_a_count_that_asks_nothing(world: World) -> None:
    acts = [act for (act,) in world.rows("SELECT act FROM review_log")]
    answers, undone = acts.count("answer"), acts.count("undo")
    assert undone > 10
    assert answers > len(standing(world)) > 100
    assert len({row.card for row in standing(world)} - HAS) > 5


def test_figures_of_cards_are_of_cards_that_the_library_has(world: World, figures: Figures) -> None:
    known, day = states(world), world.progress.reviews.now(4).day
    started = [each for each in known if each["phase"]]
    awake = [each for each in started if not each["suspended"]]
    assert (figures.cards, figures.started) == (len(KEPT), len(started))
    assert figures.learning == sum(each["phase"] != Phase.REVIEW for each in started)
    assert figures.known == sum(each["phase"] == Phase.REVIEW for each in started) > 0
    assert (figures.suspended, figures.flagged) == (1, 1)
    assert figures.leeches == sum(each["lapses"] >= 2 for each in started) > 0
    curve = world.scheduler.curve
    remembered = sum(curve.retrievability(int(day - each["last_day"]), each["stability"]) for each in started)
    assert figures.remembered == pytest.approx(remembered)
    for days, found in ((7, figures.due_7_days), (30, figures.due_30_days)):
        assert found == sum(day < each["due_day"] <= day + days for each in awake) > 0
    assert figures.due_today == sum(each["due_day"] <= day for each in awake)
    assert figures.new_today == len(KEPT) - len(started) - sum(
        not each["phase"] and bool(each["suspended"]) for each in known
    )


def test_retention_is_of_cards_that_the_library_has(world: World, figures: Figures) -> None:
    day, before, asked = world.progress.reviews.now(4).day, dict[str, Row](), list[Row]()
    for row in standing(world):
        last = before.get(row.card)
        if last and last.phase == 2 and last.day < row.day and row.day > day - 30 and row.card in HAS:
            asked.append(row)
        before[row.card] = row
    assert len(asked) > 20
    assert figures.retention == sum(row.rating > 1 for row in asked) / len(asked)


def test_answers_minutes_and_days_are_the_learner_s_history(world: World, figures: Figures) -> None:
    rows, today = standing(world), world.progress.reviews.now(4).day
    took = sum(row.took for row in rows)
    assert figures.reviews == len(rows)
    assert figures.minutes == pytest.approx(took / 60_000)
    assert figures.seconds_per_answer == pytest.approx(took / len(rows) / 1000)
    assert figures.days_studied == len({row.day for row in rows})
    assert figures.answers_today == sum(row.day == today for row in rows)


def test_today_and_the_rail_count_what_the_library_has(world: World) -> None:
    now = world.progress.reviews.now(4)
    found = world.progress.workload.overview(now, world.progress.settings.read())
    started = [each for each in states(world) if each["phase"]]
    awake = [each for each in started if not each["suspended"]]
    waiting = found.today.waiting
    assert waiting.due + waiting.learning == sum(each["due_day"] <= now.day for each in awake)
    assert sum(part.started for part in found.documents.values()) == len(started)
    ahead = sorted(each["due_day"] for each in awake if each["due_day"] > now.day)
    assert (found.next_due.days, found.next_due.cards) == (ahead[0] - now.day, ahead.count(ahead[0]))
    recent = sorted(standing(world), key=lambda row: -row.day)[:500]
    pace = (sum(row.took for row in recent) + 240_000) / (len(recent) + 20)
    assert found.today.pace.answer == pytest.approx(pace)
    assert found.last_studied == now.day - max(row.day for row in standing(world))
    assert {entry for entry, _ in found.fading} <= ENTRIES


def test_the_pace_forgets_an_answer_that_was_undone(world: World) -> None:
    def pace() -> float:
        now, settings = world.progress.reviews.now(4), world.progress.settings.read()
        return world.progress.workload.today(now, settings).pace.answer

    before, reviews = pace(), world.progress.reviews
    preview = world.scheduler.preview(CARDS[0].id, reviews.state(CARDS[0].id).memory, reviews.now(4))
    reviews.answer(preview, Rating.HARD, 60_000, world.scheduler)
    assert pace() > before
    reviews.undo(reviews.now(4), world.scheduler)
    assert pace() == before


def test_what_is_kept_of_lost_entries_is_not_listed_and_not_lost(world: World) -> None:
    progress = world.progress
    assert progress.bookmarks.all() == ("entry-6", "entry-4", "entry-2", "entry-0")
    assert progress.bookmarks.is_marked("entry-8")
    assert [note.entry for note in progress.notes.all()] == ["entry-6", "entry-3", "entry-0"]
    assert progress.notes.text("entry-9") == "About entry-9"
    assert [entry for entry, _ in progress.lookups.recent(3)] == ["entry-6", "entry-5", "entry-4"]
    with Progress.open(world.path) as whole:
        assert len(whole.bookmarks.all()) == 6
        assert len(whole.notes.all()) == 4
        assert len(whole.lookups.recent(20)) == 12


@pytest.mark.parametrize("there", [True, False])
def test_a_backup_is_counted_by_the_library_that_there_is(world: World, tmp_path: Path, there: bool) -> None:
    library = world.library if there else tmp_path / "none.db"
    backups = Backups(world.path, lambda: world.now, library)
    holds = backups.preview(next(backups_of(world.path).iterdir()))
    rows = standing(world)
    assert holds.reviews == len(rows)
    assert (holds.bookmarks, holds.notes) == ((4, 3) if there else (6, 4))
    assert holds.cards_started == len({row.card for row in rows if row.card in HAS or not there})


def test_the_doctor_counts_cards_that_were_studied_and_are_gone(world: World) -> None:
    gone = {row.card for row in standing(world)} - HAS
    (never,) = {card.id for card in CARDS} - HAS - gone
    world.progress.reviews.mark(never, Act.FLAG, world.progress.reviews.now(4), world.scheduler)
    found = examine(world.path, world.library, lambda: world.now, lambda _at: 0)
    words = {each.rule: each.words for each in (*found.library, *found.progress)}
    assert (
        words["strangers"]
        == f"{len(gone)} cards that were studied are not in this library; the history is kept."
    )


def test_a_card_that_is_gone_does_not_break_the_streak(tmp_path: Path) -> None:
    def streak(cards: int) -> int:
        library.unlink(missing_ok=True)
        world = World(
            write_library(library, plain_cards(cards)), tmp_path / "progress.db", now, ids=str(cards)
        )
        if cards == 2:
            world.learn("card-1", Rating.AGAIN)  # still due on that day, and on the days after it
        world.wait(days=2)
        found = world.progress.figures(world.progress.reviews.now(4), world.settings).streak
        world.progress.close()
        return found

    library, now = tmp_path / "reference.db", START
    assert streak(2) == 0
    assert streak(1) == 1


def test_an_undo_about_a_lost_card_leaves_the_load_of_days_as_it_is(world: World) -> None:
    reviews, lost = world.progress.reviews, CARDS[20].id
    now = reviews.now(4)
    preview = world.scheduler.preview(lost, reviews.state(lost).memory, now)
    before = dict(reviews.loads(0, 1 << 20))
    reviews.answer(preview, Rating.EASY, 5000, world.scheduler)
    reviews.undo(now, world.scheduler)
    assert reviews.loads(0, 1 << 20) == before
    with opened_again(world.progress) as store:
        counted = "SELECT due_day, count(*) FROM card_state WHERE present AND NOT suspended AND phase = 2"
        assert before == dict(store.rows(f"{counted} GROUP BY due_day"))
    assert before
