"""Studying selected cards, and sessions in which cards were marked elsewhere meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.learner.log import Act
from attache.study.memory import Rating
from attache.study.scope import Scope
from tests.learner.decks import Run, World, plain_cards, write_library

AGAIN, HARD, GOOD, EASY = Rating


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A learner with six cards of different entries, who has answered four of them."""
    world = World(write_library(tmp_path / "reference.db", plain_cards(6)), tmp_path / "progress.db")
    world.choose(learning_steps=(), relearning_steps=())
    for card in ("card-0", "card-1", "card-2", "card-3"):
        world.learn(card, GOOD)
    return world


def selected(*numbers: int) -> Scope:
    """Return the scope of some cards."""
    return Scope(cards=frozenset(f"card-{number}" for number in numbers), words="Selected cards")


def mark(world: World, act: Act, *cards: str) -> None:
    """Mark some cards, as the list of cards does."""
    now = world.progress.reviews.now(4)
    until = now.day + 1 if act is Act.BURY else 0
    assert world.progress.reviews.mark_all(cards, act, now, world.scheduler, until)


def asked_by(session: Run) -> list[tuple[str, bool]]:
    """Answer everything and return what was asked, and whether it was practice."""
    found = []
    while session.prompt is not None:
        found.append((session.asked, session.prompt.practice))
        session.answer(GOOD)
    return sorted(found)


def test_selected_cards_are_asked_also_if_they_are_not_due(world: World) -> None:
    before = world.rows("SELECT due_day FROM card_state WHERE card = 'card-0'")
    session = world.session(selected(0, 4, 5), beyond=True)
    assert session.remaining.cards == 3
    assert asked_by(session) == [("card-0", True), ("card-4", False), ("card-5", False)]
    assert world.rows("SELECT due_day FROM card_state WHERE card = 'card-0'") == before
    assert session.summary.answers == 3


def test_selected_cards_that_are_due_are_scheduled(world: World) -> None:
    world.wait(days=40)
    mark(world, Act.SUSPEND, "card-1")
    mark(world, Act.BURY, "card-2")
    assert asked_by(world.session(selected(0, 1, 2, 3), beyond=True)) == [
        ("card-0", False),
        ("card-3", False),
    ]


def test_of_selected_cards_those_that_were_answered_are_not_asked_again(world: World) -> None:
    session = world.session(selected(0, 1, 4), beyond=True)
    answered = session.asked
    session.answer(GOOD)
    session.reload()
    assert answered not in [card for card, _ in asked_by(session)]


@pytest.mark.parametrize("act", [Act.SUSPEND, Act.BURY])
def test_a_card_that_was_put_away_elsewhere_is_not_asked_any_more(world: World, act: Act) -> None:
    world.wait(days=40)
    session = world.session()
    first = session.asked
    mark(world, act, first, "card-4")
    session.reload()
    assert session.asked not in ("", first)
    assert not {first, "card-4"} & {card for card, _ in asked_by(session)}


def test_an_undo_of_what_was_done_with_many_cards_goes_on_with_the_session(world: World) -> None:
    world.wait(days=40)
    session = world.session()
    mark(world, Act.SUSPEND, "card-0", "card-1", "card-2")
    session.reload()
    left = session.remaining.cards
    session.undo()
    assert session.asked
    assert session.remaining.cards == left + 3
    session.redo()
    assert session.remaining.cards == left
    mark(world, Act.FLAG, "card-3")
    assert session.undo() == "card-3"
    assert session.asked == "card-3"
