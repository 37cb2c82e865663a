"""The plan: what is reachable, the minutes an aim takes, the nearest date, and other habits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.study.exam import Break, Exam
from attache.study.exam_plan import Habit, alternatives, cost_of_break, make_plan, minutes_needed
from attache.study.forecast import Habits, KnownCard, Situation, simulate
from attache.study.settings import StudySettings
from attache.study.workload import Pace

DAY = 20_000
EXAM = Exam("Exam", DAY + 40, minutes=15, planned_on=DAY)
MANY = Situation(DAY, (), 300, Habits(Pace(12_000)), StudySettings())


def test_the_minutes_that_are_needed_are_the_fewest_that_reach_the_aim() -> None:
    needed = minutes_needed(MANY, EXAM)
    assert 4 < needed < 30
    assert simulate(MANY, EXAM._replace(minutes=needed)).share >= 0.895
    assert simulate(MANY, EXAM._replace(minutes=needed - 1)).share < 0.895
    assert minutes_needed(MANY, EXAM._replace(aim=95)) > needed
    assert minutes_needed(MANY, EXAM._replace(aim=99, day=DAY + 2)) == 0
    assert minutes_needed(MANY, EXAM, cancelled=lambda: True) >= needed


def test_a_plan_that_is_reached_has_no_other_date() -> None:
    plan = make_plan(MANY, EXAM._replace(minutes=60))
    assert plan.is_reached
    assert not plan.nearest
    assert plan.cards == 300
    assert plan.low < plan.course.share < plan.high


def test_a_plan_out_of_reach_has_the_nearest_date_that_works() -> None:
    tight = EXAM._replace(minutes=5)
    plan = make_plan(MANY, tight)
    assert not plan.is_reached
    assert plan.needed > 5
    assert plan.nearest > EXAM.day
    assert simulate(MANY, tight._replace(day=plan.nearest)).share >= 0.895
    assert simulate(MANY, tight._replace(day=plan.nearest - 7)).share < 0.895
    assert make_plan(replace(MANY, new=5000), tight._replace(minutes=1)).nearest == 0
    assert make_plan(MANY, tight, cancelled=lambda: True).nearest in (0, EXAM.day + 7)


def test_the_range_is_wider_where_less_is_known() -> None:
    unsure = replace(MANY, habits=MANY.habits._replace(unsure=0.6))
    sure = replace(MANY, habits=MANY.habits._replace(unsure=0.05))
    wide, narrow = make_plan(unsure, EXAM), make_plan(sure, EXAM)
    assert wide.high - wide.low > narrow.high - narrow.low


def test_other_habits_are_compared_with_the_present_one() -> None:
    lazy = replace(MANY, settings=StudySettings(days_off=(6,)), habits=MANY.habits._replace(missed=0.2))
    found = {each.habit: each for each in alternatives(lazy, EXAM)}
    assert list(found) == [Habit.NOW, Habit.EVERY_DAY, Habit.AWAY, Habit.MISSING]
    now, always = found[Habit.NOW], found[Habit.EVERY_DAY]
    assert always.needed <= now.needed <= found[Habit.MISSING].needed
    assert now.course == simulate(lazy, EXAM)
    away = found[Habit.AWAY].away
    assert away is not None
    assert away.days == 7
    assert DAY < away.first < away.last < EXAM.day
    assert found[Habit.AWAY].course.share <= now.course.share + 0.02


@pytest.mark.parametrize(("new", "days"), [(20, 40), (60, 30), (60, 51), (120, 40)])
def test_less_study_does_not_look_better_because_of_noise(new: int, days: int) -> None:
    lazy = replace(
        MANY, new=new, settings=StudySettings(days_off=(6,)), habits=MANY.habits._replace(missed=0.1)
    )
    found = {each.habit: each for each in alternatives(lazy, EXAM._replace(day=DAY + days))}
    now, less = found[Habit.NOW].share, (Habit.AWAY, Habit.MISSING)
    assert any(found[habit].course.share > now for habit in less)
    assert all(found[habit].share <= now for habit in less)
    assert found[Habit.EVERY_DAY].share >= now


def test_a_habit_that_would_change_nothing_is_left_out() -> None:
    def habits(of: Situation, exam: Exam = EXAM) -> list[Habit]:
        return [each.habit for each in alternatives(of, exam)]

    small = replace(MANY, new=20)
    assert habits(small) == [Habit.NOW, Habit.AWAY, Habit.MISSING]
    assert habits(small, EXAM._replace(day=DAY + 20)) == [Habit.NOW, Habit.MISSING]
    planned = replace(small, settings=StudySettings(breaks=((DAY + 3, DAY + 9),)))
    assert habits(planned) == [Habit.NOW, Habit.MISSING]
    assert habits(replace(small, habits=small.habits._replace(missed=0.5))) == [
        Habit.NOW, Habit.EVERY_DAY, Habit.AWAY,
    ]  # fmt: skip
    assert alternatives(small, EXAM, cancelled=lambda: True) == ()


def test_a_break_costs_time_around_it() -> None:
    away = Break(DAY + 5, DAY + 11)
    before, after, minutes = cost_of_break(MANY, away, ((DAY + 5, 10), (DAY + 7, 5), (DAY + 8, 3)))
    assert (before, after) == (15, 3)
    assert round(minutes, 6) == round(18 * 12 * 1.2 / 60 / 6, 6)
    known = replace(MANY, known=(KnownCard(3.0, 5.0, DAY - 3, DAY),), new=0)
    assert cost_of_break(known, away, ()) == (0, 0, 0.0)
