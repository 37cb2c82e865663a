"""How much was remembered, by the age of the card, and how well FSRS had predicted it.

Calibration compares the recall that was predicted with the recall that came about, in groups of reviews
with a similar prediction.  Its mean deviation is known as the expected calibration error.  The logarithmic
loss also rewards predictions that tell easy reviews from hard ones; a constant, which tells nothing, is the
least that it must beat.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from attache.study.fsrs6 import Fsrs6
from attache.study.memory import Phase

AGES = (7, 14, 30, 91, 182)
"""The last day of each group of ages but the last, in days since a card's first answer."""
_BINS = 20
_LEAST = 1e-6
"""The least probability that a prediction is taken to give, so that no single answer decides."""
_SURE = 1.96
"""Standard deviations on both sides that hold 95 % of a normal distribution."""


Answer: TypeAlias = tuple[int, int, int]
"""One answer to a card: the learner's day, the rating from 1 to 4, and the phase that it led to.

A plain tuple, because half a million of them are made.
"""


class Recalled(NamedTuple):
    """Reviews and how many of them were not Again."""

    reviews: int = 0
    recalled: int = 0

    @property
    def share(self) -> float:
        """The share that was remembered; only asked if there are reviews."""
        return self.recalled / self.reviews

    @property
    def range(self) -> tuple[float, float]:
        """The Wilson interval of the share: with a probability of 95 % it lies in there.

        See https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval.
        """
        weight = _SURE**2 / self.reviews
        middle = (self.share + weight / 2) / (1 + weight)
        spread = self.share * (1 - self.share) / self.reviews + weight / self.reviews / 4
        half = _SURE * math.sqrt(spread) / (1 + weight)
        return max(0.0, middle - half), min(1.0, middle + half)


class CalibrationBin(NamedTuple):
    """Reviews with a similar prediction: the mean of what was predicted, and what came about."""

    predicted: float
    actual: Recalled


@dataclass(frozen=True, slots=True)
class Accuracy:
    """True retention by age, and calibration; ``reviews`` are all for which something was predicted.

    ``ages`` has one more group than ``AGES``: reviews of cards in long intervals, on a later day than the
    answer before.  ``bins`` have at least one review each.  The losses are means over ``reviews`` (natural
    logarithm), 0.0 without any; ``constant_loss`` is that of predicting the overall share each time.
    """

    ages: tuple[Recalled, ...]
    bins: tuple[CalibrationBin, ...]
    reviews: Recalled
    loss: float
    constant_loss: float

    @property
    def deviation(self) -> float:
        """The mean deviation of what was predicted from what came about, weighted by reviews; from 0 to 1."""
        total = sum(abs(each.predicted - each.actual.share) * each.actual.reviews for each in self.bins)
        return total / self.reviews.reviews if self.reviews.reviews else 0.0


def forecasts(model: Fsrs6, answers: Sequence[Sequence[int]]) -> Iterator[tuple[int, float]]:
    """Yield (place, predicted recall) for a card's answers, each of them a day, a rating and what follows.

    FSRS does not predict recall within a day better than a constant would, so such answers are left out.
    """
    last, rating = answers[0][0], answers[0][1]
    stability, difficulty = model.first(rating)
    for place in range(1, len(answers)):
        day, rating = answers[place][0], answers[place][1]
        elapsed = day - last
        if elapsed > 0:
            yield place, model.curve.retrievability(elapsed, stability)
            last = day
        stability, difficulty = model.after(stability, difficulty, elapsed, rating)


def loss_of(recall: float, is_recalled: bool) -> float:
    """Return the logarithmic loss of predicting a recall."""
    return -math.log(max(recall if is_recalled else 1 - recall, _LEAST))


def assess(cards: Iterable[Sequence[Answer]], parameters: Sequence[float]) -> Accuracy:
    """Go through the answers of all cards, in order; at half a million it takes seconds."""
    model = Fsrs6(parameters)
    ages = [[0, 0] for _ in range(len(AGES) + 1)]
    bins = [[0.0, 0, 0] for _ in range(_BINS)]
    loss = 0.0
    review = int(Phase.REVIEW)  # comparing plain numbers is faster
    for answers in cards:
        first = answers[0][0]
        for place, recall in forecasts(model, answers):
            day, rating, _ = answers[place]
            known = rating > 1
            bin_ = bins[min(int(recall * _BINS), _BINS - 1)]
            bin_[0] += recall
            bin_[1] += 1
            bin_[2] += known
            loss += loss_of(recall, known)
            before, _, phase = answers[place - 1]
            if phase == review and before < day:
                age = ages[bisect_left(AGES, day - first)]
                age[0] += 1
                age[1] += known
    found = [
        CalibrationBin(total / count, Recalled(int(count), int(known)))
        for total, count, known in bins
        if count
    ]
    every = Recalled(sum(each.actual.reviews for each in found), sum(each.actual.recalled for each in found))
    return Accuracy(
        ages=tuple(Recalled(*each) for each in ages),
        bins=tuple(found),
        reviews=every,
        loss=loss / every.reviews if every.reviews else 0.0,
        constant_loss=_constant_loss(every),
    )


def _constant_loss(every: Recalled) -> float:
    """Return the loss of predicting the share that was remembered each time: its entropy."""
    if not every.reviews:
        return 0.0
    share = every.share
    return share * loss_of(share, True) + (1 - share) * loss_of(share, False)
