"""A sitting: what comes next, what an answer does, and that it can be left and taken back at any card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import pytest

from attache.base.faults import StorageError
from attache.learner.log import Act, CardState
from attache.learner.sitting import Leech, Mode, Sitting
from attache.study.memory import Phase, Preview, Rating
from attache.study.scheduler import Scheduler
from attache.study.scope import Scope
from tests.learner.decks import OneCard, World, plain_cards, write_library

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


def asked(sitting: Sitting) -> str:
    """Return the card that is asked, "" for none."""
    return sitting.current.card.id if sitting.current else ""


def mark(world: World, card: str, act: Act) -> None:
    """Do something with a card besides answering it."""
    reviews = world.progress.reviews
    reviews.mark(card, act, reviews.now(4), world.scheduler)


def answer_all(sitting: Sitting, rating: Rating = EASY, took: int = 5000) -> list[str]:
    """Answer whatever is asked, all alike, and return the cards in order."""
    found = []
    while sitting.current is not None:
        found.append(asked(sitting))
        sitting.answer(rating, took)
    return found


def test_new_cards_come_in_the_order_of_the_documents_but_apart_from_their_siblings(settle: Settle) -> None:
    world = settle(plain_cards(24, each=2))
    order = answer_all(world.sitting())
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
    themes = [(int(card.split("-")[1]) - 10) // 4 % 3 for card in answer_all(world.sitting())]
    assert sum(one == other for one, other in pairwise(themes)) <= 3


def test_what_is_easily_confused_comes_one_after_the_other(settle: Settle) -> None:
    world = settle(plain_cards(12), confused=((0, 9),))
    order = answer_all(world.sitting())
    assert abs(order.index("card-0") - order.index("card-9")) == 1


def test_new_cards_come_evenly_among_those_that_are_due(settle: Settle) -> None:
    world = settle(plain_cards(40))
    known(world, ids(30))
    sitting = world.sitting()
    assert (sitting.left.due, sitting.left.new, sitting.left.cards) == (30, 10, 40)
    new = [place for place, card in enumerate(answer_all(sitting)) if int(card.split("-")[1]) >= 30]
    assert len(new) == 10
    assert max(later - earlier for earlier, later in pairwise(new)) <= 5
    assert new[0] >= 2


def test_the_most_forgotten_comes_first(settle: Settle) -> None:
    world = settle(plain_cards(40, themes=1))
    world.learn("card-7", HARD, GOOD, GOOD, gap=700)
    known(world, [card for card in ids(40) if card != "card-7"])
    assert asked(world.sitting()) == "card-7"


def test_a_card_in_its_steps_comes_back_in_time_but_never_twice_running(settle: Settle) -> None:
    world = settle(plain_cards(8))
    sitting = world.sitting()
    seen: list[str] = []
    count: Counter[str] = Counter()
    while sitting.current is not None:
        card = asked(sitting)
        seen.append(card)
        count[card] += 1
        sitting.answer(AGAIN if count[card] < 3 else EASY, 9000)
        world.wait(seconds=30)
    assert set(count.values()) == {3}
    # only the last card of all may have nothing left to come between
    doubled = [place for place in range(1, len(seen)) if seen[place] == seen[place - 1]]
    assert all(len(set(seen[place:])) == 1 for place in doubled)


def test_a_single_card_in_its_steps_is_asked_early_rather_than_not(settle: Settle) -> None:
    world = settle(plain_cards(1))
    sitting = world.sitting()
    sitting.answer(GOOD, 5000)
    assert asked(sitting) == "card-0"
    assert sitting.left.learning == 1
    world.choose(learning_steps=(60.0, 120.0))
    later = world.sitting()
    later.answer(AGAIN, 5000)
    assert later.current is None
    assert later.summary.waits_until == world.now + 3_600_000
    world.wait(seconds=3600)
    later.refresh()
    assert asked(later) == "card-0"


def test_a_step_that_ends_tomorrow_waits_until_then(settle: Settle) -> None:
    world = settle(plain_cards(1), learning_steps=(1200.0,))
    sitting = world.sitting()
    sitting.answer(AGAIN, 5000)
    assert sitting.current is None
    assert (sitting.left.cards, sitting.summary.waits_until) == (0, 0)
    world.wait(seconds=1200 * 60)
    sitting.refresh()
    assert asked(sitting) == "card-0"


def test_a_sitting_can_be_left_and_taken_up_at_any_card(settle: Settle) -> None:
    world = settle(plain_cards(6), new_limit=6)
    order: list[str] = []
    for _ in range(6):
        sitting = world.sitting()
        order.append(asked(sitting))
        sitting.answer(EASY, 5000)
        world.restart()
    assert sorted(order) == ids(6)
    assert world.sitting().current is None


def test_the_instant_of_an_answer_is_its_own_and_not_that_of_the_question(settle: Settle) -> None:
    world = settle(plain_cards(2))
    sitting = world.sitting()
    world.wait(seconds=300)
    sitting.answer(AGAIN, 5000)
    assert world.rows("SELECT at, due_at FROM review_log") == [(world.now, world.now + 60_000)]


def test_an_answer_after_the_day_has_turned_is_one_of_the_new_day(settle: Settle) -> None:
    world = settle(plain_cards(3), new_limit=1)
    sitting = world.sitting()
    world.wait(days=1)
    sitting.answer(EASY, 5000)
    assert world.rows("SELECT day FROM review_log") == [(TODAY + 1,)]
    assert sitting.current is None  # the new card of the new day
    world.wait(days=1)
    sitting.refresh()
    assert asked(sitting) == "card-1"


def test_undo_and_redo_go_on_after_a_restart(settle: Settle) -> None:
    world = settle(plain_cards(6))
    first = answer_all(world.sitting(), GOOD)
    states = world.states()
    world.restart()
    sitting = world.sitting()
    back = [sitting.undo() for _ in first]
    assert back == first[::-1]
    assert world.states() == []
    assert asked(sitting) == first[0]
    assert sitting.undo() == ""
    assert [sitting.redo() for _ in first] == first
    assert sitting.redo() == ""
    assert world.states() == states
    assert sitting.current is None


def test_an_undone_answer_leaves_the_summary_and_its_card_is_asked(settle: Settle) -> None:
    world = settle(plain_cards(4))
    sitting = world.sitting()
    card = asked(sitting)
    sitting.answer(AGAIN, 7000)
    summary = sitting.summary
    assert (summary.answers, summary.took, summary.ratings, summary.begun) == (1, 7000, (1, 0, 0, 0), 1)
    assert [each.id for each in summary.missed] == [card]
    next_card = asked(sitting)
    assert sitting.undo() == card
    assert asked(sitting) == card
    assert sitting.summary.answers == 0
    assert sitting.left.cards == 4
    assert sitting.redo() == card
    assert sitting.summary == summary
    assert asked(sitting) == next_card
    sitting.answer(EASY, 5000)
    assert sitting.redo() == ""


def test_an_undo_of_an_answer_from_before_leaves_this_summary_alone(settle: Settle) -> None:
    world = settle(plain_cards(5))
    world.learn("card-4", EASY)
    sitting = world.sitting()
    sitting.bury()
    sitting.undo()
    assert sitting.undo() == "card-4"
    assert sitting.summary.answers == 0
    assert sitting.redo() == "card-4"
    assert sitting.summary.answers == 0


def test_what_is_put_back_keeps_its_kind(settle: Settle) -> None:
    world = settle(plain_cards(3, themes=1))
    for waiting in (Phase.NEW, Phase.REVIEW, Phase.RELEARNING):
        if waiting is Phase.REVIEW:
            known(world, ids(3))
        elif waiting is Phase.RELEARNING:
            world.learn("card-0", AGAIN)
        sitting = world.sitting()
        assert sitting.current is not None
        assert (asked(sitting), sitting.current.card.phase) == ("card-0", waiting)
        mark(world, "card-2", Act.FLAG)
        assert sitting.undo() == "card-2"
        assert asked(sitting) == "card-2"
        assert sitting.left.cards == 3
        sitting.bury()
        assert asked(sitting) == "card-0"
        sitting.undo()


def test_an_undo_of_what_concerns_a_card_that_is_not_due_asks_it_for_practice(settle: Settle) -> None:
    world = settle(plain_cards(3), new_limit=1)
    world.learn("card-0", EASY)
    practice = world.sitting(mode=Mode.PRACTICE)
    assert asked(practice) == "card-0"
    states = world.states()
    practice.answer(AGAIN, 5000)
    assert world.states() == states
    sitting = world.sitting()
    assert sitting.undo() == "card-0"
    assert sitting.current is not None
    assert sitting.current.practice
    sitting.answer(AGAIN, 5000)
    assert world.states() == states


def test_practice_within_a_sitting_costs_nothing_of_the_days_minutes(settle: Settle) -> None:
    world = settle(plain_cards(3), minutes=1)
    world.learn("card-0", EASY)
    mark(world, "card-0", Act.FLAG)
    sitting = world.sitting()
    sitting.undo()
    assert sitting.current is not None
    assert sitting.current.practice
    sitting.answer(GOOD, 60_000)
    assert asked(sitting) == "card-1"


def test_an_undo_of_a_card_that_the_library_no_longer_has_asks_another(settle: Settle) -> None:
    world = settle(plain_cards(3))
    world.learn("withdrawn", GOOD)
    sitting = world.sitting()
    assert sitting.undo() == "withdrawn"
    assert asked(sitting) == "card-0"
    assert sitting.redo() == "withdrawn"
    assert asked(sitting) == "card-0"


def apart_from_days(preview: Preview) -> tuple[object, ...]:
    """Return what a preview promises but for its moment and the days, which depend on what else is due."""
    outcomes = {
        rating: replace(memory, last_at=0, due_day=0, due_at=memory.due_at and memory.due_at - memory.last_at)
        for rating, memory in preview.outcomes.items()
    }
    return preview.card, preview.before, preview.moment.day, outcomes


@pytest.mark.parametrize("mode", Mode)
def test_what_is_prepared_is_what_comes(settle: Settle, mode: Mode) -> None:
    world = settle(plain_cards(24, each=2), confused=((0, 3), (5, 8)))
    known(world, ids(12), days=30)
    sitting = world.sitting(mode=mode)
    count = hits = 0
    while sitting.current is not None:
        sitting.prepare()
        prepared = sitting._prepared
        world.wait(seconds=20)
        sitting.answer((AGAIN, GOOD, EASY)[count % 3], 5000)
        count += 1
        if sitting.current is not None:
            hits += sitting.current is prepared
            fresh = sitting._ask(sitting.current.card, sitting.current.practice, sitting._now())
            assert (sitting.current.card, sitting.current.memory) == (fresh.card, fresh.memory)
            assert apart_from_days(sitting.current.preview) == apart_from_days(fresh.preview)
            for rating, memory in fresh.preview.outcomes.items():
                promised = sitting.current.preview.outcomes[rating].interval
                # the card answered in between may have moved the chances of the days, within their reach
                assert promised == memory.interval or memory.interval > 2
                assert abs(promised - memory.interval) <= 2 * (1 + memory.interval * 0.15)
    assert hits > count * 0.4
    sitting.prepare()
    assert sitting._prepared is None


def test_what_was_prepared_yesterday_or_before_an_undo_is_not_used(settle: Settle) -> None:
    world = settle(plain_cards(6))
    sitting = world.sitting()
    for change in (lambda: world.wait(days=1), sitting.bury, sitting.undo):
        sitting.prepare()
        prepared = sitting._prepared
        assert prepared is not None
        change()
        sitting.answer(EASY, 5000)
        assert sitting.current is not prepared
    again = asked(sitting)
    sitting.answer(AGAIN, 5000)
    world.wait(seconds=90)
    sitting.prepare()
    assert sitting._prepared is not None
    assert sitting._prepared.card.id == again
    sitting._aside.append(sitting._due[0] if sitting._due else sitting._new[0])
    sitting.prepare()
    assert sitting._prepared is None


def test_bury_and_suspend_put_a_card_away_and_flag_leaves_it(settle: Settle) -> None:
    world = settle(plain_cards(3))
    sitting = world.sitting()
    assert asked(sitting) == "card-0"
    sitting.flag()
    assert sitting.current is not None
    assert (asked(sitting), sitting.current.flagged) == ("card-0", True)
    sitting.flag()
    assert not sitting.current.flagged
    sitting.bury()
    assert asked(sitting) == "card-1"
    sitting.suspend()
    assert answer_all(sitting) == ["card-2"]
    sitting.refresh()
    assert asked(sitting) == ""
    world.wait(days=1)
    sitting.refresh()
    assert answer_all(sitting) == ["card-0"]
    with pytest.raises(ValueError, match="no card is asked"):
        sitting.answer(GOOD, 5000)


def test_a_failed_write_leaves_everything_as_it_was(settle: Settle) -> None:
    world = settle(plain_cards(3))
    sitting = world.sitting()
    sitting.answer(EASY, 5000)
    before, left = sitting.current, sitting.left
    moved = world.path.rename(world.path.with_name("away.db"))
    attempts: list[Callable[[], object]] = [sitting.bury, sitting.suspend, sitting.flag]
    attempts.append(lambda: sitting.answer(GOOD, 5000))
    for attempt in attempts:
        with pytest.raises(StorageError):
            attempt()
    assert (sitting.current, sitting.left) == (before, left)
    moved.rename(world.path)
    sitting.answer(GOOD, 5000)
    assert sitting.summary.answers == 2


def unreadable(monkeypatch: pytest.MonkeyPatch, sitting: Sitting, name: str) -> None:
    """Let one question to the file fail from now on."""

    def fail(*_: object) -> None:
        raise StorageError("The disk cannot be read.", "Look at it.")

    part = sitting._reviews if name in ("state", "now") else sitting._deck
    monkeypatch.setattr(part, name, fail)


@pytest.mark.parametrize("question", ["state", "due", "siblings"])
def test_an_answer_that_was_kept_is_never_given_twice_though_nothing_can_be_read(
    settle: Settle, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    world = settle(plain_cards(6, each=2), leech_lapses=1, relearning_steps=())
    known(world, ids(6))
    sitting = world.sitting()
    first = asked(sitting)
    unreadable(monkeypatch, sitting, question)
    if question == "due":
        sitting._day -= 1  # the lists are of yesterday, so that all is looked at anew
    assert sitting.answer(AGAIN, 5000)
    assert sitting.summary.answers == 1
    if question != "siblings":
        for _ in range(2):
            with pytest.raises(StorageError):
                _ = sitting.current
        sitting.prepare()
        with pytest.raises(ValueError, match="no card is asked"):
            sitting.answer(GOOD, 5000)
        assert sitting.left.cards > 0
    monkeypatch.undo()
    order = [first, *answer_all(sitting)]
    assert sorted(order) == ids(6)
    assert len(world.rows("SELECT 1 FROM review_log WHERE day > ?", TODAY)) == 6


@pytest.mark.parametrize("deed", ["bury", "suspend", "undo", "redo"])
def test_what_was_done_is_done_though_nothing_can_be_read(
    settle: Settle, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    world = settle(plain_cards(4))
    sitting = world.sitting()
    sitting.answer(EASY, 5000)
    if deed == "redo":
        sitting.undo()
    count = len(world.rows("SELECT 1 FROM review_log"))
    unreadable(monkeypatch, sitting, "state")
    assert getattr(sitting, deed)()
    assert len(world.rows("SELECT 1 FROM review_log")) == count + 1
    with pytest.raises(StorageError):
        _ = sitting.current
    monkeypatch.undo()
    left = {"bury": 2, "suspend": 2, "undo": 4, "redo": 3}[deed]
    assert len(answer_all(sitting)) == left


def test_a_card_that_cannot_be_asked_again_at_once_is_asked_once(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = settle(plain_cards(4))
    world.learn("card-3", EASY)
    sitting = world.sitting()
    unreadable(monkeypatch, sitting, "waiting")
    assert sitting.undo() == "card-3"  # undone, but another is asked
    assert asked(sitting) == "card-0"
    monkeypatch.undo()
    sitting.redo()
    state = sitting._reviews.state

    def all_but_one(card: str) -> CardState:
        if card == "card-3":
            raise StorageError("The disk cannot be read.", "Look at it.")
        return state(card)

    monkeypatch.setattr(sitting._reviews, "state", all_but_one)
    assert sitting.undo() == "card-3"
    assert asked(sitting) == "card-0"
    monkeypatch.undo()
    assert sorted(answer_all(sitting)) == ids(4)


def test_a_look_that_fails_asks_no_card_twice(settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    world = settle(plain_cards(3))
    sitting = world.sitting()
    mark(world, "card-2", Act.FLAG)
    sitting.undo()
    assert asked(sitting) == "card-2"
    unreadable(monkeypatch, sitting, "state")
    with pytest.raises(StorageError):
        sitting.refresh()
    monkeypatch.undo()
    assert sorted(answer_all(sitting)) == ids(3)


FORMS = ("question", "definition", "choice", "typed", "question")


def forget(world: World, card: str, times: int) -> Leech | None:
    """Let one card be forgotten, and return what the sitting says of it."""
    found = None
    for _ in range(times):
        world.wait(days=60)
        sitting = world.sitting()
        while sitting.current is not None and asked(sitting) != card:
            sitting.answer(EASY, 1000)
        sitting.answer(AGAIN, 1000)
        found = sitting.leech
        answer_all(sitting, GOOD, 1000)
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
        sitting = world.sitting()
        if simpler_is == "early":
            sitting.leech = Leech("card-0", "entry-0", 2, (), "card-1")
        else:
            while asked(sitting) != "card-0":
                sitting.answer(EASY, 1000)
            sitting = world.sitting()
            sitting.answer(AGAIN, 1000)
            assert sitting.leech is not None
            assert sitting.leech.simpler == "card-1"
        interrupted, left = asked(sitting), sitting.left.cards
        sitting.ask_simpler()
        assert sitting.current is not None
        assert asked(sitting) == "card-1"
        assert sitting.current.practice == (simpler_is == "early")
        assert sitting.left.cards == left + (simpler_is == "early")
        sitting.answer(EASY, 1000)
        if interrupted:
            assert asked(sitting) == interrupted
        assert answer_all(sitting).count("card-1") == 0


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
    assert leech.simpler == ""
    sitting = world.sitting()
    before = sitting.current
    sitting.ask_simpler()
    sitting.leech = leech
    sitting.ask_simpler()
    sitting.leech = replace(leech, simpler="withdrawn")
    sitting.ask_simpler()
    assert sitting.current == before


def said(sitting: Sitting) -> Leech | None:
    """Return the leech that is spoken of."""
    return sitting.leech


def leech_of(settle: Settle, **settings: object) -> tuple[World, Sitting]:
    """Return a sitting over one entry in which card-0 has just been forgotten once too often."""
    cards = [OneCard("card-0", 0), OneCard("card-1", 0, form="term"), OneCard("card-2", 0, form="definition")]
    world = settle(cards, leech_lapses=2, relearning_steps=())
    known(world, ["card-0", "card-1"])
    world.learn("card-0", AGAIN)
    world.wait(days=60)
    world.choose(**settings)
    sitting = world.sitting(Scope(entries=frozenset({"entry-0"})))
    while asked(sitting) != "card-0":
        sitting.bury()
    return world, sitting


def test_a_simpler_card_that_is_asked_anyway_is_not_asked_twice(settle: Settle) -> None:
    _, sitting = leech_of(settle, left_out_forms=("definition",))
    sitting.answer(AGAIN, 1000)
    assert sitting.leech is not None
    assert sitting.leech.simpler == asked(sitting) == "card-1"
    left = sitting.left
    sitting.ask_simpler()
    assert said(sitting) is None
    assert (asked(sitting), sitting.left) == ("card-1", left)
    assert answer_all(sitting) == ["card-1"]


def test_no_simpler_card_is_offered_that_may_not_be_asked(settle: Settle) -> None:
    world, sitting = leech_of(settle)
    sitting.answer(AGAIN, 1000)
    offered = []
    for card in ("card-2", "card-1"):
        assert sitting.leech is not None
        offered.append(sitting.leech.simpler)
        sitting.undo()
        reviews = world.progress.reviews
        now = reviews.now(4)
        reviews.mark(card, Act.BURY, now, world.scheduler, now.day + 1)
        sitting.answer(AGAIN, 1000)
    assert offered == ["card-2", "card-1"]
    assert sitting.leech is not None
    assert sitting.leech.simpler == ""


def test_no_simpler_card_is_offered_of_a_form_that_is_left_out(settle: Settle) -> None:
    _, sitting = leech_of(settle, left_out_forms=("definition", "term"))
    sitting.answer(AGAIN, 1000)
    assert sitting.leech is not None
    assert sitting.leech.simpler == ""


def test_a_simpler_card_that_may_be_asked_no_longer_is_not(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = [OneCard("card-0", 0), OneCard("card-1", 0, form="definition"), OneCard("card-2", 1)]
    world = settle(cards)
    sitting = world.sitting()
    leech = Leech("card-0", "entry-0", 2, (), "card-1")
    mark(world, "card-1", Act.SUSPEND)
    sitting.leech = leech
    sitting.ask_simpler()
    assert (asked(sitting), said(sitting)) == ("card-0", None)
    mark(world, "card-1", Act.RESUME)
    sitting.leech = leech
    unreadable(monkeypatch, sitting, "state")
    sitting.ask_simpler()
    with pytest.raises(StorageError):
        _ = sitting.current
    monkeypatch.undo()
    assert sorted(answer_all(sitting)) == ids(3)


@pytest.mark.parametrize("turn", ["undo", "redo"])
def test_an_undo_takes_back_what_was_said_of_a_leech(settle: Settle, turn: str) -> None:
    _, sitting = leech_of(settle)
    sitting.answer(AGAIN, 1000)
    assert sitting.leech is not None
    sitting.undo()
    assert said(sitting) is None
    if turn == "redo":
        sitting.leech = Leech("card-0", "entry-0", 2, (), "card-1")
        sitting.redo()
        assert said(sitting) is None


def test_practice_leaves_the_schedule_alone_and_a_second_round_asks_what_was_missed(settle: Settle) -> None:
    world = settle(plain_cards(6))
    known(world, ids(4), days=0)
    states = world.states()
    practice = world.sitting(mode=Mode.PRACTICE)
    assert (practice.left.due, practice.left.new) == (4, 0)
    seen = []
    while practice.current is not None:
        assert practice.current.practice
        seen.append(asked(practice))
        practice.answer(AGAIN if asked(practice) in ("card-1", "card-3") else GOOD, 5000)
    assert sorted(seen) == ids(4)
    assert world.states() == states
    assert practice.leech is None
    missed = practice.summary.missed
    assert sorted(card.id for card in missed) == ["card-1", "card-3"]
    second = world.sitting(mode=Mode.PRACTICE, cards=missed)
    second.answer(GOOD, 5000)
    assert second.undo() in ("card-1", "card-3")
    assert sorted(answer_all(second, GOOD)) == ["card-1", "card-3"]
    assert second.summary.ratings == (0, 0, 2, 0)
    assert world.states() == states


def test_an_undo_in_practice_puts_the_card_that_was_asked_back(settle: Settle) -> None:
    world = settle(plain_cards(3))
    known(world, ids(3), days=0)
    practice = world.sitting(mode=Mode.PRACTICE)
    first = asked(practice)
    practice.answer(GOOD, 5000)
    assert practice.undo() == first
    assert practice.left.due == 3


def test_a_scope_asks_for_its_cards_alone(settle: Settle) -> None:
    world = settle(plain_cards(12, each=2))
    sitting = world.sitting(Scope(entries=frozenset({"entry-2", "entry-4"})))
    assert sorted(answer_all(sitting)) == ["card-4", "card-5", "card-8", "card-9"]


def test_the_days_minutes_end_a_sitting_with_one_card_at_most_beyond(settle: Settle) -> None:
    world = settle(plain_cards(100), minutes=2)
    known(world, ids(60))
    sitting = world.sitting()
    count = len(answer_all(sitting, EASY, 7000))
    assert count == 18  # the answer that crosses 120 seconds is the eighteenth
    summary = sitting.summary
    assert (summary.took, summary.out_of_time) == (126_000, True)
    assert world.sitting().current is None
    assert world.sitting().summary.out_of_time
    assert len(answer_all(world.sitting(beyond=True))) == 42 + 10  # what is due, and a helping of what is new
    world.wait(days=1)
    assert world.sitting().current is not None or not world.sitting().summary.out_of_time


def test_a_slow_learner_is_not_kept_beyond_the_minutes(settle: Settle) -> None:
    world = settle(plain_cards(100), minutes=2)
    known(world, ids(60))
    assert world.sitting().left.cards > 8
    assert len(answer_all(world.sitting(), EASY, 30_000)) == 4


def test_a_quick_learner_gets_on_to_what_was_put_off(settle: Settle) -> None:
    world = settle(plain_cards(100), minutes=2, new_limit=5)
    known(world, ids(60))
    sitting = world.sitting()
    assert sitting.left.cards < 30
    assert len(answer_all(sitting, EASY, 1000)) == 65


def test_limits_hold_whatever_time_there_is(settle: Settle) -> None:
    world = settle(plain_cards(100), new_limit=5, due_limit=20)
    known(world, ids(60))
    sitting = world.sitting()
    assert (sitting.left.due, sitting.left.new) == (20, 5)
    answer_all(sitting)
    assert not sitting.summary.out_of_time
    assert world.sitting().current is None


def test_forms_are_left_out_or_preferred(settle: Settle) -> None:
    cards = plain_cards(20, each=2, forms=("question", "choice"))
    world = settle(cards, left_out_forms=("question",))
    assert sorted(answer_all(world.sitting())) == sorted(f"card-{n}" for n in range(1, 20, 2))
    for _ in range(10):
        world.sitting().undo()
    world.choose(left_out_forms=(), preferred_forms=("choice",), new_limit=4)
    order = answer_all(world.sitting())
    assert sorted(order) == ["card-1", "card-3", "card-5", "card-7"]


def test_of_one_entry_one_card_a_day_is_begun_while_there_are_other_entries(settle: Settle) -> None:
    world = settle(plain_cards(24, each=4), new_limit=4)
    sitting = world.sitting()
    first = answer_all(sitting, EASY)
    assert sorted(first) == ["card-0", "card-12", "card-4", "card-8"]
    world.choose(new_limit=12)
    # Two entries are untouched; then the siblings have their turn.
    sitting.adopt(world.scheduler)
    then = answer_all(sitting, EASY)
    assert sorted(then[:2]) == ["card-16", "card-20"]
    assert len(then) == 8


def test_more_than_the_limits_comes_in_helpings_but_an_entry_whole(settle: Settle) -> None:
    world = settle(plain_cards(60, each=20), new_limit=2)
    assert len(answer_all(world.sitting(), EASY)) == 2
    assert world.sitting().current is None
    more = world.sitting(beyond=True)
    assert more.left.new == 10
    more.answer(EASY, 1000)
    more.undo()
    assert more.left.new == 10
    assert len(answer_all(more, EASY)) == 10
    entry = Scope(entries=frozenset(("entry-2",)))
    assert world.sitting(scope=entry, beyond=True).left.new >= 16


def test_other_settings_hold_from_the_card_that_is_asked(settle: Settle) -> None:
    world = settle(plain_cards(6))
    sitting = world.sitting()
    sitting.answer(EASY, 5000)
    sitting.answer(EASY, 5000)
    sitting.undo()
    card = asked(sitting)
    world.choose(learning_steps=(), desired_retention=0.8)
    for _ in range(3):
        sitting.adopt(world.scheduler)
        assert asked(sitting) == card
        mark(world, "card-5", Act.FLAG)
        sitting.undo()
        card = asked(sitting)
        assert card == "card-5"
    assert sitting.current is not None
    assert sitting.current.preview.outcomes[AGAIN].phase is Phase.REVIEW
    sitting.adopt(Scheduler(replace(world.settings, left_out_forms=("question",))))
    assert asked(sitting) == ""


def test_a_backlog_is_spread_over_the_days_of_a_plan(settle: Settle) -> None:
    world = settle(plain_cards(60))
    known(world, ids(60), days=60)
    world.choose(plan_from=TODAY + 60, plan_days=4)
    shares = []
    for _ in range(4):
        shares.append(len(answer_all(world.sitting(), EASY)))
        world.wait(days=1)
    assert shares == [15, 15, 15, 15]
    assert world.sitting().current is None


def test_a_card_answered_under_a_clock_that_was_a_year_ahead_is_asked_again(settle: Settle) -> None:
    world = settle(plain_cards(3), new_limit=3)
    world.wait(days=400)
    known(world, ["card-0"], days=0)
    world.learn("card-1", AGAIN)
    world.sitting().bury()
    world.wait(days=-400)
    sitting = world.sitting()
    assert sitting.left.cards == 3
    order = answer_all(sitting, GOOD)
    assert set(order) == set(ids(3))
    for card in ids(3):
        assert TODAY <= world.progress.reviews.state(card).memory.due_day < TODAY + 40
