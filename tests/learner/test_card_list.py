"""The list of cards: what each filter holds, what a search finds, and that nothing is given away."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.vocabulary import CardForm
from attache.learner.card_list import CardFilter, CardOrder, CardQuery, ListedCard
from attache.learner.log import Act
from attache.study.memory import Phase, Rating
from tests.learner.decks import World, plain_cards, write_library

AGAIN, HARD, GOOD, EASY = Rating
EVERY = CardQuery()
TEXTS = {
    "card-0": ("question", "Why did the Côte d’Ivoire sign?", "To gain allies", {}),
    "card-1": ("term", "Parties are helped at once", "Pact of Łódź", {}),
    "card-2": ("cloze", "The bloc was dissolved in 1991", "dissolved", {"cloze": ["dissolved"]}),
    "card-3": ("question", "Which pact ended first?", "The Lodz Pact did", {}),
}
"""Card → form, prompt, answer, detail."""


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A learner who has not started, with six cards of three entries; the first four have texts."""
    library = write_library(tmp_path / "reference.db", plain_cards(6, each=2))
    with closing(sqlite3.connect(library)) as connection, connection:
        for card, (form, prompt, answer, detail) in TEXTS.items():
            connection.execute(
                "UPDATE card SET form = ?, prompt = ?, answer = ?, detail = json(?) WHERE id = ?",
                (form, prompt, answer, str(detail).replace("'", '"'), card),
            )
        connection.execute("UPDATE entry SET title = 'Pact of Łódź' WHERE n = 1")
        connection.execute("UPDATE entry SET title = 'Accord of 1955' WHERE n = 2")
        connection.execute("INSERT INTO label VALUES (2, 0, 'Lodz Pact', 'synonym')")
        connection.execute("UPDATE card SET value = 1 WHERE id = 'card-5'")
    world = World(library, tmp_path / "progress.db")
    world.choose(learning_steps=(10.0,), relearning_steps=())
    return world


def found(world: World, query: CardQuery = EVERY) -> list[str]:
    """Return the numbers of the cards of a list, without “card-”."""
    numbers = world.progress.card_list.numbers(query, day(world), world.settings)
    return [id_.removeprefix("card-") for id_ in world.progress.card_list.ids(numbers)]


def rows(world: World, query: CardQuery = EVERY) -> dict[str, ListedCard]:
    """Return the rows of a list by card."""
    listed, settings = world.progress.card_list, world.settings
    numbers = listed.numbers(query, day(world), settings)
    cards = listed.cards(numbers, day(world), settings)
    assert [card.id for card in cards] == listed.ids(numbers)
    return {card.id: card for card in cards}


def day(world: World) -> int:
    """Return the learner's day."""
    return world.progress.now(4).day


def mark(world: World, act: Act, cards: Sequence[str], days: int = 0) -> None:
    """Mark cards; ``days`` for how long they are buried."""
    now = world.progress.reviews.now(4)
    until = now.day + days if days else 0
    assert world.progress.reviews.mark_all(cards, act, now, world.scheduler, until)


def test_a_new_learner_has_new_cards_in_the_order_of_the_library(world: World) -> None:
    assert found(world) == ["0", "1", "2", "3", "4", "5"]
    card = rows(world)["card-0"]
    assert (card.entry, card.title, card.form) == ("entry-0", "Pact of Łódź", CardForm.QUESTION)
    assert (card.phase, card.days, card.recall, card.lapses) == (Phase.NEW, None, None, 0)
    assert not any(card[9:])


