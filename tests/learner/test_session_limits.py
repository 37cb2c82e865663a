"""How many cards a session asks: minutes, limits, hidden forms, siblings, and more than that."""

from __future__ import annotations

from attache.study.memory import Rating
from attache.study.scope import Scope
from tests.learner.decks import Settle, card_ids, plain_cards

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 20_000


def test_the_days_minutes_end_a_session_with_one_card_at_most_beyond(settle: Settle) -> None:
    world = settle(plain_cards(100), minutes=2)
    world.know(card_ids(60))
    session = world.session()
    count = len(session.answer_all(EASY, 7000))
    assert count == 18  # the answer that crosses 120 seconds is the eighteenth
    summary = session.summary
    assert (summary.took, session.is_out_of_time) == (126_000, True)
    assert world.session().prompt is None
    assert world.session().is_out_of_time
    assert (
        len(world.session(beyond=True).answer_all()) == 42 + 10
    )  # what is due, and a helping of what is new
    world.wait(days=1)
    assert world.session().prompt is not None or not world.session().is_out_of_time


def test_a_slow_learner_is_not_kept_beyond_the_minutes(settle: Settle) -> None:
    world = settle(plain_cards(100), minutes=2)
    world.know(card_ids(60))
    assert world.session().remaining.cards > 8
    assert len(world.session().answer_all(EASY, 30_000)) == 4


def test_a_quick_learner_gets_on_to_what_was_put_off(settle: Settle) -> None:
    world = settle(plain_cards(100), minutes=2, new_limit=5)
    world.know(card_ids(60))
    session = world.session()
    assert session.remaining.cards < 30
    assert len(session.answer_all(EASY, 1000)) == 65


def test_limits_hold_whatever_time_there_is(settle: Settle) -> None:
    world = settle(plain_cards(100), new_limit=5, due_limit=20)
    world.know(card_ids(60))
    session = world.session()
    assert (session.remaining.due, session.remaining.new) == (20, 5)
    session.answer_all()
    assert not session.is_out_of_time
    assert world.session().prompt is None


def test_forms_are_left_out_or_preferred(settle: Settle) -> None:
    cards = plain_cards(20, each=2, forms=("question", "choice"))
    world = settle(cards, left_out_forms=("question",))
    assert sorted(world.session().answer_all()) == sorted(f"card-{n}" for n in range(1, 20, 2))
    for _ in range(10):
        world.session().undo()
    world.choose(left_out_forms=(), preferred_forms=("choice",), new_limit=4)
    order = world.session().answer_all()
    assert sorted(order) == ["card-1", "card-3", "card-5", "card-7"]


def test_of_one_entry_one_card_a_day_is_begun_while_there_are_other_entries(settle: Settle) -> None:
    world = settle(plain_cards(24, each=4), new_limit=4)
    session = world.session()
    first = session.answer_all(EASY)
    assert sorted(first) == ["card-0", "card-12", "card-4", "card-8"]
    world.choose(new_limit=12)
    # Two entries are untouched; then the siblings have their turn.
    session.reload()
    then = session.answer_all(EASY)
    assert sorted(then[:2]) == ["card-16", "card-20"]
    assert len(then) == 8


def test_more_than_the_limits_comes_in_helpings_but_an_entry_whole(settle: Settle) -> None:
    world = settle(plain_cards(60, each=20), new_limit=2)
    assert len(world.session().answer_all(EASY)) == 2
    assert world.session().prompt is None
    more = world.session(beyond=True)
    assert more.remaining.new == 10
    more.answer(EASY, 1000)
    more.undo()
    assert more.remaining.new == 10
    assert len(more.answer_all(EASY)) == 10
    entry = Scope(entries=frozenset(("entry-2",)))
    assert world.session(scope=entry, beyond=True).remaining.new >= 16


def test_a_backlog_is_spread_over_the_days_of_a_plan(settle: Settle) -> None:
    world = settle(plain_cards(60))
    world.know(card_ids(60), days=60)
    world.choose(plan_from=TODAY + 60, plan_days=4)
    shares = []
    for _ in range(4):
        shares.append(len(world.session().answer_all(EASY)))
        world.wait(days=1)
    assert shares == [15, 15, 15, 15]
    assert world.session().prompt is None
