"""Random lives with a deck: the log says it all, an undo of any depth leads back, a promise is kept."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attache.base.changes import ChangeKind, Changes
from attache.learner import log
from attache.learner.log import Act, CardState, Row
from attache.learner.repair import repair
from attache.learner.replay import replay
from attache.learner.reviews import Reviews
from attache.learner.states import STATE_COLUMNS
from attache.study.days import Moment
from attache.study.fit import Fit
from attache.study.memory import NEW, Phase, Preview, Rating
from attache.study.scheduler import Scheduler
from attache.study.settings import DEFAULT_PARAMETERS, MOST_PARAMETERS
from tests.learner.decks import DAY, World, plain_cards, write_library
from tests.learner.proof import astray, can_redo, can_undo, left_to, opened_again
from tests.statements import count_statements

AGAIN, HARD, GOOD, EASY = Rating
CARDS = ("card-0", "card-1", "card-2")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three cards."""
    return write_library(tmp_path_factory.mktemp("library") / "reference.db", plain_cards(3))


@pytest.fixture
def world(tmp_path: Path, library: Path) -> World:
    """A learner who has not started."""
    return World(library, tmp_path / "progress.db")


WAITS = (-400, -3, -0.3, -0.001, 0.001, 0.02, 0.3, 1, 1, 3, 30, 400)
"""Days by which the clock goes on, or is set."""
Deeds: TypeAlias = list[tuple[object, object]]
"""All states before and after each thing done."""
Turn: TypeAlias = Callable[[Moment, Scheduler], Sequence[Row]]


@dataclass
class Life:
    """What happens to one progress file, and what its states were before and after each thing done."""

    world: World
    done: Deeds = field(default_factory=list)
    undone: Deeds = field(default_factory=list)

    @property
    def reviews(self) -> Reviews:
        """The reviews of the open file."""
        return self.world.progress.reviews

    def preview(self, card: str) -> Preview:
        """Return what the buttons of a card say now."""
        memory = self.reviews.state(card).memory
        return self.world.scheduler.preview(
            card, memory, self.reviews.now(self.world.settings.day_begins), self.reviews.loads
        )

    def do(self, what: str, card: str, value: int) -> None:
        """Let one thing happen, and check what must hold after it."""
        before = self.world.states()
        changed = what in ("answer", "practice")
        match what:
            case "answer" | "practice":
                self.answer(card, Rating(value % 4 + 1), practice=what == "practice")
            case "mark":
                changed = self.mark(CARDS[value // 5 % 3 :] if value % 2 else (card,), value)
            case "undo":
                self.turn(self.reviews.undo, self.done, self.undone, 0)
            case "redo":
                self.turn(self.reviews.redo, self.undone, self.done, 1)
            case "wait":
                self.world.now += round(WAITS[value % len(WAITS)] * DAY)
            case "fly":
                self.world.offset = value % 48 * 30 - 660
            case _:
                self.world.restart()
        if changed:
            self.done.append((before, self.world.states()))
            self.undone.clear()
        self.agrees()

    def mark(self, cards: Sequence[str], value: int) -> bool:
        """Mark some cards, and see that those are reported whose state that has changed."""
        acts = (Act.BURY, Act.BURY, Act.SUSPEND, Act.RESUME, Act.FLAG, Act.UNFLAG)
        now, act = self.reviews.now(4), acts[value % 6]
        until = now.day + 1 if value % 6 == 0 else 0
        before = {card: self.reviews.state(card) for card in cards}
        changes = self.reviews.mark_all(cards, act, now, self.world.scheduler, until)
        assert changes.entries == {card for card in cards if self.reviews.state(card) != before[card]}
        return bool(changes)

    def answer(self, card: str, rating: Rating, *, practice: bool) -> None:
        """Answer a card, and see that it became what the button said."""
        preview = self.preview(card)
        memory = self.reviews.state(card).memory
        if memory.phase is Phase.REVIEW:
            due = [preview.outcomes[each].due_day for each in (HARD, GOOD, EASY)]
            assert due[0] <= due[1] < due[2]
        kept, changes = self.reviews.answer(preview, rating, 9000, self.world.scheduler, practice)
        assert changes == Changes.of(ChangeKind.REVIEWS, card)
        assert kept == self.reviews.state(card).memory
        if practice:
            assert kept == memory
        else:
            assert replace(kept, last_at=preview.moment.at) == preview.outcomes[rating]
            assert kept.last_at >= preview.moment.at

    def turn(self, how: Turn, source: Deeds, target: Deeds, side: int) -> None:
        """Undo or redo, and see that the whole table is what it was."""
        rows = how(self.reviews.now(4), self.world.scheduler)
        assert bool(rows) == bool(source)
        if source:
            target.append(source.pop())
            assert self.world.states() == target[-1][side]

    def agrees(self) -> None:
        """See that the states are what the log leads to, to the last digit, and the loads what these say."""
        with opened_again(self.world.progress) as store, store.reading() as connection:
            for card, rows in log.every_card(connection):
                assert replay(rows, self.world.scheduler.model) == self.reviews.state(card)
            assert left_to(log.to_undo, connection) == bool(self.done)
            assert left_to(log.to_redo, connection) == bool(self.undone)
        assert astray(self.world.progress, self.world.scheduler) == []
        due = self.world.rows("SELECT due_day FROM card_state WHERE suspended = 0 AND phase = 2")
        counted = Counter(day for (day,) in due)
        assert {day: count for day, count in self.reviews.loads(0, 10**6).items() if count} == counted


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["answer"] * 8 + ["practice", "mark", "mark", "wait", "wait", "wait"]
            + ["undo"] * 5 + ["redo"] * 3 + ["fly", "restart"]
        ),
        st.sampled_from(CARDS),
        st.integers(0, 2000),
    ),
    max_size=40,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 2)
