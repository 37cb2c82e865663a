"""Sessions on a real file: which card is next, what an answer does, and leaving at any card."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import pytest

from attache.base import database
from attache.base.faults import StorageError
from attache.learner.log import Act
from attache.study.memory import Phase, Preview, Rating
from attache.study.scope import Mode, Scope
from attache.study.session import Leech, Prompt, Stage
from tests.learner.decks import OneCard, Run, World, plain_cards, write_library

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 20_000
Settle: TypeAlias = Callable[..., World]


@pytest.fixture
def settle(tmp_path: Path) -> Settle:
    """Make a learner with a library of these cards."""

    def made(cards: list[OneCard], confused: tuple[tuple[int, int], ...] = (), **settings: object) -> World:
        library = write_library(tmp_path / "reference.db", cards, confused)
        world = World(library, tmp_path / "progress.db")
        world.choose(**settings)
        return world

    return made


def known(world: World, cards: list[str], days: float = 30) -> None:
    """Have some cards answered once as easy, and let days go by until they are due."""
    for card in cards:
        world.learn(card, EASY, gap=1)
    world.wait(days=days)


def ids(count: int, first: int = 0) -> list[str]:
    """Return the ids of some cards."""
    return [f"card-{number}" for number in range(first, first + count)]


def asked(session: Run) -> str:
    """Return the current card, "" for none."""
    return session.prompt.card.id if session.prompt else ""


def mark(world: World, card: str, act: Act) -> None:
    """Do something with a card besides answering it."""
    reviews = world.progress.reviews
    reviews.mark(card, act, reviews.now(4), world.scheduler)


def answer_all(session: Run, rating: Rating = EASY, took: int = 5000) -> list[str]:
    """Answer whatever is asked, all alike, and return the cards in order."""
    found = []
    while session.prompt is not None:
        found.append(asked(session))
        session.answer(rating, took)
    return found


def test_new_cards_come_in_the_order_of_the_documents_but_apart_from_their_siblings(settle: Settle) -> None:
    world = settle(plain_cards(24, each=2))
    order = answer_all(world.session())
    assert sorted(order) == sorted(ids(24))
    places = {card: place for place, card in enumerate(order)}
    assert order[0] == "card-0"
    for number in range(0, 20, 2):
        assert abs(places[f"card-{number}"] - places[f"card-{number + 1}"]) > 4
    assert max(abs(places[card] - number) for number, card in enumerate(ids(24))) < 16


def test_subjects_take_turns(settle: Settle) -> None:
    cards = [OneCard(f"card-{n + 10}", n, theme=n // 4 % 3) for n in range(24)]
    world = settle(cards)
    known(world, ids(24, 10))
    themes = [(int(card.split("-")[1]) - 10) // 4 % 3 for card in answer_all(world.session())]
    assert sum(one == other for one, other in pairwise(themes)) <= 3


def test_what_is_easily_confused_comes_one_after_the_other(settle: Settle) -> None:
    world = settle(plain_cards(12), confused=((0, 9),))
    order = answer_all(world.session())
    assert abs(order.index("card-0") - order.index("card-9")) == 1


def test_new_cards_come_evenly_among_those_that_are_due(settle: Settle) -> None:
    world = settle(plain_cards(40))
    known(world, ids(30))
    session = world.session()
    assert (session.remaining.due, session.remaining.new, session.remaining.cards) == (30, 10, 40)
    new = [place for place, card in enumerate(answer_all(session)) if int(card.split("-")[1]) >= 30]
    assert len(new) == 10
    assert max(later - earlier for earlier, later in pairwise(new)) <= 5
    assert new[0] >= 2


def test_the_most_forgotten_comes_first(settle: Settle) -> None:
    world = settle(plain_cards(40, themes=1))
    world.learn("card-7", HARD, GOOD, GOOD, gap=700)
    known(world, [card for card in ids(40) if card != "card-7"])
    assert asked(world.session()) == "card-7"


def test_a_card_in_its_steps_comes_back_in_time_but_never_twice_running(settle: Settle) -> None:
    world = settle(plain_cards(8))
    session = world.session()
    seen: list[str] = []
    count: Counter[str] = Counter()
    while session.prompt is not None:
        card = asked(session)
        seen.append(card)
        count[card] += 1
        session.answer(AGAIN if count[card] < 3 else EASY, 9000)
        world.wait(seconds=30)
    assert set(count.values()) == {3}
    # only the last card of all may have nothing left to come between
    doubled = [place for place in range(1, len(seen)) if seen[place] == seen[place - 1]]
    assert all(len(set(seen[place:])) == 1 for place in doubled)


def test_a_single_card_in_its_steps_is_asked_early_rather_than_not(settle: Settle) -> None:
    world = settle(plain_cards(1))
    session = world.session()
    session.answer(GOOD, 5000)
    assert asked(session) == "card-0"
    assert session.remaining.learning == 1
    world.choose(learning_steps=(60.0, 120.0))
    later = world.session()
    later.answer(AGAIN, 5000)
    assert later.prompt is None
    waiting = world.progress.workload.today(world.progress.now(4), world.settings)
    assert waiting.waits_until(world.now) == world.now + 3_600_000
    assert waiting.waits_until(world.now + 2_400_000) == 0, "20 minutes before, it is asked early"
    world.wait(seconds=3600)
    later.reload()
    assert asked(later) == "card-0"


def test_a_card_comes_early_only_where_no_other_waits(settle: Settle) -> None:
    world = settle(plain_cards(3))
    session = world.session()
    early = []
    for _ in range(5):
        early.append(session.session.early)
        session.answer(GOOD, 5000)
    assert early == [False, False, False, True, True]
    session.undo()
    assert not session.session.early, "it comes because it was undone"
    world.wait(seconds=900)
    session.reload()
    session.answer(GOOD, 5000)
    assert not session.session.early, "its step is over"


def test_a_step_that_ends_tomorrow_is_asked_then(settle: Settle) -> None:
    world = settle(plain_cards(1), learning_steps=(1200.0,))
    session = world.session()
    session.answer(AGAIN, 5000)
    assert session.prompt is None
    assert session.remaining.cards == 0
    world.wait(seconds=1200 * 60)
    session.reload()
    assert asked(session) == "card-0"


def test_a_session_can_be_left_and_resumed_at_any_card(settle: Settle) -> None:
    world = settle(plain_cards(6), new_limit=6)
    order: list[str] = []
    for _ in range(6):
        session = world.session()
        order.append(asked(session))
        session.answer(EASY, 5000)
        world.restart()
    assert sorted(order) == ids(6)
    assert world.session().prompt is None


def test_the_instant_of_an_answer_is_its_own_and_not_that_of_the_question(settle: Settle) -> None:
    world = settle(plain_cards(2))
    session = world.session()
    world.wait(seconds=300)
    session.answer(AGAIN, 5000)
    assert world.rows("SELECT at, due_at FROM review_log") == [(world.now, world.now + 60_000)]


def test_an_answer_after_the_day_has_turned_is_one_of_the_new_day(settle: Settle) -> None:
    world = settle(plain_cards(3), new_limit=1)
    session = world.session()
    world.wait(days=1)
    session.answer(EASY, 5000)
    assert world.rows("SELECT day FROM review_log") == [(TODAY + 1,)]
    assert session.prompt is None  # the new card of the new day
    world.wait(days=1)
    session.reload()
    assert asked(session) == "card-1"


def test_undo_and_redo_go_on_after_a_restart(settle: Settle) -> None:
    world = settle(plain_cards(6))
    first = answer_all(world.session(), GOOD)
    states = world.states()
    world.restart()
    session = world.session()
    back = [session.undo() for _ in first]
    assert back == first[::-1]
    assert world.states() == []
    assert asked(session) == first[0]
    assert session.undo() == ""
    assert [session.redo() for _ in first] == first
    assert session.redo() == ""
    assert world.states() == states
    assert session.prompt is None


def test_an_undone_answer_leaves_the_summary_and_its_card_is_asked(settle: Settle) -> None:
    world = settle(plain_cards(4))
    session = world.session()
    card = asked(session)
    session.answer(AGAIN, 7000)
    summary = session.summary
    assert (summary.answers, summary.took, summary.ratings, summary.new) == (1, 7000, (1, 0, 0, 0), 1)
    assert [each.id for each in summary.missed] == [card]
    next_card = asked(session)
    assert session.undo() == card
    assert asked(session) == card
    assert session.summary.answers == 0
    assert session.remaining.cards == 4
    assert session.redo() == card
    assert session.summary == summary
    assert asked(session) == next_card
    session.answer(EASY, 5000)
    assert session.redo() == ""


def test_an_undo_of_an_answer_from_before_leaves_this_summary_alone(settle: Settle) -> None:
    world = settle(plain_cards(5))
    world.learn("card-4", EASY)
    session = world.session()
    session.bury()
    session.undo()
    assert session.undo() == "card-4"
    assert session.summary.answers == 0
    assert session.redo() == "card-4"
    assert session.summary.answers == 0


def test_what_is_put_back_keeps_its_kind(settle: Settle) -> None:
    world = settle(plain_cards(3, themes=1))
    for waiting in (Phase.NEW, Phase.REVIEW, Phase.RELEARNING):
        if waiting is Phase.REVIEW:
            known(world, ids(3))
        elif waiting is Phase.RELEARNING:
            world.learn("card-0", AGAIN)
        session = world.session()
        assert session.prompt is not None
        assert (asked(session), session.prompt.card.phase) == ("card-0", waiting)
        mark(world, "card-2", Act.FLAG)
        assert session.undo() == "card-2"
        assert asked(session) == "card-2"
        assert session.remaining.cards == 3
        session.bury()
        assert asked(session) == "card-0"
        session.undo()


def test_an_undo_of_what_concerns_a_card_that_is_not_due_asks_it_for_practice(settle: Settle) -> None:
    world = settle(plain_cards(3), new_limit=1)
    world.learn("card-0", EASY)
    practice = world.session(mode=Mode.PRACTICE)
    assert asked(practice) == "card-0"
    states = world.states()
    practice.answer(AGAIN, 5000)
    assert world.states() == states
    session = world.session()
    assert session.undo() == "card-0"
    assert session.prompt is not None
    assert session.prompt.practice
    session.answer(AGAIN, 5000)
    assert world.states() == states


def test_practice_within_a_session_costs_nothing_of_the_days_minutes(settle: Settle) -> None:
    world = settle(plain_cards(3), minutes=1)
    world.learn("card-0", EASY)
    mark(world, "card-0", Act.FLAG)
    session = world.session()
    session.undo()
    assert session.prompt is not None
    assert session.prompt.practice
    session.answer(GOOD, 60_000)
    assert asked(session) == "card-1"


def test_an_undo_of_a_card_that_the_library_no_longer_has_asks_another(settle: Settle) -> None:
    world = settle(plain_cards(3))
    world.learn("withdrawn", GOOD)
    session = world.session()
    assert session.undo() == "withdrawn"
    assert asked(session) == "card-0"
    assert session.redo() == "withdrawn"
    assert asked(session) == "card-0"


def apart_from_days(preview: Preview) -> tuple[object, ...]:
    """Return what a preview promises but for its moment and the days, which depend on what else is due."""
    outcomes = {
        rating: replace(memory, last_at=0, due_day=0, due_at=memory.due_at and memory.due_at - memory.last_at)
        for rating, memory in preview.outcomes.items()
    }
    return preview.card, preview.before, preview.moment.day, outcomes


def fresh_prompt(world: World, prompt: Prompt) -> Prompt:
    """Return a prompt for a card as it is made when nothing was prepared."""
    reviews = world.progress.reviews
    state, now = reviews.state(prompt.card.id), reviews.now(4)
    preview = world.scheduler.preview(prompt.card.id, state.memory, now, reviews.loads)
    return Prompt(prompt.card, state.memory, preview, prompt.practice, state.flagged)


@pytest.mark.parametrize("mode", Mode)
def test_what_is_prepared_is_what_comes(settle: Settle, mode: Mode) -> None:
    world = settle(plain_cards(24, each=2), confused=((0, 3), (5, 8)))
    known(world, ids(12), days=30)
    session = world.session(mode=mode)
    count = hits = 0
    while session.prompt is not None:
        session.prepare()
        prepared = session.session.prepared
        world.wait(seconds=20)
        session.answer((AGAIN, GOOD, EASY)[count % 3], 5000)
        count += 1
        if session.prompt is not None:
            hits += session.prompt is prepared
            fresh = fresh_prompt(world, session.prompt)
            assert (session.prompt.card, session.prompt.memory) == (fresh.card, fresh.memory)
            assert apart_from_days(session.prompt.preview) == apart_from_days(fresh.preview)
            for rating, memory in fresh.preview.outcomes.items():
                promised = session.prompt.preview.outcomes[rating].interval
                # the card answered in between may have moved the chances of the days, within their reach
                assert promised == memory.interval or memory.interval > 2
                assert abs(promised - memory.interval) <= 2 * (1 + memory.interval * 0.15)
    assert hits > count * 0.4
    session.prepare()
    assert session.session.prepared is None


def test_what_was_prepared_yesterday_or_before_an_undo_is_not_used(settle: Settle) -> None:
    world = settle(plain_cards(6))
    session = world.session()
    for change in (lambda: world.wait(days=1), session.bury, session.undo):
        session.prepare()
        prepared = session.session.prepared
        assert prepared is not None
        change()
        session.answer(EASY, 5000)
        assert session.prompt is not prepared
    again = asked(session)
    session.answer(AGAIN, 5000)
    world.wait(seconds=90)
    session.prepare()
    assert session.session.prepared is not None
    assert session.session.prepared.card.id == again


def test_bury_and_suspend_put_a_card_away_and_flag_leaves_it(settle: Settle) -> None:
    world = settle(plain_cards(3))
    session = world.session()
    assert asked(session) == "card-0"
    session.flag()
    assert session.prompt is not None
    assert (asked(session), session.prompt.flagged) == ("card-0", True)
    session.flag()
    assert not session.prompt.flagged
    session.bury()
    assert asked(session) == "card-1"
    session.suspend()
    assert answer_all(session) == ["card-2"]
    session.reload()
    assert asked(session) == ""
    world.wait(days=1)
    session.reload()
    assert answer_all(session) == ["card-0"]
    with pytest.raises(ValueError, match="no card is asked"):
        session.answer(GOOD, 5000)


def test_a_failed_write_leaves_everything_as_it_was(settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0)
    world = settle(plain_cards(3))
    session = world.session()
    session.answer(EASY, 5000)
    before, left = session.prompt, session.remaining
    attempts: list[Callable[[], object]] = [session.bury, session.suspend, session.flag]
    attempts.append(lambda: session.answer(GOOD, 5000))
    with closing(sqlite3.connect(world.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for attempt in attempts:
            with pytest.raises(StorageError):
                attempt()
        other.execute("ROLLBACK")
    assert (session.prompt, session.remaining) == (before, left)
    session.answer(GOOD, 5000)
    assert session.summary.answers == 2


def unreadable(monkeypatch: pytest.MonkeyPatch, world: World, name: str) -> None:
    """Let one question to the file fail from now on."""

    def fail(*_: object) -> None:
        raise StorageError("The disk cannot be read.", "Look at it.")

    monkeypatch.setattr(world.progress.reviews if name == "state" else world.progress.cards, name, fail)


@pytest.mark.parametrize("question", ["state", "due", "siblings"])
def test_an_answer_that_was_saved_is_never_given_twice_though_nothing_can_be_read(
    settle: Settle, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    world = settle(plain_cards(6, each=2), leech_lapses=1, relearning_steps=())
    known(world, ids(6))
    session = world.session()
    first = asked(session)
    unreadable(monkeypatch, world, question)
    if question == "due":
        world.wait(days=1)  # so that everything is read again
    session.answer(AGAIN, 5000)
    assert session.summary.answers == 1
    assert session.prompt is None
    assert session.session.stage is Stage.DONE
    assert isinstance(session.session.error, StorageError)
    with pytest.raises(ValueError, match="no card is asked"):
        session.answer(GOOD, 5000)
    monkeypatch.undo()
    assert sorted([first, *answer_all(world.session())]) == ids(6)
    assert len(world.rows("SELECT 1 FROM review_log WHERE day > ?", TODAY)) == 6


@pytest.mark.parametrize("deed", ["bury", "suspend", "undo", "redo"])
def test_what_was_done_is_done_though_nothing_can_be_read(
    settle: Settle, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    world = settle(plain_cards(4))
    session = world.session()
    session.answer(EASY, 5000)
    if deed == "redo":
        session.undo()
    count = len(world.rows("SELECT 1 FROM review_log"))
    unreadable(monkeypatch, world, "state")
    getattr(session, deed)()
    assert len(world.rows("SELECT 1 FROM review_log")) == count + 1
    assert session.prompt is None
    assert isinstance(session.session.error, StorageError)
    monkeypatch.undo()
    left = {"bury": 2, "suspend": 2, "undo": 4, "redo": 3}[deed]
    assert len(answer_all(world.session())) == left


def test_a_look_that_fails_asks_no_card_twice(settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    world = settle(plain_cards(3))
    session = world.session()
    mark(world, "card-2", Act.FLAG)
    session.undo()
    assert asked(session) == "card-2"
    before = session.session
    unreadable(monkeypatch, world, "state")
    with pytest.raises(StorageError):
        session.reload()
    assert session.session == before
    monkeypatch.undo()
    assert sorted(answer_all(session)) == ids(3)


FORMS = ("question", "definition", "choice", "typed", "question")


def forget(world: World, card: str, times: int) -> Leech | None:
    """Rate one card Again, and return the leech that the session reports."""
    found = None
    for _ in range(times):
        world.wait(days=60)
        session = world.session()
        while session.prompt is not None and asked(session) != card:
            session.answer(EASY, 1000)
        session.answer(AGAIN, 1000)
        found = session.leech
        answer_all(session, GOOD, 1000)
    return found


def test_a_card_forgotten_eight_times_is_a_leech_and_is_helped(settle: Settle) -> None:
    cards = [OneCard(f"card-{n}", 0, form=form) for n, form in enumerate(FORMS)]
    world = settle([*cards, OneCard("other", 1), OneCard("third", 2)], confused=((0, 1), (2, 0)))
    known(world, ["card-0", "card-2", "card-4"])
    assert forget(world, "card-0", 7) is None
    leech = forget(world, "card-0", 1)
    assert leech == Leech("card-0", "entry-0", 8, ("entry-1", "entry-2"), "card-1")
    assert forget(world, "card-0", 3) is None
    again = forget(world, "card-0", 1)
    assert again is not None
    assert again.lapses == 12


def test_a_simpler_card_comes_first_and_only_once(settle: Settle) -> None:
    cards = [
        OneCard("card-0", 0),
        OneCard("card-1", 0, form="term"),
        OneCard("card-2", 1),
        OneCard("card-3", 2),
    ]
    world = settle(cards, leech_lapses=2)
    known(world, ["card-0"])
    forget(world, "card-0", 1)
    for simpler_is in ("due", "early"):
        world.wait(days=90 if simpler_is == "due" else 0)
        session = world.session()
        if simpler_is == "early":
            session.notice(Leech("card-0", "entry-0", 2, (), "card-1"))
        else:
            while asked(session) != "card-0":
                session.answer(EASY, 1000)
            session = world.session()
            session.answer(AGAIN, 1000)
            assert session.leech is not None
            assert session.leech.easier == "card-1"
        interrupted, left = asked(session), session.remaining
        session.ask_easier()
        assert session.prompt is not None
        assert asked(session) == "card-1"
        assert session.prompt.practice == (simpler_is == "early")
        assert session.remaining == left, "an easier card that is not due is more than the day holds"
        session.answer(EASY, 1000)
        if interrupted:
            assert asked(session) == interrupted
        assert answer_all(session).count("card-1") == 0


def test_without_a_simpler_card_there_is_none_to_ask(settle: Settle) -> None:
    cards = [
        OneCard("card-0", 0, form="definition"),
        OneCard("card-1", 0, form="choice"),
        OneCard("card-2", 1),
    ]
    world = settle(cards, leech_lapses=2)
    known(world, ["card-0"])
    leech = forget(world, "card-0", 2)
    assert leech is not None
    assert leech.easier == ""
    session = world.session()
    before = session.prompt
    session.ask_easier()
    session.notice(leech)
    session.ask_easier()
    session.notice(replace(leech, easier="withdrawn"))
    session.ask_easier()
    assert session.prompt == before


def said(session: Run) -> Leech | None:
    """Return the leech that is spoken of."""
    return session.leech


def leech_of(settle: Settle, **settings: object) -> tuple[World, Run]:
    """Return a session over one entry in which card-0 has just been forgotten once too often."""
    cards = [OneCard("card-0", 0), OneCard("card-1", 0, form="term"), OneCard("card-2", 0, form="definition")]
    world = settle(cards, leech_lapses=2, relearning_steps=())
    known(world, ["card-0", "card-1"])
    world.learn("card-0", AGAIN)
    world.wait(days=60)
    world.choose(**settings)
    session = world.session(Scope(entries=frozenset({"entry-0"})))
    while asked(session) != "card-0":
        session.bury()
    return world, session


def test_a_simpler_card_that_is_asked_anyway_is_not_asked_twice(settle: Settle) -> None:
    _, session = leech_of(settle, left_out_forms=("definition",))
    session.answer(AGAIN, 1000)
    assert session.leech is not None
    assert session.leech.easier == asked(session) == "card-1"
    left = session.remaining
    session.ask_easier()
    assert said(session) is None
    assert (asked(session), session.remaining) == ("card-1", left)
    assert answer_all(session) == ["card-1"]


def test_no_simpler_card_is_offered_that_may_not_be_asked(settle: Settle) -> None:
    world, session = leech_of(settle)
    session.answer(AGAIN, 1000)
    offered = []
    for card in ("card-2", "card-1"):
        assert session.leech is not None
        offered.append(session.leech.easier)
        session.undo()
        reviews = world.progress.reviews
        now = reviews.now(4)
        reviews.mark(card, Act.BURY, now, world.scheduler, now.day + 1)
        session.answer(AGAIN, 1000)
    assert offered == ["card-2", "card-1"]
    assert session.leech is not None
    assert session.leech.easier == ""


def test_no_simpler_card_is_offered_of_a_form_that_is_left_out(settle: Settle) -> None:
    _, session = leech_of(settle, left_out_forms=("definition", "term"))
    session.answer(AGAIN, 1000)
    assert session.leech is not None
    assert session.leech.easier == ""


def test_a_simpler_card_that_may_be_asked_no_longer_is_not(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = [OneCard("card-0", 0), OneCard("card-1", 0, form="definition"), OneCard("card-2", 1)]
    world = settle(cards)
    session = world.session()
    leech = Leech("card-0", "entry-0", 2, (), "card-1")
    mark(world, "card-1", Act.SUSPEND)
    session.notice(leech)
    session.ask_easier()
    assert (asked(session), said(session)) == ("card-0", None)
    mark(world, "card-1", Act.RESUME)
    session.notice(leech)
    unreadable(monkeypatch, world, "state")
    with pytest.raises(StorageError):
        session.ask_easier()
    monkeypatch.undo()
    assert sorted(answer_all(session)) == ids(3)


@pytest.mark.parametrize("turn", ["undo", "redo"])
def test_an_undo_takes_back_what_was_said_of_a_leech(settle: Settle, turn: str) -> None:
    _, session = leech_of(settle)
    session.answer(AGAIN, 1000)
    assert session.leech is not None
    session.undo()
    assert said(session) is None
    if turn == "redo":
        session.notice(Leech("card-0", "entry-0", 2, (), "card-1"))
        session.redo()
        assert said(session) is None


def test_practice_leaves_the_schedule_alone_and_a_second_round_asks_what_was_missed(settle: Settle) -> None:
    world = settle(plain_cards(6))
    known(world, ids(4), days=0)
    states = world.states()
    practice = world.session(mode=Mode.PRACTICE)
    assert (practice.remaining.due, practice.remaining.new) == (4, 0)
    seen = []
    while practice.prompt is not None:
        assert practice.prompt.practice
        seen.append(asked(practice))
        practice.answer(AGAIN if asked(practice) in ("card-1", "card-3") else GOOD, 5000)
    assert sorted(seen) == ids(4)
    assert world.states() == states
    assert practice.leech is None
    missed = practice.summary.missed
    assert sorted(card.id for card in missed) == ["card-1", "card-3"]
    second = world.session(mode=Mode.PRACTICE, given=missed)
    second.answer(GOOD, 5000)
    assert second.undo() in ("card-1", "card-3")
    assert sorted(answer_all(second, GOOD)) == ["card-1", "card-3"]
    assert second.summary.ratings == (0, 0, 2, 0)
    assert world.states() == states


def test_an_undo_in_practice_puts_the_card_that_was_asked_back(settle: Settle) -> None:
    world = settle(plain_cards(3))
    known(world, ids(3), days=0)
    practice = world.session(mode=Mode.PRACTICE)
    first = asked(practice)
    practice.answer(GOOD, 5000)
    assert practice.undo() == first
    assert practice.remaining.due == 3


def test_a_scope_asks_for_its_cards_alone(settle: Settle) -> None:
    world = settle(plain_cards(12, each=2))
    session = world.session(Scope(entries=frozenset({"entry-2", "entry-4"})))
    assert sorted(answer_all(session)) == ["card-4", "card-5", "card-8", "card-9"]


def test_the_days_minutes_end_a_session_with_one_card_at_most_beyond(settle: Settle) -> None:
    world = settle(plain_cards(100), minutes=2)
    known(world, ids(60))
    session = world.session()
    count = len(answer_all(session, EASY, 7000))
    assert count == 18  # the answer that crosses 120 seconds is the eighteenth
    summary = session.summary
    assert (summary.took, session.is_out_of_time) == (126_000, True)
    assert world.session().prompt is None
    assert world.session().is_out_of_time
    assert len(answer_all(world.session(beyond=True))) == 42 + 10  # what is due, and a helping of what is new
    world.wait(days=1)
    assert world.session().prompt is not None or not world.session().is_out_of_time


def test_a_slow_learner_is_not_kept_beyond_the_minutes(settle: Settle) -> None:
    world = settle(plain_cards(100), minutes=2)
    known(world, ids(60))
    assert world.session().remaining.cards > 8
    assert len(answer_all(world.session(), EASY, 30_000)) == 4


def test_a_quick_learner_gets_on_to_what_was_put_off(settle: Settle) -> None:
    world = settle(plain_cards(100), minutes=2, new_limit=5)
    known(world, ids(60))
    session = world.session()
    assert session.remaining.cards < 30
    assert len(answer_all(session, EASY, 1000)) == 65


def test_limits_hold_whatever_time_there_is(settle: Settle) -> None:
    world = settle(plain_cards(100), new_limit=5, due_limit=20)
    known(world, ids(60))
    session = world.session()
    assert (session.remaining.due, session.remaining.new) == (20, 5)
    answer_all(session)
    assert not session.is_out_of_time
    assert world.session().prompt is None


def test_forms_are_left_out_or_preferred(settle: Settle) -> None:
    cards = plain_cards(20, each=2, forms=("question", "choice"))
    world = settle(cards, left_out_forms=("question",))
    assert sorted(answer_all(world.session())) == sorted(f"card-{n}" for n in range(1, 20, 2))
    for _ in range(10):
        world.session().undo()
    world.choose(left_out_forms=(), preferred_forms=("choice",), new_limit=4)
    order = answer_all(world.session())
    assert sorted(order) == ["card-1", "card-3", "card-5", "card-7"]


def test_of_one_entry_one_card_a_day_is_begun_while_there_are_other_entries(settle: Settle) -> None:
    world = settle(plain_cards(24, each=4), new_limit=4)
    session = world.session()
    first = answer_all(session, EASY)
    assert sorted(first) == ["card-0", "card-12", "card-4", "card-8"]
    world.choose(new_limit=12)
    # Two entries are untouched; then the siblings have their turn.
    session.reload()
    then = answer_all(session, EASY)
    assert sorted(then[:2]) == ["card-16", "card-20"]
    assert len(then) == 8


def test_more_than_the_limits_comes_in_helpings_but_an_entry_whole(settle: Settle) -> None:
    world = settle(plain_cards(60, each=20), new_limit=2)
    assert len(answer_all(world.session(), EASY)) == 2
    assert world.session().prompt is None
    more = world.session(beyond=True)
    assert more.remaining.new == 10
    more.answer(EASY, 1000)
    more.undo()
    assert more.remaining.new == 10
    assert len(answer_all(more, EASY)) == 10
    entry = Scope(entries=frozenset(("entry-2",)))
    assert world.session(scope=entry, beyond=True).remaining.new >= 16


def test_other_settings_hold_from_the_card_that_is_asked(settle: Settle) -> None:
    world = settle(plain_cards(6))
    session = world.session()
    session.answer(EASY, 5000)
    session.answer(EASY, 5000)
    session.undo()
    card = asked(session)
    world.choose(learning_steps=(), desired_retention=0.8)
    for _ in range(3):
        session.reload()
        assert asked(session) == card
        mark(world, "card-5", Act.FLAG)
        session.undo()
        card = asked(session)
        assert card == "card-5"
    assert session.prompt is not None
    assert session.prompt.preview.outcomes[AGAIN].phase is Phase.REVIEW
    world.choose(left_out_forms=("question",))
    session.reload()
    assert asked(session) == ""


def test_a_backlog_is_spread_over_the_days_of_a_plan(settle: Settle) -> None:
    world = settle(plain_cards(60))
    known(world, ids(60), days=60)
    world.choose(plan_from=TODAY + 60, plan_days=4)
    shares = []
    for _ in range(4):
        shares.append(len(answer_all(world.session(), EASY)))
        world.wait(days=1)
    assert shares == [15, 15, 15, 15]
    assert world.session().prompt is None


def test_a_card_answered_under_a_clock_that_was_a_year_ahead_is_asked_again(settle: Settle) -> None:
    world = settle(plain_cards(3), new_limit=3)
    world.wait(days=400)
    known(world, ["card-0"], days=0)
    world.learn("card-1", AGAIN)
    world.session().bury()
    world.wait(days=-400)
    session = world.session()
    assert session.remaining.cards == 3
    order = answer_all(session, GOOD)
    assert set(order) == set(ids(3))
    for card in ids(3):
        assert TODAY <= world.progress.reviews.state(card).memory.due_day < TODAY + 40


def test_with_two_buttons_every_remembered_answer_is_good(settle: Settle) -> None:
    world = settle(plain_cards(3), two_buttons=True)
    run = world.session()
    for rating in (HARD, EASY, AGAIN):
        run.answer(rating)
    assert world.rows("SELECT rating FROM review_log ORDER BY seq") == [(3,), (3,), (1,)]


def test_a_suspension_that_is_redone_counts_no_answer(settle: Settle) -> None:
    world = settle(plain_cards(3))
    run = world.session()
    card = run.asked
    run.suspend()
    assert run.undo() == card
    assert run.redo() == card
    assert run.summary.answers == 0
    assert world.rows("SELECT card FROM card_state WHERE suspended = 1") == [(card,)]
