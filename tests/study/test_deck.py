"""Which cards are due, new and known, asked of both files at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from attache.base.vocabulary import CardForm
from attache.study.deck import Counts, Recall, Waiting
from attache.study.log import Act
from attache.study.memory import Phase, Rating
from attache.study.scope import Scope
from tests.study.decks import OneCard, World, plain_cards, write_library

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 20_000
Settle: TypeAlias = Callable[..., World]


@pytest.fixture
def settle(tmp_path: Path) -> Settle:
    """Make a learner with a library of these cards."""

    def made(cards: list[OneCard], confused: tuple[tuple[int, int], ...] = (), **settings: object) -> World:
        world = World(write_library(tmp_path / "reference.db", cards, confused), tmp_path / "progress.db")
        world.choose(**settings)
        return world

    return made


def mark(world: World, card: str, act: Act, until: int = 0) -> None:
    """Do something with a card besides answering it."""
    reviews = world.progress.reviews
    reviews.mark(card, act, reviews.now(4), world.scheduler, until)


def ids(cards: list[Waiting]) -> str:
    """Return the numbers of cards."""
    return " ".join(card.id.removeprefix("card-") for card in cards)


def test_a_card_goes_from_new_by_its_steps_to_due(settle: Settle) -> None:
    world = settle(plain_cards(2, each=2))
    deck, settings = world.progress.deck, world.settings
    assert deck.counts(TODAY, settings) == Counts(0, 0, 2)
    assert ids(deck.new(TODAY, settings)) == "0 1"
    world.learn("card-0", GOOD)
    assert deck.counts(TODAY, settings) == Counts(0, 1, 1)
    memory = world.progress.reviews.state("card-0").memory
    assert deck.learning(TODAY, settings) == [
        Waiting("card-0", "entry-0", "theme-0", CardForm.QUESTION, Phase.LEARNING, memory.due_at)
    ]
    world.learn("card-0", GOOD)
    day = world.progress.reviews.state("card-0").memory.due_day
    assert deck.counts(day - 1, settings) == Counts(0, 0, 1)
    assert deck.counts(day, settings) == Counts(1, 0, 1)
    (card,) = deck.due(day, settings)
    assert (card.id, card.phase) == ("card-0", Phase.REVIEW)
    assert card.spent == pytest.approx((day - TODAY) / _stability(world))
    assert deck.due(day - 1, settings) == []
    assert deck.next_due(TODAY) == (day - TODAY, 1)
    assert deck.next_due(day) == (0, 0)
    assert deck.overdue(day) == 0
    assert deck.overdue(day + 1) == 1
    assert deck.due_on(TODAY, day) == {day: 1}
    assert ids(deck.begun(TODAY, settings)) == "0"


def _stability(world: World) -> float:
    return world.progress.reviews.state("card-0").memory.stability


def test_the_most_forgotten_are_first_and_cut_off_last(settle: Settle) -> None:
    world = settle(plain_cards(5))
    for number, rating in enumerate((EASY, HARD, GOOD, AGAIN, EASY)):
        world.learn(f"card-{number}", rating, EASY)
    day = TODAY + 100
    order = world.progress.deck.due(day, world.settings)
    assert [card.spent for card in order] == sorted((card.spent for card in order), reverse=True)
    assert ids(order).split()[0] == "3"
    assert ids(world.progress.deck.due(day, world.settings, most=2)) == " ".join(ids(order).split()[:2])


def test_buried_suspended_and_withdrawn_cards_do_not_wait(settle: Settle) -> None:
    world = settle(plain_cards(6))
    deck, settings = world.progress.deck, world.settings
    for number in range(3):
        world.learn(f"card-{number}", EASY)
    world.learn("withdrawn", EASY)
    world.learn("withdrawn-too", AGAIN)
    world.wait(days=60)
    day = TODAY + 60
    assert deck.counts(day, settings) == Counts(3, 0, 3)
    mark(world, "card-0", Act.BURY, day + 1)
    mark(world, "card-1", Act.SUSPEND)
    mark(world, "card-3", Act.BURY, day + 1)
    mark(world, "card-4", Act.SUSPEND)
    assert deck.counts(day, settings) == Counts(1, 0, 1)
    assert (ids(deck.due(day, settings)), ids(deck.new(day, settings))) == ("2", "5")
    assert deck.counts(day, settings, Scope(kind="concept")) == Counts(1, 0, 1)
    assert deck.overdue(day) == 1
    assert deck.counts(day + 1, settings) == Counts(2, 0, 2)
    mark(world, "card-4", Act.RESUME)
    assert ids(deck.new(day, settings)) == "4 5"
    assert ids(deck.begun(day, settings)) == "0 2"


def test_what_comes_of_a_clock_that_was_a_year_ahead_is_not_believed(settle: Settle) -> None:
    world = settle(plain_cards(5))
    deck, settings = world.progress.deck, world.settings
    world.wait(days=400)
    world.learn("card-0", EASY)
    world.learn("card-1", AGAIN)
    mark(world, "card-2", Act.BURY, TODAY + 401)
    world.wait(days=-400)
    assert deck.counts(TODAY, settings) == Counts(1, 1, 3)
    (due,), (step,) = deck.due(TODAY, settings), deck.learning(TODAY, settings)
    assert (due.id, due.spent, step.id, step.due_at) == ("card-0", 0.0, "card-1", 0)
    assert ids(deck.new(TODAY, settings)) == "2 3 4"
    mark(world, "card-0", Act.BURY, TODAY + 1)
    assert deck.due(TODAY, settings) == []


def test_new_cards_are_found_wherever_an_undo_leaves_them(settle: Settle) -> None:
    world = settle(plain_cards(12))
    deck, settings = world.progress.deck, world.settings
    for number in range(10):
        world.learn(f"card-{number}", EASY)
    assert ids(deck.new(TODAY, settings)) == "10 11"
    now = world.progress.reviews.now(4)
    for left in range(9, 4, -1):
        world.progress.reviews.undo(now, world.scheduler)
        assert ids(deck.new(TODAY, settings, most=2)) == f"{left} {left + 1}"
    world.progress.reviews.redo(now, world.scheduler)
    assert ids(deck.new(TODAY, settings, most=2)) == "6 7"
    for number in range(6, 12):
        world.learn(f"card-{number}", EASY)
    assert deck.new(TODAY, settings) == []


def test_forms_are_left_out_and_preferred(settle: Settle) -> None:
    world = settle(plain_cards(8, each=2, forms=("question", "choice")), left_out_forms=("choice",))
    deck = world.progress.deck
    world.learn("card-0", EASY)
    world.learn("card-1", EASY)
    day = TODAY + 50
    assert ids(deck.due(day, world.settings)) == "0"
    assert ids(deck.new(day, world.settings)) == "2 4 6"
    assert deck.counts(day, world.settings) == Counts(1, 0, 3)
    world.choose(left_out_forms=(), preferred_forms=("choice",))
    assert ids(deck.new(day, world.settings)) == "3 2 5 4 7 6"
    assert ids(deck.new(day, world.settings, most=1)) == "3"


def test_cards_by_document(settle: Settle) -> None:
    world = settle(plain_cards(8))
    world.learn("card-0", EASY)
    world.learn("card-7", AGAIN)
    found = world.progress.deck.by_document(TODAY + 50, world.settings)
    assert found == {"doc-1": (1, 3), "doc-2": (1, 3)}
    assert world.progress.deck.begun_by_document() == {"doc-1": (1, 4), "doc-2": (1, 4)}


def test_one_card_its_entry_and_its_siblings(settle: Settle) -> None:
    world = settle(plain_cards(4, each=3))
    deck = world.progress.deck
    world.learn("card-1", GOOD)
    mark(world, "card-2", Act.SUSPEND)
    found = deck.waiting("card-1")
    assert found is not None
    assert (found.entry, found.phase, found.due_at > 0) == ("entry-0", Phase.LEARNING, True)
    assert deck.waiting("withdrawn") is None
    assert ids(deck.siblings("card-0")) == "1"
    assert ids(deck.siblings("card-3")) == ""
    assert deck.card_entry("card-3") == "entry-1"
    assert deck.card_entry("withdrawn") == ""


def test_how_well_entries_are_remembered(settle: Settle) -> None:
    world = settle(plain_cards(8, each=2))
    deck, curve = world.progress.deck, world.scheduler.curve
    world.learn("card-2", GOOD)
    world.learn("card-4", EASY)
    world.learn("card-6", GOOD, GOOD)
    wanted = {"entry-0": "new", "entry-1": "learning", "entry-2": "known", "entry-3": "known"}
    assert deck.recall(TODAY + 1, curve, 0.85) == {entry: Recall(word) for entry, word in wanted.items()}
    later = deck.recall(TODAY + 6, curve, 0.85)
    assert (later["entry-2"], later["entry-3"]) == (Recall.KNOWN, Recall.FADING)
    assert [entry for entry, _ in deck.fading(TODAY + 6, 5, curve.spent(0.85))] == ["entry-3"]
    ((entry, spent), *_) = deck.fading(TODAY + 90, 1, 1.0)
    assert entry == "entry-3"
    assert spent > 1
    assert deck.fading(TODAY, 5, 1.0) == []


def test_the_memories_of_an_entry(settle: Settle) -> None:
    world = settle(plain_cards(3, each=3))
    world.learn("card-0", GOOD)
    mark(world, "card-1", Act.FLAG)
    mark(world, "card-0", Act.SUSPEND)
    found = world.progress.deck.memories("entry-0")
    assert found == {
        "card-0": (world.progress.reviews.state("card-0").memory, True, False),
        "card-1": (world.progress.reviews.state("card-1").memory, False, True),
    }


def test_what_an_entry_is_confused_with(settle: Settle) -> None:
    world = settle(plain_cards(4), confused=((0, 1), (2, 0)))
    assert world.progress.deck.confusables(["entry-0", "entry-3"]) == {
        "entry-0": frozenset({"entry-1", "entry-2"}),
        "entry-3": frozenset(),
    }