@given(
    deeds=DEEDS, off=st.sampled_from(((), (5, 6))), steps=st.sampled_from(((1.0, 10.0), (), (600.0, 900.0)))
)
def test_whatever_happens_the_log_says_it_all(
    tmp_path_factory: pytest.TempPathFactory,
    library: Path,
    deeds: list[tuple[str, str, int]],
    off: tuple[int, ...],
    steps: tuple[float, ...],
) -> None:
    life = Life(World(library, tmp_path_factory.mktemp("life") / "progress.db"))
    life.world.choose(days_off=off, learning_steps=steps, relearning_steps=steps)
    with life.world.progress:
        for deed in deeds:
            life.do(*deed)
        life.world.restart()
        while life.done:
            life.do("undo", "", 0)
        assert life.world.states() == []
        while life.undone:
            life.do("redo", "", 0)
    life.world.progress.close()


@settings(max_examples=20)
@given(seed=st.integers(0, 2**32))
def test_days_that_are_studied_in_come_in_order_whatever_the_clock_does(
    tmp_path_factory: pytest.TempPathFactory, library: Path, seed: int
) -> None:
    chance = random.Random(seed)
    world = World(library, tmp_path_factory.mktemp("life") / "progress.db")
    with world.progress:
        for _ in range(30):
            world.learn(chance.choice(CARDS), chance.choice(tuple(Rating)), gap=chance.randint(10, 100_000))
            world.offset = chance.randint(-11, 12) * 60
    days = [day for (day,) in world.rows("SELECT day FROM review_log ORDER BY rowid")]
    assert days == sorted(days)  # type: ignore[type-var]


def test_looking_leaves_nothing_behind(world: World) -> None:
    reviews = world.progress.reviews
    assert reviews.state("card-0") == CardState(NEW)
    assert reviews.loads(0, 10**6) == {}
    assert not can_undo(world.progress)
    assert (reviews.to_undo(), reviews.to_redo(), reviews.answers(5)) == (None, None, 0)
    assert not reviews.undo(reviews.now(4), world.scheduler)
    assert not reviews.redo(reviews.now(4), world.scheduler)
    assert not world.path.exists()


def test_what_can_be_undone_and_redone_is_reported(world: World) -> None:
    reviews = world.progress.reviews

    def said() -> tuple[bool, bool]:
        found = reviews.to_undo() is not None, reviews.to_redo() is not None
        assert found == (can_undo(world.progress), can_redo(world.progress))
        return found

    world.learn("card-0", GOOD)
    assert said() == (True, False)
    reviews.undo(reviews.now(4), world.scheduler)
    assert said() == (False, True)
    reviews.redo(reviews.now(4), world.scheduler)
    assert said() == (True, False)


