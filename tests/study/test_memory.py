"""The forgetting curve is FSRS's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.study.memory import NEW, Curve, Memory, Phase
from attache.study.settings import DEFAULT_PARAMETERS

CURVE = Curve.of(DEFAULT_PARAMETERS)


@given(
    elapsed=st.integers(0, 5000),
    stability=st.floats(0.01, 10_000),
    decay=st.floats(0.1, 0.8),
)
def test_the_curve_is_that_of_fsrs(elapsed: int, stability: float, decay: float) -> None:
    parameters = (*DEFAULT_PARAMETERS[:20], decay)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    card = fsrs.Card(
        card_id=1, state=fsrs.State.Review, stability=stability, difficulty=5.0, last_review=start
    )
    wanted = fsrs.Scheduler(parameters=parameters).get_card_retrievability(
        card, start + timedelta(days=elapsed)
    )
    assert Curve.of(parameters).retrievability(elapsed, stability) == pytest.approx(wanted)


def test_what_is_new_is_not_remembered_and_what_was_just_answered_is() -> None:
    assert CURVE.retrievability(0, 0.0) == 0.0
    assert CURVE.retrievability(0, 3.0) == 1.0
    assert CURVE.retrievability(-5, 3.0) == 1.0
    assert CURVE.retrievability(10, 10.0) == pytest.approx(0.9)


@given(retention=st.floats(0.7, 0.99))
def test_waiting_and_recall_are_inverse(retention: float) -> None:
    assert CURVE.retention(CURVE.spent(retention)) == pytest.approx(retention)


def test_an_interval_runs_from_the_last_answer_to_the_due_day() -> None:
    assert Memory(Phase.REVIEW, last_day=100, due_day=111).interval == 11
    assert NEW.interval == 0
