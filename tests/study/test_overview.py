"""The rules about a backlog, its plan, and the week shown."""

from __future__ import annotations

import pytest

from attache.study.overview import Backlog, Plan, When, backlog_of, running_plan, week_of
from attache.study.settings import StudySettings
from attache.study.workload import CardCounts, Done, Pace, Today

THURSDAY = 19_999


def today(due: int, waiting: int, done: int = 0) -> Today:
    return Today(due, 0, 0, 0, None, Pace(1000), CardCounts(waiting, 0, 0), Done(due=done), off=False)


@pytest.mark.parametrize(
    ("due", "waiting", "overdue", "last_studied", "offered"),
    [
        (40, 40, 40, 3, True),  # away for three days
        (40, 40, 40, 2, False),
        (40, 40, 29, 9, False),  # too few to need a plan
        (20, 41, 35, 0, True),  # more than two days' work
        (20, 40, 35, 0, False),
    ],
)
def test_a_plan_is_offered_after_an_absence_or_with_too_much_to_do(
    due: int, waiting: int, overdue: int, last_studied: int, offered: bool
) -> None:
    found = backlog_of(today(due, waiting), overdue, last_studied)
    assert (found is not None) is offered


def test_the_offers_spread_what_is_due() -> None:
    assert backlog_of(today(10, 100), 60, 9) == Backlog(True, ((3, 34), (7, 15), (14, 8), (30, 4)))


def test_a_plan_runs_until_its_last_day() -> None:
    settings = StudySettings(plan_from=100, plan_days=7)
    assert running_plan(today(5, 20, done=1), settings, 100) == Plan(7, 3, 6)
    assert running_plan(today(5, 20), settings, 106) == Plan(1, 20, 5)
    assert running_plan(today(5, 20), settings, 107) is None
    assert running_plan(today(5, 20), settings, 99) is None  # the clock was set back
    assert running_plan(today(5, 20), StudySettings(), 100) is None


def test_the_week_shows_what_was_done_and_what_will_be_due() -> None:
    done = {THURSDAY - 1: Done(took=60_000, answers=5), THURSDAY: Done(answers=2)}
    week = week_of(THURSDAY, done, {THURSDAY + 1: 9})
    assert [each.day for each in week] == list(range(THURSDAY - 3, THURSDAY + 4))
    assert [each.number for each in week] == [0, 0, 5, 2, 9, 0, 0]
    assert [each.when for each in week] == [When.PAST] * 3 + [When.TODAY] + [When.AHEAD] * 3
    assert week[2].took == 60_000


def test_the_week_shows_what_a_plan_gives_to_each_day() -> None:
    week = week_of(THURSDAY, {}, {THURSDAY + 1: 2, THURSDAY + 3: 5}, waiting=20, days_left=3)
    assert [each.number for each in week[4:]] == [11, 11, 5]
    # Without a plan they come tomorrow, as far as a day allows.
    most = {THURSDAY + 1: 9.5, THURSDAY + 2: 0, THURSDAY + 3: 9.5}.__getitem__
    assert [each.number for each in week_of(THURSDAY, {}, {THURSDAY + 1: 2}, 20)[4:]] == [22, 0, 0]
    assert [each.number for each in week_of(THURSDAY, {}, {THURSDAY + 1: 2}, 20, most=most)[4:]] == [9, 0, 9]
