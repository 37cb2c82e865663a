"""Exams and breaks: what is in effect on a day, and which stored values are theirs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.study.exam import Break, Exam, are_breaks, are_exams, join_break, next_exam, past_exams
from attache.study.settings import StudySettings, parse

DAY = 20_000
EXAM = Exam("Staff college paper", DAY + 30, ("doc-1",), planned_on=DAY)
PLAIN = tuple(EXAM)


def test_the_nearest_exam_is_in_effect_up_to_its_day() -> None:
    later, past = EXAM._replace(day=DAY + 60), EXAM._replace(name="First", day=DAY - 1, planned_on=DAY - 9)
    exams = (tuple(later), tuple(past), PLAIN)
    assert next_exam(exams, DAY) == EXAM
    assert next_exam(exams, DAY + 30) == EXAM
    assert next_exam(exams, DAY + 31) == later
    assert next_exam(exams, DAY + 61) is None
    assert past_exams(exams, DAY) == (past,)
    assert [exam.day for exam in past_exams(exams, DAY + 99)] == [DAY + 60, DAY + 30, DAY - 1]
    settings = StudySettings(exams=exams, minutes=7)
    assert (settings.minutes_on(DAY), settings.minutes_on(DAY + 61)) == (EXAM.minutes, 7)
    assert StudySettings().exam_on(DAY) is None


def test_new_cards_end_before_the_exam_and_the_last_pass_begins() -> None:
    assert EXAM.last_new == EXAM.day - 6
    assert EXAM._replace(planned_on=EXAM.day - 4).last_new == EXAM.day - 2
    assert EXAM._replace(planned_on=EXAM.day - 300).last_new == EXAM.day - 14
    assert EXAM.new_days(DAY) == 24
    assert [EXAM.new_days(EXAM.day - left) for left in (7, 6, 1, 0)] == [1, 6, 1, 1]
    assert [EXAM.in_last_pass(EXAM.day + each) for each in (-8, -7, 0, 1)] == [False, True, True, False]


def test_half_of_a_break_comes_before_it() -> None:
    week = Break(DAY, DAY + 6)
    assert (week.days, week.early, week.spread) == (7, DAY + 3, 3)
    day = Break(DAY, DAY)
    assert (day.days, day.early, day.spread) == (1, DAY, 1)
    assert Break(DAY, DAY + 59).spread == 7


def test_a_break_is_off_and_is_near_for_as_long_as_it_spreads() -> None:
    settings = StudySettings(breaks=((DAY, DAY + 6),), days_off=(6,))
    sunday = next(day for day in range(DAY + 7, DAY + 14) if settings.is_off(day))
    assert sunday % 7 == (3 - 7) % 7  # 1 January 1970 was a Thursday
    assert [settings.is_off(DAY + each) for each in (0, 6)] == [True, True]
    assert [settings.break_ahead(DAY + each) is not None for each in (-4, -3, -1, 0)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert [settings.recent_break(DAY + each) is not None for each in (-1, 0, 9, 10)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_exams_and_breaks_are_stored_as_lists() -> None:
    assert are_exams(parse(json.dumps([EXAM])))
    assert are_exams(())
    assert parse(json.dumps([EXAM])) == (EXAM,)
    assert are_breaks(parse(json.dumps([[DAY, DAY + 3], [DAY + 4, DAY + 4]])))


@pytest.mark.parametrize(
    "wrong",
    [
        "exam", ("exam",), (PLAIN[:-1],), (PLAIN,) * 61, *(
            (tuple(EXAM._replace(**change)),)
            for change in (
                {"name": ""}, {"name": "x" * 81}, {"name": 5}, {"day": DAY - 1}, {"day": "soon"},
                {"day": True}, {"day": 10**7}, {"documents": "doc-1"},
                 {"documents": (3,)}, {"core": 1}, {"aim": 49},
                {"aim": 100}, {"minutes": 0}, {"minutes": 601}, {"planned_on": -1}, {"forecast": "much"},
                {"forecast": 101}, {"forecast": -2},
            )
        ),
    ],
)  # fmt: skip
def test_what_is_no_list_of_exams(wrong: object) -> None:
    assert not are_exams(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        5, (5,), ((5,),), ((5, "6"),), ((6, 5),), ((-1, 5),), ((5, 97),), ((5, 9), (9, 12)), ((9, 9), (5, 5)),
        ((10**6, 10**6),), tuple((n, n) for n in range(41)),
    ],
)  # fmt: skip
def test_what_is_no_list_of_breaks(wrong: object) -> None:
    assert not are_breaks(wrong)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=9),
    max_leaves=12,
)


@given(_JSON)
def test_anything_that_is_stored_can_be_asked(value: object) -> None:
    parsed = parse(json.dumps(value))
    if are_exams(parsed):
        assert next_exam(parsed, 0) is None or isinstance(parsed, tuple)  # type: ignore[arg-type]
    are_breaks(parsed)


def test_a_break_becomes_one_with_those_that_it_overlaps_or_touches() -> None:
    others = (Break(10, 12), Break(20, 22), Break(30, 32))
    assert join_break(Break(15, 16), others) == (15, 16)
    assert join_break(Break(13, 16), others) == (10, 16)
    assert join_break(Break(11, 19), others) == (10, 22)
    assert join_break(Break(5, 40), others) == (5, 40)
