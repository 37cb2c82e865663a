"""Which cards are due, new and known, asked of both files together."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attache.base.vocabulary import CardForm
from attache.learner.log import Act
from attache.study.memory import Phase, Rating
from attache.study.queue import QueuedCard
from attache.study.scope import Scope
from attache.study.settings import StudySettings
from attache.study.workload import CardCounts
from tests.learner.decks import OneCard, Settle, World, count_cards, plain_cards, write_library

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 20_000


def ids(cards: list[QueuedCard]) -> str:
    """Return the numbers of cards."""
    return " ".join(card.id.removeprefix("card-") for card in cards)


def test_a_card_goes_from_new_by_its_steps_to_due(settle: Settle) -> None:
    world = settle(plain_cards(2, each=2))
    cards, settings = world.progress.cards, world.settings
    assert cards.counts(TODAY, settings) == CardCounts(0, 0, 2)
    assert ids(cards.new(TODAY, settings)) == "0 1"
    world.learn("card-0", GOOD)
    assert cards.counts(TODAY, settings) == CardCounts(0, 1, 1)
    memory = world.progress.reviews.state("card-0").memory
    assert cards.learning(TODAY, settings) == [
        QueuedCard("card-0", "entry-0", "theme-0", CardForm.QUESTION, Phase.LEARNING, memory.due_at)
    ]
    world.learn("card-0", GOOD)
    day = world.progress.reviews.state("card-0").memory.due_day
    assert cards.counts(day - 1, settings) == CardCounts(0, 0, 1)
    assert cards.counts(day, settings) == CardCounts(1, 0, 1)
    (card,) = cards.due(day, settings)
    assert (card.id, card.phase) == ("card-0", Phase.REVIEW)
    assert cards.due(day - 1, settings) == []
    assert cards.next_due(TODAY) == (day - TODAY, 1)
    assert cards.next_due(day) == (0, 0)
    assert cards.due_on(TODAY, day) == {day: 1}
    assert ids(cards.started(TODAY, settings)) == "0"


def test_the_most_forgotten_are_first_and_cut_off_last(settle: Settle) -> None:
    world = settle(plain_cards(5))
    for number, rating in enumerate((EASY, HARD, GOOD, AGAIN, EASY)):
        world.learn(f"card-{number}", rating, EASY)
    day = TODAY + 100
    order = world.progress.cards.due(day, world.settings)
    stabilities = [world.progress.reviews.state(card.id).memory.stability for card in order]
    assert stabilities == sorted(stabilities)  # all were answered on the same day
    assert ids(order).split()[0] == "3"
    assert ids(world.progress.cards.due(day, world.settings, most=2)) == " ".join(ids(order).split()[:2])


def test_buried_suspended_and_withdrawn_cards_do_not_wait(settle: Settle) -> None:
    world = settle(plain_cards(6))
    cards, settings = world.progress.cards, world.settings
    for number in range(3):
        world.learn(f"card-{number}", EASY)
    world.learn("withdrawn", EASY)
    world.learn("withdrawn-too", AGAIN)
    world.wait(days=60)
    day = TODAY + 60
    assert cards.counts(day, settings) == CardCounts(3, 0, 3)
    world.mark("card-0", Act.BURY, day + 1)
    world.mark("card-1", Act.SUSPEND)
    world.mark("card-3", Act.BURY, day + 1)
    world.mark("card-4", Act.SUSPEND)
    assert cards.counts(day, settings) == CardCounts(1, 0, 1)
    assert (ids(cards.due(day, settings)), ids(cards.new(day, settings))) == ("2", "5")
    assert cards.counts(day, settings, Scope(kind="concept")) == CardCounts(1, 0, 1)
    assert cards.counts(day + 1, settings) == CardCounts(2, 0, 2)
    world.mark("card-4", Act.RESUME)
    assert ids(cards.new(day, settings)) == "4 5"
    assert ids(cards.started(day, settings)) == "0 2"


def test_what_comes_of_a_clock_that_was_a_year_ahead_is_not_believed(settle: Settle) -> None:
    world = settle(plain_cards(5))
    cards, settings = world.progress.cards, world.settings
    world.wait(days=400)
    world.learn("card-0", EASY)
    world.learn("card-1", AGAIN)
    world.mark("card-2", Act.BURY, TODAY + 401)
    world.wait(days=-400)
    assert cards.counts(TODAY, settings) == CardCounts(1, 1, 3)
    (due,), (step,) = cards.due(TODAY, settings), cards.learning(TODAY, settings)
    assert (due.id, step.id, step.due_at) == ("card-0", "card-1", 0)
    assert ids(cards.new(TODAY, settings)) == "2 3 4"
    world.mark("card-0", Act.BURY, TODAY + 1)
    assert cards.due(TODAY, settings) == []


def test_new_cards_are_found_wherever_an_undo_leaves_them(settle: Settle) -> None:
    world = settle(plain_cards(12))
    cards, settings = world.progress.cards, world.settings
    for number in range(10):
        world.learn(f"card-{number}", EASY)
    assert ids(cards.new(TODAY, settings)) == "10 11"
    now = world.progress.reviews.now(4)
    for left in range(9, 4, -1):
        world.progress.reviews.undo(now, world.scheduler)
        assert ids(cards.new(TODAY, settings, most=2)) == f"{left} {left + 1}"
    world.progress.reviews.redo(now, world.scheduler)
    assert ids(cards.new(TODAY, settings, most=2)) == "6 7"
    for number in range(6, 12):
        world.learn(f"card-{number}", EASY)
    assert cards.new(TODAY, settings) == []


def test_forms_are_left_out_and_preferred(settle: Settle) -> None:
    world = settle(plain_cards(8, each=2, forms=("question", "choice")), left_out_forms=("choice",))
    cards = world.progress.cards
    world.learn("card-0", EASY)
    world.learn("card-1", EASY)
    day = TODAY + 50
    assert ids(cards.due(day, world.settings)) == "0"
    assert ids(cards.new(day, world.settings)) == "2 4 6"
    assert cards.counts(day, world.settings) == CardCounts(1, 0, 3)
    world.choose(left_out_forms=(), preferred_forms=("choice",))
    assert ids(cards.new(day, world.settings)) == "3 2 5 4 7 6"
    assert ids(cards.new(day, world.settings, most=1)) == "3"


def test_cards_by_document(settle: Settle) -> None:
    world = settle(plain_cards(8))
    world.learn("card-0", EASY)
    world.learn("card-7", AGAIN)
    found = world.progress.cards.counts_by("document", TODAY + 50, world.settings)
    assert found == {"doc-1": (4, 1, CardCounts(1, 0, 3)), "doc-2": (4, 1, CardCounts(0, 1, 3))}


def test_a_document_or_theme_without_cards_has_none_that_wait(settle: Settle) -> None:
    cards, settings = settle([OneCard("card-0", 0)]).progress.cards, StudySettings()
    found = cards.counts_by("document", TODAY, settings)
    assert found == {"doc-1": (1, 0, CardCounts(0, 0, 1)), "doc-2": (0, 0, CardCounts(0, 0, 0))}
    assert list(cards.counts_by("theme", TODAY, settings)) == ["theme-0", "theme-1", "theme-2"]


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_counts_by_document_and_theme_are_those_of_each_as_a_scope(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("counts")
    library = write_library(folder / "reference.db", plain_cards(24, each=2, forms=("question", "choice")))
    with closing(sqlite3.connect(library)) as connection, connection:
        # some cards are drawn from several sections, of the same document or of both
        connection.executemany(
            "INSERT INTO card_section VALUES (?, ?, ?)",
            [(card, place, chance.randint(1, 4)) for card in range(1, 12) for place in (1, 2)],
        )
        count_cards(connection)
    world = World(library, folder / "progress.db")
    acts = (Act.BURY, Act.SUSPEND, Act.RESUME)
    with world.progress:
        for _ in range(30):
            card = f"card-{chance.randint(0, 25)}"  # the last two are not in the library
            if chance.random() < 0.7:
                world.learn(card, chance.choice(tuple(Rating)))
            else:
                act = chance.choice(acts)
                world.mark(card, act, TODAY + chance.randint(0, 9) if act is Act.BURY else 0)
            world.wait(days=chance.choice((0, 0, 0.5, 1, 5, 400, -400)))
        day = world.progress.reviews.now(4).day
        for left_out in ((), ("choice",), ()):
            world.choose(left_out_forms=left_out)
            cards = world.progress.cards
            for kind, scope in (("document", "doc-{}"), ("theme", "theme-{}")):
                found = cards.counts_by(kind, day, world.settings)  # type: ignore[arg-type]
                scopes = {scope.format(n): Scope(**{kind: scope.format(n)}) for n in range(4)}  # type: ignore[arg-type]
                wanted = {part: cards.counts(day, world.settings, each) for part, each in scopes.items()}
                assert {part: counts for part, (_, _, counts) in found.items()} == {
                    part: wanted[part] for part in found
                }
                assert len(found) == (2 if kind == "document" else 3)
        started = world.rows("SELECT card FROM card_state WHERE phase > 0")
        numbers = [int(str(card).removeprefix("card-")) + 1 for (card,) in started]
        documents = world.progress.cards.counts_by("document", day, StudySettings())
        with closing(sqlite3.connect(library)) as connection:
            for part, (every, count, _) in documents.items():
                of_part = {
                    card
                    for (card,) in connection.execute(
                        "SELECT cs.card FROM card_section cs JOIN section s ON s.n = cs.section"
                        " WHERE s.document = ?",
                        (part,),
                    )
                }
                assert (count, every) == (len(of_part.intersection(numbers)), len(of_part))


def test_a_card_of_two_sections_of_a_document_is_one_of_its_cards(settle: Settle) -> None:
    world = settle(plain_cards(4))
    world.learn("card-0", EASY)
    world.learn("card-3", EASY)
    with closing(sqlite3.connect(world.library)) as connection, connection:
        connection.executemany("INSERT INTO card_section VALUES (?, 1, ?)", [(1, 2), (4, 1)])
        count_cards(connection)
    world.restart()
    found = world.progress.cards.counts_by("document", TODAY, world.settings)
    assert {part: (started, cards) for part, (cards, started, _) in found.items()} == {
        "doc-1": (2, 3),
        "doc-2": (1, 2),
    }


def test_what_is_left_out_or_not_in_the_library_is_never_due(settle: Settle) -> None:
    world = settle(plain_cards(4, each=2, forms=("question", "choice")))
    for card in ("card-0", "card-1", "withdrawn"):
        world.learn(card, EASY)
    cards, settings = world.progress.cards, world.settings
    dues = {card: world.progress.reviews.state(card).memory.due_day for card in ("card-0", "card-1")}
    first, last = min(dues.values()), max(dues.values())
    assert sum(cards.due_on(TODAY, last + 9, settings).values()) == 2
    assert cards.next_due(TODAY, settings)[0] == first - TODAY
    world.choose(left_out_forms=("choice",))
    settings, due = world.settings, dues["card-0"]
    assert cards.due_on(TODAY, last + 9, settings) == {due: 1}
    assert cards.next_due(TODAY, settings) == (due - TODAY, 1)
    away = Scope(entries=frozenset({"entry-1"}))
    assert cards.due_on(TODAY, last + 9, settings, away) == {}
    assert cards.next_due(TODAY, settings, away) == (0, 0)


def test_what_is_begun_that_the_library_lacks_is_counted_as_it_stands(settle: Settle) -> None:
    world = settle(plain_cards(3))
    cards, settings, reviews = world.progress.cards, world.settings, world.progress.reviews
    assert cards.counts(TODAY, settings).new == 3
    world.learn("withdrawn", GOOD)
    assert cards.counts(TODAY, settings).new == 3
    world.learn("card-0", EASY)
    for turn in (reviews.undo, reviews.undo, reviews.redo, reviews.redo):
        turn(reviews.now(4), world.scheduler)
        assert cards.counts(TODAY, settings).new == 3 - len(
            world.rows("SELECT 1 FROM card_state WHERE card = 'card-0'")
        )


def test_one_card_its_entry_and_its_siblings(settle: Settle) -> None:
    world = settle(plain_cards(4, each=3))
    cards = world.progress.cards
    world.learn("card-1", GOOD)
    world.mark("card-2", Act.SUSPEND)
    found = cards.one("card-1")
    assert found is not None
    assert (found.entry, found.phase, found.due_at > 0) == ("entry-0", Phase.LEARNING, True)
    assert cards.one("withdrawn") is None
    settings = world.settings
    assert cards.siblings("card-0", TODAY, settings) == [found]
    assert ids(cards.siblings("card-3", TODAY, settings)) == ""
    world.mark("card-1", Act.BURY, TODAY + 1)
    world.mark("card-2", Act.RESUME)
    assert ids(cards.siblings("card-0", TODAY, settings)) == "2"
    assert ids(cards.siblings("card-0", TODAY + 1, settings)) == "1 2"
    world.choose(left_out_forms=("question",))
    assert ids(cards.siblings("card-0", TODAY + 1, world.settings)) == ""


def test_what_an_entry_is_confused_with(settle: Settle) -> None:
    world = settle(plain_cards(4), confused=((0, 1), (2, 0)))
    assert world.progress.cards.confusables(["entry-0", "entry-3"]) == {
        "entry-0": frozenset({"entry-1", "entry-2"})
    }
