"""How much is for a day with an exam in effect, and around a break."""

from __future__ import annotations

from attache.study.exam import Exam
from attache.study.settings import StudySettings
from attache.study.workload import CardCounts, Done, Pace, Today, due_allowed, plan_today, spread_days_left

DAY = 20_000
PACE = Pace(10_000)


def plan(due: int, new: int, exam_new: int, done: Done = Done(), **settings: object) -> Today:  # noqa: B008
    exam = Exam("Exam", DAY + 20, minutes=20, planned_on=DAY)
    chosen = StudySettings(**{"exams": (tuple(exam),), **settings})  # type: ignore[arg-type]
    return plan_today(CardCounts(due, 0, new), due, done, PACE, chosen, DAY, exam_new=exam_new)


def test_an_exam_has_its_own_minutes() -> None:
    today = plan(500, 0, 0, minutes=90)
    assert (today.budget, today.left, today.due) == (20, 20 * 60_000, 100)
    assert plan(500, 0, 0, exams=(), minutes=90).budget == 90


def test_an_exam_may_need_more_new_cards_than_the_limit() -> None:
    assert plan(0, 400, 320).new == 20  # 16 days bring new cards
    assert plan(0, 400, 320, new_limit=30).new == 30
    assert plan(0, 400, 32).new == 10
    assert plan(0, 400, 312, Done(new=8)).new == 12
    assert plan(0, 400, 0, Done(new=10)).new == 0
    # On days off nothing is started.
    assert plan(0, 400, 320, breaks=((DAY + 1, DAY + 8),)).new == 40
    assert plan(0, 400, 320, breaks=((DAY, DAY + 40),)).new == 48  # only as much as there is time for


def test_new_cards_of_an_exam_keep_up_to_half_of_the_time() -> None:
    crowded = plan(500, 400, 320)
    assert crowded.new == 19  # 20 are needed, and half of the time would hold 24
    assert crowded.due == 59
    assert plan(500, 400, 0).new == 0
    assert plan(500, 400, 400, exams=()).new == 0
    scarce = plan(500, 4000, 4000, new_limit=0)
    assert (scarce.due, scarce.new) == (50, 24)


def test_what_was_due_in_a_break_is_spread_after_it() -> None:
    settings = StudySettings(breaks=((DAY - 7, DAY - 1),))
    assert [spread_days_left(settings, DAY + each) for each in range(-1, 4)] == [4, 3, 2, 1, 0]
    assert due_allowed(90, Done(), settings, DAY) == 30
    assert due_allowed(75, Done(due=15), settings, DAY) == 15
    assert due_allowed(90, Done(), settings, DAY + 3) == settings.due_limit
    longer = StudySettings(breaks=((DAY - 7, DAY - 1),), plan_from=DAY, plan_days=9)
    assert spread_days_left(longer, DAY) == 9