def test_no_row_gives_an_answer_away(world: World) -> None:
    """Neither what a cloze hides, nor beside the entry's name the question whose answer is that name."""
    listed = rows(world)
    assert listed["card-1"].question == listed["card-3"].question == ""
    assert listed["card-2"].question == "The bloc was […] in 1991"
    for card in ("card-1", "card-2", "card-3"):
        world.learn(card, EASY)
    listed = rows(world)
    assert listed["card-1"].question == "Parties are helped at once"
    assert listed["card-3"].question == "Which pact ended first?"
    assert listed["card-2"].question == "The bloc was […] in 1991"


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("cote divoire", "0"),
        ("CÔTE", "0"),
        ("lodz", "0 1 2 3"),
        ("lodz sign", "0"),
        ("accord", "2 3"),
        ("bloc accord", "2"),
        ("dissolved", ""),
        ("helped", ""),
        ("ended", ""),
        ("  … ", "0 1 2 3 4 5"),
        ("nothing", ""),
    ],
)
def test_a_search_finds_questions_and_names_and_gives_nothing_away(
    world: World, text: str, cards: str
) -> None:
    assert found(world, CardQuery(text=text)) == cards.split()
    assert world.progress.card_list.counts(CardQuery(text=text), day(world), world.settings)[
        CardFilter.ALL
    ] == len(cards.split())


def test_the_question_of_an_answered_card_is_found(world: World) -> None:
    world.learn("card-1", GOOD)
    assert found(world, CardQuery(text="helped")) == ["1"]
    assert found(world, CardQuery(text="dissolved")) == []


def test_texts_are_read_a_part_at_a_time(world: World) -> None:
    listed = world.progress.card_list
    assert [listed.prepare_search(3) for _ in range(4)] == [False, False, True, True]
    assert found(world, CardQuery(text="lodz sign")) == ["0"]


def test_every_filter_holds_what_it_says_and_its_count_agrees(world: World) -> None:
    world.choose(leech_lapses=2, relearning_steps=())
    world.learn("card-0", EASY)
    world.learn("card-1", GOOD)
    world.wait(days=30)
    for _ in range(2):
        world.learn("card-0", AGAIN)
        world.wait(days=3)
    mark(world, Act.FLAG, ["card-0", "card-4"])
    mark(world, Act.SUSPEND, ["card-4", "card-5"])
    mark(world, Act.BURY, ["card-2"], 1)
    mark(world, Act.BURY, ["card-3"], 50)
    world.progress.notes.write("entry-1", "Ask why")
    world.progress.notes.write("entry-2", "")
    wanted = {
        CardFilter.ALL: "0 1 2 3 4 5",
        CardFilter.DUE: "0 1",
        CardFilter.FLAGGED: "0 4",
        CardFilter.SUSPENDED: "4 5",
        CardFilter.BURIED: "2",
        CardFilter.LEECHES: "0",
        CardFilter.NOTED: "2 3",
    }
    assert {show: " ".join(sorted(found(world, CardQuery(show)))) for show in CardFilter} == wanted
    counts = world.progress.card_list.counts(CardQuery(), day(world), world.settings)
    assert counts == {show: len(cards.split()) for show, cards in wanted.items()}
    listed = rows(world)
    assert [card.id for card in listed.values() if card.leech] == ["card-0"]
    assert [card.id for card in listed.values() if card.noted] == ["card-2", "card-3"]
    assert [card.id for card in listed.values() if card.buried] == ["card-2"]
    assert [card.id for card in listed.values() if card.flagged] == ["card-0", "card-4"]
    assert [card.id for card in listed.values() if card.suspended] == ["card-4", "card-5"]


def test_the_counts_are_those_of_the_rest_of_the_query(world: World) -> None:
    mark(world, Act.FLAG, ["card-0", "card-4"])
    listed = world.progress.card_list
    query = CardQuery(CardFilter.FLAGGED, entry="entry-0")
    assert found(world, query) == ["0"]
    counts = listed.counts(query, day(world), world.settings)
    assert (counts[CardFilter.ALL], counts[CardFilter.FLAGGED]) == (2, 1)
    assert found(world, CardQuery(form=CardForm.CLOZE)) == ["2"]
    assert found(world, CardQuery(value=1)) == ["5"]
    counts = listed.counts(CardQuery(text="lodz"), day(world), world.settings)
    assert (counts[CardFilter.ALL], counts[CardFilter.FLAGGED]) == (4, 1)


