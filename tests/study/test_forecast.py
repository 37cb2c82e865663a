"""The forecast follows the rules of the day, gives the same result each time, and scales to large scopes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.study.exam import LAST_PASS, Exam
from attache.study.forecast import MOST_CARDS, Habits, KnownCard, Situation, simulate
from attache.study.settings import StudySettings
from attache.study.workload import Done, Pace

DAY = 20_000
EXAM = Exam("Exam", DAY + 30, minutes=20, planned_on=DAY)
HABITS = Habits(Pace(10_000))


def situation(new: int = 100, known: tuple[KnownCard, ...] = (), **settings: object) -> Situation:
    return Situation(DAY, known, new, HABITS, StudySettings(**settings))  # type: ignore[arg-type]


def test_new_cards_come_at_the_pace_of_the_plan_and_reviews_follow() -> None:
    course = simulate(situation(), EXAM)
    assert [day.new for day in course.days[:10]] == [10] * 10
    assert course.last_new == DAY + 9
    assert course.shares[0] == (DAY, 0.0)
    assert course.shares[-1] == (EXAM.day, course.share)
    assert 0.9 < course.share < 1
    assert simulate(situation(), EXAM) == course


def test_no_day_takes_longer_than_its_minutes_by_more_than_a_card() -> None:
    for minutes in (1, 3, 9):
        course = simulate(situation(400), EXAM._replace(minutes=minutes))
        assert max(day.minutes for day in course.days) <= minutes + 30 / 60
    assert simulate(situation(400), EXAM._replace(minutes=3)).share < 0.5


def test_what_was_done_today_counts() -> None:
    before = situation()
    spent = replace(before, done=Done(spent=20 * 60_000, new=4, due=2))
    assert simulate(spent, EXAM).days[0] == (DAY, 0, 0, 0)
    some = replace(before, done=Done(spent=10_000, new=4))
    assert simulate(some, EXAM).days[0].new == 6


def test_missed_days_days_off_and_breaks_bring_nothing() -> None:
    often = replace(situation(), habits=HABITS._replace(missed=0.25))
    assert len(simulate(often, EXAM).days) == 23
    away = simulate(situation(breaks=((DAY + 5, DAY + 11),)), EXAM)
    assert not {day.day for day in away.days} & set(range(DAY + 5, DAY + 12))
    assert len(away.days) == 23
    assert len(simulate(situation(days_off=(0, 1, 2, 3, 4, 5)), EXAM).days) in (4, 5)


def test_cards_come_early_before_a_break_and_in_the_last_pass() -> None:
    in_break = tuple(KnownCard(20.0, 5.0, DAY - 8, DAY + 6) for _ in range(60))
    calm = simulate(situation(0, in_break), EXAM)
    assert not any(day.reviews for day in calm.days[:6])
    away = simulate(situation(0, in_break, breaks=((DAY + 5, DAY + 10),)), EXAM)
    assert 60 <= sum(day.reviews for day in away.days[:5]) <= 66  # some are forgotten and come again
    assert sum(day.reviews for day in away.days[:2]) == 0
    # After the exam's day, but below the aim on it.
    faint = tuple(KnownCard(40.0, 5.0, DAY - 12, DAY + 31) for _ in range(70))
    passed = simulate(situation(0, faint), EXAM._replace(aim=95))
    reviews = {day.day: day.reviews for day in passed.days}
    assert not any(reviews[day] for day in range(DAY, EXAM.day - LAST_PASS))
    last = [reviews[day] for day in range(EXAM.day - LAST_PASS, EXAM.day)]
    assert last[:2] == [10, 10]
    assert 70 <= sum(last) <= 90  # some are forgotten and come again
    assert passed.share > simulate(situation(0, faint), EXAM._replace(aim=50)).share


def test_cards_that_were_forgotten_come_again() -> None:
    due = tuple(KnownCard(5.0, 8.0, DAY - 30, DAY - 20) for _ in range(40))
    forgetful = Situation(DAY, due, 0, HABITS._replace(forgetting=6.0), StudySettings())
    course, better = simulate(forgetful, EXAM), simulate(replace(forgetful, habits=HABITS), EXAM)
    assert sum(day.reviews for day in course.days) > sum(day.reviews for day in better.days)
    assert course.share < better.share
    assert course.days[0].minutes > better.days[0].minutes
    without_steps = replace(forgetful, settings=StudySettings(learning_steps=(), relearning_steps=()))
    assert simulate(without_steps, EXAM).days[0].minutes < course.days[0].minutes


def test_the_most_forgotten_cards_come_first() -> None:
    weak = [KnownCard(2.0, 5.0, DAY - 9, DAY - 7)] * 6
    strong = [KnownCard(300.0, 5.0, DAY - 9, DAY - 1)] * 6
    habits = HABITS._replace(pace=Pace(60_000))
    few = Situation(DAY, (*strong, *weak), 0, habits, StudySettings())
    one_day = simulate(few, Exam("Exam", DAY + 1, minutes=6, planned_on=DAY))
    assert 2 <= one_day.days[0].reviews <= 6
    gained = one_day.share - few.share
    assert gained > one_day.days[0].reviews / 12 * 0.1  # a strong card would have gained almost nothing


def test_a_large_scope_is_simulated_by_a_part_of_it() -> None:
    known = tuple(KnownCard(1.0 + n / 10, 5.0, DAY - 5, DAY + n % 9) for n in range(2 * MOST_CARDS))
    whole, part = situation(0, known), situation(0, known[::4])
    large = simulate(whole, EXAM._replace(minutes=200))
    small = simulate(part, EXAM._replace(minutes=50))
    assert large.share == pytest.approx(small.share, abs=0.02)
    assert sum(day.reviews for day in large.days) == pytest.approx(
        4 * sum(day.reviews for day in small.days), rel=0.1
    )


def test_an_exam_of_today_and_an_empty_scope_have_a_course() -> None:
    today = simulate(situation(5), EXAM._replace(day=DAY))
    assert (today.shares, today.days, today.last_new) == (((DAY, 0.0),), (), 0)
    assert situation(0).share == 0.0
    assert simulate(situation(0), EXAM).share == 0.0
    assert situation(1, (KnownCard(10.0, 5.0, DAY, DAY + 9),)).share == 0.5
