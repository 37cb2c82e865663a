"""What is said where nothing can be asked now."""

from __future__ import annotations

from typing import Any

import pytest

from attache.study.done import done_words, more_words
from attache.study.overview import NextDue
from attache.study.settings import StudySettings
from attache.study.workload import CardCounts, Done, Pace, Today, plan_today

DAY = 20_000
PLAN = {"plan_from": DAY - 1, "plan_days": 3}


def a_day(due: int = 0, learning: int = 0, new: int = 0, done: Done = Done(), **settings: Any) -> Today:  # noqa: B008
    return plan_today(CardCounts(due, learning, new), due, done, Pace(10_000), StudySettings(**settings), DAY)


@pytest.mark.parametrize(
    ("waiting", "done", "settings", "said"),
    [
        ((0, 0, 9), Done(1, 10, 10), {}, "Today’s 10 new cards are done. Next: 3 cards tomorrow."),
        ((0, 0, 9), Done(1, 1, 1), {"new_limit": 1}, "Today’s new card is done. Next: 3 cards tomorrow."),
        (
            (0, 0, 9),
            Done(spent=1_200_000),
            {},
            "You have reached today’s limit of 20 minutes. Next: 3 cards tomorrow.",
        ),
        (
            (5, 2, 9),
            Done(1, 9, 10, 4, 60_000),
            {"minutes": 1},
            "You have reached today’s limit of 1 minute. 7 cards can wait until tomorrow.",
        ),
        (
            (5, 0, 0),
            Done(due=30),
            {"due_limit": 30},
            "Today’s 30 reviews are done. 5 cards can wait until tomorrow.",
        ),
        (
            (1, 0, 0),
            Done(due=1),
            {"due_limit": 1},
            "Today’s review is done. 1 card can wait until tomorrow.",
        ),
        (
            (6, 0, 0),
            Done(due=6),
            PLAN,
            "Today’s share of your catch-up plan is done. 6 cards can wait until tomorrow.",
        ),
        ((0, 0, 0), Done(1, 4), {}, "Nothing more is due today. Next: 3 cards tomorrow."),
        ((0, 0, 0), Done(), {}, "Nothing is due today. Next: 3 cards tomorrow."),
    ],
)
def test_the_limit_that_is_reached_is_named(
    waiting: tuple[int, int, int], done: Done, settings: dict[str, Any], said: str
) -> None:
    today = a_day(*waiting, done, **settings)
    assert today.cards == 0
    assert done_words(today, StudySettings(**settings), NextDue(1, 3)) == said


def test_what_comes_next() -> None:
    settings = StudySettings()
    assert done_words(a_day(), settings, NextDue(11, 1)) == "Nothing is due today. Next: 1 card in 11 days."
    assert done_words(a_day(), settings, NextDue()) == "Nothing is due today."


def test_cards_in_their_steps_are_waited_for() -> None:
    done, settings = Done(1, 10, 10), StudySettings()
    assert done_words(a_day(learning=1, new=4, done=done), settings, NextDue(), "15:20") == (
        "Today’s 10 new cards are done. 1 learning card is due again at 15:20."
    )
    assert done_words(a_day(learning=2), settings, NextDue(), "00:05") == (
        "2 learning cards are due again later, the first at 00:05."
    )


def test_what_can_be_added() -> None:
    spent = Done(spent=1_200_000)
    assert more_words(a_day(due=3, new=4, done=spent), 4) == "Study more"
    assert more_words(a_day(learning=3, done=spent), 0) == "Study more"
    assert more_words(a_day(new=4, done=spent), 4) == "Add 4 new cards"
    assert more_words(a_day(learning=1), 0) == "", "it is for today"
