"""Fits FSRS's parameters to answers; the result is used only if it predicts the answers better.

The fitting is done by ``fsrs-rs-python``, which is optional: without it nothing here finds anything and all
else works.  FSRS does not predict recall within a day better than a constant would, so only reviews on a
later day than the one before are fitted to and judged by.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from attache.base.watch import UNWATCHED, Watch
from attache.study.accuracy import forecasts, loss_of
from attache.study.fsrs6 import Fsrs6
from attache.study.settings import LEAST_PARAMETERS, MOST_PARAMETERS, is_allowed

if TYPE_CHECKING:
    from fsrs_rs_python import FSRSItem

Answers: TypeAlias = Mapping[str, Sequence[tuple[int, int]]]
"""For each card its answers in order, each as the learner's day and the rating."""
Parameters: TypeAlias = tuple[float, ...]

_LIBRARY = "fsrs_rs_python"
LEAST = 400
"""Reviews on a later day below which the parameters that FSRS comes with are the better guess."""
_MOST = 10_000
"""The latest reviews, to which is fitted: more hardly change the result, and hold up the window meanwhile."""
_MANY = 5_000
_TRAINED = 0.8
"""Share of the reviews, by time, that parameters are fitted to before they are judged by the others."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted parameters, from a history with so many reviews on a later day, and what they are worth.

    ``losses`` (logarithmic, of reviews that neither had been fitted to) are those of the parameters before
    and of fitted ones; the smaller, the better the prediction.  They are None for parameters of the user.
    """

    parameters: Parameters
    reviews: int
    losses: tuple[float, float] | None = None


def is_possible() -> bool:
    """Return whether the optional fitting library is installed."""
    return find_spec(_LIBRARY) is not None


def fit(answers: Answers, current: Parameters, watch: Watch = UNWATCHED) -> Fit | None:
    """Fit parameters to answers; None if that cannot be done, or if ``current`` predict as well.

    Pure and slow: for another thread than the window's.  Raises GivenUp if ``watch`` cancels.
    """
    training, before_it, after_it, finally_ = watch.parts(2, 1, 1, 2)
    gaps = (pair for each in answers.values() for pair in pairwise(each))
    days = sorted(day for (before, _), (day, _) in gaps if day > before)
    if len(days) < LEAST or not is_possible():
        return None
    latest = days[-_MOST:]
    cut = latest[int(len(latest) * _TRAINED)]
    items = _items(answers, latest[0])
    trained = _fitted([item for day, item in items if day < cut])
    if trained is None:
        return None
    training.report(1, 1)
    before = log_loss(answers, current, cut, before_it)
    after = log_loss(answers, trained, cut, after_it)
    if after >= before:
        return None
    final = _fitted([item for _, item in items])
    finally_.report(1, 1)
    return None if final is None else Fit(final, len(days), (before, after))


def log_loss(answers: Answers, parameters: Parameters, since: int, watch: Watch = UNWATCHED) -> float:
    """Return the mean logarithmic loss of predicting recall on later days, from a day on; 0.0 without any.

    Raises GivenUp if ``watch`` cancels.
    """
    model = Fsrs6(parameters)
    total, count = 0.0, 0
    for number, each in enumerate(answers.values(), 1):
        watch.report(number, len(answers))
        if each[-1][0] < since:
            continue
        for place, recall in forecasts(model, each):
            day, rating = each[place]
            if day >= since:
                total += loss_of(recall, rating > 1)
                count += 1
    return total / count if count else 0.0


def _items(answers: Answers, first: int) -> list[tuple[int, FSRSItem]]:
    """Return the items to fit to, each with its day: a review from that day, and all reviews before it.

    Every item ends with a review after a gap; otherwise the library would panic.
    """
    from fsrs_rs_python import FSRSItem, FSRSReview

    # A review is only a rating and a gap, so equal ones share one object.
    made: dict[tuple[int, int], FSRSReview] = {}
    items: list[tuple[int, FSRSItem]] = []
    for each in answers.values():
        last, rating = each[0]
        if each[-1][0] < first:
            continue
        reviews = [FSRSReview(rating, 0)]
        for day, rating in each[1:]:
            gap = max(day - last, 0)
            review = made.get((rating, gap))
            if review is None:
                review = made[rating, gap] = FSRSReview(rating, gap)
            reviews.append(review)
            if gap and day >= first:
                items.append((day, FSRSItem(reviews)))
            last = day
    return items


def _fitted(items: list[FSRSItem]) -> Parameters | None:
    """Return the parameters fitted to items, None if that fails."""
    from fsrs_rs_python import FSRS, TrainingConfig

    if not items:
        return None
    try:
        found = FSRS([]).compute_parameters(
            items, training_config=TrainingConfig(num_epochs=_rounds(len(items)))
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - what Rust calls a panic comes as no Exception
        return None
    return _within_bounds(found)


def _rounds(reviews: int) -> int:
    """Return how often all reviews are gone through: the library's own five times, three if they are many.

    With 10,000 of a simulated learner three predict others of his as well, in 0.09 s instead of 0.15 s.
    """
    return 5 if reviews < _MANY else 3


def _within_bounds(parameters: Sequence[float]) -> Parameters | None:
    """Return parameters moved into FSRS's bounds, which single precision may miss; None if they are none."""
    if len(parameters) != len(LEAST_PARAMETERS) or not all(map(math.isfinite, parameters)):
        return None
    bounds = zip(parameters, LEAST_PARAMETERS, MOST_PARAMETERS, strict=True)
    found = tuple(min(max(round(value, 6), least), most) for value, least, most in bounds)
    return found if is_allowed("parameters", found) else None