def test_what_is_due_is_what_study_says(world: World) -> None:
    for card in ("card-0", "card-1", "card-2"):
        world.learn(card, GOOD)
    for _ in range(4):
        for hidden in ((), ("cloze",)):
            world.choose(left_out_forms=hidden)
            counts = world.progress.cards.counts(day(world), world.settings)
            due = world.progress.card_list.counts(CardQuery(), day(world), world.settings)[CardFilter.DUE]
            assert due == counts.due + counts.learning
            assert len(found(world, CardQuery(CardFilter.DUE))) == due
        world.wait(days=1)


def test_days_and_recall(world: World) -> None:
    world.learn("card-0", EASY)
    world.learn("card-1", AGAIN)
    world.wait(days=2)
    listed = rows(world)
    memory = world.progress.reviews.state("card-0").memory
    card = listed["card-0"]
    assert (card.phase, card.days) == (Phase.REVIEW, memory.due_day - day(world))
    assert card.recall == pytest.approx(world.scheduler.retrievability(memory, day(world)))
    assert (listed["card-1"].phase, listed["card-1"].days) == (Phase.LEARNING, None)
    world.wait(days=60)
    late = rows(world)["card-0"].days
    assert late == memory.due_day - day(world)
    assert late < 0


def test_a_card_answered_while_the_clock_was_wrong_is_due_today(world: World) -> None:
    world.wait(days=400)
    world.learn("card-0", EASY)
    world.wait(days=-400)
    world.learn("card-1", EASY)
    assert rows(world, CardQuery(CardFilter.DUE))["card-0"].days == 0


@pytest.mark.parametrize(
    ("order", "ascending", "descending"),
    [
        (CardOrder.QUESTION, "1 4 5 2 3 0", "0 3 2 5 4 1"),
        (CardOrder.ENTRY, "0 1 2 3 4 5", "4 5 2 3 0 1"),
        (CardOrder.FORM, "2 0 3 4 5 1", "1 0 3 4 5 2"),
        (CardOrder.DUE, "3 2 0 1 4 5", "0 2 3 1 4 5"),
        (CardOrder.RECALL, "3 2 0 1 4 5", "0 2 3 1 4 5"),
        (CardOrder.LAPSES, "0 1 2 4 5 3", "3 0 1 2 4 5"),
    ],
)
def test_orders(world: World, order: CardOrder, ascending: str, descending: str) -> None:
    """What has no day or recall is last, whatever the direction."""
    world.choose(learning_steps=())
    world.learn("card-3", GOOD)
    world.wait(days=40)
    world.learn("card-3", AGAIN)
    world.learn("card-2", GOOD)
    world.learn("card-0", EASY)
    world.wait(days=1)
    assert " ".join(found(world, CardQuery(order=order))) == ascending
    assert " ".join(found(world, CardQuery(order=order, descending=True))) == descending


def test_the_marks_of_some_cards_are_counted(world: World) -> None:
    mark(world, Act.FLAG, ["card-0", "card-4"])
    mark(world, Act.SUSPEND, ["card-0"])
    mark(world, Act.BURY, ["card-1"], 1)
    listed = world.progress.card_list
    numbers = listed.numbers(EVERY, day(world), world.settings)
    assert listed.ids(numbers[:2]) == ["card-0", "card-1"]
    assert listed.marks(numbers, day(world)) == (6, 2, 1, 1, 2)
    assert listed.marks(numbers[:2], day(world)) == (2, 1, 1, 1, 2)
    assert listed.marks([], day(world)) == (0, 0, 0, 0, 0)


def test_a_state_that_cannot_be_is_left_out(world: World) -> None:
    world.learn("card-0", EASY)
    with closing(sqlite3.connect(world.path)) as connection, connection:
        connection.execute("UPDATE card_state SET phase = 77 WHERE card = 'card-0'")
    assert rows(world)["card-0"].phase is Phase.NEW
