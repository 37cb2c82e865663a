"""True retention by age and calibration, on histories small enough to count on one's fingers."""

from __future__ import annotations

import math

import pytest

from attache.study.accuracy import AGES, Answer, Recalled, assess, forecasts, loss_of
from attache.study.fit import log_loss
from attache.study.fsrs6 import Fsrs6
from attache.study.memory import Phase
from attache.study.settings import DEFAULT_PARAMETERS
from tests.study.learners import BRIEF_MEMORY, learner

REVIEW, LEARNING = int(Phase.REVIEW), int(Phase.LEARNING)


def test_nothing_was_answered() -> None:
    found = assess([], DEFAULT_PARAMETERS)
    assert found.ages == (Recalled(),) * (len(AGES) + 1)
    assert (found.bins, found.reviews) == ((), Recalled())
    assert (found.loss, found.constant_loss, found.deviation) == (0, 0, 0)


def test_reviews_of_known_cards_on_a_later_day_count_at_their_age() -> None:
    answers: list[Answer] = [
        (100, 3, LEARNING),
        (100, 3, REVIEW),
        (100, 3, REVIEW),  # the same day
        (107, 1, LEARNING),  # a week old
        (108, 3, REVIEW),  # was in its steps
        (100 + AGES[-1] + 1, 3, REVIEW),
    ]
    found = assess([answers], DEFAULT_PARAMETERS)
    assert found.ages[0] == Recalled(1, 0)
    assert found.ages[-1] == Recalled(1, 1)
    assert sum(each.reviews for each in found.ages) == 2
    assert found.reviews == Recalled(3, 2)


def test_what_is_predicted_is_the_recall_before_the_answer() -> None:
    model = Fsrs6(DEFAULT_PARAMETERS)
    stability, _ = model.first(3)
    ((place, recall),) = forecasts(model, [(0, 3), (round(stability), 1)])
    assert place == 1
    assert recall == pytest.approx(model.curve.retrievability(round(stability), stability))
    assert loss_of(recall, True) == pytest.approx(-math.log(recall))
    assert loss_of(1.0, False) == pytest.approx(-math.log(1e-6))


@pytest.mark.parametrize("parameters", [DEFAULT_PARAMETERS, BRIEF_MEMORY])
def test_the_loss_is_the_mean_of_what_each_answer_was_unlikely(parameters: tuple[float, ...]) -> None:
    history = {
        "good": [(0, 3), (4, 3)],
        "easy": [(0, 4), (9, 1)],
        "again": [(0, 1), (1, 1)],
        "once": [(0, 3)],
    }

    def recall(days: int, first: int) -> float:
        """Return the recall some days after a first answer, by FSRS-6's formula."""
        decay = -parameters[20]
        factor = 0.9 ** (1 / decay) - 1
        return float((1 + factor * days / parameters[first - 1]) ** decay)

    losses = [-math.log(recall(4, 3)), -math.log(1 - recall(9, 4)), -math.log(1 - recall(1, 1))]
    found = assess([[(day, rating, REVIEW) for day, rating in each] for each in history.values()], parameters)
    assert found.loss == pytest.approx(sum(losses) / 3)
    assert log_loss(history, parameters, 0) == pytest.approx(found.loss)


def test_a_learner_is_predicted_better_by_the_right_parameters_than_by_others_or_a_constant() -> None:
    history = learner(BRIEF_MEMORY, 1500)
    cards = [[(day, rating, REVIEW) for day, rating in each] for each in history.values()]
    right, other = assess(cards, BRIEF_MEMORY), assess(cards, DEFAULT_PARAMETERS)
    assert right.deviation < 0.03 < other.deviation
    assert right.loss < other.loss
    assert right.loss < right.constant_loss == other.constant_loss


@pytest.mark.parametrize(
    ("reviews", "recalled", "low", "high"),
    [(10, 5, 0.2366, 0.7634), (100, 90, 0.8256, 0.9448), (20, 20, 0.8389, 1.0), (20, 0, 0.0, 0.1611)],
)
def test_the_likely_range_is_that_of_wilson(reviews: int, recalled: int, low: float, high: float) -> None:
    """The values are those of statsmodels' proportion_confint(method="wilson")."""
    assert Recalled(reviews, recalled).range == pytest.approx((low, high), abs=1e-4)
