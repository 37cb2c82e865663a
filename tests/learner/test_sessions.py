"""Sessions on a real file: which card is next, what an answer does, and leaving at any card."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from attache.learner.log import Act
from attache.study.memory import Phase, Preview, Rating
from attache.study.scope import Mode, Scope
from attache.study.session import Prompt
from tests.learner.decks import OneCard, Settle, World, card_ids, plain_cards

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 20_000


def test_a_session_can_start_at_any_of_its_cards(settle: Settle) -> None:
    world = settle(plain_cards(24), new_limit=10)
    usual = world.session().asked
    assert world.session(first="card-20").asked == usual != "card-20", "it is not for today"
    cards = world.session(first="card-5").answer_all()
    assert cards[0] == "card-5"
    assert sorted(cards) == card_ids(10)


def test_new_cards_come_in_the_order_of_the_documents_but_apart_from_their_siblings(settle: Settle) -> None:
    world = settle(plain_cards(24, each=2))
    order = world.session().answer_all()
    assert sorted(order) == sorted(card_ids(24))
    places = {card: place for place, card in enumerate(order)}
    assert order[0] == "card-0"
    for number in range(0, 20, 2):
        assert abs(places[f"card-{number}"] - places[f"card-{number + 1}"]) > 4
    assert max(abs(places[card] - number) for number, card in enumerate(card_ids(24))) < 16


def test_subjects_take_turns(settle: Settle) -> None:
    cards = [OneCard(f"card-{n + 10}", n, theme=n // 4 % 3) for n in range(24)]
    world = settle(cards)
    world.know(card_ids(24, 10))
    themes = [(int(card.split("-")[1]) - 10) // 4 % 3 for card in world.session().answer_all()]
    assert sum(one == other for one, other in pairwise(themes)) <= 3


@pytest.mark.parametrize("relation", ["confused-with", "contrasts-with", "kind-of"])
def test_close_relations_are_kept_apart(settle: Settle, relation: str) -> None:
    world = settle(plain_cards(12), confused=((3, 4),), relation=relation)
    order = world.session().answer_all()
    assert abs(order.index("card-3") - order.index("card-4")) > 4


def test_new_cards_come_evenly_among_those_that_are_due(settle: Settle) -> None:
    world = settle(plain_cards(40))
    world.know(card_ids(30))
    session = world.session()
    assert (session.remaining.due, session.remaining.new, session.remaining.cards) == (30, 10, 40)
    new = [place for place, card in enumerate(session.answer_all()) if int(card.split("-")[1]) >= 30]
    assert len(new) == 10
    assert max(later - earlier for earlier, later in pairwise(new)) <= 5
    assert new[0] >= 2


def test_the_most_forgotten_comes_first(settle: Settle) -> None:
    world = settle(plain_cards(40, themes=1))
    world.learn("card-7", HARD, GOOD, GOOD, gap=700)
    world.know([card for card in card_ids(40) if card != "card-7"])
    assert world.session().asked == "card-7"


def test_a_card_in_its_steps_comes_back_in_time_but_never_twice_running(settle: Settle) -> None:
    world = settle(plain_cards(8))
    session = world.session()
    seen: list[str] = []
    count: Counter[str] = Counter()
    while session.prompt is not None:
        card = session.asked
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
    assert session.asked == "card-0"
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
    assert later.asked == "card-0"


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
    assert session.asked == "card-0"


def test_a_session_can_be_left_and_resumed_at_any_card(settle: Settle) -> None:
    world = settle(plain_cards(6), new_limit=6)
    order: list[str] = []
    for _ in range(6):
        session = world.session()
        order.append(session.asked)
        session.answer(EASY, 5000)
        world.restart()
    assert sorted(order) == card_ids(6)
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
    assert session.asked == "card-1"


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
    world.know(card_ids(12), days=30)
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
    again = session.asked
    session.answer(AGAIN, 5000)
    world.wait(seconds=90)
    session.prepare()
    assert session.session.prepared is not None
    assert session.session.prepared.card.id == again


def test_bury_and_suspend_put_a_card_away_and_flag_leaves_it(settle: Settle) -> None:
    world = settle(plain_cards(3))
    session = world.session()
    assert session.asked == "card-0"
    session.flag()
    assert session.prompt is not None
    assert (session.asked, session.prompt.flagged) == ("card-0", True)
    session.flag()
    assert not session.prompt.flagged
    session.bury()
    assert session.asked == "card-1"
    session.suspend()
    assert session.answer_all() == ["card-2"]
    session.reload()
    assert session.asked == ""
    world.wait(days=1)
    session.reload()
    assert session.answer_all() == ["card-0"]
    with pytest.raises(ValueError, match="no card is asked"):
        session.answer(GOOD, 5000)


def test_practice_leaves_the_schedule_alone_and_a_second_round_asks_what_was_missed(settle: Settle) -> None:
    world = settle(plain_cards(6))
    world.know(card_ids(4), days=0)
    states = world.states()
    practice = world.session(mode=Mode.PRACTICE)
    assert (practice.remaining.due, practice.remaining.new) == (4, 0)
    seen = []
    while practice.prompt is not None:
        assert practice.prompt.practice
        seen.append(practice.asked)
        practice.answer(AGAIN if practice.asked in ("card-1", "card-3") else GOOD, 5000)
    assert sorted(seen) == card_ids(4)
    assert world.states() == states
    assert practice.leech is None
    missed = practice.summary.missed
    assert sorted(card.id for card in missed) == ["card-1", "card-3"]
    second = world.session(mode=Mode.PRACTICE, given=missed)
    second.answer(GOOD, 5000)
    assert second.undo() in ("card-1", "card-3")
    assert sorted(second.answer_all(GOOD)) == ["card-1", "card-3"]
    assert second.summary.ratings == (0, 0, 2, 0)
    assert world.states() == states


def test_a_scope_asks_for_its_cards_alone(settle: Settle) -> None:
    world = settle(plain_cards(12, each=2))
    session = world.session(Scope(entries=frozenset({"entry-2", "entry-4"})))
    assert sorted(session.answer_all()) == ["card-4", "card-5", "card-8", "card-9"]


def test_other_settings_hold_from_the_card_that_is_asked(settle: Settle) -> None:
    world = settle(plain_cards(6))
    session = world.session()
    session.answer(EASY, 5000)
    session.answer(EASY, 5000)
    session.undo()
    card = session.asked
    world.choose(learning_steps=(), desired_retention=0.8)
    for _ in range(3):
        session.reload()
        assert session.asked == card
        world.mark("card-5", Act.FLAG)
        session.undo()
        card = session.asked
        assert card == "card-5"
    assert session.prompt is not None
    assert session.prompt.preview.outcomes[AGAIN].phase is Phase.REVIEW
    world.choose(left_out_forms=("question",))
    session.reload()
    assert session.asked == ""


def test_a_card_answered_under_a_clock_that_was_a_year_ahead_is_asked_again(settle: Settle) -> None:
    world = settle(plain_cards(3), new_limit=3)
    world.wait(days=400)
    world.know(["card-0"], days=0)
    world.learn("card-1", AGAIN)
    world.session().bury()
    world.wait(days=-400)
    session = world.session()
    assert session.remaining.cards == 3
    order = session.answer_all(GOOD)
    assert set(order) == set(card_ids(3))
    for card in card_ids(3):
        assert TODAY <= world.progress.reviews.state(card).memory.due_day < TODAY + 40


def test_with_two_buttons_every_remembered_answer_is_good(settle: Settle) -> None:
    world = settle(plain_cards(3), two_buttons=True)
    run = world.session()
    for rating in (HARD, EASY, AGAIN):
        run.answer(rating)
    assert world.rows("SELECT rating FROM review_log ORDER BY seq") == [(3,), (3,), (1,)]


CASES = [OneCard(f"case-{n}", 0, n % 2) for n in range(2)]
CONCEPT = [OneCard("concept", 20, 2), OneCard("concept-2", 20, 2)]


def test_a_concept_comes_before_its_case(settle: Settle) -> None:
    others = [OneCard(f"card-{n}", n + 1) for n in range(9)]
    world = settle([*CASES, *others, *CONCEPT], confused=((0, 20),), relation="example-of")
    order = world.session().answer_all()
    assert order.index("case-0") > order.index("concept") + 4, "close relations are kept apart"
    assert sorted(order) == sorted(card.id for card in (*CASES, *others, *CONCEPT))


def test_a_case_waits_for_another_day_if_its_concept_is_not_among_the_cards_of_this_one(
    settle: Settle,
) -> None:
    others = [OneCard(f"card-{n}", n + 1) for n in range(5)]
    world = settle([*CASES, *others, *CONCEPT], confused=((0, 20),), relation="example-of", new_limit=5)
    assert sorted(world.session().answer_all()) == card_ids(5)
    world.wait(days=1)
    order = world.session().answer_all()
    assert order[0] == "concept"
    assert order.index("case-0") > 0


@pytest.mark.parametrize("scope", [Scope(theme="theme-0"), Scope(entries=frozenset({"entry-0"}))])
def test_a_case_does_not_wait_for_a_concept_outside_of_the_scope(settle: Settle, scope: Scope) -> None:
    cards = [OneCard("case", 0), OneCard("card", 1), OneCard("concept", 2, 1)]
    world = settle(cards, confused=((0, 2),), relation="example-of")
    assert world.session(scope).asked == "case"


def test_a_case_does_not_wait_for_a_concept_that_cannot_be_started(settle: Settle) -> None:
    cards = [OneCard("case", 0), OneCard("card", 1), OneCard("concept", 2)]
    world = settle(cards, confused=((0, 2),), relation="example-of")
    assert world.session().asked == "card"
    world.mark("concept", Act.SUSPEND)
    assert world.session().asked == "case"
    world.mark("concept", Act.RESUME)
    world.learn("concept", EASY)
    assert world.session().asked == "case"
