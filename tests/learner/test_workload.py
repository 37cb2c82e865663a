"""How much of what waits is for today: minutes first, limits beneath them, and plans for a backlog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from attache.study.days import weekday
from attache.study.exam import Exam
from attache.study.memory import Rating
from attache.study.overview import Overview, When
from attache.study.scope import Mode, Scope
from attache.study.workload import Done, Projection, Today, due_allowed
from tests.learner.decks import OneCard, World, plain_cards, write_library
from tests.statements import count_statements

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 20_000
Settle: TypeAlias = Callable[..., World]


@pytest.fixture
def settle(tmp_path: Path) -> Settle:
    """Make a learner with a library of this many cards, some of which were learnt and are due."""

    def made(cards: int, due: int = 0, **settings: object) -> World:
        world = World(write_library(tmp_path / "reference.db", plain_cards(cards)), tmp_path / "progress.db")
        for number in range(due):
            world.learn(f"card-{number}", EASY, gap=1)
        world.wait(days=40 if due else 0)
        world.choose(**settings)
        return world

    return made


def today(world: World) -> Today:
    """Return what is for today."""
    return world.progress.workload.today(world.progress.reviews.now(4), world.settings)


def overview(world: World) -> Overview:
    """Return everything that is shown about today."""
    return world.progress.workload.overview(world.progress.reviews.now(4), world.settings)


def test_a_day_of_which_all_was_undone_was_not_studied_in(settle: Settle) -> None:
    world = settle(3)
    reviews = world.progress.reviews
    assert overview(world).last_studied == -1
    world.learn("card-0", GOOD)
    world.wait(days=1)
    world.learn("card-1", GOOD)
    assert overview(world).last_studied == 0
    reviews.undo(reviews.now(4), world.scheduler)
    assert overview(world).last_studied == 1
    world.wait(days=-1)
    assert overview(world).day == TODAY  # the day that was undone can come again
    reviews.undo(reviews.now(4), world.scheduler)
    assert overview(world).last_studied == -1
    reviews.redo(reviews.now(4), world.scheduler)
    assert overview(world).last_studied == 0
    world.wait(days=3)
    assert overview(world).last_studied == 3


def test_a_pace_is_supposed_at_first_and_then_learnt(settle: Settle) -> None:
    world = settle(100)
    assert today(world).pace.answer == 12_000
    for number in range(60):
        world.learn(f"card-{number}", EASY, gap=1)  # nine seconds each
    pace = today(world).pace
    assert pace.answer == pytest.approx((60 * 9000 + 20 * 12_000) / 80)
    assert pace.due > pace.answer
    assert pace.new > pace.due


def test_what_has_been_done_counts_answers_that_stand(settle: Settle) -> None:
    world = settle(10, due=2)
    assert today(world).done == Done()
    session = world.session()
    for took in (5000, 6000, 7000):
        session.answer(EASY, took)
    session.undo()
    done = today(world).done
    assert (done.took, done.answers, done.new + done.due) == (11_000, 2, 2)
    practice = world.session(mode=Mode.PRACTICE)
    practice.answer(GOOD, 4000)
    assert today(world).done == Done(15_000, 3, done.new, done.due, spent=11_000)
    week = overview(world).week
    assert [(each.number, each.took) for each in week if each.day == TODAY + 40] == [(3, 15_000)]


def test_a_card_whose_first_answer_was_undone_is_new_when_it_is_answered_again(settle: Settle) -> None:
    world = settle(3)
    world.learn("card-0", GOOD)
    world.progress.reviews.undo(world.progress.reviews.now(4), world.scheduler)
    world.wait(days=1)
    world.learn("card-0", GOOD)
    assert today(world).done == Done(9000, 1, 1, 0, 9000)
    world.wait(days=1)
    world.learn("card-0", GOOD)
    assert today(world).done == Done(9000, 1, 0, 0, 9000)


def test_without_a_limit_all_that_waits_is_for_today(settle: Settle) -> None:
    found = today(settle(30, due=20))
    assert (found.due, found.new, found.learning, found.cards, found.left) == (20, 10, 0, 30, None)
    assert found.minutes == -(-found.took // 60_000)
    assert not found.off


def test_what_is_left_of_the_minutes_holds_one_more_card(settle: Settle) -> None:
    world = settle(40, minutes=1, new_limit=20)
    session = world.session()
    while session.prompt is not None:
        found = today(world)
        assert found.cards > 0, "as long as the session asks, there is something for today"
        session.answer(EASY, 7000)
    assert session.is_out_of_time
    assert today(world).cards == 0


def test_cards_in_long_steps_are_waited_for(settle: Settle) -> None:
    world = settle(4, learning_steps=(60.0,), new_limit=1)
    world.learn("card-0", AGAIN)
    found, hour = today(world), 3_600_000
    assert found.cards == 1
    at = found.step_at - hour
    assert overview(world).valid_until == at + 40 * 60_000, "then it may be asked"
    assert [found.waits_until(at + minutes * 60_000) for minutes in (0, 39, 40, 61)] == [
        at + hour, at + hour, 0, 0
    ]  # fmt: skip
    world.choose(new_limit=2)
    assert today(world).waits_until(at) == 0, "another card can be asked meanwhile"


def test_a_buried_card_is_promised_for_tomorrow(settle: Settle) -> None:
    world = settle(4, due=2, new_limit=1)
    session = world.session()
    session.bury()
    waiting = today(world).waiting.due
    assert waiting == 1
    promised = overview(world).next_due
    assert (promised.days, promised.cards >= 1) == (1, True)
    assert world.progress.cards.next_due(world.progress.now(4).day, world.settings) == promised
    world.wait(days=1)
    assert today(world).waiting.due == waiting + promised.cards


def test_due_cards_come_before_new_ones_in_the_minutes_there_are(settle: Settle) -> None:
    world = settle(100, due=30, minutes=10, new_limit=20)
    found = today(world)
    assert found.due == 30
    assert 0 < found.new < 20
    assert found.took <= 600_000
    assert found.left == 600_000
    world.choose(minutes=3)
    found = today(world)
    assert found.due < 30
    assert found.new == 0
    assert found.took < 180_000 + found.pace.due
    world.choose(minutes=1)
    world.learn("card-0", *(AGAIN,) * 9, gap=1)
    found = today(world)
    assert (found.left, found.cards) == (0, 0)


def test_cards_in_their_steps_come_before_all_others(settle: Settle) -> None:
    world = settle(60, minutes=5)
    for number in range(25):
        world.learn(f"card-{number}", AGAIN, gap=1)
    world.wait(days=1)
    found = today(world)
    assert found.learning == 25
    assert found.new < 4
    world.choose(minutes=1)
    assert today(world).learning < 10


def test_limits_count_what_was_done_already(settle: Settle) -> None:
    world = settle(60, due=30, new_limit=4, due_limit=12)
    assert (today(world).due, today(world).new) == (12, 4)
    session = world.session()
    for _ in range(8):
        session.answer(EASY, 1000)
    found = today(world)
    assert found.due == 12 - found.done.due
    assert found.new == 4 - found.done.new
    assert found.done.due + found.done.new == 8


def test_a_card_in_its_steps_is_no_due_card(settle: Settle) -> None:
    world = settle(60, due=20)
    for number in range(20, 26):
        world.learn(f"card-{number}", AGAIN, gap=1)
    world.wait(days=1)
    world.choose(due_limit=6)
    for number in range(20, 26):
        world.learn(f"card-{number}", GOOD, gap=1)
    found = today(world)
    assert (found.done.answers, found.done.new, found.done.due) == (6, 0, 0)
    assert found.due == 6
    world.learn("card-0", AGAIN, GOOD, GOOD, gap=1)
    found = today(world)
    assert (found.done.due, found.due) == (1, 5)


def test_a_card_answered_under_a_clock_that_was_ahead_is_due_and_not_new(settle: Settle) -> None:
    world = settle(3)
    world.wait(days=400)
    world.learn("card-0", EASY)
    world.wait(days=-400)
    world.learn("card-0", GOOD)
    done = today(world).done
    assert (done.new, done.due) == (0, 1)


def test_practice_costs_nothing_of_the_days_minutes(settle: Settle) -> None:
    world = settle(60, due=20, minutes=1)
    practice = world.session(mode=Mode.PRACTICE)
    for _ in range(7):
        practice.answer(GOOD, 10_000)
    found = today(world)
    assert (found.done.took, found.done.spent, found.left) == (70_000, 0, 60_000)
    session = world.session()
    assert session.prompt is not None
    assert not session.is_out_of_time


def test_a_plan_counts_only_what_may_be_asked(settle: Settle) -> None:
    world = settle(60, due=60)
    forms = tuple(OneCard(f"card-{n}", n, form=("question", "term")[n % 2]) for n in range(40))
    world.library.unlink()
    write_library(world.library, forms)
    world.restart()
    world.choose(plan_from=TODAY + 40, plan_days=4, left_out_forms=("term",))
    assert (today(world).waiting.due, today(world).due) == (20, 5)
    few = Scope(entries=frozenset(f"entry-{n}" for n in range(0, 16, 2)))
    assert world.progress.workload.today(world.progress.reviews.now(4), world.settings, few).due == 5


def test_a_day_off_is_said(settle: Settle) -> None:
    world = settle(3)
    off = (TODAY + 3) % 7
    world.choose(days_off=(off,))
    assert today(world).off
    world.wait(days=1)
    assert not today(world).off


def test_a_plan_gives_each_day_its_share_and_the_last_the_rest(settle: Settle) -> None:
    world = settle(70, due=60, new_limit=1, plan_from=TODAY + 40, plan_days=3)
    assert today(world).due == 20
    session = world.session()
    for _ in range(5):
        session.answer(EASY, 1000)
    found = today(world)
    assert found.due == 20 - found.done.due
    world.wait(days=2)
    assert today(world).due == found.waiting.due
    world.wait(days=1)
    assert today(world).due == found.waiting.due
    world.wait(days=-4)
    assert due_allowed(100, Done(), world.settings, TODAY + 39) > 10**6


def test_what_minutes_buy(settle: Settle) -> None:
    world = settle(300, due=200, new_limit=50, desired_retention=0.9)
    workload, settings = world.progress.workload, world.settings
    assert workload.project(0, settings) == Projection(0.9, 50)
    plenty = workload.project(300, settings)
    assert plenty == Projection(0.9, 50)
    fewer = workload.project(12, settings)
    assert fewer.retention == 0.9
    assert 0 < fewer.new < 50
    little = [workload.project(minutes, settings) for minutes in (1, 2, 3)]
    assert all(each.new == 0 for each in little)
    assert little[0].retention < little[1].retention < little[2].retention < 0.9
    world.choose(new_limit=0)
    assert workload.project(300, world.settings).new > 50


def test_it_says_whether_anything_was_started(settle: Settle) -> None:
    world = settle(2)
    for started in (False, True):
        now = world.progress.now(4)
        assert now == world.progress.reviews.now(4)
        assert world.progress.workload.overview(now, world.settings).has_started is started
        world.learn("card-0", GOOD)


def test_the_overview_is_counted_in_five_statements_and_today_in_two(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = count_statements(monkeypatch)
    world = settle(60, 30, new_limit=5)
    world.session().answer(GOOD)
    workload, now = world.progress.workload, world.progress.now(4)
    before = len(statements)
    workload.overview(now, world.settings)
    assert len(statements) - before == 5
    workload.today(now, world.settings)
    assert len(statements) - before == 7


def ahead(world: World) -> list[int]:
    """Return how many cards are planned for each day of the week to come."""
    return [each.number for each in overview(world).week if each.when is When.AHEAD]


def test_what_waits_on_a_day_off_comes_on_the_next_day(settle: Settle) -> None:
    world = settle(10, due=6, minutes=0)
    day = world.progress.now(4).day
    world.wait(days=-weekday(day) % 7)
    world.choose(days_off=(0,))
    assert today(world).off
    assert ahead(world)[:2] == [6, 0]
    world.choose(days_off=(0, 1))
    assert ahead(world)[:3] == [0, 6, 0]


def test_what_comes_early_is_planned_once(settle: Settle) -> None:
    world = settle(10, minutes=0, spread=False)
    world.learn("card-9", EASY)
    before = world.progress.reviews.state("card-9").memory.due_day - 1
    # They are due on a Tuesday, the day of an exam, and come early on the Monday before it.
    later = -weekday(before) % 7
    world.wait(days=later)
    for number in range(6):
        world.learn(f"card-{number}", EASY)
    monday = before + later
    world.wait(days=monday - world.progress.now(4).day)
    exam = Exam("Exam", monday + 1, minutes=600, aim=99, core=False, planned_on=monday - 3)
    world.choose(due_limit=4, exams=(tuple(exam),))
    assert today(world).waiting.due == 7
    assert today(world).due == 4
    assert ahead(world)[:3] == [4, 2, 0]
