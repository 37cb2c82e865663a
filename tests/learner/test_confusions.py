"""Entries that were taken for one another come back as extra questions, which count nowhere."""

from __future__ import annotations

import pytest

from attache.base.changes import Changes
from attache.base.entry import Confusion
from attache.learner.log import Act
from attache.study.confusion import Confused
from attache.study.memory import Rating
from attache.study.queue import QueuedCard
from attache.study.scope import ALL_CARDS, Mode, Scope
from tests.learner.decks import OneCard, Run, Settle, World, plain_cards
from tests.learner.proof import astray, opened_again

AGAIN, _, GOOD, EASY = Rating
TODAY = 20_000
MIXED = Confusion("entry-0", "entry-1")


@pytest.fixture
def world(settle: Settle) -> World:
    """A learner of twelve cards who took entry 0 for entry 1 yesterday."""
    world = settle(plain_cards(12), confused=((0, 1),))
    confuse(world)
    world.wait(days=1)
    return world


def confuse(world: World, confusion: Confusion = MIXED) -> None:
    """Give another entry for the one of the first card."""
    run = world.session()
    assert run.asked == "card-0"
    run.answer(AGAIN, confusion=confusion)


def extras(world: World, scope: Scope = ALL_CARDS) -> list[QueuedCard]:
    return world.progress.confusions.questions(world.progress.now(4).day, world.settings, scope)


def to_extra(run: Run) -> QueuedCard:
    """Answer until an extra question is asked, and return it."""
    while run.prompt is not None:
        if run.prompt.card.confused is not None:
            return run.prompt.card
        run.answer(EASY)
    raise AssertionError("no extra question is asked")


def test_it_comes_back_until_it_was_told_apart_on_three_days(world: World) -> None:
    asked = []
    for told in range(3):
        run = world.session()
        card = to_extra(run)
        assert card.confused == Confused(MIXED, told)
        asked.append(card.id)
        run.answer(GOOD)
        assert not extras(world)
        assert not any(card.confused for card in run.session.queue.extra)
        world.wait(days=1)
        world.choose(new_limit=0)
    assert not extras(world)
    assert set(asked) == {"card-0", "card-1"}, "the definitions take turns"


def test_a_wrong_answer_starts_again(world: World) -> None:
    run = world.session()
    to_extra(run)
    run.answer(GOOD)
    world.wait(days=1)
    run = world.session()
    to_extra(run)
    run.answer(AGAIN, confusion=Confusion("entry-1", "entry-0"))
    world.wait(days=1)
    (again,) = extras(world)
    assert again.confused == Confused(Confusion("entry-1", "entry-0"), 0)
    run = world.session()
    to_extra(run)
    run.answer(AGAIN)
    world.wait(days=1)
    assert [each.confused for each in extras(world)] == [again.confused], "the answer was only shown"


def test_it_counts_nowhere(world: World) -> None:
    run = world.session()
    card = to_extra(run)
    assert run.prompt is not None
    assert run.prompt.practice
    state = world.progress.reviews.state("card-5")
    now, settings = world.progress.now(4), world.settings
    before = (
        world.progress.workload.today(now, settings),
        world.progress.figures(now, settings),
        world.progress.reviews.state(card.id),
        world.progress.answers(),
        world.progress.reviews_to_fit(),
        world.progress.reviews.answers(99),
        run.remaining,
        run.summary,
    )
    run.answer(AGAIN)
    assert before == (
        world.progress.workload.today(now, settings),
        world.progress.figures(now, settings),
        world.progress.reviews.state(card.id),
        world.progress.answers(),
        world.progress.reviews_to_fit(),
        world.progress.reviews.answers(99),
        run.remaining,
        run.summary,
    )
    assert world.rows("SELECT act FROM review_log ORDER BY rowid DESC LIMIT 1") == [(Act.TELL_APART,)]
    assert state == world.progress.reviews.state("card-5")


def test_an_undo_takes_it_back_and_asks_it_again(world: World) -> None:
    run = world.session()
    card = to_extra(run)
    summary = run.summary
    run.answer(GOOD)
    assert run.undo() == card.id
    assert run.prompt is not None
    assert run.prompt.card == card
    assert run.summary == summary
    assert run.redo() == card.id
    assert not extras(world)
    run.undo()
    run.reload()
    assert run.prompt is not None
    assert run.prompt.card == card, "the present question stays"
    assert [each.confused for each in run.session.queue.extra] == []


