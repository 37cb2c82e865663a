"""Undo and redo in a session: which card is asked then, and what the summary says."""

from __future__ import annotations

from attache.learner.log import Act
from attache.study.memory import Phase, Rating
from attache.study.scope import Mode
from tests.learner.decks import Settle, card_ids, plain_cards

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 20_000


def test_undo_and_redo_go_on_after_a_restart(settle: Settle) -> None:
    world = settle(plain_cards(6))
    first = world.session().answer_all(GOOD)
    states = world.states()
    world.restart()
    session = world.session()
    back = [session.undo() for _ in first]
    assert back == first[::-1]
    assert world.states() == []
    assert session.asked == first[0]
    assert session.undo() == ""
    assert [session.redo() for _ in first] == first
    assert session.redo() == ""
    assert world.states() == states
    assert session.prompt is None


def test_an_undone_answer_leaves_the_summary_and_its_card_is_asked(settle: Settle) -> None:
    world = settle(plain_cards(4))
    session = world.session()
    card = session.asked
    session.answer(AGAIN, 7000)
    summary = session.summary
    assert (summary.answers, summary.took, summary.ratings, summary.new) == (1, 7000, (1, 0, 0, 0), 1)
    assert [each.id for each in summary.missed] == [card]
    next_card = session.asked
    assert session.undo() == card
    assert session.asked == card
    assert session.summary.answers == 0
    assert session.remaining.cards == 4
    assert session.redo() == card
    assert session.summary == summary
    assert session.asked == next_card
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
            world.know(card_ids(3))
        elif waiting is Phase.RELEARNING:
            world.learn("card-0", AGAIN)
        session = world.session()
        assert session.prompt is not None
        assert (session.asked, session.prompt.card.phase) == ("card-0", waiting)
        world.mark("card-2", Act.FLAG)
        assert session.undo() == "card-2"
        assert session.asked == "card-2"
        assert session.remaining.cards == 3
        session.bury()
        assert session.asked == "card-0"
        session.undo()


def test_an_undo_of_what_concerns_a_card_that_is_not_due_asks_it_for_practice(settle: Settle) -> None:
    world = settle(plain_cards(3), new_limit=1)
    world.learn("card-0", EASY)
    practice = world.session(mode=Mode.PRACTICE)
    assert practice.asked == "card-0"
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
    world.mark("card-0", Act.FLAG)
    session = world.session()
    session.undo()
    assert session.prompt is not None
    assert session.prompt.practice
    session.answer(GOOD, 60_000)
    assert session.asked == "card-1"


def test_an_undo_of_a_card_that_the_library_no_longer_has_asks_another(settle: Settle) -> None:
    world = settle(plain_cards(3))
    world.learn("withdrawn", GOOD)
    session = world.session()
    assert session.undo() == "withdrawn"
    assert session.asked == "card-0"
    assert session.redo() == "withdrawn"
    assert session.asked == "card-0"


def test_an_undo_in_practice_puts_the_card_that_was_asked_back(settle: Settle) -> None:
    world = settle(plain_cards(3))
    world.know(card_ids(3), days=0)
    practice = world.session(mode=Mode.PRACTICE)
    first = practice.asked
    practice.answer(GOOD, 5000)
    assert practice.undo() == first
    assert practice.remaining.due == 3


def test_a_suspension_that_is_redone_counts_no_answer(settle: Settle) -> None:
    world = settle(plain_cards(3))
    run = world.session()
    card = run.asked
    run.suspend()
    assert run.undo() == card
    assert run.redo() == card
    assert run.summary.answers == 0
    assert world.rows("SELECT card FROM card_state WHERE suspended = 1") == [(card,)]
