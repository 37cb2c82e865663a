"""Cards that are forgotten too often, and the easier card that is offered for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.base.faults import StorageError
from attache.learner.log import Act
from attache.study.memory import Rating
from attache.study.scope import Scope
from attache.study.session import Leech
from tests.learner.decks import OneCard, Run, Settle, World, card_ids

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 20_000
FORMS = ("question", "definition", "choice", "typed", "question")


def forget(world: World, card: str, times: int) -> Leech | None:
    """Rate one card Again, and return the leech that the session reports."""
    found = None
    for _ in range(times):
        world.wait(days=60)
        session = world.session()
        while session.prompt is not None and session.asked != card:
            session.answer(EASY, 1000)
        session.answer(AGAIN, 1000)
        found = session.leech
        session.answer_all(GOOD, 1000)
    return found


def test_a_card_forgotten_eight_times_is_a_leech_and_is_helped(settle: Settle) -> None:
    cards = [OneCard(f"card-{n}", 0, form=form) for n, form in enumerate(FORMS)]
    world = settle([*cards, OneCard("other", 1), OneCard("third", 2)], confused=((0, 1), (2, 0)))
    world.know(["card-0", "card-2", "card-4"])
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
    world.know(["card-0"])
    forget(world, "card-0", 1)
    for simpler_is in ("due", "early"):
        world.wait(days=90 if simpler_is == "due" else 0)
        session = world.session()
        if simpler_is == "early":
            session.notice(Leech("card-0", "entry-0", 2, (), "card-1"))
        else:
            while session.asked != "card-0":
                session.answer(EASY, 1000)
            session = world.session()
            session.answer(AGAIN, 1000)
            assert session.leech is not None
            assert session.leech.easier == "card-1"
        interrupted, left = session.asked, session.remaining
        session.ask_easier()
        assert session.prompt is not None
        assert session.asked == "card-1"
        assert session.prompt.practice == (simpler_is == "early")
        assert session.remaining == left, "an easier card that is not due is more than the day holds"
        session.answer(EASY, 1000)
        if interrupted:
            assert session.asked == interrupted
        assert session.answer_all().count("card-1") == 0


def test_without_a_simpler_card_there_is_none_to_ask(settle: Settle) -> None:
    cards = [
        OneCard("card-0", 0, form="definition"),
        OneCard("card-1", 0, form="choice"),
        OneCard("card-2", 1),
    ]
    world = settle(cards, leech_lapses=2)
    world.know(["card-0"])
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
    world.know(["card-0", "card-1"])
    world.learn("card-0", AGAIN)
    world.wait(days=60)
    world.choose(**settings)
    session = world.session(Scope(entries=frozenset({"entry-0"})))
    while session.asked != "card-0":
        session.bury()
    return world, session


def test_a_simpler_card_that_is_asked_anyway_is_not_asked_twice(settle: Settle) -> None:
    _, session = leech_of(settle, left_out_forms=("definition",))
    session.answer(AGAIN, 1000)
    assert session.leech is not None
    assert session.leech.easier == session.asked == "card-1"
    left = session.remaining
    session.ask_easier()
    assert said(session) is None
    assert (session.asked, session.remaining) == ("card-1", left)
    assert session.answer_all() == ["card-1"]


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
    world.mark("card-1", Act.SUSPEND)
    session.notice(leech)
    session.ask_easier()
    assert (session.asked, said(session)) == ("card-0", None)
    world.mark("card-1", Act.RESUME)
    session.notice(leech)
    world.fail_to_read(monkeypatch, "state")
    with pytest.raises(StorageError):
        session.ask_easier()
    monkeypatch.undo()
    assert sorted(session.answer_all()) == card_ids(3)


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
