from __future__ import annotations

import pytest

from attache.base.vocabulary import CardForm
from attache.study.days import Moment
from attache.study.memory import Memory, Phase, Rating, Recall
from attache.ui.widgets import words

NOW = Moment(1_000_000_000, 0, 20_000)


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [
        (0, "1 minute"),
        (60_000, "1 minute"),
        (60_001, "2 minutes"),
        (89 * 60_000, "89 minutes"),
        (90 * 60_000, "1 h 30 min"),
        (120 * 60_000, "2 h"),
    ],
)
def test_lengths_of_time(milliseconds: float, said: str) -> None:
    assert words.minutes(milliseconds) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 day"),
        (59, "59 days"),
        (60, "2 months"),
        (76, "2.5 months"),
        (700, "23 months"),
        (731, "2 years"),
        (1100, "3 years"),
        (1200, "3.3 years"),
    ],
)
def test_intervals_in_the_unit_one_thinks_in(count: int, said: str) -> None:
    assert words.days(count) == said


def test_a_button_says_minutes_for_a_step_and_days_for_an_interval() -> None:
    step = Memory(Phase.LEARNING, due_day=20_000, due_at=NOW.at + 600_000)
    long = Memory(Phase.REVIEW, due_day=20_011)
    assert words.interval(step, NOW) == "10 minutes"
    assert words.interval(long, NOW) == "11 days"


def test_when_a_card_is_due() -> None:
    assert [words.due(day, 10) for day in (9, 10, 11, 21)] == [
        "due now", "due now", "due tomorrow", "due in 11 days"
    ]  # fmt: skip


def test_shares_are_whole_per_cent() -> None:
    assert words.share(0.876) == "88 %"


def test_every_rating_form_and_recall_has_its_word() -> None:
    assert set(words.RATING_WORDS) == set(Rating)
    assert set(words.FORM_WORDS) == set(CardForm)
    assert set(words.RECALL_WORDS) == set(Recall)


def test_no_line_ends_between_a_number_and_what_it_counts() -> None:
    said = words.unbroken("3 of 16 cards on 14 November, below 90 %, in Instruments (90) or (new)")
    assert said.replace("\N{NO-BREAK SPACE}", "_") == (
        "3 of 16_cards on 14_November, below 90_%, in Instruments_(90) or (new)"
    )