def test_an_undo_of_the_wrong_answer_takes_the_confusion_back(settle: Settle) -> None:
    world = settle(plain_cards(12), confused=((0, 1),))
    run = world.session()
    run.answer(AGAIN, confusion=MIXED)
    run.undo()
    world.wait(days=1)
    assert not extras(world)
    run.redo()
    assert len(extras(world)) == 1
    run.undo()
    run.answer(GOOD, confusion=MIXED)
    world.wait(days=1)
    assert not extras(world), "whoever knew it has only pressed the wrong key"


def test_a_question_that_was_undone_later_on_may_have_changed(world: World) -> None:
    run = world.session()
    card = to_extra(run)
    run.answer(GOOD)
    world.wait(days=1)
    assert run.undo() == card.id
    assert run.prompt is not None
    assert run.prompt.card != card
    (other,) = run.session.queue.extra
    assert other.id != card.id


def test_only_what_can_be_confused(settle: Settle) -> None:
    cards = [*plain_cards(6), OneCard("tell", 2, form="confusable", pair=(2, 3, 4))]
    world = settle(cards, confused=((0, 1),))
    confusions = world.progress.confusions

    def are_confusable(one: int, other: int) -> bool:
        return confusions.are_confusable(Confusion(f"entry-{one}", f"entry-{other}"))

    assert are_confusable(0, 1)
    assert are_confusable(1, 0)
    assert are_confusable(2, 4)
    assert are_confusable(3, 2)
    assert not are_confusable(0, 0)
    assert not are_confusable(0, 2)
    assert not are_confusable(2, 5)
    confuse(world, Confusion("entry-0", "entry-5"))
    world.wait(days=1)
    assert not extras(world)


def test_a_quiz_notes_it_as_well(settle: Settle) -> None:
    world = settle(plain_cards(4), confused=((0, 1),))
    confusions, now = world.progress.confusions, world.progress.now(4)
    for entry, other in (("entry-1", "entry-0"), ("entry-2", "entry-0"), ("entry-1", "entry-1")):
        assert confusions.note(entry, other, now) == Changes()
    assert world.rows("SELECT entry, other, told, day, at FROM confusion") == [
        ("entry-1", "entry-0", 0, TODAY, world.now)
    ]
    confusions.note("entry-0", "entry-1", now)
    assert world.rows("SELECT max(at) FROM confusion") == [(world.now + 1,)], (
        "in order, whatever the clock says"
    )
    world.wait(days=1)
    assert [each.confused for each in extras(world)] == [Confused(MIXED, 0)]


def test_a_card_for_telling_apart_is_asked_itself_unless_that_would_be_a_review(settle: Settle) -> None:
    cards = [
        *plain_cards(4),
        OneCard("tell", 0, form="confusable", pair=(0, 1)),
        OneCard("three", 0, form="confusable", pair=(0, 1, 2)),
    ]
    world = settle(cards)
    confuse(world)

    def asked() -> set[str]:
        return {
            card.id
            for later in range(1, 9)
            for card in world.progress.confusions.questions(TODAY + later, world.settings, ALL_CARDS)
        }

    assert asked() == {"card-0", "card-1"}
    for card in ("tell", "three"):
        world.learn(card, EASY)
    assert world.progress.reviews.state("tell").memory.due_day > TODAY + 5
    assert asked() == {"card-0", "card-1", "tell"}
    for card in ("tell", "card-1"):
        world.mark(card, Act.SUSPEND)
    assert asked() == {"card-0"}
    world.mark("card-0", Act.SUSPEND)
    assert asked() == set()


def test_only_in_its_scope_and_where_cards_are_scheduled(world: World) -> None:
    assert len(extras(world, Scope(theme="theme-0"))) == 1
    assert extras(world, Scope(theme="theme-2")) == []
    assert extras(world, Scope(entries=frozenset({"entry-1"})))[0].entry == "entry-1"
    for run in (
        world.session(mode=Mode.PRACTICE),
        world.session(beyond=True),
        world.session(Scope(cards=frozenset({"card-0", "card-1"})), beyond=False),
    ):
        assert run.session.queue.extra == ()
    world.session(mode=Mode.PRACTICE).answer(AGAIN, confusion=MIXED)
    assert world.rows("SELECT count(*) FROM confusion") == [(2,)], "confusing them in practice counts"


def test_the_log_agrees_with_the_states(world: World) -> None:
    run = world.session()
    to_extra(run)
    run.answer(AGAIN)
    run.undo()
    run.redo()
    assert not astray(world.progress, world.scheduler)


def test_impossible_rows_are_left_out(world: World) -> None:
    with opened_again(world.progress) as store, store.writing() as connection:
        connection.execute("UPDATE confusion SET told = 7")
    assert extras(world) == []