def test_answers_are_counted_up_to_a_number(world: World) -> None:
    reviews = world.progress.reviews
    world.learn("card-0", GOOD, GOOD)
    reviews.mark("card-0", Act.FLAG, reviews.now(4), world.scheduler)
    assert (reviews.answers(1), reviews.answers(5)) == (1, 2)


def flagged(world: World) -> list[str]:
    """Return the flagged cards, from the disk."""
    return [str(card) for (card,) in world.rows("SELECT card FROM card_state WHERE flagged ORDER BY card")]


def test_what_is_done_with_several_cards_is_undone_and_redone_at_once(world: World) -> None:
    reviews, now = world.progress.reviews, world.progress.reviews.now(4)
    assert reviews.mark("card-1", Act.FLAG, now, world.scheduler)
    changes = reviews.mark_all([*CARDS, "card-0"], Act.FLAG, now, world.scheduler)
    assert changes == Changes.of(ChangeKind.REVIEWS, "card-0", "card-2")
    assert reviews.mark_all(["card-0"], Act.SUSPEND, now, world.scheduler)
    ids = [str(id_) for (id_,) in world.rows("SELECT id FROM review_log ORDER BY seq")]
    assert ids[1:3] == [f"{ids[1].partition('.')[0]}.{number}" for number in (1, 2)]
    assert not any("." in id_ for id_ in (ids[0], ids[3]))
    assert [row.card for row in reviews.undo(now, world.scheduler)] == ["card-0"]
    assert flagged(world) == list(CARDS)
    assert {row.card for row in reviews.undo(now, world.scheduler)} == {"card-0", "card-2"}
    assert flagged(world) == ["card-1"]
    world.restart()
    reviews = world.progress.reviews
    assert [row.card for row in reviews.redo(now, world.scheduler)] == ["card-0", "card-2"]
    assert flagged(world) == list(CARDS)
    assert [row.act for row in reviews.redo(now, world.scheduler)] == [Act.SUSPEND]
    for left in (list(CARDS), ["card-1"], []):
        reviews.undo(now, world.scheduler)
        assert flagged(world) == left
    assert astray(world.progress, world.scheduler) == []


def test_marking_what_is_marked_already_writes_nothing(world: World) -> None:
    reviews, now = world.progress.reviews, world.progress.reviews.now(4)
    reviews.mark("card-0", Act.FLAG, now, world.scheduler)
    assert not reviews.mark_all(["card-0", "card-0"], Act.FLAG, now, world.scheduler)
    assert not reviews.mark_all([], Act.FLAG, now, world.scheduler)
    assert not reviews.mark("card-1", Act.RESUME, now, world.scheduler)
    assert len(world.rows("SELECT * FROM review_log")) == 1


def test_a_burying_can_be_taken_back(world: World) -> None:
    reviews, now = world.progress.reviews, world.progress.reviews.now(4)
    reviews.mark("card-0", Act.BURY, now, world.scheduler, now.day + 1)
    assert reviews.state("card-0").buried_until == now.day + 1
    assert reviews.mark("card-0", Act.BURY, now, world.scheduler)
    assert world.states() == []


def test_of_an_act_only_what_still_holds_is_undone(world: World) -> None:
    """A part of it can have been undone elsewhere, and merged."""
    reviews, now = world.progress.reviews, world.progress.reviews.now(4)
    reviews.mark_all(CARDS, Act.FLAG, now, world.scheduler)
    with opened_again(world.progress) as store, store.writing() as connection:
        first = next(row for row in log.rows_of(connection, "card-0"))
        undoing = Row("elsewhere", "card-0", Act.UNDO, first.at + 1, 0, now.day, of=first.id)
        log.add(connection, undoing._replace(device=first.device))
    assert [row.card for row in reviews.undo(now, world.scheduler)] == ["card-1", "card-2"]


