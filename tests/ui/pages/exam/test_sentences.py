"""What the Exam page says, for every way in which a plan can come out."""

from __future__ import annotations

import pytest

from attache.learner.exams import PastExam
from attache.study.exam import Break, Exam
from attache.study.exam_plan import Alternative, ExamPlan, Habit
from attache.study.forecast import Course, DayPlan
from attache.ui.pages.exam import sentences

TODAY = 20_636
"""2 July 2026."""
EXAM = Exam("Staff college paper", TODAY + 30, minutes=15, planned_on=TODAY, forecast=88.0)


def plan(share: float, needed: int, nearest: int = 0, last_new: int = 0, cards: int = 412) -> ExamPlan:
    days = (DayPlan(last_new, 3, 0, 5.0),) if last_new else ()
    course = Course(((TODAY, 0.5), (EXAM.day, share)), days)
    return ExamPlan(EXAM, cards, course, share - 0.03, share + 0.03, needed, nearest)


@pytest.mark.parametrize(
    ("found", "title", "more"),
    [
        (
            plan(0.94, 12, last_new=TODAY + 20),
            "To know 90 % of 412 cards on 1 August you need about 12 minutes a day.",
            (
                "With up to 15 minutes a day you will know about 94 %."
                " The last new card comes on 22 July; after that there are only reviews."
            ),
        ),
        (
            plan(0.9, 1, cards=1),
            "To know 90 % of 1 card on 1 August you need about 1 minute a day.",
            (
                "With up to 15 minutes a day you will know about 90 %."
                " No new cards are planned before the exam."
            ),
        ),
        (
            plan(0.83, 22, TODAY + 41),
            (
                "To know 90 % of 412 cards on 1 August you would need about 22 minutes a day."
                " With 15 minutes a day you will know about 83 %."
            ),
            "With 15 minutes a day you can reach 90 % on 12 August at the earliest.",
        ),
        (
            plan(0.83, 22, cards=1),
            (
                "To know 90 % of 1 card on 1 August you would need about 22 minutes a day."
                " With 15 minutes a day you will know about 83 %."
            ),
            "With 15 minutes a day you cannot reach 90 % in the following months either.",
        ),
        (
            plan(0.4, 0, TODAY + 200),
            "You cannot reach 90 % of 412 cards by 1 August. With 15 minutes a day you will know about 40 %.",
            "With 15 minutes a day you can reach 90 % on 18 January 2027 at the earliest.",
        ),
    ],
)
def test_the_sentence_and_what_follows(found: ExamPlan, title: str, more: str) -> None:
    assert sentences.title_words(found, TODAY) == title
    assert sentences.more_words(found, TODAY) == more


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (Break(TODAY, TODAY), "2 July"),
        (Break(TODAY + 4, TODAY + 10), "6 to 12 July"),
        (Break(TODAY + 27, TODAY + 33), "29 July to 4 August"),
        (Break(TODAY + 180, TODAY + 186), "29 December to 4 January 2027"),
    ],
)
def test_the_days_of_a_break(away: Break, words: str) -> None:
    assert sentences.break_words(away, TODAY) == words
    row = Alternative(Habit.AWAY, 25, Course(((TODAY, 0.5),), ()), 0.5, away)
    assert sentences.habit_words(row, TODAY) == f"Break {'from' if ' to ' in words else 'on'} {words}"


def test_minutes_that_are_not_enough_are_out_of_reach() -> None:
    assert [sentences.needed_words(each) for each in (0, 1, 25)] == [
        "out of reach", "1 minute a day", "25 minutes a day",
    ]  # fmt: skip


def test_the_cost_of_a_break() -> None:
    moved = (
        "34 cards move to the days before the break and 1,041 to the days after."
        " Each of these days takes about 5 minutes more."
    )
    assert sentences.cost_words((34, 1041, 5.2), -1.0, -1.0, None) == moved
    assert sentences.cost_words((34, 1041, 5.2), 0.86, 0.9, EXAM) == (
        f"{moved} On the day of the exam you will know 86 % instead of 90 %."
    )
    assert sentences.cost_words((0, 0, 0.0), 0.91, 0.9, EXAM) == (
        "No cards are due during this break yet. Your expected result in the exam stays the same."
    )
    assert [sentences.cost_words((*each, 0.2), -1.0, -1.0, None) for each in ((1, 0), (0, 7))] == [
        "1 card moves to the days before the break. Each of these days takes about 1 minute more.",
        "7 cards move to the days after the break. Each of these days takes about 1 minute more.",
    ]


def test_an_exam_that_is_over() -> None:
    past = PastExam(EXAM, 412, 85.6)
    assert sentences.past_words(past, TODAY + 60) == (
        "Staff college paper, 1 August: 86 % remembered; 88 % had been forecast 30 days before"
    )
    unknown = past._replace(exam=EXAM._replace(forecast=-1.0))
    assert sentences.past_words(unknown, TODAY + 60) == "Staff college paper, 1 August: 86 % remembered"
