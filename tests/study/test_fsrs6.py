"""The formulas give the same results as the reference library, to the last digit, for any history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.study.fsrs6 import Fsrs6
from attache.study.settings import DEFAULT_PARAMETERS, LEAST_PARAMETERS, MOST_PARAMETERS

START = datetime(2026, 1, 1, tzinfo=UTC)
ANSWERS = st.lists(
    st.tuples(st.integers(1, 4), st.one_of(st.just(0), st.integers(0, 4), st.integers(0, 4000))),
    min_size=1,
    max_size=30,
)
PARAMETERS = st.one_of(
    st.just(DEFAULT_PARAMETERS), st.tuples(*map(st.floats, LEAST_PARAMETERS, MOST_PARAMETERS))
)


@given(answers=ANSWERS, parameters=PARAMETERS)
def test_every_history_leads_to_what_the_reference_says(
    answers: list[tuple[int, int]], parameters: tuple[float, ...]
) -> None:
    reference = fsrs.Scheduler(parameters=parameters, enable_fuzzing=False)
    model, card, at = Fsrs6(parameters), fsrs.Card(card_id=1), START
    stability = difficulty = 0.0
    for number, (rating, gap) in enumerate(answers):
        at += timedelta(days=gap if number else 0)
        card, _ = reference.review_card(card, fsrs.Rating(rating), at)
        if number:
            stability, difficulty = model.after(stability, difficulty, gap, rating)
        else:
            stability, difficulty = model.first(rating)
        assert (stability, difficulty) == (card.stability, card.difficulty)


def test_the_reference_figures() -> None:
    model = Fsrs6(DEFAULT_PARAMETERS)
    stability, difficulty = model.first(1)
    for gap in (0, 1, 3, 8, 21):
        stability, difficulty = model.after(stability, difficulty, gap, 3)
    assert stability == pytest.approx(53.62691, abs=1e-5)
    assert difficulty == pytest.approx(6.3574867, abs=1e-6)


@pytest.mark.parametrize("difficulty", [0.5, 1.0, 10.0, 12.0])
@pytest.mark.parametrize("rating", [1, 2, 3, 4])
def test_stability_and_difficulty_stay_within_their_bounds(rating: int, difficulty: float) -> None:
    for parameters in (DEFAULT_PARAMETERS, LEAST_PARAMETERS, MOST_PARAMETERS):
        stability, moved = Fsrs6(parameters).after(0.001, difficulty, 0, rating)
        assert stability >= 0.001
        assert 1.0 <= moved <= 10.0