def test_few_statements_mark_many_cards(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more for each card, apart from those that have no state yet."""
    for card in CARDS:
        world.learn(card, GOOD)
    statements = count_statements(monkeypatch)
    world.restart()
    reviews, now = world.progress.reviews, world.progress.reviews.now(4)
    before = len(statements)
    reviews.mark_all(CARDS, Act.FLAG, now, world.scheduler)
    kinds = [each.split()[0] for each in statements.since(before)]
    assert kinds == ["BEGIN", "SELECT", "UPDATE", *["INSERT"] * 6, "UPDATE", "COMMIT"]


def test_an_answer_is_a_row_with_all_that_was_decided(world: World) -> None:
    world.offset = 330
    world.learn("card-0", EASY)
    row = world.rows(
        "SELECT id, card, act, at, offset, day, rating, took, phase, due_day, of FROM review_log"
    )
    memory = world.progress.reviews.state("card-0").memory
    assert row == [
        ("id-000001", "card-0", "answer", world.now - 600_000, 330, 20_000, 4, 9000, 2, memory.due_day, "")
    ]
    assert memory.due_day > 20_000


@pytest.mark.parametrize(("took", "kept"), [(-5, 0), (4000, 4000), (10**9, 60_000)])
def test_the_time_of_an_answer_has_a_cap(world: World, took: int, kept: int) -> None:
    reviews = world.progress.reviews
    preview = world.scheduler.preview("card-0", NEW, reviews.now(4))
    reviews.answer(preview, GOOD, took, world.scheduler)
    assert world.rows("SELECT took FROM review_log") == [(kept,)]


def test_loads_are_counted_once_and_kept_in_step(world: World) -> None:
    reviews = world.progress.reviews
    for card in CARDS:
        world.learn(card, EASY)
    counted = reviews.loads(20_000, 20_100)
    assert sum(counted.values()) == 3
    day = reviews.state("card-0").memory.due_day
    reviews.mark("card-0", Act.SUSPEND, reviews.now(4), world.scheduler)
    assert reviews.loads(20_000, 20_100).get(day, 0) == counted[day] - 1
    reviews.undo(reviews.now(4), world.scheduler)
    assert reviews.loads(20_000, 20_100) == counted
    world.learn("card-1", AGAIN)
    assert sum(reviews.loads(20_000, 20_100).values()) == 2


def test_what_another_process_writes_is_counted_too(world: World) -> None:
    world.learn("card-0", EASY)
    assert sum(world.progress.reviews.loads(20_000, 20_100).values()) == 1
    other = elsewhere(world)
    with other.progress:
        other.learn("card-1", EASY)
    assert sum(world.progress.reviews.loads(20_000, 20_100).values()) == 2


def test_states_that_are_wrong_are_found_and_repaired(world: World) -> None:
    world.learn("card-0", GOOD, GOOD)
    world.learn("card-1", AGAIN)
    right = world.states()
    with closing(sqlite3.connect(world.path)) as connection, connection:
        connection.execute("UPDATE card_state SET stability = 99 WHERE card = 'card-0'")
        connection.execute("DELETE FROM card_state WHERE card = 'card-1'")
        connection.execute(
            f"INSERT INTO card_state (card, {STATE_COLUMNS})"
            f" SELECT 'nobody', {STATE_COLUMNS} FROM card_state LIMIT 1"
        )
    assert sorted(astray(world.progress, world.scheduler)) == ["card-0", "card-1", "nobody"]
    repair(world.path, lambda: world.now, zone=lambda _at: 0)
    assert world.states() == right
    assert astray(world.progress, world.scheduler) == []


def test_an_answer_runs_few_statements(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.learn("card-0", GOOD)
    statements = count_statements(monkeypatch)
    world.restart()
    world.progress.lookups.add("entry")  # the first write of a session notes which session it is
    preview = promise(world, "card-0")
    before = len(statements)
    world.progress.reviews.answer(preview, GOOD, 9000, world.scheduler)
    kinds = [each.split()[0] for each in statements.since(before)]
    assert kinds == ["BEGIN", "SELECT", "UPDATE", "INSERT", "INSERT", "UPDATE", "COMMIT"]


def test_an_undo_by_another_process_leaves_nothing_to_undo(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.learn("card-0", GOOD)
    reviews = world.progress.reviews
    to_undo = log.to_undo
    with elsewhere(world).progress as other:

        def look(connection: sqlite3.Connection, device: str) -> Row | None:
            # The other process is quicker between the look and the write.
            monkeypatch.setattr(log, "to_undo", to_undo)
            found = to_undo(connection, device)
            other.reviews.undo(other.reviews.now(4), world.scheduler)
            return found

        monkeypatch.setattr(log, "to_undo", look)
        assert not reviews.undo(reviews.now(4), world.scheduler)
    assert world.states() == []


def test_the_states_of_a_card_follow_from_its_rows_alone(world: World) -> None:
    world.learn("card-0", GOOD, GOOD)
    world.learn("card-1", AGAIN)
    with opened_again(world.progress) as store, store.reading() as connection:
        for card, rows in log.every_card(connection):
            assert replay(rows, world.scheduler.model) == world.progress.reviews.state(card)
            assert rows == log.rows_of(connection, card)


FITTED = tuple(min(each * 1.15, most) for each, most in zip(DEFAULT_PARAMETERS, MOST_PARAMETERS, strict=True))


def elsewhere(world: World) -> World:
    """Return the same learner in another process."""
    return World(world.library, world.path, now=world.now, ids="id-of-another")


def promise(world: World, card: str) -> Preview:
    """Return what the buttons of a card say now."""
    reviews = world.progress.reviews
    return world.scheduler.preview(card, reviews.state(card).memory, reviews.now(4), reviews.loads)


@pytest.mark.parametrize("started", [True, False])
def test_an_answer_by_parameters_that_were_replaced_meanwhile_follows_the_new_ones(
    world: World, started: bool
) -> None:
    if started:
        world.learn("card-0", GOOD, GOOD)
        world.wait(days=20)
    preview = promise(world, "card-0")
    with elsewhere(world).progress as other:
        other.adopt(Fit(FITTED, 500, (0.5, 0.4)))
    memory, _ = world.progress.reviews.answer(preview, GOOD, 9000, world.scheduler)
    promised = preview.outcomes[GOOD]
    assert (memory.phase, memory.due_day, memory.due_at) == (
        promised.phase,
        promised.due_day,
        promised.due_at,
    )
    assert memory.stability != promised.stability
    fitted = Scheduler(replace(world.settings, parameters=FITTED))
    assert astray(world.progress, fitted) == []
    # who has not heard of it undoes and does again by the new ones as well
    state = world.states()
    world.progress.reviews.undo(world.progress.reviews.now(4), world.scheduler)
    assert astray(world.progress, fitted) == []
    world.progress.reviews.redo(world.progress.reviews.now(4), world.scheduler)
    assert world.states() == state


def test_an_answer_to_a_card_that_another_process_has_changed_follows_from_how_it_stands(
    world: World,
) -> None:
    world.learn("card-0", GOOD, GOOD)
    world.wait(days=20)
    preview = promise(world, "card-0")
    with elsewhere(world).progress as other:
        for _ in range(2):
            other.reviews.undo(other.reviews.now(4), world.scheduler)
    # this machine is the same one, so that nothing is left of what was learnt
    assert world.states() == []
    memory, _ = world.progress.reviews.answer(preview, GOOD, 9000, world.scheduler)
    assert (memory.phase, memory.reps) == (Phase.LEARNING, 1)
    assert astray(world.progress, world.scheduler) == []


def test_an_answer_to_a_card_that_the_doctor_has_repaired_follows_from_how_it_stands(world: World) -> None:
    world.learn("card-0", GOOD, GOOD, GOOD)
    world.wait(days=20)
    preview = promise(world, "card-0")
    with closing(sqlite3.connect(world.path)) as connection, connection:
        connection.execute("UPDATE review_log SET rating = 9 WHERE id = 'id-000004'")
    repair(world.path, lambda: world.now, zone=lambda _at: 0)
    memory, _ = world.progress.reviews.answer(preview, GOOD, 9000, world.scheduler)
    assert memory.reps == 3
    assert astray(world.progress, world.scheduler) == []


def test_an_answer_in_practice_leaves_what_another_process_has_made_of_the_card(world: World) -> None:
    world.learn("card-0", GOOD, GOOD)
    preview = promise(world, "card-0")
    other = elsewhere(world)
    with other.progress:
        other.learn("card-0", AGAIN)
    states = world.states()
    world.progress.reviews.answer(preview, AGAIN, 9000, world.scheduler, practice=True)
    assert world.states() == states
    assert astray(world.progress, world.scheduler) == []
